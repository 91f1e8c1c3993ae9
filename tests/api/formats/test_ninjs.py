"""POST /v1/enrich/ninjs: items that the rules of ninjs 3.1 accept, with what was found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from tests.api.articles import STORIES, WIRE_STORY

RULES: dict[str, Any] = json.loads((Path(__file__).parent / "ninjs_rules.json").read_text(encoding="utf-8"))
VALIDATOR: Any = Draft202012Validator(RULES)


async def item_of(client: httpx.AsyncClient, text: str, **options: Any) -> dict[str, Any]:
    response = await client.post("/v1/enrich/ninjs", json={"text": text, **options})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    item: dict[str, Any] = response.json()
    return item


@pytest.mark.parametrize("text", STORIES)
async def test_an_item_keeps_the_rules(client: httpx.AsyncClient, text: str) -> None:
    item = await item_of(client, text, id="cms-4711", include_thoughts=True)
    assert [error.message for error in VALIDATOR.iter_errors(item)] == []


@pytest.mark.parametrize(
    "broken", [{"quotations": []}, {"uri": None}, {"subjects": [{"confidence": 101}]}, {"people": [{"confidence": 5}]}]
)
async def test_the_rules_refuse_what_is_no_ninjs(client: httpx.AsyncClient, broken: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid({**await item_of(client, WIRE_STORY), **broken})


async def test_topics_are_subjects_with_confidence(client: httpx.AsyncClient) -> None:
    answer = (await client.post("/v1/enrich", json={"text": WIRE_STORY})).json()
    subjects = {subject["literal"]: subject for subject in (await item_of(client, WIRE_STORY))["subjects"]}
    assert answer["topics"]
    for topic in answer["topics"]:
        subject = subjects[topic["qcode"]]
        assert (subject["name"], subject["uri"]) == (topic["label"], topic["uri"])
        assert subject["confidence"] == round(100 * topic["confidence"])


async def test_quotations_are_associated_with_their_speakers(client: httpx.AsyncClient) -> None:
    answer = (await client.post("/v1/enrich", json={"text": WIRE_STORY})).json()
    item = await item_of(client, WIRE_STORY)
    wanted = [quotation for quotation in answer["quotations"] if quotation["duplicate_of"] is None]
    assert len(item["associations"]) == len(wanted) > 0
    for found, quotation in zip(item["associations"], wanted, strict=True):
        assert found["uri"] == f"{item['uri']}#{quotation['id']}"
        assert found["bodies"][0]["value"] == " ".join(part["text"] for part in quotation["content"])
        speaker = quotation["speaker"]
        assert [source["name"] for source in found["infoSources"]] == ([speaker["name"]] if speaker else [])
    assert [source["name"] for source in item["infoSources"]] == [source["name"] for source in answer["sources"]]


async def test_the_article_is_named_by_its_id_or_its_text(client: httpx.AsyncClient) -> None:
    unnamed = await item_of(client, WIRE_STORY)
    assert unnamed["uri"].startswith("ni:///sha-256;")
    assert unnamed["uri"] == (await item_of(client, WIRE_STORY))["uri"]
    assert unnamed["uri"] != (await item_of(client, WIRE_STORY + "x"))["uri"]
    assert unnamed["altIds"] == []
    named = await item_of(client, WIRE_STORY, id="https://desk.example/story/4711")
    assert named["uri"] == "https://desk.example/story/4711"
    odd = await item_of(client, WIRE_STORY, id="story 4711 ö")
    assert (odd["uri"], odd["altIds"]) == (unnamed["uri"], [{"role": "id", "value": "story 4711 ö"}])


async def test_the_headline_is_the_title_or_found(client: httpx.AsyncClient) -> None:
    found = await item_of(client, WIRE_STORY, offset_unit="utf16")
    assert found["headlines"] == [{"value": "Harbour bridge to stay shut until spring"}]
    assert (await item_of(client, WIRE_STORY, title="Shut"))["headlines"] == [{"value": "Shut"}]
