"""POST /v1/enrich/batch: a result or a problem for each article, in order."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from tests.api.articles import STORIES, WIRE_STORY
from tests.conftest import Serve


async def test_each_article_gets_what_it_would_get_alone(client: httpx.AsyncClient) -> None:
    articles: list[dict[str, Any]] = [
        {"text": text, "id": f"a{number}", "offset_unit": "utf16"} for number, text in enumerate(STORIES)
    ]
    response = await client.post("/v1/enrich/batch", json={"articles": articles})
    assert response.status_code == 200
    for index, (article, item) in enumerate(zip(articles, response.json()["results"], strict=True)):
        alone = await client.post("/v1/enrich", json=article)
        assert item == {"index": index, "id": article["id"], "result": alone.json(), "problem": None}


@pytest.mark.parametrize(
    ("article", "code", "pointer"),
    [
        ({"text": " "}, "text_empty", "/articles/1/text"),
        ({"text": "x" * 100_001}, "text_too_long", "/articles/1/text"),
        ({"text": "a\x00b"}, "invalid_text", "/articles/1/text"),
        ({"text": "x", "language": "de"}, "unsupported_language", "/articles/1/language"),
        ({"text": "x", "offset_unit": "bytes"}, "invalid_request", "/articles/1/offset_unit"),
        ({"id": "b"}, "invalid_request", "/articles/1/text"),
        ("an article", "invalid_request", "/articles/1"),
        (None, "invalid_request", "/articles/1"),
    ],
)
async def test_a_faulty_article_does_not_touch_the_others(
    client: httpx.AsyncClient, article: Any, code: str, pointer: str
) -> None:
    response = await client.post("/v1/enrich/batch", json={"articles": [{"text": WIRE_STORY}, article]})
    good, bad = response.json()["results"]
    assert good["result"]["quotations"]
    assert (bad["index"], bad["result"]) == (1, None)
    assert bad["problem"]["code"] == code
    assert bad["problem"]["instance"] is None
    assert bad["problem"]["errors"][0]["pointer"] == pointer


async def test_the_id_of_a_faulty_article_is_given_back(client: httpx.AsyncClient) -> None:
    articles = [{"text": "", "id": "cms-1"}, {"text": "", "id": 7}, {"text": "", "id": "x" * 300}]
    results = (await client.post("/v1/enrich/batch", json={"articles": articles})).json()["results"]
    assert [item["id"] for item in results] == ["cms-1", None, None]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ([], ""),
        ({}, "/articles"),
        ({"articles": {}}, "/articles"),
        ({"articles": []}, "/articles"),
        ({"articles": [{"text": "x"}] * 33}, "/articles"),
        ({"articles": [{"text": "x"}], "features": []}, "/features"),
    ],
)
async def test_an_unreadable_batch_is_refused_as_a_whole(client: httpx.AsyncClient, body: Any, pointer: str) -> None:
    response = await client.post("/v1/enrich/batch", json=body)
    assert (response.status_code, response.json()["code"]) == (422, "invalid_request")
    assert [fault["pointer"] for fault in response.json()["errors"]] == [pointer]


async def test_a_batch_takes_no_raw_text(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/enrich/batch", content=b"text", headers={"Content-Type": "text/plain"})
    assert response.json()["code"] == "unsupported_media_type"


async def test_articles_are_admitted_one_by_one(serve: Serve) -> None:
    async with serve(queue_size=2) as client:
        response = await client.post("/v1/enrich/batch", json={"articles": [{"text": WIRE_STORY}] * 4})
    results = response.json()["results"]
    assert [item["problem"] and item["problem"]["code"] for item in results] == [None, None, "overloaded", "overloaded"]
    assert results[3]["problem"]["retry_after"] == 1


async def test_an_idle_worker_takes_a_full_batch(client: httpx.AsyncClient) -> None:
    articles = [{"text": f"{number}. {WIRE_STORY}"} for number in range(32)]
    results = (await client.post("/v1/enrich/batch", json={"articles": articles})).json()["results"]
    assert [item["index"] for item in results if item["result"]] == list(range(32))


async def test_articles_of_a_batch_do_not_count_as_waiting_for_each_other(serve: Serve) -> None:
    async with serve(queue_seconds=0.001) as client:
        articles = [{"text": f"{number}. {WIRE_STORY}"} for number in range(5)]
        results = (await client.post("/v1/enrich/batch", json={"articles": articles})).json()["results"]
    assert [item["problem"] for item in results] == [None] * 5


async def test_batches_from_several_clients_do_not_mix(client: httpx.AsyncClient) -> None:
    async def post(name: str) -> list[str]:
        articles = [{"text": f"{name} {number} said nothing.", "id": f"{name}-{number}"} for number in range(5)]
        results = (await client.post("/v1/enrich/batch", json={"articles": articles})).json()["results"]
        return [item["result"]["id"] for item in results]

    names = ("Anna", "Bert", "Cleo")
    posted = await asyncio.gather(*(post(name) for name in names))
    assert list(posted) == [[f"{name}-{number}" for number in range(5)] for name in names]
