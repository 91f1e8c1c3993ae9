"""Cold start: from the command to the first ready answer."""

from __future__ import annotations

import statistics
import time

from benchmarks.report import Curve, Plot, Result
from tests.running import running_service


def measure_startup(*, rounds: int) -> Result:
    """Start and stop one worker ``rounds`` times."""
    seconds: list[float] = []
    for _ in range(rounds):
        begun = time.monotonic()
        with running_service("--workers", "1"):
            seconds.append(time.monotonic() - begun)
    rows = tuple((number, took) for number, took in enumerate(seconds, start=1))
    curve = Curve("ready", tuple(float(n) for n, _ in rows), tuple(seconds))
    note = f"Median {statistics.median(seconds):.1f} s from the command to 200 on /readyz (the canary article read)."
    return Result("startup", ("start", "seconds to ready"), rows, (note,), Plot("start", "seconds", (curve,)))
