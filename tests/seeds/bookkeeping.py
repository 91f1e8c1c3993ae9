"""The gaps that are known and recorded in ``seeds/known_gaps.*.json``: a count a measure, which may only fall.

Floating point differs in its last digits with the instructions a processor has, and with it a doubtful quotation
and all that hangs on it; so there is a record for processors with VNNI and one for those without.  Where the counts
were recorded last they may not fall unrecorded either; the other record is older, and what has fallen since may not
be known there.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.seeds.expectation import SEEDS
from tests.seeds.gaps import MEASURES, Gap

Counts = dict[str, int]

_FEATURES = Path("/proc/cpuinfo")


def instructions(features: Path = _FEATURES) -> str:
    """``vnni`` where the processor multiplies small integers by VNNI, else ``plain``."""
    words = features.read_text(encoding="ascii", errors="replace").split() if features.exists() else []
    return "vnni" if {"avx512_vnni", "avx_vnni"} & set(words) else "plain"


KNOWN = SEEDS / f"known_gaps.{instructions()}.json"
RECORDED_LAST = "plain"
TIGHTEN = "python -m tests.seeds"


def count(gaps: Iterable[Gap]) -> Counts:
    """How many gaps there are of each measure that has any, in the order of the measures."""
    counted = Counter(gap.measure for gap in gaps)
    return {measure: counted[measure] for measure in MEASURES if counted[measure]}


def read_known() -> dict[str, Counts]:
    """The recorded counts of every sample article; one that is not named has no known gaps."""
    return json.loads(KNOWN.read_text(encoding="utf-8")) if KNOWN.exists() else {}


def write_known(known: Mapping[str, Counts]) -> None:
    """Record the counts, a line an article."""
    lines = [f"  {json.dumps(slug)}: {json.dumps(known[slug])}" for slug in sorted(known) if known[slug]]
    KNOWN.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def rises(recorded: Counts, now: Counts) -> list[str]:
    """The measures that got worse, as an editor would read them."""
    return [f"{measure}: {now[measure]}, recorded {recorded.get(measure, 0)}" for measure in MEASURES
            if now.get(measure, 0) > recorded.get(measure, 0)]  # fmt: skip


def falls(recorded: Counts, now: Counts) -> list[str]:
    """The measures that got better and are not recorded so yet."""
    return [f"{measure}: {now.get(measure, 0)}, recorded {recorded[measure]}" for measure in MEASURES
            if now.get(measure, 0) < recorded.get(measure, 0)]  # fmt: skip


def report(gaps: Iterable[Gap]) -> str:
    """All gaps, a line each, grouped by measure."""
    ordered = sorted(gaps, key=lambda gap: MEASURES.index(gap.measure))
    return "\n".join(f"  {gap.measure:20} {gap.message}" for gap in ordered)


def verdict(slug: str, gaps: list[Gap], recorded: Counts, *, newest: bool) -> str | None:
    """Why the counts of one article do not agree with the record; None when they do.

    Args:
        slug: the article.
        gaps: what is wrong with it now.
        recorded: its counts in the record.
        newest: whether that is the record which was taken last, in which every fall is written down.
    """
    now = count(gaps)
    worse, better = rises(recorded, now), falls(recorded, now) if newest else []
    if not worse and not better:
        return None
    parts = [f"seeds/{slug}.txt does not stand where seeds/{KNOWN.name} says."]
    if worse:
        parts.append("Worse, to be repaired:\n  " + "\n  ".join(worse))
    if better:
        parts.append(f"Better, to be recorded with `{TIGHTEN}`:\n  " + "\n  ".join(better))
    return "\n".join([*parts, "All gaps now:", report(gaps)])
