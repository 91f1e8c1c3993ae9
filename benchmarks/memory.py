"""Resident memory of one worker over thousands of articles: it must stay flat."""

from __future__ import annotations

import sys

import httpx
import psutil

from benchmarks.report import Curve, Plot, Result
from tests.running import running_service

_POINTS = 20
_WARM = 0.1
_PATIENT = 120
_MEGABYTE = 1024 * 1024


def measure_memory(texts: list[str], *, count: int) -> Result:
    """Read ``count`` articles, no two alike, one after the other; how far it is goes to standard error."""
    seen: list[tuple[int, float]] = []
    unread = 0
    with (
        running_service("--workers", "1", DEADLINE_SECONDS=str(_PATIENT)) as running,
        httpx.Client(base_url=running.url, timeout=2.0 * _PATIENT) as client,
    ):
        process = psutil.Process(running.process.pid)
        seen.append((0, process.memory_info().rss / _MEGABYTE))
        for number in range(1, count + 1):
            text = f"{texts[number % len(texts)]}\n\nItem {number} was filed on Monday by Reporter{number} Example.\n"
            answer = client.post("/v1/enrich", content=text.encode(), headers={"Content-Type": "text/plain"})
            unread += answer.is_error
            if number % max(1, count // _POINTS) == 0:
                seen.append((number, process.memory_info().rss / _MEGABYTE))
                print(f"memory: {number:,} of {count:,} articles, {seen[-1][1]:.0f} MB", file=sys.stderr, flush=True)
        peak = _peak(running.process.pid)
    every_text_read = min(max(count * _WARM, len(texts)), count)
    from_then, warm = next((number, rss) for number, rss in seen if number >= every_text_read)
    note = (
        f"From article {from_then:,} on, when the longest had been read, resident memory grew by "
        f"{seen[-1][1] / warm - 1:+.1%}; the peak was {peak:.0f} MB. Refused or failed: {unread}."
    )
    curve = Curve("resident memory", tuple(float(n) for n, _ in seen), tuple(rss for _, rss in seen))
    return Result("memory", ("articles read", "resident MB"), tuple(seen), (note,), Plot("articles", "MB", (curve,)))


def _peak(pid: int) -> float:
    """Peak resident memory in MB, as Linux keeps it."""
    with open(f"/proc/{pid}/status", encoding="utf-8") as status:  # noqa: PTH123  # no file of ours
        line = next(line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
