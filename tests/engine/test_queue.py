"""Admission and batches, on the queue alone, with times that the tests make up."""

from __future__ import annotations

import asyncio

import pytest

from service.engine.pace import Pace
from service.engine.queue import AdmissionQueue, Job
from service.errors import Overloaded
from service.reading.findings import Manuscript


def job(characters: int = 10, *, now: float = 0.0, deadline: float = 100.0) -> Job:
    return Job(Manuscript("x" * characters), now, deadline, asyncio.get_running_loop().create_future())


def hundred_a_second() -> Pace:
    pace = Pace()
    for _ in range(100):
        pace.record(characters=10_000, seconds=100.0)
    return pace


def queue(
    *, size: int = 10, wait_seconds: float = 9e9, batch_size: int = 4, batch_characters: int = 100
) -> AdmissionQueue:
    """A queue before a reader of 100 code points a second."""
    return AdmissionQueue(
        size=size,
        wait_seconds=wait_seconds,
        batch_size=batch_size,
        batch_characters=batch_characters,
        pace=hundred_a_second(),
    )


def refused(line: AdmissionQueue, late: Job, *, seconds: float = 9e9, wait: float | None = None) -> tuple[str, int]:
    """The limit that a job reached, and after how many seconds it is told to come again."""
    with pytest.raises(Overloaded) as raised:
        line.admit(late, seconds=seconds, wait=wait)
    assert raised.value.retry_after is not None
    return raised.value.limit, raised.value.retry_after


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
        line.finish()
    assert line.take(now=0.0) == ([], [])
    assert len(line) == 0


async def test_jobs_in_work_hold_their_places() -> None:
    line = queue(size=2)
    line.admit(job(), seconds=9e9)
    line.admit(job(), seconds=9e9)
    line.take(now=0.0)
    with pytest.raises(Overloaded):
        line.admit(job(), seconds=9e9)
    line.finish()
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
    line.admit(job(1_000), seconds=1.0)
    assert refused(line, job(100), seconds=5.5) == ("deadline_seconds", 6)  # 10 s of waiting and 1 of work
    assert refused(line, job(9_000), seconds=5.5) == ("deadline_seconds", 10)  # an idle worker would try it


async def test_nobody_is_admitted_to_a_longer_wait() -> None:
    line = queue(wait_seconds=2.05)
    for wait in (0.0, 1.0, 2.0):
        assert line.expected_wait(now=0.0) == pytest.approx(wait)
        line.admit(job(100), seconds=9e9)
    assert refused(line, job(1)) == ("queue_seconds", 1)


async def test_time_spent_on_a_batch_counts_and_an_overdue_one_is_no_credit() -> None:
    line = queue(wait_seconds=9e9, batch_size=1)
    for _ in range(3):
        line.admit(job(100), seconds=9e9)
    line.take(now=10.0)
    assert line.expected_wait(now=10.4) == pytest.approx(2.6)
    assert line.expected_wait(now=15.0) == pytest.approx(2.0)
    line.finish()
    assert line.expected_wait(now=15.0) == pytest.approx(2.0)


@pytest.mark.parametrize("begun", [0.0, 3.0])
async def test_after_the_time_it_is_told_it_is_admitted(begun: float) -> None:
    line = queue(wait_seconds=1.5)
    line.admit(job(1_000), seconds=9e9)
    line.take(now=begun)
    limit, after = refused(line, job(100, now=begun))
    assert (limit, after) == ("queue_seconds", 9)
    assert refused(line, job(100, now=begun + 7.0)) == ("queue_seconds", 2)
    line.admit(job(100, now=begun + after), seconds=9e9)


async def test_a_full_queue_tells_when_its_batch_ends() -> None:
    line = queue(size=2, batch_size=1)
    line.admit(job(500), seconds=9e9)
    line.admit(job(9_000), seconds=9e9)
    line.take(now=0.0)
    assert refused(line, job(now=1.5)) == ("queue_size", 4)
    assert refused(line, job(now=50.0)) == ("queue_size", 1)


async def test_jobs_of_one_request_are_not_in_each_others_way() -> None:
    line = queue(wait_seconds=2.0)
    wait = line.expected_wait(now=0.0)
    for _ in range(8):
        line.admit(job(100), seconds=9e9, wait=wait)
    assert refused(line, job(100)) == ("queue_seconds", 6)
    assert refused(line, job(100), wait=line.expected_wait(now=0.0)) == ("queue_seconds", 6)
    assert refused(line, job(100), seconds=8.5, wait=wait) == ("deadline_seconds", 1)


async def test_abandoned_jobs_make_room_in_a_long_queue() -> None:
    line = queue(wait_seconds=2.0)
    abandoned = job(1_000)
    line.admit(abandoned, seconds=9e9)
    abandoned.outcome.cancel()
    line.admit(job(100), seconds=9e9)
    assert len(line) == 1
    assert line.expected_wait(now=0.0) == pytest.approx(1.0)


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
