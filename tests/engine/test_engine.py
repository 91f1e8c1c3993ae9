"""The engine with the real reader: batches, deadlines, hang-ups, faults, the end."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

import pytest

from service.engine.canary import CANARY, check_canary
from service.engine.engine import Engine, EngineLimits, ManuscriptReader, State
from service.errors import DeadlineExceeded, ModelUnusable, NotReady, Overloaded, ServiceError, ShuttingDown
from service.metrics import Metrics
from service.reading.findings import Manuscript, Reading
from service.reading.pipeline import Reader
from tests.api.articles import WIRE_STORY

LIMITS = EngineLimits(
    queue_size=32,
    queue_seconds=120.0,
    deadline_seconds=120.0,
    micro_batch_size=8,
    micro_batch_characters=20_000,
    stall_seconds=60.0,
)
STORY = Manuscript(WIRE_STORY)
LONG_STORY = Manuscript(WIRE_STORY * 30)

Started = Callable[..., AbstractAsyncContextManager[Engine]]


@asynccontextmanager
async def started(reader: ManuscriptReader, limits: EngineLimits = LIMITS) -> AsyncGenerator[Engine]:
    engine = Engine(reader, limits=limits, metrics=Metrics())
    await engine.start()
    try:
        yield engine
    finally:
        await engine.close(within=120.0)


async def test_an_article_reads_the_same_in_any_company(reader: Reader) -> None:
    texts = [Manuscript(f"{WIRE_STORY}\nNote {number}.") for number in range(12)]
    async with started(reader) as engine:
        alone = [(await engine.read(manuscript)).reading for manuscript in texts]
        together = await asyncio.gather(*(engine.read(manuscript) for manuscript in texts))
    assert [outcome.reading for outcome in together] == alone


async def test_waiting_and_reading_are_timed(reader: Reader) -> None:
    async with started(reader) as engine:
        first, second = await asyncio.gather(engine.read(LONG_STORY), engine.read(STORY))
    assert first.reading_seconds > 0
    assert second.queued_seconds >= first.reading_seconds * 0.5


async def test_a_full_queue_refuses_at_once(reader: Reader) -> None:
    loop = asyncio.get_running_loop()
    async with started(reader, replace(LIMITS, queue_size=2)) as engine:
        accepted = [asyncio.create_task(engine.read(LONG_STORY)) for _ in range(2)]
        await asyncio.sleep(0)
        begun = loop.time()
        with pytest.raises(Overloaded):
            await engine.read(STORY)
        assert loop.time() - begun < 0.05
        assert len(await asyncio.gather(*accepted)) == 2


async def test_the_deadline_is_kept_and_what_cannot_keep_it_is_refused(reader: Reader) -> None:
    async with started(reader, replace(LIMITS, deadline_seconds=0.02)) as engine:
        results = await asyncio.gather(engine.read(LONG_STORY), engine.read(STORY), return_exceptions=True)
        assert [type(result) for result in results] == [DeadlineExceeded, Overloaded]
    assert engine.state is State.CLOSED


async def test_what_would_wait_too_long_is_refused_at_once_and_a_batch_only_by_what_was_before_it(
    reader: Reader,
) -> None:
    metrics = Metrics()
    engine = Engine(reader, limits=replace(LIMITS, queue_seconds=0.01), metrics=metrics)
    await engine.start()
    wait = engine.expected_wait()
    batch = [asyncio.create_task(engine.read(LONG_STORY, wait=wait)) for _ in range(3)]
    await asyncio.sleep(0)
    assert engine.expected_wait() > 1.0
    with pytest.raises(Overloaded) as raised:
        await engine.read(STORY)
    assert (raised.value.limit, raised.value.retry_after) == ("queue_seconds", math.ceil(engine.expected_wait() - 0.01))
    assert b'enricher_refusals_total{limit="queue_seconds"} 1.0' in metrics.render()
    assert len(await asyncio.gather(*batch)) == 3
    await engine.close(within=120.0)


async def test_an_article_nobody_waits_for_is_never_begun(reader: Reader) -> None:
    seen: list[str] = []

    class Watched:
        """The real reader, with a note of what it is given."""

        def read(self, manuscripts: Sequence[Manuscript]) -> list[Reading | ServiceError]:
            seen.extend(manuscript.text for manuscript in manuscripts)
            return reader.read(manuscripts)

    async with started(Watched()) as engine:
        reading = asyncio.create_task(engine.read(LONG_STORY))
        await asyncio.sleep(0.01)
        abandoned = asyncio.create_task(engine.read(Manuscript("Abandoned.")))
        await asyncio.sleep(0)
        abandoned.cancel()
        await reading
        await engine.read(STORY)
    assert "Abandoned." not in seen
    assert WIRE_STORY in seen


async def test_an_article_that_breaks_the_reader_does_not_touch_its_batch(reader: Reader) -> None:
    class Faulty:
        """The real reader, with a fault put in: it breaks on one article."""

        def read(self, manuscripts: Sequence[Manuscript]) -> list[Reading | ServiceError]:
            if any(manuscript.text == "Poison." for manuscript in manuscripts):
                raise ValueError("poisoned")
            return reader.read(manuscripts)

    async with started(Faulty()) as engine:
        blocker = asyncio.create_task(engine.read(LONG_STORY))
        await asyncio.sleep(0)
        results = await asyncio.gather(
            *(engine.read(manuscript) for manuscript in (STORY, Manuscript("Poison."), STORY)), return_exceptions=True
        )
        await blocker
        assert [type(result).__name__ for result in results] == ["Outcome", "ServiceError", "Outcome"]
        assert (await engine.read(STORY)).reading.quotations


async def test_closing_finishes_what_was_admitted(reader: Reader) -> None:
    async with started(reader) as engine:
        admitted = [asyncio.create_task(engine.read(STORY)) for _ in range(10)]
        await asyncio.sleep(0)
        await engine.close(within=120.0)
        assert len(await asyncio.gather(*admitted)) == 10
        with pytest.raises(ShuttingDown):
            await engine.read(STORY)


async def test_draining_goes_on_reading(reader: Reader) -> None:
    async with started(reader) as engine:
        engine.drain()
        assert engine.state is State.DRAINING
        assert (await engine.read(STORY)).reading.quotations


async def test_nothing_is_read_before_the_start(reader: Reader) -> None:
    engine = Engine(reader, limits=LIMITS, metrics=Metrics())
    with pytest.raises(NotReady):
        await engine.read(STORY)
    await engine.close(within=1.0)


def test_the_canary_is_read(reader: Reader) -> None:
    (reading,) = reader.read([CANARY])
    assert isinstance(reading, Reading)
    check_canary(reading)


def test_a_reader_that_finds_nothing_fails_the_canary() -> None:
    with pytest.raises(ModelUnusable):
        check_canary(Reading(language="en"))
