"""Sends articles to a service on loopback, at a number of clients or at a rate, and notes each answer."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

_PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
CUT = 0
"""The status of a request whose connection broke before its answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one request: which text was sent, when (monotonic), the status, seconds, body."""

    text: int
    sent: float
    status: int
    seconds: float
    body: bytes
    retry_after: str | None


@asynccontextmanager
async def connected(url: str, clients: int) -> AsyncGenerator[httpx.AsyncClient]:
    """A client with a connection for each of ``clients``."""
    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx.AsyncClient(base_url=url, headers=_PLAIN, timeout=90.0, limits=limits) as client:
        yield client


async def enrich(client: httpx.AsyncClient, texts: Sequence[str], index: int) -> Answer:
    """Post one article."""
    begun = time.monotonic()
    try:
        answer = await client.post("/v1/enrich", content=texts[index].encode())
    except httpx.TransportError:
        return Answer(index, begun, CUT, time.monotonic() - begun, b"", None)
    seconds = time.monotonic() - begun
    return Answer(index, begun, answer.status_code, seconds, answer.content, answer.headers.get("Retry-After"))


async def at_clients(url: str, texts: Sequence[str], *, clients: int, go_on: Callable[[int], bool]) -> list[Answer]:
    """Each client sends its next article once the last is answered, while ``go_on(sent so far)``.

    One that is refused waits first for as long as it was told.
    """
    answers: list[Answer] = []
    numbers = itertools.count()

    async def work(client: httpx.AsyncClient) -> None:
        while go_on(number := next(numbers)):
            answers.append(answer := await enrich(client, texts, number % len(texts)))
            await asyncio.sleep(float(answer.retry_after or 0))

    async with connected(url, clients) as client:
        await asyncio.gather(*(work(client) for _ in range(clients)))
    return answers


async def at_rate(url: str, texts: Sequence[str], *, rate: float, seconds: float) -> list[Answer]:
    """Send ``rate`` articles a second whether or not they are answered."""
    pending: list[asyncio.Task[Answer]] = []
    begun = time.monotonic()
    async with connected(url, 256) as client:
        for number in range(max(1, int(rate * seconds))):
            await asyncio.sleep(max(0.0, begun + number / rate - time.monotonic()))
            pending.append(asyncio.create_task(enrich(client, texts, number % len(texts))))
        return list(await asyncio.gather(*pending))


async def poll(url: str, path: str, *, every: float) -> AsyncGenerator[tuple[int, float]]:
    """Status and seconds of GETs on a connection of their own, until the caller stops asking."""
    async with httpx.AsyncClient(base_url=url, timeout=30.0) as client:
        while True:
            begun = time.monotonic()
            try:
                status = (await client.get(path)).status_code
            except httpx.TransportError:
                status = CUT
            yield status, time.monotonic() - begun
            await asyncio.sleep(every)


def during(seconds: float) -> Callable[[int], bool]:
    """Go on for some seconds from now."""
    end = time.monotonic() + seconds
    return lambda _sent: time.monotonic() < end
