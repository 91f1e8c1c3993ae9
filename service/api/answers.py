"""What the service answers for an article, as pydantic models; every key is always present.

Values of open sets are plain strings whose known values stand under ``x-extensible-enum``: a new
value there breaks no generated client.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from service.api.problems import Problem
from service.api.requests import OffsetUnit, Real

SEGMENT_KINDS = (
    "headline", "byline", "dateline", "body", "caption", "credit", "related_link", "advertisement",
    "section_label", "footer", "duplicate",
)  # fmt: skip
ENTITY_TYPES = (
    "person", "organization", "location", "facility", "event", "work", "product", "group", "law", "money", "date",
    "other",
)  # fmt: skip
MENTION_FORMS = ("name", "nominal", "pronoun")
QUOTATION_KINDS = ("direct", "mixed", "indirect")
QUOTATION_MODES = ("statement", "thought")
RESOLUTIONS = ("name", "nominal", "pronoun", "carried")
SOURCE_KINDS = ("person", "organization", "group", "document", "media", "social_media", "unnamed")
CITED_AS = ("attribution", "credit")


def _open_set(values: tuple[str, ...]) -> Any:
    return Field(json_schema_extra={"x-extensible-enum": list(values)})


Share = Annotated[Real, Field(ge=0.0, le=1.0)]
Offset = Annotated[int, Field(ge=0)]


class Answer(BaseModel):
    """Common settings of all answers."""

    model_config = ConfigDict(
        frozen=True, use_attribute_docstrings=True, json_schema_serialization_defaults_required=True
    )


class Span(Answer):
    """A stretch of the submitted text, `[start, end)` in the asked offset unit, and the characters there."""

    start: Offset
    end: Offset
    text: str


class Segment(Answer):
    """What part of the raw text this is; nothing is ever cut out of the text."""

    kind: Annotated[str, _open_set(SEGMENT_KINDS)]
    start: Offset
    end: Offset


class Mention(Span):
    """One place where the article speaks of an entity."""

    form: Annotated[str, _open_set(MENTION_FORMS)]


class Link(Answer):
    """An entry for the entity in a catalogue."""

    scheme: str
    """The catalogue: `authority` (the newsroom's own file), `geonames`, `iso3166`, `wikidata`..."""

    id: str
    uri: str | None = None
    label: str


class Entity(Answer):
    """A person, organization, place or other thing, with all its mentions in text order."""

    id: str
    """`e1`, `e2`... in order of first appearance; valid within this answer only."""

    type: Annotated[str, _open_set(ENTITY_TYPES)]
    name: str
    """Its most complete name in the article, without title."""

    salience: Share
    """How much the article is about it, 0 to 1."""

    confidence: Share
    mentions: list[Mention]
    links: list[Link]


class Speaker(Answer):
    """Whom the article gives a quotation to."""

    mention: Span
    """The words at the cue: `Lindqvist`, `she`, `a ministry official`."""

    name: str
    """The most complete name in the article, or the most informative description of an unnamed speaker."""

    entity_id: str | None = None
    source_id: str | None = None
    resolution: Annotated[str, _open_set(RESOLUTIONS)]
    """How the speaker was found; `carried` goes on from the quotation before."""


class Quotation(Answer):
    """A stretch of the article that reports what somebody said or wrote."""

    id: str
    """`q1`, `q2`... in order of first appearance; valid within this answer only."""

    kind: Annotated[str, _open_set(QUOTATION_KINDS)]
    """`direct`: all in quotation marks; `mixed`: partly; `indirect`: not at all."""

    mode: Annotated[str, _open_set(QUOTATION_MODES)]
    """`thought` only where `include_thoughts` asked for it."""

    content: list[Span]
    """The reported words with their quotation marks; several fragments where a cue interrupts them."""

    cue: Span | None = None
    """What shows that this is reported: `said`, `according to`, `in a statement`."""

    speaker: Speaker | None = None
    """Null where the article names none."""

    segment: Annotated[str, _open_set(SEGMENT_KINDS)]
    """Kind of the segment that it stands in."""

    duplicate_of: str | None = None
    """Id of the quotation that this repeats, as a pull quote or headline does."""

    confidence: Share


class Source(Answer):
    """Whoever or whatever the article draws its information from."""

    id: str
    """`s1`, `s2`... in order of first appearance; valid within this answer only."""

    kind: Annotated[str, _open_set(SOURCE_KINDS)]
    name: str
    role_title: str | None = None
    """Role or title the article gives: `city engineer`."""

    named: bool
    anonymity_reason: str | None = None
    """The reason the article gives for not naming the source."""

    entity_id: str | None = None
    cited_as: Annotated[str, _open_set(CITED_AS)]
    mentions: list[Span]
    quotation_ids: list[str]
    quoted_words_share: Share
    """Its share of all quoted words of the article."""

    confidence: Share


class Topic(Answer):
    """An IPTC Media Topic of the article; the likeliest first."""

    qcode: str
    uri: str
    label: str
    level: Annotated[int, Field(ge=1, le=6)]
    """1 is the top of the tree."""

    parent_qcode: str | None = None
    confidence: Share
    tags: list[str]
    """The newsroom's own tags for this topic, where the service has a `TOPIC_MAP`."""


class EditorWarning(Answer):
    """Something an editor should know about the text or the answer."""

    code: str
    """An open set, listed in docs/warnings.md."""

    message: str
    span: Span | None = None


class Models(Answer):
    """Versions of what made the answer; the same text and versions give the same bytes."""

    service: str
    reader: str
    taxonomy: str


class EnrichResponse(Answer):
    """Everything found in one article. Every key is always there, lists in order of first appearance."""

    id: str | None = None
    """The `id` of the request."""

    language: str
    offset_unit: OffsetUnit
    text_length: Offset
    """Length of the submitted text in the asked unit."""

    segments: list[Segment]
    entities: list[Entity]
    quotations: list[Quotation]
    sources: list[Source]
    topics: list[Topic]
    warnings: list[EditorWarning]
    models: Models


class BatchItem(Answer):
    """The answer to one article of a batch: a `result` or a `problem`, the other is null."""

    index: Annotated[int, Field(ge=0)]
    """Place of the article in the request, from 0."""

    id: str | None = None
    result: EnrichResponse | None = None
    problem: Problem | None = None


class BatchResponse(Answer):
    """One item for each article, in the order of the request."""

    results: list[BatchItem]
