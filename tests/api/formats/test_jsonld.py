"""POST /v1/enrich/jsonld: read as linked data by pyld, and as schema.org by classes and properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from pyld import jsonld  # pyright: ignore[reportMissingTypeStubs] - has none

from service.api.strict_json import is_array, is_object
from tests.api.articles import STORIES, WIRE_STORY

SCHEMA_ORG = "http://schema.org/"
LINKS = ("about", "citation", "creator", "hasPart", "isBasedOn", "isPartOf", "mentions", "spokenByCharacter")
CONTEXT: dict[str, Any] = {
    "@vocab": SCHEMA_ORG,
    **{name: {"@id": SCHEMA_ORG + name, "@type": "@id"} for name in ("inDefinedTermSet", "sameAs", *LINKS)},
}
"""What the published context says of the terms used here; tests ask no network."""

WORK = {
    *("about", "citation", "creator", "genre", "hasPart", "headline"),
    *("inLanguage", "isBasedOn", "isPartOf", "keywords", "mentions", "text"),
}
THING = {"name", "identifier", "sameAs"}
PROPERTIES: dict[str, set[str]] = {
    "NewsArticle": THING | WORK | {"articleSection"},
    "Quotation": THING | WORK | {"spokenByCharacter"},
    "Person": THING | {"jobTitle"},
    "DefinedTerm": THING | {"termCode", "inDefinedTermSet"},
    "Organization": THING,
    "Place": THING,
    "Event": THING,
    "Product": THING,
    "Thing": THING,
    "CreativeWork": THING,
    "Legislation": THING,
}
"""Properties of schema.org's classes, of those used here."""


async def article_of(client: httpx.AsyncClient, text: str, **options: Any) -> dict[str, Any]:
    response = await client.post("/v1/enrich/jsonld", json={"text": text, **options})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/ld+json"
    article: dict[str, Any] = response.json()
    return article


def load(url: str, options: dict[str, Any]) -> dict[str, Any]:
    assert url == "https://schema.org"
    return {
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": CONTEXT},
        "contentType": "application/ld+json",
    }


def expanded(article: dict[str, Any]) -> dict[str, Any]:
    tool: Any = jsonld
    nodes: list[dict[str, Any]] = tool.expand(article, {"documentLoader": load})
    assert len(nodes) == 1
    return nodes[0]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every node of an expanded document that has a class."""
    if is_object(value):
        if "@type" in value:
            yield value
        for member in value.values():
            yield from nodes(member)
    elif is_array(value):
        for item in value:
            yield from nodes(item)


@pytest.mark.parametrize("text", STORIES)
async def test_every_node_is_of_schema_org(client: httpx.AsyncClient, text: str) -> None:
    found = list(nodes(expanded(await article_of(client, text, id="cms-4711"))))
    assert len(found) > 1
    for node in found:
        assert node["@id"]
        (kind,) = node["@type"]
        allowed = {SCHEMA_ORG + name for name in PROPERTIES[kind.removeprefix(SCHEMA_ORG)]}
        assert {name for name in node if not name.startswith("@")} <= allowed


async def test_a_node_is_of_one_class_wherever_it_stands(client: httpx.AsyncClient) -> None:
    classes: dict[str, set[str]] = {}
    for node in nodes(expanded(await article_of(client, WIRE_STORY))):
        classes.setdefault(node["@id"], set()).update(node["@type"])
    assert all(len(kinds) == 1 for kinds in classes.values()), classes


async def test_as_triples_every_quotation_is_part_of_the_article(client: httpx.AsyncClient) -> None:
    article = await article_of(client, WIRE_STORY)
    tool: Any = jsonld
    lines: str = tool.to_rdf(article, {"documentLoader": load, "format": "application/n-quads"})
    parts = [line for line in lines.splitlines() if f"> <{SCHEMA_ORG}isPartOf> <{article['@id']}>" in line]
    assert len(parts) == len(article["hasPart"]) > 0


async def test_who_is_named_is_creator_and_who_is_not_only_speaks(client: httpx.AsyncClient) -> None:
    answer = (await client.post("/v1/enrich", json={"text": WIRE_STORY})).json()
    sources = {source["id"]: source for source in answer["sources"]}
    quotations = {quotation["id"]: quotation for quotation in answer["quotations"]}
    seen: set[bool] = set()
    for part in (await article_of(client, WIRE_STORY))["hasPart"]:
        quotation = quotations[part["@id"].partition("#")[2]]
        assert part["text"] == " ".join(fragment["text"] for fragment in quotation["content"])
        source = sources[quotation["speaker"]["source_id"]]
        if source["kind"] in ("document", "social_media"):
            assert part["isBasedOn"]["name"] == source["name"]
            assert not {"creator", "spokenByCharacter"} & set(part)
        else:
            seen.add(source["named"])
            assert part["spokenByCharacter"]["name"] == quotation["speaker"]["name"]
            assert ("creator" in part) == source["named"]
    assert seen == {True, False}


async def test_documents_are_cited(client: httpx.AsyncClient) -> None:
    answer = (await client.post("/v1/enrich", json={"text": WIRE_STORY})).json()
    written = [source["name"] for source in answer["sources"] if source["kind"] in ("document", "social_media")]
    assert [cited["name"] for cited in (await article_of(client, WIRE_STORY))["citation"]] == written


async def test_everything_without_features_is_empty_but_whole(client: httpx.AsyncClient) -> None:
    article = await article_of(client, WIRE_STORY, features=["quotations"])
    assert (article["about"], article["mentions"], article["citation"]) == ([], [], [])
    assert article["hasPart"]
    assert all("spokenByCharacter" in part for part in article["hasPart"] if "isBasedOn" not in part)
