"""What an article costs by its length, from 100 to 100,000 characters."""

from __future__ import annotations

import math
import statistics

import httpx
import psutil

from benchmarks.articles import of_length
from benchmarks.report import Curve, Plot, Result
from tests.running import RunningService, running_service

_LENGTHS = (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
_CHARACTERS_A_POINT = 30_000
_LINEAR_FROM = 3_000


def measure_length(texts: list[str], *, rounds: int) -> Result:
    """CPU milliseconds of the server for one article of each length; the median of ``rounds``."""
    milliseconds: dict[int, float] = {}
    with running_service("--workers", "1", DEADLINE_SECONDS="120") as running, httpx.Client(timeout=120.0) as client:
        for text in texts[:8]:
            _cost(running, client, text, repeat=1)
        for length in _LENGTHS:
            text = of_length(texts, length)
            repeat = max(1, _CHARACTERS_A_POINT // length)
            milliseconds[length] = statistics.median(_cost(running, client, text, repeat=repeat) for _ in range(rounds))
    slope = _slope([(n, ms) for n, ms in milliseconds.items() if n >= _LINEAR_FROM])
    rows = tuple((length, ms, ms / length * 1000) for length, ms in milliseconds.items())
    note = f"From {_LINEAR_FROM:,} characters on the cost grows with the length to the power of {slope:.2f}."
    curve = Curve("CPU time", tuple(map(float, milliseconds)), tuple(milliseconds.values()))
    return Result(
        "length",
        ("characters", "CPU ms", "CPU ms per 1,000"),
        rows,
        (note,),
        Plot("characters", "CPU milliseconds", (curve,), logarithmic=True),
    )


def _cost(running: RunningService, client: httpx.Client, text: str, *, repeat: int) -> float:
    process = psutil.Process(running.process.pid)
    begun = process.cpu_times()
    for _ in range(repeat):
        client.post(
            running.url + "/v1/enrich", content=text.encode(), headers={"Content-Type": "text/plain"}
        ).raise_for_status()
    ended = process.cpu_times()
    return (ended.user - begun.user + ended.system - begun.system) / repeat * 1000


def _slope(points: list[tuple[int, float]]) -> float:
    """The exponent of the power law through the points: 1 is linear."""
    fit = statistics.linear_regression([math.log(x) for x, _ in points], [math.log(y) for _, y in points])
    return fit.slope
