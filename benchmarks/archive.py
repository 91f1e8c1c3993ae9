"""An archive run with one and two readers, against the same reader in a plain loop; its cost; its memory."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from benchmarks.articles import ROOT, count_words
from benchmarks.contenders import Round, contender
from benchmarks.report import Curve, Plot, Result

_BLOCK_WORDS = 5_000
_WORDS_AN_ARTICLE = 500
_MEGABYTE = 1024 * 1024
_SAMPLE_SECONDS = 1.0
_WARM = 0.3


@dataclass(frozen=True, slots=True)
class Run:
    """One archive run: words a second from its first commit to its last, and memory in MB by seconds.

    ``readers`` is the resident memory of the largest reader, ``whole`` that of all processes, what they
    share counted once.
    """

    words_per_second: float
    readers: tuple[tuple[float, float], ...]
    whole: tuple[tuple[float, float], ...]


def measure_archive(texts: list[str], *, count: int, rounds: int, price: float) -> Result:
    """Read ``count`` articles, no two alike; ``price`` is that of one processor for an hour."""
    articles = [
        f"{texts[at % len(texts)]}\n\nItem {at} was filed on Monday by Reporter{at} Example.\n" for at in range(count)
    ]
    words = count_words(articles)
    with tempfile.TemporaryDirectory() as directory, ExitStack() as stack:
        source = Path(directory) / "articles.jsonl"
        lines = (json.dumps({"id": str(at), "text": text}) for at, text in enumerate(articles))
        source.write_text("\n".join(lines), encoding="utf-8")
        command = [sys.executable, "-m", "benchmarks.plain_loop"]
        loops = [stack.enter_context(contender(command, str(source))) for _ in range(2)]
        plain: dict[int, list[float]] = {1: [], 2: []}
        runs: dict[int, list[Run]] = {1: [], 2: []}
        for number in range(rounds):
            for actors in (1, 2):
                plain[actors].append(words / _together(loops[:actors]))
                runs[actors].append(_archive(source, Path(directory) / f"out-{number}-{actors}", actors))
    return compare(words, count, plain, runs, price)


def _together(loops: list[Round]) -> float:
    """Seconds that each of so many loops takes while the others run, too."""
    with ThreadPoolExecutor() as threads:
        return statistics.mean([found.result() for found in [threads.submit(loop) for loop in loops]])


def _archive(source: Path, target: Path, actors: int) -> Run:
    command = [sys.executable, "-m", "service", "archive", str(source), str(target), "--actors", str(actors)]
    begun = time.monotonic()
    process = subprocess.Popen(
        [*command, "--block-words", str(_BLOCK_WORDS)], cwd=ROOT, env=dict(os.environ), stderr=subprocess.DEVNULL
    )
    readers: list[tuple[float, float]] = []
    whole: list[tuple[float, float]] = []
    while process.poll() is None:
        at = time.monotonic() - begun
        with suppress(psutil.NoSuchProcess):
            own = psutil.Process(process.pid)
            family = [own, *own.children(recursive=True)]
            readers.append((at, max((_resident(member) for member in family if _reads(member)), default=0.0)))
            whole.append((at, sum(member.memory_full_info().pss for member in family) / _MEGABYTE))
        time.sleep(_SAMPLE_SECONDS)
    if process.returncode:
        raise SystemExit(f"the archive run ended with status {process.returncode}")
    return Run(_rate(target), tuple(readers), tuple(whole))


def _rate(target: Path) -> float:
    """Words a second between the first and the last commit, without the start of Ray and of the readers."""
    commits = sorted(_commits(target))
    return sum(words for _, words in commits[1:]) / (commits[-1][0] - commits[0][0])


def _commits(target: Path) -> Iterator[tuple[float, int]]:
    for marker in (target / "_commits").rglob("*.json"):
        commit: dict[str, Any] = json.loads(marker.read_text(encoding="utf-8"))
        yield marker.stat().st_mtime, commit["words"]


def _reads(process: psutil.Process) -> bool:
    return "BlockReader" in " ".join(process.cmdline())


def _resident(process: psutil.Process) -> float:
    return process.memory_info().rss / _MEGABYTE


def compare(words: int, count: int, plain: dict[int, list[float]], runs: dict[int, list[Run]], price: float) -> Result:
    """The table; ``plain`` holds words a second of each of so many loops side by side, ``runs`` of so many readers."""
    one_loop = statistics.median(plain[1])
    rows = [("plain loop", 1, one_loop, one_loop, 1.0)]
    each = statistics.median(plain[2])
    rows.append(("plain loops side by side", 2, 2 * each, each, each / one_loop))
    for actors, found in runs.items():
        rate = statistics.median(run.words_per_second for run in found)
        rows.append(("archive", actors, rate, rate / actors, rate / actors / one_loop))
    hours = 1_000_000 * _WORDS_AN_ARTICLE / rows[-1][3] / 3600
    last = runs[2][-1]
    notes: tuple[str, ...] = (
        (
            f"{count} articles, {words:,} words, median of {len(plain[1])} rounds in turns; "
            "an archive run counts from its first commit to its last."
        ),
        f"Two readers do {rows[-1][3] / each:.2f} of what two plain loops do side by side.",
        (
            f"At that rate a million articles of {_WORDS_AN_ARTICLE} words take {hours:.0f} processor hours: "
            f"{hours * price:.2f} at {price} each (the readers alone; storage and the head of a cluster come on top)."
        ),
        (
            f"Of two readers the larger one peaked at {_peak(last.readers):.0f} MB, "
            f"all processes together at {_peak(last.whole):,.0f} MB; over the last {1 - _WARM:.0%} of the run "
            f"they grew by {_growth(last.readers):+.1%} and {_growth(last.whole):+.1%}."
        ),
    )
    curves = (_curve("largest reader", last.readers), _curve("all processes", last.whole))
    columns = ("contender", "readers", "words per second", "per reader", "of the plain loop")
    return Result("archive", columns, tuple(rows), notes, Plot("seconds", "MB", curves))


def _peak(sampled: tuple[tuple[float, float], ...]) -> float:
    return max(megabytes for _, megabytes in sampled)


def _growth(sampled: tuple[tuple[float, float], ...]) -> float:
    """From when the first part of the run is over to the end; the very last sample is of processes that end."""
    alive = [megabytes for _, megabytes in sampled if megabytes]
    return alive[-2] / alive[int(len(alive) * _WARM)] - 1


def _curve(label: str, sampled: tuple[tuple[float, float], ...]) -> Curve:
    return Curve(label, tuple(at for at, _ in sampled), tuple(megabytes for _, megabytes in sampled))
