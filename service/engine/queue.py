"""The articles one worker has admitted: bounded in number and in time, first come first served.

What is useless by its turn is dropped.  Time is foretold from the length of the articles and the
present pace; the clock is the caller's.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

from opentelemetry.trace import INVALID_SPAN_CONTEXT, SpanContext

from service.engine.pace import Pace
from service.errors import Overloaded
from service.reading.findings import Manuscript, Reading


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reading with the seconds it waited and the seconds its batch was in work."""

    reading: Reading
    queued_seconds: float
    reading_seconds: float


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One admitted article; times are those of the event loop's clock, ``origin`` its request's span."""

    manuscript: Manuscript
    admitted: float
    deadline: float
    outcome: asyncio.Future[Outcome]
    origin: SpanContext = INVALID_SPAN_CONTEXT

    @property
    def characters(self) -> int:
        """Length in code points, by which the work is foretold."""
        return len(self.manuscript.text)


class AdmissionQueue:
    """Jobs waiting and in work; used from the event loop only.

    At most ``size``, and none that would wait longer than ``wait_seconds``.
    """

    def __init__(self, *, size: int, wait_seconds: float, batch_size: int, batch_characters: int, pace: Pace) -> None:
        self._size = size
        self._wait_seconds = wait_seconds
        self._batch_size = batch_size
        self._batch_characters = batch_characters
        self._pace = pace
        self._waiting: deque[Job] = deque()
        self._waiting_characters = 0
        self._in_work = 0
        self._in_work_characters = 0
        self._begun = 0.0

    def __len__(self) -> int:
        """Jobs waiting and in work."""
        return len(self._waiting) + self._in_work

    def expected_wait(self, *, now: float) -> float:
        """Seconds until a job admitted now is likely to be begun."""
        return self._until_finished(now=now) + self._pace.seconds_for(self._waiting_characters)

    def admit(self, job: Job, *, seconds: float, wait: float | None = None) -> None:
        """Take a job that can be done within ``seconds`` as things go; an idle worker tries any.

        ``wait`` is the expected wait when the job's request came, if other jobs came with it: those
        of one request are not in each other's way.

        Raises:
            Overloaded: the queue is full, too long, or too slow for this job.
        """
        if self._refusal(job, seconds=seconds, wait=wait):
            self._forget_abandoned()
            if refusal := self._refusal(job, seconds=seconds, wait=wait):
                raise refusal
        self._waiting.append(job)
        self._waiting_characters += job.characters

    def take(self, *, now: float) -> tuple[list[Job], list[Job]]:
        """The next batch, and the jobs dropped before it: expired, or nobody waits for them any more."""
        batch: list[Job] = []
        dropped: list[Job] = []
        characters = 0
        while self._waiting and len(batch) < self._batch_size:
            job = self._waiting[0]
            if job.outcome.done() or now >= job.deadline:
                dropped.append(self._waiting.popleft())
                continue
            if batch and characters + job.characters > self._batch_characters:
                break
            batch.append(self._waiting.popleft())
            characters += job.characters
        self._waiting_characters -= characters + sum(job.characters for job in dropped)
        self._in_work, self._in_work_characters, self._begun = len(batch), characters, now
        return batch, dropped

    def finish(self) -> None:
        """Give back the places of the batch that was taken last: it has been read."""
        self._in_work = self._in_work_characters = 0

    def _until_finished(self, *, now: float) -> float:
        return max(0.0, self._pace.seconds_for(self._in_work_characters) - (now - self._begun))

    def _refusal(self, job: Job, *, seconds: float, wait: float | None) -> Overloaded | None:
        if not len(self):
            return None
        if len(self) >= self._size:
            room = self._until_finished(now=job.admitted)
            return Overloaded("The queue is full.", limit="queue_size", seconds=room)
        own_wait = self.expected_wait(now=job.admitted)
        excess = (own_wait if wait is None else wait) - self._wait_seconds
        if excess > 0:
            return Overloaded("The queue is too long.", limit="queue_seconds", seconds=excess)
        excess = own_wait + self._pace.seconds_for(job.characters) - seconds
        if excess > 0:
            return Overloaded(
                "The queue is too long for this article's deadline.",
                limit="deadline_seconds",
                seconds=min(excess, own_wait),  # once there is no queue, it is tried
            )
        return None

    def _forget_abandoned(self) -> None:
        self._waiting = deque(job for job in self._waiting if not job.outcome.done())
        self._waiting_characters = sum(job.characters for job in self._waiting)
