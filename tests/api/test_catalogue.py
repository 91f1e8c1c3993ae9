"""GET /v1/topics and GET /v1/info."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from service import __version__
from service.reading.taxonomy import Taxonomy
from tests.conftest import Serve


async def topics(client: httpx.AsyncClient, **query: Any) -> list[dict[str, Any]]:
    response = await client.get("/v1/topics", params=query)
    assert response.status_code == 200
    assert response.json()["taxonomy"] == "2025-03-31"
    listed: list[dict[str, Any]] = response.json()["topics"]
    return listed


async def test_all_topics_form_a_tree(client: httpx.AsyncClient) -> None:
    listed = await topics(client)
    assert len(listed) == len(Taxonomy.load().topics)
    seen: dict[str, int] = {}
    for topic in listed:
        assert set(topic) == {"qcode", "uri", "label", "definition", "level", "parent_qcode", "wikidata_id", "tags"}
        assert topic["level"] == (seen[topic["parent_qcode"]] + 1 if topic["parent_qcode"] else 1)
        seen[topic["qcode"]] = topic["level"]


async def test_topic_has_what_a_cms_stores(client: httpx.AsyncClient) -> None:
    assert await topics(client, text="medtop:20000005") == [
        {
            "qcode": "medtop:20000005",
            "uri": "http://cv.iptc.org/newscodes/mediatopic/20000005",
            "label": "cinema",
            "definition": "Stories told through motion pictures, such as full-length or short format documentary or "
            "fictional features",
            "level": 3,
            "parent_qcode": "medtop:20000002",
            "wikidata_id": "Q16144339",
            "tags": [],
        }
    ]


async def test_level_filters(client: httpx.AsyncClient) -> None:
    assert len(await topics(client, level=1)) == 17
    assert {topic["level"] for topic in await topics(client, level=3)} == {3}


@pytest.mark.parametrize("text", ["Archery", "ARCHERY", " bows and arrows "])
async def test_text_filters_labels_and_definitions_in_any_case(client: httpx.AsyncClient, text: str) -> None:
    assert "archery" in [topic["label"] for topic in await topics(client, text=text)]


async def test_filters_combine_and_may_leave_nothing(client: httpx.AsyncClient) -> None:
    assert [topic["label"] for topic in await topics(client, text="sport", level=1)] == ["sport"]
    assert await topics(client, text="no topic has this") == []


async def test_info_tells_versions_and_limits(serve: Serve, client: httpx.AsyncClient) -> None:
    info = (await client.get("/v1/info")).json()
    assert info["models"]["service"] == __version__
    assert info["models"]["taxonomy"] == "2025-03-31"
    assert info["languages"] == ["en"]
    assert info["features"] == ["segments", "entities", "quotations", "sources", "topics"]
    assert info["offset_units"] == ["code_point", "utf16", "utf8"]
    assert info["limits"] == {
        "max_text_length": 100_000,
        "max_title_length": 1000,
        "max_id_length": 256,
        "max_topics": 20,
        "max_body_bytes": 1_048_576,
        "max_batch_articles": 32,
        "max_batch_bytes": 16_777_216,
        "queue_size": 32,
        "deadline_seconds": 120.0,
    }
    async with serve(max_text_length=7, queue_size=3) as small:
        limits = (await small.get("/v1/info")).json()["limits"]
        assert (limits["max_text_length"], limits["queue_size"]) == (7, 3)
        assert (await small.post("/v1/enrich", json={"text": "12345678"})).json()["code"] == "text_too_long"
