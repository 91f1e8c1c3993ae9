"""One event loop admits, one thread reads: the engine of a worker process.

Batches form by themselves: while the thread reads one, the next articles gather in the queue.  An
idle worker starts at once, as waiting for company would only add to the latency.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from opentelemetry.trace import NoOpTracer, Tracer

from service.engine.canary import CANARY, check_canary
from service.engine.pace import Pace
from service.engine.queue import AdmissionQueue, Job, Outcome
from service.engine.spans import current_origin, reading_span
from service.errors import DeadlineExceeded, NotReady, Overloaded, ServiceError, ShuttingDown
from service.metrics import Metrics
from service.reading.findings import Manuscript, Reading

_log = logging.getLogger(__name__)

_CANARY_SECONDS = 10.0  # generous at the start, when all caches are cold


class ManuscriptReader(Protocol):
    """What the engine needs of a reader; it is called from one thread only."""

    def read(self, manuscripts: Sequence[Manuscript]) -> list[Reading | ServiceError]:
        """One result for each manuscript, in order."""
        ...


class State(StrEnum):
    """``draining`` still takes articles, for the time a load balancer needs to look away."""

    LOADING = "loading"
    READY = "ready"
    DRAINING = "draining"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class EngineLimits:
    """See the settings of the same names."""

    queue_size: int
    queue_seconds: float
    deadline_seconds: float
    micro_batch_size: int
    micro_batch_characters: int
    stall_seconds: float


class Engine:
    """Reads articles for one event loop; see `start`, `read` and `close`."""

    def __init__(
        self, reader: ManuscriptReader, *, limits: EngineLimits, metrics: Metrics, tracer: Tracer | None = None
    ) -> None:
        self._reader = reader
        self._tracer = tracer or NoOpTracer()
        self._limits = limits
        self._metrics = metrics
        self._pace = Pace()
        self._queue = AdmissionQueue(
            size=limits.queue_size,
            wait_seconds=limits.queue_seconds,
            batch_size=limits.micro_batch_size,
            batch_characters=limits.micro_batch_characters,
            pace=self._pace,
        )
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inference")
        self._arrival = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._busy_since: float | None = None
        self._last_proof = 0.0
        self.state = State.LOADING

    async def start(self) -> None:
        """Read the canary article, then take articles.

        Raises:
            ModelUnusable: the reader cannot read.
        """
        self._task = asyncio.create_task(self._work(), name="engine")
        await self.prove(older_than=0.0)
        self.state = State.READY
        self._metrics.ready.set(1)

    def drain(self) -> None:
        """Call this worker not ready, and go on."""
        if self.state is State.READY:
            self.state = State.DRAINING
            self._metrics.ready.set(0)

    async def close(self, *, within: float) -> None:
        """Take nothing more, finish what was admitted, for ``within`` seconds at most, stop the thread."""
        self.state = State.CLOSED
        self._metrics.ready.set(0)
        self._arrival.set()
        if self._task is not None:
            with contextlib.suppress(asyncio.CancelledError, TimeoutError):
                await asyncio.wait_for(self._task, timeout=within)
        self._thread.shutdown(wait=False, cancel_futures=True)

    def expected_wait(self) -> float:
        """Seconds until an article that comes now is likely to be begun."""
        return self._queue.expected_wait(now=self._now())

    async def read(self, manuscript: Manuscript, *, wait: float | None = None) -> Outcome:
        """Admit an article and wait for its reading.

        ``wait`` is the `expected_wait` when its batch came: articles of one batch are not in each
        other's way, save for the deadline.

        Raises:
            NotReady, ShuttingDown, Overloaded: it was not admitted.
            DeadlineExceeded: it was given up.
            ServiceError: what the reader says about it.
        """
        if self.state is State.LOADING:
            raise NotReady
        if self.state is State.CLOSED:
            raise ShuttingDown
        try:
            return await self._submit(manuscript, seconds=self._limits.deadline_seconds, wait=wait)
        except Overloaded as error:
            self._metrics.article_ended(error.code)
            self._metrics.refused(error.limit)
            raise
        except ServiceError as error:
            self._metrics.article_ended(error.code)
            raise
        except asyncio.CancelledError:
            self._metrics.article_ended("abandoned")
            raise

    async def prove(self, *, older_than: float) -> None:
        """Read the canary, unless a reading went well within the last ``older_than`` seconds.

        A worker with a queue is not asked to: its next reading is proof enough.

        Raises:
            ServiceError: the canary could not be read.
        """
        fresh = self._now() - self._last_proof < older_than
        if fresh or len(self._queue):
            return
        outcome = await self._submit(CANARY, seconds=_CANARY_SECONDS)
        check_canary(outcome.reading)

    @property
    def hung(self) -> bool:
        """Whether the inference thread has been on one batch for too long to come back, or is gone."""
        if self._busy_since is not None and self._now() - self._busy_since > self._limits.stall_seconds:
            return True
        return self._task is not None and self._task.done() and self.state is not State.CLOSED

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    async def _submit(self, manuscript: Manuscript, *, seconds: float, wait: float | None = None) -> Outcome:
        loop = asyncio.get_running_loop()
        job = Job(manuscript, loop.time(), loop.time() + seconds, loop.create_future(), current_origin())
        self._queue.admit(job, seconds=seconds, wait=wait)
        self._measure_queue()
        self._arrival.set()
        try:
            async with asyncio.timeout_at(job.deadline):
                return await job.outcome
        except TimeoutError:
            raise DeadlineExceeded(f"The answer was not ready within {seconds:g} seconds.") from None

    async def _work(self) -> None:
        while True:
            self._arrival.clear()
            batch, dropped = self._queue.take(now=self._now())
            for job in dropped:
                job.outcome.cancel()
            if batch:
                await self._read(batch)
            elif self.state is State.CLOSED:
                return
            else:
                await self._arrival.wait()

    async def _read(self, batch: list[Job]) -> None:
        begun = self._busy_since = self._now()
        with reading_span(
            self._tracer,
            [job.origin for job in batch],
            characters=sum(job.characters for job in batch),
        ):
            results = await self._results([job.manuscript for job in batch])
        ended, self._busy_since = self._now(), None
        self._queue.finish()
        self._measure(batch, results, begun=begun, ended=ended)
        for job, result in zip(batch, results, strict=True):
            if job.outcome.done():
                continue
            if isinstance(result, Reading):
                job.outcome.set_result(Outcome(result, begun - job.admitted, ended - begun))
            else:
                job.outcome.set_exception(result)

    async def _results(self, manuscripts: list[Manuscript]) -> list[Reading | ServiceError]:
        """Read in the thread; where a batch breaks the reader, each article gets its own try."""
        loop = asyncio.get_running_loop()
        try:
            results = await loop.run_in_executor(self._thread, self._reader.read, manuscripts)
            if len(results) == len(manuscripts):
                return results
            _log.error("the reader lost count", extra={"articles": len(manuscripts), "results": len(results)})
        except Exception:
            _log.exception("reading failed", extra={"articles": len(manuscripts)})
        if len(manuscripts) == 1:
            return [ServiceError("The article could not be read.")]
        return [result for manuscript in manuscripts for result in await self._results([manuscript])]

    def _measure(self, batch: list[Job], results: list[Reading | ServiceError], *, begun: float, ended: float) -> None:
        characters = sum(job.characters for job in batch)
        good = sum(isinstance(result, Reading) for result in results)
        if good:
            self._last_proof = ended
        self._pace.record(characters=characters, seconds=ended - begun)
        self._measure_queue()
        self._metrics.batch_articles.observe(len(batch))
        self._metrics.reading_seconds.inc(ended - begun)
        self._metrics.characters.inc(characters)
        self._metrics.words.inc(sum(len(job.manuscript.text.split()) for job in batch))
        for job in batch:
            self._metrics.queue_seconds.observe(begun - job.admitted)
        for _ in range(good):
            self._metrics.article_ended("read")
        self._metrics.measure_memory()

    def _measure_queue(self) -> None:
        self._metrics.queue_articles.set(len(self._queue))
        self._metrics.expected_wait_seconds.set(self.expected_wait())
