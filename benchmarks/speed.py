"""Words per CPU second: the whole HTTP service, the bare encoder, spaCy; in turns, on the same articles."""

from __future__ import annotations

import json
import statistics
import sys
from contextlib import ExitStack
from pathlib import Path

import httpx
import psutil

from benchmarks.articles import count_words
from benchmarks.contenders import Round, contender
from benchmarks.report import Curve, Plot, Result
from tests.running import RunningService, running_service

_SERVICE, _BARE, _SPACY = "service over HTTP", "bare encoder", "spaCy en_core_web_sm"


def measure_speed(texts: list[str], *, rounds: int, spacy_python: Path | None) -> Result:
    """Run every contender in turns, so that whatever else the machine does hits them alike."""
    words = count_words(texts)
    with ExitStack() as stack:
        running = stack.enter_context(running_service("--workers", "1", ACCESS_LOG="true"))
        client = stack.enter_context(httpx.Client(base_url=running.url, timeout=60.0))
        contenders: dict[str, Round] = {
            _SERVICE: lambda: _service_round(running, client, texts),
            _BARE: stack.enter_context(contender([sys.executable, "-m", "benchmarks.bare"], json.dumps(texts))),
        }
        if spacy_python is not None:
            command = [str(spacy_python), "-W", "ignore", "benchmarks/spacy_pipeline.py"]
            contenders[_SPACY] = stack.enter_context(contender(command, json.dumps(texts)))
        contenders[_SERVICE]()  # caches warm, as those of the others are
        seconds: dict[str, list[float]] = {name: [] for name in contenders}
        for _ in range(rounds):
            for name, run in contenders.items():
                seconds[name].append(run())
    return _result(words, len(texts), seconds)


def _service_round(running: RunningService, client: httpx.Client, texts: list[str]) -> float:
    process = psutil.Process(running.process.pid)
    begun = process.cpu_times()
    for text in texts:
        answer = client.post("/v1/enrich", content=text.encode(), headers={"Content-Type": "text/plain"})
        if answer.status_code not in (200, 422):  # an article in another language is refused as one
            answer.raise_for_status()
    ended = process.cpu_times()
    return ended.user - begun.user + ended.system - begun.system


def _result(words: int, articles: int, seconds: dict[str, list[float]]) -> Result:
    pairs = {
        name: statistics.median(own / other for own, other in zip(seconds[_SERVICE], found, strict=True))
        for name, found in seconds.items()
    }
    rows = tuple((name, words / statistics.median(found), 1 / pairs[name]) for name, found in seconds.items())
    notes = [f"{articles} articles, {words:,} words, median of {len(seconds[_SERVICE])} rounds taken in turns."]
    notes += [
        f"The service reads {1 / ratio:.2f} times as many words per CPU second as {name}."
        for name, ratio in pairs.items()
        if name != _SERVICE
    ]
    numbers = tuple(float(at) for at in range(1, len(seconds[_SERVICE]) + 1))
    curves = tuple(Curve(name, numbers, tuple(words / s for s in found)) for name, found in seconds.items())
    return Result(
        "speed",
        ("contender", "words per CPU second", "service / contender"),
        rows,
        tuple(notes),
        Plot("round", "words per CPU second", curves),
    )
