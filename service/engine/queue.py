"""The articles one worker has admitted: bounded, first come first served, dropped when useless."""

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


class AdmissionQueue:
    """Jobs waiting and in work, at most ``size``; used from the event loop only."""

    def __init__(self, *, size: int, batch_size: int, batch_characters: int, pace: Pace) -> None:
        self._size = size
        self._batch_size = batch_size
        self._batch_characters = batch_characters
        self._pace = pace
        self._waiting: deque[Job] = deque()
        self._in_work = 0
        self._characters = 0

    def __len__(self) -> int:
        """Jobs waiting and in work."""
        return len(self._waiting) + self._in_work

    def admit(self, job: Job, *, seconds: float) -> None:
        """Take a job that can be done within ``seconds`` as things go; an idle worker tries any.

        Raises:
            Overloaded: the queue is full, or too slow for this job.
        """
        if len(self) >= self._size:
            self._forget_abandoned()
        if len(self) >= self._size:
            raise Overloaded("The queue is full.")
        if len(self) and self._pace.seconds_for(self._characters + len(job.manuscript.text)) > seconds:
            raise Overloaded("The queue is too long for this article's deadline.")
        self._waiting.append(job)
        self._characters += len(job.manuscript.text)

    def take(self, *, now: float) -> tuple[list[Job], list[Job]]:
        """The next batch, and the jobs dropped before it: expired, or nobody waits for them any more."""
        batch: list[Job] = []
        dropped: list[Job] = []
        characters = 0
        while self._waiting and len(batch) < self._batch_size:
            job = self._waiting[0]
            length = len(job.manuscript.text)
            if job.outcome.done() or now >= job.deadline:
                dropped.append(self._waiting.popleft())
                self._characters -= length
                continue
            if batch and characters + length > self._batch_characters:
                break
            batch.append(self._waiting.popleft())
            characters += length
        self._in_work += len(batch)
        return batch, dropped

    def finish(self, batch: list[Job]) -> None:
        """Give back the places of a batch that was read."""
        self._in_work -= len(batch)
        self._characters -= sum(len(job.manuscript.text) for job in batch)

    def _forget_abandoned(self) -> None:
        waiting = [job for job in self._waiting if not job.outcome.done()]
        self._characters -= sum(len(job.manuscript.text) for job in self._waiting if job.outcome.done())
        self._waiting = deque(waiting)
