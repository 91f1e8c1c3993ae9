"""POST /v1/enrich/superdesk: tags as Superdesk's auto-tagging reads them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from service.reading.taxonomy import Taxonomy
from tests.api.articles import STORIES, WIRE_STORY

ALWAYS = {"name", "qcode", "source", "original_source", "aliases", "altids"}
SOMETIMES = {"scheme", "parent", "description"}


async def tags_of(client: httpx.AsyncClient, text: str, **options: Any) -> dict[str, list[dict[str, Any]]]:
    response = await client.post("/v1/enrich/superdesk", json={"text": text, **options})
    assert response.status_code == 200, response.text
    tags: dict[str, list[dict[str, Any]]] = response.json()
    return tags


@pytest.mark.parametrize("text", STORIES)
async def test_tags_have_the_keys_that_superdesk_reads(client: httpx.AsyncClient, text: str) -> None:
    tags = await tags_of(client, text)
    assert list(tags) == ["subject", "person", "organisation", "place", "event", "object"]
    for tag in (tag for group in tags.values() for tag in group):
        assert set(tag) >= ALWAYS
        assert set(tag) <= ALWAYS | SOMETIMES
        assert all(isinstance(value, str) for value in tag["altids"].values())
        assert tag["name"] not in tag["aliases"]


async def test_subjects_are_media_topics_with_their_parents(client: httpx.AsyncClient) -> None:
    taxonomy = Taxonomy.load()
    subjects = (await tags_of(client, WIRE_STORY, topics_limit=20))["subject"]
    listed = {tag["qcode"] for tag in subjects}
    assert len(listed) == len(subjects) > 0
    for tag in subjects:
        topic = taxonomy.get(f"medtop:{tag['qcode']}")
        assert topic
        assert (tag["name"], tag["altids"].get("wikidata")) == (topic.label, topic.wikidata)
        assert (tag["scheme"], tag["original_source"], tag["altids"]["medtop"]) == ("mediatopic", "IPTC", tag["qcode"])
        assert ("parent" in tag) == (topic.level > 1)
        assert tag.get("parent", tag["qcode"]) in listed


async def test_an_unlinked_person_has_the_same_code_in_every_article(client: httpx.AsyncClient) -> None:
    story = "“We won,” said Marta Lindqvist on Monday. Lindqvist, who leads the club, thanked the fans."
    for text in (WIRE_STORY, story):
        person = next(tag for tag in (await tags_of(client, text))["person"] if tag["name"] == "Marta Lindqvist")
        assert person["qcode"] == "person:Marta Lindqvist"
        assert "Lindqvist" in person["aliases"]


async def test_a_linked_place_has_the_code_of_its_catalogue(client: httpx.AsyncClient) -> None:
    text = "BERLIN (Reuters) - Germany will raise taxes, Chancellor Anna Weber said in Berlin on Monday."
    answer = (await client.post("/v1/enrich", json={"text": text})).json()
    places = {tag["name"]: tag for tag in (await tags_of(client, text))["place"]}
    linked = [entity for entity in answer["entities"] if entity["links"] and entity["type"] == "location"]
    assert linked
    for entity in linked:
        first = entity["links"][0]
        tag = places[entity["name"]]
        assert (tag["qcode"], tag["scheme"]) == (f"{first['scheme']}:{first['id']}", first["scheme"])
        assert tag["altids"][first["scheme"]] == first["id"]
