"""SIGTERM within `draining_on_sigterm`: drained at once, stopped after the grace."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncGenerator
from types import FrameType

import pytest_asyncio

from service.engine.drain import draining_on_sigterm

Stop = asyncio.Future[float]


@pytest_asyncio.fixture
async def stop() -> AsyncGenerator[Stop]:
    """The time at which the server's own handler, as uvicorn sets it, is called."""
    loop = asyncio.get_running_loop()
    called: Stop = loop.create_future()

    def server_handler(_number: int, _frame: FrameType | None) -> None:
        called.set_result(loop.time())

    previous = signal.signal(signal.SIGTERM, server_handler)
    yield called
    signal.signal(signal.SIGTERM, previous)


async def test_the_server_stops_only_after_the_grace(stop: Stop) -> None:
    drained: list[float] = []
    loop = asyncio.get_running_loop()
    with draining_on_sigterm(lambda: drained.append(loop.time()), grace_seconds=0.2):
        os.kill(os.getpid(), signal.SIGTERM)
        stopped = await asyncio.wait_for(stop, timeout=10)
    assert len(drained) == 1
    assert stopped - drained[0] >= 0.19


async def test_a_second_signal_ends_the_grace(stop: Stop) -> None:
    with draining_on_sigterm(lambda: None, grace_seconds=60):
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(0.02)
        assert not stop.done()
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(stop, timeout=10)


async def test_the_handler_is_put_back(stop: Stop) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with draining_on_sigterm(lambda: None, grace_seconds=60):
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before
    assert not stop.done()


async def test_without_a_server_nothing_changes() -> None:
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    with draining_on_sigterm(lambda: None, grace_seconds=60):
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
