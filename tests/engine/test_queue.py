"""Admission and batches, on the queue alone."""

from __future__ import annotations

import asyncio

import pytest

from service.engine.pace import Pace
from service.engine.queue import AdmissionQueue, Job
from service.errors import Overloaded
from service.reading.findings import Manuscript


def job(characters: int = 10, *, deadline: float = 100.0) -> Job:
    return Job(Manuscript("x" * characters), 0.0, deadline, asyncio.get_running_loop().create_future())


def queue(*, size: int = 10, batch_size: int = 4, batch_characters: int = 100) -> AdmissionQueue:
    return AdmissionQueue(size=size, batch_size=batch_size, batch_characters=batch_characters, pace=Pace())


def lengths(jobs: list[Job]) -> list[int]:
    return [len(taken.manuscript.text) for taken in jobs]


@pytest.mark.parametrize(
    ("waiting", "batches"),
    [
        ([10, 20, 30], [[10, 20, 30]]),
        ([10] * 6, [[10] * 4, [10] * 2]),
        ([60, 60, 60], [[60], [60], [60]]),
        ([500, 10], [[500], [10]]),
        ([10, 500, 10], [[10], [500], [10]]),
        ([50, 50, 1], [[50, 50], [1]]),
    ],
)
async def test_batches_keep_the_order_and_both_bounds(waiting: list[int], batches: list[list[int]]) -> None:
    line = queue()
    for characters in waiting:
        line.admit(job(characters), seconds=9e9)
    for expected in batches:
        batch, dropped = line.take(now=0.0)
        assert (lengths(batch), dropped) == (expected, [])
        line.finish(batch)
    assert line.take(now=0.0) == ([], [])
    assert len(line) == 0


async def test_jobs_in_work_hold_their_places() -> None:
    line = queue(size=2)
    line.admit(job(), seconds=9e9)
    line.admit(job(), seconds=9e9)
    batch, _ = line.take(now=0.0)
    with pytest.raises(Overloaded):
        line.admit(job(), seconds=9e9)
    line.finish(batch)
    line.admit(job(), seconds=9e9)


async def test_expired_and_abandoned_jobs_are_dropped_before_work() -> None:
    line = queue()
    alive, expired, abandoned = job(1), job(2, deadline=5.0), job(3)
    for admitted in (expired, abandoned, alive):
        line.admit(admitted, seconds=9e9)
    abandoned.outcome.cancel()
    batch, dropped = line.take(now=5.0)
    assert (batch, dropped) == ([alive], [expired, abandoned])


async def test_abandoned_jobs_make_room_in_a_full_queue() -> None:
    line = queue(size=1)
    abandoned = job()
    line.admit(abandoned, seconds=9e9)
    abandoned.outcome.cancel()
    line.admit(job(), seconds=9e9)
    assert len(line) == 1


async def test_what_cannot_be_done_in_time_is_refused_unless_idle() -> None:
    line = queue()
    line.admit(job(10_000_000), seconds=1.0)
    with pytest.raises(Overloaded, match="deadline"):
        line.admit(job(10), seconds=1.0)


def test_pace_follows_what_is_measured() -> None:
    pace = Pace()
    for _ in range(100):
        pace.record(characters=10_000, seconds=2.0)
    assert pace.seconds_for(5_000) == pytest.approx(1.0, rel=0.01)


def test_pace_is_moved_little_by_short_articles() -> None:
    pace = Pace()
    before = pace.seconds_for(1_000)
    pace.record(characters=10, seconds=0.05)
    pace.record(characters=0, seconds=1.0)
    assert pace.seconds_for(1_000) < before * 1.5
