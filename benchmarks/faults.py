"""What breaks on purpose: clients that go away, workers that are killed, services that are stopped."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlsplit

import psutil

from benchmarks.load import CUT, Answer, connected, enrich, poll
from benchmarks.tally import Tally
from tests.running import RunningService

_TRIES = 40
_REPLACED_WITHIN_SECONDS = 60  # the supervisor may wait half of it for a sign of life of the one that died


async def hang_up(url: str, text: str, count: int) -> str:
    """Send whole requests and go away without waiting for an answer."""
    for _ in range(count):
        _, writer = await _open(url, text, len(text.encode()))
        await asyncio.sleep(0.005)
        writer.close()
    return f"{count} clients hung up"


async def send_half(url: str, text: str, count: int) -> str:
    """Send half a body and wait: the service must end it with 408, or close, in bounded time."""

    async def one() -> bool:
        reader, writer = await _open(url, text[: len(text) // 2], 2 * len(text.encode()))
        head = await asyncio.wait_for(reader.read(64), timeout=30)
        writer.close()
        return head == b"" or b" 408 " in head or b" 503 " in head

    ended = await asyncio.gather(*(one() for _ in range(count)))
    if not all(ended):
        raise AssertionError("half a body was answered as if it were whole")
    return f"{count} half-sent bodies ended by the service"


async def _open(url: str, body: str, length: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    head = f"POST /v1/enrich HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\n"
    writer.write(head.encode() + body.encode())
    await writer.drain()
    return reader, writer


async def worker_killed_under_load(
    running: RunningService, texts: Sequence[str], at_rest: Sequence[bytes], seconds: float, clients: int
) -> Tally:
    """Kill -9 one of two workers; clients whose connection broke try again, as any client of a CMS does."""
    answers: list[Answer] = []
    broken = 0
    end = time.monotonic() + 2 * seconds + 4

    async def work(first: int) -> None:
        nonlocal broken
        index = first
        while time.monotonic() < end:
            answer, failures = await _persistent(running.url, texts, index % len(texts))
            answers.append(answer)
            broken += failures
            index += clients

    workers = _workers(running)
    load = asyncio.gather(*(work(number) for number in range(clients)))
    await asyncio.sleep(seconds)
    os.kill(workers[-1], signal.SIGKILL)
    await load
    replaced = await _replaced(running, workers)
    note = f"{replaced} worker replaced, {broken} broken connections tried again"
    tally = Tally.of("a worker killed under load", answers, at_rest, note)
    tally.lost += replaced != 1
    return tally


async def _persistent(url: str, texts: Sequence[str], index: int) -> tuple[Answer, int]:
    """The answer on a new connection, after as many broken ones as are counted with it."""
    for failures in range(_TRIES):
        async with connected(url, 1) as client:
            answer = await enrich(client, texts, index)
        if answer.status != CUT:
            return answer, failures
        await asyncio.sleep(0.1)
    return Answer(index, time.monotonic(), CUT, 0.0, b"", None), _TRIES


async def _replaced(running: RunningService, workers: Sequence[int]) -> int:
    """How many new workers there are, as soon as there is one."""
    new: set[int] = set()
    for _ in range(_REPLACED_WITHIN_SECONDS * 5):
        if new := set(_workers(running)) - set(workers):
            break
        await asyncio.sleep(0.2)
    return len(new)


def _workers(running: RunningService) -> list[int]:
    """The living processes that multiprocessing spawned to serve."""
    found: list[int] = []
    for child in psutil.Process(running.process.pid).children():
        with suppress(psutil.NoSuchProcess):  # it died, and may not have been waited for yet
            if any("spawn_main" in part for part in child.cmdline()):
                found.append(child.pid)
    return found


async def sigterm_under_load(
    running: RunningService, texts: Sequence[str], at_rest: Sequence[bytes], clients: int
) -> Tally:
    """SIGTERM while requests run; clients stop sending as soon as /readyz says so, like a load balancer's."""
    answers: list[Answer] = []
    sending = True

    async def work(first: int) -> None:
        index = first
        async with connected(running.url, 1) as client:
            while sending:
                answers.append(await enrich(client, texts, index % len(texts)))
                index += clients

    load = asyncio.gather(*(work(number) for number in range(clients)))
    await asyncio.sleep(1.0)
    begun = time.monotonic()
    running.process.send_signal(signal.SIGTERM)
    async for status, _ in poll(running.url, "/readyz", every=0.2):
        if status != 200:
            sending = False
            break
    after = time.monotonic() - begun
    await load
    status = await asyncio.to_thread(running.process.wait, 30)
    note = f"not ready after {after:.2f} s, exit {status} after {time.monotonic() - begun:.1f} s"
    tally = Tally.of("SIGTERM under load", answers, at_rest, note)
    tally.lost += status != 0
    return tally
