"""JSON-LD with the vocabulary of schema.org: a NewsArticle with its quotations.

A `Quotation` is `spokenByCharacter` whom the article attributes it to, and has a `creator` only where
that is somebody named; the words of a document are `isBasedOn` it (schema.org knows no speaking document).
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from service.api.answers import Entity, Link, Quotation, Source, Speaker, Topic
from service.api.formats.draft import ABOUT, Draft, Exchanged, omitted, words

CONTEXT = "https://schema.org"

_TERM_SET = "http://cv.iptc.org/newscodes/mediatopic/"
_WIKIDATA = "http://www.wikidata.org/entity/"
_TYPES: Mapping[str, str] = {
    "person": "Person",
    "organization": "Organization",
    "location": "Place",
    "facility": "Place",
    "event": "Event",
    "work": "CreativeWork",
    "product": "Product",
    "law": "Legislation",
    "group": "Thing",
}
_SPEAKING: Mapping[str, str] = {
    "person": "Person",
    "unnamed": "Person",
    "organization": "Organization",
    "group": "Organization",
    "media": "Organization",
}
_WRITTEN = ("document", "social_media")


class JsonLdThing(Exchanged):
    """A person, organization, place, topic or other thing of the article."""

    id: str = Field(serialization_alias="@id")
    """Of a topic its URI; of everything else that of the article with a fragment."""

    type: str = Field(serialization_alias="@type")
    """Its class in schema.org; of a topic `DefinedTerm`."""

    name: str
    identifier: list[str]
    """Scheme and id of each catalogue entry, as `geonames:2643743`."""

    same_as: list[str]
    """URIs of the same thing elsewhere."""

    job_title: str | SkipJsonSchema[None] = omitted()
    """Of a person that the article draws on: the role it gives."""

    term_code: str | SkipJsonSchema[None] = omitted()
    """The qcode of a topic."""

    in_defined_term_set: str | SkipJsonSchema[None] = omitted()
    """The vocabulary of a topic."""


class JsonLdReference(Exchanged):
    """Refers to a node by its identifier."""

    id: str = Field(serialization_alias="@id")


class JsonLdQuotation(Exchanged):
    """A quotation of the article."""

    id: str = Field(serialization_alias="@id")
    type: str = Field(serialization_alias="@type")
    """Always `Quotation`."""

    text: str
    """The reported words, exactly as they stand in the article, with their quotation marks."""

    genre: str
    """`direct`, `mixed` or `indirect`: indirect speech is in the words of the article."""

    creator: JsonLdThing | SkipJsonSchema[None] = omitted()
    """Who said it, where that is somebody named."""

    spoken_by_character: JsonLdThing | SkipJsonSchema[None] = omitted()
    """Whom the article gives it to, named or not."""

    is_based_on: JsonLdThing | SkipJsonSchema[None] = omitted()
    """The document or post that it is taken from."""

    is_part_of: JsonLdReference
    """The article."""


class JsonLdArticle(Exchanged):
    """A schema.org NewsArticle as JSON-LD; add your own properties and put it into the page."""

    context: str = Field(serialization_alias="@context")
    """Always `https://schema.org`."""

    id: str = Field(serialization_alias="@id")
    """The `id` of the request where it is a URI, else the hash of the text (RFC 6920)."""

    type: str = Field(serialization_alias="@type")
    """Always `NewsArticle`."""

    identifier: str | SkipJsonSchema[None] = omitted()
    """The `id` of the request."""

    headline: str | SkipJsonSchema[None] = omitted()
    in_language: str
    article_section: str | SkipJsonSchema[None] = omitted()
    """Label of the likeliest topic at the top of the tree."""

    keywords: list[str]
    """Labels of the topics, and the newsroom's own tags for them."""

    about: list[JsonLdThing]
    """The topics, and the entities that the article is likely about."""

    mentions: list[JsonLdThing]
    """All other entities, the most salient first."""

    citation: list[JsonLdThing]
    """Documents and posts that the article draws on."""

    has_part: list[JsonLdQuotation]
    """The quotations."""


def jsonld_article(draft: Draft) -> JsonLdArticle:
    """The article as a node of schema.org."""
    answer = draft.answer
    entities = draft.entities(*_TYPES)
    return JsonLdArticle(
        context=CONTEXT,
        id=draft.uri,
        type="NewsArticle",
        identifier=answer.id,
        headline=next(iter(draft.headlines), None),
        in_language=answer.language,
        article_section=next((topic.label for topic in answer.topics if topic.level == 1), None),
        keywords=_keywords(answer.topics),
        about=[
            *(_topic(topic, draft) for topic in answer.topics),
            *(_entity(entity, draft) for entity in entities if entity.salience >= ABOUT),
        ],
        mentions=[_entity(entity, draft) for entity in entities if entity.salience < ABOUT],
        citation=[_source(source, draft) for source in answer.sources if source.kind in _WRITTEN],
        has_part=[_quotation(quotation, draft) for quotation in draft.quotations()],
    )


def _keywords(topics: list[Topic]) -> list[str]:
    return list(dict.fromkeys(word for topic in topics for word in (topic.label, *topic.tags)))


def _topic(topic: Topic, draft: Draft) -> JsonLdThing:
    known = draft.taxonomy.get(topic.qcode)
    wikidata = known.wikidata if known else None
    return JsonLdThing(
        id=topic.uri,
        type="DefinedTerm",
        name=topic.label,
        identifier=[],
        same_as=[_WIKIDATA + wikidata] if wikidata else [],
        term_code=topic.qcode,
        in_defined_term_set=_TERM_SET,
    )


def _entity(entity: Entity, draft: Draft) -> JsonLdThing:
    titles = (source.role_title for source in draft.answer.sources if source.entity_id == entity.id)
    return JsonLdThing(
        id=f"{draft.uri}#{entity.id}",
        type=_TYPES[entity.type],
        name=entity.name,
        identifier=_identifiers(entity.links),
        same_as=_uris(entity.links),
        job_title=next((title for title in titles if title), None) if entity.type == "person" else None,
    )


def _source(source: Source, draft: Draft) -> JsonLdThing:
    """A source as a node of its own, or as its entity where that is of a class that can speak."""
    entity = draft.entities_by_id().get(source.entity_id or "")
    if entity is not None and source.kind in _SPEAKING and entity.type == source.kind:
        return _entity(entity, draft)
    kind = _SPEAKING.get(source.kind, "CreativeWork")
    return JsonLdThing(
        id=f"{draft.uri}#{source.id}",
        type=kind,
        name=source.name,
        identifier=[],
        same_as=[],
        job_title=source.role_title if kind == "Person" else None,
    )


def _quotation(quotation: Quotation, draft: Draft) -> JsonLdQuotation:
    speaker = quotation.speaker
    source = draft.sources_by_id().get(speaker.source_id or "") if speaker else None
    written = source is not None and source.kind in _WRITTEN
    node = _speaker(speaker, source, quotation, draft) if speaker else None
    named = source.named if source else speaker is not None and speaker.entity_id is not None
    return JsonLdQuotation(
        id=f"{draft.uri}#{quotation.id}",
        type="Quotation",
        text=words(quotation),
        genre=quotation.kind,
        creator=node if named and not written else None,
        spoken_by_character=None if written else node,
        is_based_on=node if written else None,
        is_part_of=JsonLdReference(id=draft.uri),
    )


def _speaker(speaker: Speaker, source: Source | None, quotation: Quotation, draft: Draft) -> JsonLdThing:
    """The speaker as a source, or by its entity or name alone where no sources were asked for."""
    if source is not None:
        return _source(source, draft)
    entity = draft.entities_by_id().get(speaker.entity_id or "")
    if entity is not None and entity.type in _SPEAKING and entity.type in _TYPES:
        return _entity(entity, draft)
    return JsonLdThing(
        id=f"{draft.uri}#{quotation.id}-speaker", type="Person", name=speaker.name, identifier=[], same_as=[]
    )


def _identifiers(links: list[Link]) -> list[str]:
    return [f"{link.scheme}:{link.id}" for link in links]


def _uris(links: list[Link]) -> list[str]:
    return [link.uri for link in links if link.uri]
