"""POST /v1/enrich: the contract, through HTTP and the real reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from service.api import answers
from service.api.strict_json import is_array, is_object
from tests.api.articles import STORIES, UNITS, WIRE_STORY, cut, length

KEYS: dict[str, set[str]] = {
    "answer": {
        "id", "language", "offset_unit", "text_length", "segments", "entities", "quotations", "sources", "topics",
        "warnings", "models",
    },
    "segments": {"kind", "start", "end"},
    "entities": {"id", "type", "name", "salience", "confidence", "mentions", "links"},
    "quotations": {
        "id", "kind", "mode", "content", "cue", "speaker", "segment", "duplicate_of", "confidence",
    },
    "sources": {
        "id", "kind", "name", "role_title", "named", "anonymity_reason", "entity_id", "cited_as", "mentions",
        "quotation_ids", "quoted_words_share", "confidence",
    },
    "topics": {"qcode", "uri", "label", "level", "parent_qcode", "confidence", "tags"},
    "warnings": {"code", "message", "span"},
}  # fmt: skip


async def enrich(client: httpx.AsyncClient, text: str, **options: Any) -> dict[str, Any]:
    response = await client.post("/v1/enrich", json={"text": text, **options})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    answer: dict[str, Any] = response.json()
    return answer


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of an answer that has a start and a text."""
    if is_object(value):
        if "start" in value and "text" in value:
            yield value
        for member in value.values():
            yield from spans(member)
    elif is_array(value):
        for item in value:
            yield from spans(item)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("text", STORIES)
async def test_every_span_is_exact_in_every_unit(client: httpx.AsyncClient, text: str, unit: str) -> None:
    answer = await enrich(client, text, offset_unit=unit)
    assert answer["offset_unit"] == unit
    assert answer["text_length"] == length(text, unit)
    found = list(spans(answer))
    assert found
    for span in found:
        assert cut(text, span["start"], span["end"], unit) == span["text"]
    for segment in answer["segments"]:
        assert 0 <= segment["start"] < segment["end"] <= answer["text_length"]


async def test_answer_finds_who_said_what(client: httpx.AsyncClient) -> None:
    answer = await enrich(client, WIRE_STORY)
    first = next(quotation for quotation in answer["quotations"] if quotation["kind"] == "direct")
    assert first["content"][0]["text"].startswith("“The bridge is not safe")
    assert first["speaker"]["name"] == "Marta Lindqvist"
    entity = next(entity for entity in answer["entities"] if entity["id"] == first["speaker"]["entity_id"])
    assert (entity["type"], entity["name"]) == ("person", "Marta Lindqvist")
    source = next(source for source in answer["sources"] if source["id"] == first["speaker"]["source_id"])
    assert first["id"] in source["quotation_ids"]
    assert any(source["kind"] == "unnamed" and not source["named"] for source in answer["sources"])
    assert any("Transport Safety Board" in source["name"] for source in answer["sources"])
    assert answer["topics"]


@pytest.mark.parametrize("text", STORIES)
async def test_every_key_is_always_there(client: httpx.AsyncClient, text: str) -> None:
    answer = await enrich(client, text)
    assert set(answer) == KEYS["answer"]
    for part, keys in KEYS.items():
        for item in answer.get(part, []):
            assert set(item) == keys, part
    for quotation in answer["quotations"]:
        if quotation["speaker"] is not None:
            assert set(quotation["speaker"]) == {"mention", "name", "entity_id", "source_id", "resolution"}
    assert set(answer["models"]) == {"service", "reader", "taxonomy"}


async def test_ids_count_up_and_references_hold(client: httpx.AsyncClient) -> None:
    answer = await enrich(client, WIRE_STORY)
    ids: dict[str, set[str]] = {}
    for part, letter in (("entities", "e"), ("quotations", "q"), ("sources", "s")):
        listed = [item["id"] for item in answer[part]]
        assert listed == [f"{letter}{number}" for number in range(1, len(listed) + 1)]
        ids[letter] = set(listed)
    for quotation in answer["quotations"]:
        speaker = quotation["speaker"] or {"entity_id": None, "source_id": None}
        assert speaker["entity_id"] in ids["e"] | {None}
        assert speaker["source_id"] in ids["s"] | {None}
        assert quotation["duplicate_of"] in ids["q"] | {None}
    for source in answer["sources"]:
        assert source["entity_id"] in ids["e"] | {None}
        assert set(source["quotation_ids"]) <= ids["q"]


async def test_values_stay_within_what_is_documented(client: httpx.AsyncClient) -> None:
    answer = await enrich(client, WIRE_STORY, include_thoughts=True)
    assert {segment["kind"] for segment in answer["segments"]} <= set(answers.SEGMENT_KINDS)
    assert {entity["type"] for entity in answer["entities"]} <= set(answers.ENTITY_TYPES)
    assert {quotation["kind"] for quotation in answer["quotations"]} <= set(answers.QUOTATION_KINDS)
    assert {quotation["mode"] for quotation in answer["quotations"]} <= set(answers.QUOTATION_MODES)
    assert {source["kind"] for source in answer["sources"]} <= set(answers.SOURCE_KINDS)
    for part in ("entities", "quotations", "sources", "topics"):
        for item in answer[part]:
            assert 0.0 <= item["confidence"] <= 1.0
            assert item["confidence"] == round(item["confidence"], 4)


async def test_raw_text_is_read_with_the_defaults(client: httpx.AsyncClient) -> None:
    for content_type in ("text/plain", "text/plain; charset=utf-8", "TEXT/PLAIN;charset=UTF-8"):
        raw = await client.post("/v1/enrich", content=WIRE_STORY.encode(), headers={"Content-Type": content_type})
        assert raw.json() == await enrich(client, WIRE_STORY)


async def test_a_byte_order_mark_is_no_part_of_raw_text(client: httpx.AsyncClient) -> None:
    body = b"\xef\xbb\xbf" + WIRE_STORY.encode()
    raw = await client.post("/v1/enrich", content=body, headers={"Content-Type": "text/plain"})
    assert raw.json() == await enrich(client, WIRE_STORY)


@pytest.mark.parametrize("feature", ["segments", "entities", "quotations", "sources", "topics"])
async def test_only_what_is_asked_for_is_answered(client: httpx.AsyncClient, feature: str) -> None:
    everything = await enrich(client, WIRE_STORY)
    answer = await enrich(client, WIRE_STORY, features=[feature])
    assert set(answer) == KEYS["answer"]
    for part in ("segments", "entities", "quotations", "sources", "topics"):
        assert len(answer[part]) == (len(everything[part]) if part == feature else 0), part


async def test_id_is_given_back(client: httpx.AsyncClient) -> None:
    assert (await enrich(client, WIRE_STORY, id="cms-4711 ö"))["id"] == "cms-4711 ö"
    assert (await enrich(client, WIRE_STORY))["id"] is None


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "en-US"])
async def test_english_of_any_region_is_read(client: httpx.AsyncClient, language: str) -> None:
    assert (await enrich(client, WIRE_STORY, language=language))["language"] == "en"


async def test_topics_limit_holds(client: httpx.AsyncClient) -> None:
    many = await enrich(client, WIRE_STORY, topics_limit=20)
    one = await enrich(client, WIRE_STORY, topics_limit=1)
    assert len(one["topics"]) == 1
    assert one["topics"] == many["topics"][:1]


async def test_min_confidence_leaves_out_the_less_certain(client: httpx.AsyncClient) -> None:
    everything = await enrich(client, WIRE_STORY)
    rated = sorted(
        item["confidence"] for part in ("entities", "quotations", "sources", "topics") for item in everything[part]
    )
    bound = rated[len(rated) // 2]
    answer = await enrich(client, WIRE_STORY, min_confidence=bound)
    for part in ("entities", "quotations", "sources", "topics"):
        assert all(item["confidence"] >= bound - 0.0001 for item in answer[part])
    assert answer["segments"] == everything["segments"]
    assert sum(len(answer[part]) for part in KEYS if part != "answer") < sum(
        len(everything[part]) for part in KEYS if part != "answer"
    )


async def test_thoughts_come_only_when_asked_for(client: httpx.AsyncClient) -> None:
    text = WIRE_STORY + "\nMayor Tom Reed believes that the bridge will open again in May.\n"
    assert {quotation["mode"] for quotation in (await enrich(client, text))["quotations"]} == {"statement"}
    asked = await enrich(client, text, include_thoughts=True)
    assert "thought" in {quotation["mode"] for quotation in asked["quotations"]}


@pytest.mark.parametrize("text", STORIES)
async def test_same_text_gives_the_same_bytes(client: httpx.AsyncClient, text: str) -> None:
    bodies = {(await client.post("/v1/enrich", json={"text": text})).content for _ in range(3)}
    assert len(bodies) == 1


async def test_timing_goes_to_a_header(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/enrich", json={"text": WIRE_STORY})
    assert re.fullmatch(r"queue;dur=[\d.]+, read;dur=[\d.]+, total;dur=[\d.]+", response.headers["server-timing"])
