"""Bodies over the wire: streamed, compressed, too large, too slow, half sent, given up."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from service.api.middleware.bodies import Bodies
from service.api.middleware.body_reader import MemoryBudget
from service.errors import Overloaded
from service.metrics import Metrics
from tests.api.articles import WIRE_STORY
from tests.conftest import Serve

JSON = {"Content-Type": "application/json"}
ARTICLE = json.dumps({"text": WIRE_STORY}).encode()
LIMIT = 1024 * 1024


async def pieces(body: bytes, size: int) -> AsyncIterator[bytes]:
    """A body without Content-Length."""
    for start in range(0, len(body), size):
        yield body[start : start + size]


@pytest.mark.parametrize("size", [1, 7, 4096])
async def test_streamed_body_is_put_together(client: httpx.AsyncClient, size: int) -> None:
    response = await client.post("/v1/enrich", content=pieces(ARTICLE, size), headers=JSON)
    assert response.json() == (await client.post("/v1/enrich", content=ARTICLE, headers=JSON)).json()


@pytest.mark.parametrize("size", [1, 100, 4096])
async def test_gzip_body_is_unpacked(client: httpx.AsyncClient, size: int) -> None:
    packed = gzip.compress(ARTICLE[:50]) + gzip.compress(ARTICLE[50:])
    headers = {**JSON, "Content-Encoding": "gzip"}
    response = await client.post("/v1/enrich", content=pieces(packed, size), headers=headers)
    assert response.json() == (await client.post("/v1/enrich", content=ARTICLE, headers=JSON)).json()


def padded(size: int) -> bytes:
    return ARTICLE + b" " * (size - len(ARTICLE))


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (padded(LIMIT), None),
        (gzip.compress(padded(LIMIT)), "gzip"),
    ],
)
async def test_body_at_the_limit_is_read(client: httpx.AsyncClient, body: bytes, encoding: str | None) -> None:
    headers = {**JSON, **({"Content-Encoding": encoding} if encoding else {})}
    assert (await client.post("/v1/enrich", content=pieces(body, 65536), headers=headers)).status_code == 200


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (padded(LIMIT + 1), {}),
        (pieces(padded(LIMIT + 1), 65536), {}),
        (gzip.compress(padded(LIMIT + 1)), {"Content-Encoding": "gzip"}),
        (gzip.compress(b" " * 200_000_000, compresslevel=9), {"Content-Encoding": "gzip"}),
        (b"x", {"Content-Length": "9" * 30}),
    ],
    ids=["declared", "streamed", "gzip", "gzip bomb", "absurd length"],
)
async def test_body_beyond_the_limit_is_refused(client: httpx.AsyncClient, content: Any, headers: Any) -> None:
    response = await client.post("/v1/enrich", content=content, headers={**JSON, **headers})
    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")
    assert response.headers["connection"] == "close"


async def test_a_batch_may_be_larger(client: httpx.AsyncClient) -> None:
    body = json.dumps({"articles": [{"text": WIRE_STORY}]}).encode() + b" " * LIMIT
    assert (await client.post("/v1/enrich/batch", content=body, headers=JSON)).status_code == 200
    response = await client.post("/v1/enrich/batch", content=body + b" " * 15 * LIMIT, headers=JSON)
    assert response.json()["code"] == "body_too_large"


async def test_bodies_share_a_bounded_memory(serve: Serve) -> None:
    bound = {"max_body_bytes": 4096, "max_batch_bytes": 4096, "max_pending_bytes": 4096}
    async with serve(**bound) as client:
        posted = [client.post("/v1/enrich", content=padded(4000), headers=JSON) for _ in range(3)]
        statuses = sorted([response.status_code for response in await asyncio.gather(*posted)])
        assert statuses == [200, 503, 503]
        assert (await client.post("/v1/enrich", content=padded(4000), headers=JSON)).status_code == 200


def test_memory_is_given_back() -> None:
    budget = MemoryBudget(10)
    budget.take(10)
    with pytest.raises(Overloaded):
        budget.take(1)
    budget.give_back(4)
    budget.take(4)
    assert budget.held == 10


async def run(
    messages: list[Message], route: Callable[[Scope, Receive, Send], Awaitable[None]], *, hang_up_after: float = 60.0
) -> list[Message]:
    """One request through the middleware; after its messages the client waits, then hangs up."""
    sent: list[Message] = []
    waiting = list(messages)

    async def receive() -> Message:
        if waiting:
            return waiting.pop(0)
        await asyncio.sleep(hang_up_after)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {"type": "http", "method": "POST", "path": "/v1/enrich", "headers": []}
    bodies = Bodies(route, limits={"/v1/enrich": 100}, pending_limit=1000, timeout=5.0, metrics=Metrics())
    await bodies(scope, receive, send)
    return sent


async def test_work_is_given_up_when_the_client_hangs_up() -> None:
    given_up = asyncio.Event()

    async def slow_route(_scope: Scope, receive: Receive, _send: Send) -> None:
        assert await receive() == {"type": "http.request", "body": b"ab", "more_body": False}
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            given_up.set()
            raise

    messages: list[Message] = [{"type": "http.request", "body": b"ab", "more_body": False}]
    async with asyncio.timeout(5):
        assert await run(messages, slow_route, hang_up_after=0.01) == []
    assert given_up.is_set()


async def test_a_half_sent_body_reaches_no_route() -> None:
    async def route(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise AssertionError("the route ran")

    messages: list[Message] = [
        {"type": "http.request", "body": b"ab", "more_body": True},
        {"type": "http.disconnect"},
    ]
    assert await run(messages, route) == []


async def test_errors_of_the_route_come_through() -> None:
    async def route(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise Overloaded("full", limit="queue_size")

    with pytest.raises(Overloaded):
        await run([{"type": "http.request", "body": b"", "more_body": False}], route)


async def test_an_answer_is_finished_though_the_client_left_right_after_it() -> None:
    steps: list[str] = []

    async def route(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"done"})
        await asyncio.sleep(0.05)
        steps.append("cleaned up")

    messages: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]
    sent = await run(messages, route, hang_up_after=0.01)
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert steps == ["cleaned up"]
