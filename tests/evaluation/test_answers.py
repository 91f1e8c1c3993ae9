"""Asking a service: what is sent, what is made of answers, refusals and busy moments."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from evaluation.answers import ask_all
from evaluation.errors import NoServiceError
from evaluation.labels import Article, Attribution, CitedSource, Labels, MarkedSegment, Name, Refusal, TopicLabel

ANSWER = {
    "segments": [{"kind": "body", "start": 0, "end": 9}],
    "entities": [
        {
            "type": "person",
            "name": "Ann",
            "mentions": [{"start": 0, "end": 3, "form": "name"}, {"start": 4, "end": 6, "form": "pronoun"}],
        }
    ],
    "quotations": [
        {
            "content": [{"start": 4, "end": 9, "text": "quote"}],
            "cue": None,
            "speaker": {"mention": {"start": 0, "end": 3, "text": "Ann"}, "name": "Ann Lee"},
            "mode": "statement",
            "confidence": 0.75,
        },
        {
            "content": [{"start": 0, "end": 1, "text": "A"}],
            "cue": None,
            "speaker": None,
            "mode": "thought",
            "confidence": 1,
        },
    ],
    "sources": [{"name": "Ann Lee", "kind": "person"}],
    "topics": [{"qcode": "medtop:15000000", "confidence": 0.5}],
}


def article(identifier: str) -> Article:
    return Article(identifier, "Ann quote", "x", Labels(), title="A title")


def client(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.AsyncClient:
    """A client whose network is a function: the wire is what is tested here, not the service."""
    return httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url="http://service")


async def test_an_answer_becomes_labels() -> None:
    sent: list[dict[str, Any]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content))
        return httpx.Response(200, json=ANSWER)

    async with client(answer) as asked:
        [reply] = await ask_all(asked, [article("a" * 300)], ["quotations"], include_thoughts=True)
    assert sent == [
        {
            "id": "a" * 256,
            "text": "Ann quote",
            "title": "A title",
            "features": ["quotations"],
            "offset_unit": "code_point",
            "include_thoughts": True,
        }
    ]
    assert reply.refusal is None
    assert reply.labels == Labels(
        attributions=(
            Attribution(((4, 9),), ((0, 3),), (), "Ann Lee", "statement", 0.75),
            Attribution(((0, 1),), mode="thought"),
        ),
        speakers_resolved=True,
        names=(Name(0, 3, "person"),),
        entities=(frozenset({(0, 3), (4, 6)}),),
        sources=(CitedSource("Ann Lee", "person"),),
        topics=(TopicLabel("medtop:15000000", 0.5),),
        segments=(MarkedSegment("body", 0, 9),),
    )


async def test_replies_keep_the_order_and_refusals_are_told() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if json.loads(request.content)["id"] == "long":
            return httpx.Response(422, json={"code": "text_too_long", "status": 422})
        return httpx.Response(200, json=ANSWER)

    async with client(answer) as asked:
        replies = await ask_all(asked, [article("a"), article("long"), article("b")], ["entities"])
    assert [each.article.id for each in replies] == ["a", "long", "b"]
    assert [each.refusal for each in replies] == [None, Refusal(422, "text_too_long"), None]
    assert replies[1].labels.names == ()


async def test_a_busy_service_is_asked_again_until_it_answers() -> None:
    asked_times = 0

    def answer(_: httpx.Request) -> httpx.Response:
        nonlocal asked_times
        asked_times += 1
        busy = httpx.Response(503, headers={"Retry-After": "0"}, json={"code": "overloaded"})
        return busy if asked_times < 4 else httpx.Response(200, json=ANSWER)

    async with client(answer) as asked:
        [reply] = await ask_all(asked, [article("a")], ["topics"])
    assert asked_times == 4
    assert reply.refusal is None


async def test_a_service_that_stays_busy_counts_as_a_refusal() -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(503, headers={"Retry-After": "0"}, content=b"gateway text")

    async with client(answer) as asked:
        [reply] = await ask_all(asked, [article("a")], ["topics"])
    assert reply.refusal == Refusal(503, "unknown")


@pytest.mark.parametrize("status", [401, 404, 405])
async def test_a_client_that_is_turned_away_stops(status: int) -> None:
    async with client(lambda _: httpx.Response(status, json={})) as asked:
        with pytest.raises(NoServiceError, match=str(status)):
            await ask_all(asked, [article("a")], ["topics"])


async def test_an_answer_that_is_no_enrichment_stops() -> None:
    async with client(lambda _: httpx.Response(200, content=b"<html>")) as asked:
        with pytest.raises(NoServiceError, match="no enrichment"):
            await ask_all(asked, [article("a")], ["topics"])


async def test_nobody_there() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    async with client(answer) as asked:
        with pytest.raises(NoServiceError, match="ConnectError"):
            await ask_all(asked, [article("a")], ["topics"])
