"""IPTC ninjs 3.1: https://iptc.org/std/ninjs/, whose schema allows no key that it does not name.

It has no place for quotations; each becomes an associated item of the type `component`, related
as `quotation`, which any reader of ninjs may pass over.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from service.api.answers import Entity, Quotation, Source, Topic
from service.api.formats.draft import Draft, Exchanged, omitted, relation, words

_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"

Percent = Annotated[int, Field(ge=0, le=100)]


class NinjsText(Exchanged):
    """A headline, or the body of a quotation."""

    role: str | SkipJsonSchema[None] = omitted()
    """Of a quotation: `direct`, `mixed` or `indirect`."""

    content_type: str | SkipJsonSchema[None] = omitted()
    value: str


class NinjsConcept(Exchanged):
    """A person, organisation, place, event or object; the most salient first."""

    name: str
    rel: str
    """`about` where the article is likely about it, else `mentions`."""

    uri: str | SkipJsonSchema[None] = omitted()
    literal: str | SkipJsonSchema[None] = omitted()
    """Scheme and id in the newsroom's authority file or the gazetteer."""


class NinjsSubject(Exchanged):
    """An IPTC topic, or a group or law that the article speaks of."""

    name: str
    rel: str
    uri: str | SkipJsonSchema[None] = omitted()
    literal: str | SkipJsonSchema[None] = omitted()
    """The qcode of a topic."""

    creator: str
    """This service with its versions."""

    relevance: Percent | SkipJsonSchema[None] = omitted()
    """Salience, from 0 to 100; topics have none."""

    confidence: Percent
    """From 0 to 100."""


class NinjsInfoSource(Exchanged):
    """Whoever or whatever the article draws its information from."""

    name: str
    role: str
    """`attribution` or `credit`; of a quotation `speaker`."""

    uri: str | SkipJsonSchema[None] = omitted()
    literal: str | SkipJsonSchema[None] = omitted()


class NinjsAltId(Exchanged):
    """Another identifier of the article."""

    role: str
    value: str


class NinjsStandard(Exchanged):
    """What the item conforms to."""

    name: str
    version: str
    schema_uri: str = Field(serialization_alias="schema")


class NinjsQuotation(Exchanged):
    """A quotation, as an associated item."""

    uri: str
    """That of the article, with the quotation's id as fragment."""

    name: str
    """The speaker's name, or `unattributed`."""

    rel: str
    """Always `quotation`."""

    type: str
    """Always `component`."""

    bodies: list[NinjsText]
    """The reported words, exactly as they stand in the article."""

    info_sources: list[NinjsInfoSource]
    """The speaker; empty where the article names none."""


class NinjsItem(Exchanged):
    """An article's metadata as a partial ninjs 3.1 item: merge it into your own by `uri` or `altIds`."""

    uri: str
    """The `id` of the request where it is a URI, else the hash of the text (RFC 6920)."""

    type: str
    """Always `text`."""

    representation_type: str
    """Always `partial`: the text itself is not given back."""

    language: str
    headlines: list[NinjsText]
    by: str | SkipJsonSchema[None] = omitted()
    """The byline found in the text."""

    located: str | SkipJsonSchema[None] = omitted()
    """The place named in the dateline."""

    people: list[NinjsConcept]
    organisations: list[NinjsConcept]
    places: list[NinjsConcept]
    events: list[NinjsConcept]
    objects: list[NinjsConcept]
    subjects: list[NinjsSubject]
    info_sources: list[NinjsInfoSource]
    associations: list[NinjsQuotation]
    """The quotations."""

    alt_ids: list[NinjsAltId]
    standard: NinjsStandard


def ninjs_item(draft: Draft) -> NinjsItem:
    """The article as an item that the schema of ninjs 3.1 accepts."""
    answer = draft.answer
    return NinjsItem(
        uri=draft.uri,
        type="text",
        representation_type="partial",
        language=answer.language,
        headlines=[NinjsText(value=headline) for headline in draft.headlines],
        by=next(iter(draft.segments("byline")), None),
        located=_located(draft),
        people=_concepts(draft, "person"),
        organisations=_concepts(draft, "organization"),
        places=_concepts(draft, "location", "facility"),
        events=_concepts(draft, "event"),
        objects=_concepts(draft, "work", "product"),
        subjects=[
            *(_topic(topic, draft) for topic in answer.topics),
            *(_subject(entity, draft) for entity in draft.entities("group", "law")),
        ],
        info_sources=[_info_source(source, draft) for source in answer.sources],
        associations=[_quotation(quotation, draft) for quotation in draft.quotations()],
        alt_ids=[] if answer.id is None else [NinjsAltId(role="id", value=answer.id)],
        standard=NinjsStandard(name="ninjs", version="3.1", schema_uri=_SCHEMA),
    )


def _located(draft: Draft) -> str | None:
    datelines = [segment for segment in draft.answer.segments if segment.kind == "dateline"]
    for entity in draft.answer.entities:
        starts = [mention.start for mention in entity.mentions] if entity.type == "location" else []
        if any(line.start <= start < line.end for line in datelines for start in starts):
            return entity.name
    return None


def _concepts(draft: Draft, *types: str) -> list[NinjsConcept]:
    return [
        NinjsConcept(name=entity.name, rel=relation(entity), uri=_uri(entity), literal=_literal(entity))
        for entity in draft.entities(*types)
    ]


def _topic(topic: Topic, draft: Draft) -> NinjsSubject:
    return NinjsSubject(
        name=topic.label,
        rel="about",
        uri=topic.uri,
        literal=topic.qcode,
        creator=draft.creator,
        confidence=_percent(topic.confidence),
    )


def _subject(entity: Entity, draft: Draft) -> NinjsSubject:
    return NinjsSubject(
        name=entity.name,
        rel=relation(entity),
        uri=_uri(entity),
        literal=_literal(entity),
        creator=draft.creator,
        relevance=_percent(entity.salience),
        confidence=_percent(entity.confidence),
    )


def _info_source(source: Source, draft: Draft) -> NinjsInfoSource:
    entity = draft.entities_by_id().get(source.entity_id or "")
    return NinjsInfoSource(
        name=source.name,
        role=source.cited_as,
        uri=_uri(entity) if entity else None,
        literal=_literal(entity) if entity else None,
    )


def _quotation(quotation: Quotation, draft: Draft) -> NinjsQuotation:
    speaker = quotation.speaker
    entity = draft.entities_by_id().get(speaker.entity_id or "") if speaker else None
    return NinjsQuotation(
        uri=f"{draft.uri}#{quotation.id}",
        name=speaker.name if speaker else "unattributed",
        rel="quotation",
        type="component",
        bodies=[NinjsText(role=quotation.kind, content_type="text/plain", value=words(quotation))],
        info_sources=[
            NinjsInfoSource(
                name=speaker.name,
                role="speaker",
                uri=_uri(entity) if entity else None,
                literal=_literal(entity) if entity else None,
            )
        ]
        if speaker
        else [],
    )


def _uri(entity: Entity) -> str | None:
    return next((link.uri for link in entity.links if link.uri), None)


def _literal(entity: Entity) -> str | None:
    return next((f"{link.scheme}:{link.id}" for link in entity.links), None)


def _percent(share: float) -> int:
    return round(100 * share)
