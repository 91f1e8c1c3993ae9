"""What a reading finds: frozen values, every one anchored to the submitted text.

All offsets are code points, half-open (``text[start:end]``).  Findings refer to each other by
index into the tuples of the same `Reading`; the HTTP edge turns the indices into ids.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the submitted text: ``[start, end)`` in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the raw text; the segments of an article do not overlap and are in order.

    ``kind`` is one of headline, byline, dateline, body, caption, credit, related_link,
    advertisement, section_label, footer, duplicate.
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an entity; ``form`` is name, nominal or pronoun."""

    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of an authority file or gazetteer; ``scheme`` is authority, geonames, iso3166..."""

    scheme: str
    id: str
    uri: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One real-world thing with all its mentions, in text order.

    ``type``: person, organization, location, event, work, product, group, facility, law,
    money, date, other.  ``name`` is the most complete form in the article, without title.
    ``salience`` and ``confidence`` lie in [0, 1].
    """

    type: str
    name: str
    salience: float
    confidence: float
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a quotation is given to; ``entity`` and ``source`` index the reading's tuples.

    ``resolution`` is name, nominal, pronoun or carried.
    """

    mention: Span
    name: str
    entity: int | None
    source: int | None
    resolution: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch that reports what somebody said or wrote, with its cue and speaker.

    ``kind`` is direct, mixed or indirect; ``mode`` is statement or thought; ``content`` holds
    one or more fragments in text order; ``duplicate_of`` indexes the reading's quotations.
    """

    kind: str
    mode: str
    content: tuple[Span, ...]
    cue: Span | None
    speaker: Speaker | None
    segment: str
    duplicate_of: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Source:
    """Whoever or whatever the article draws information from.

    ``kind`` is person, organization, group, document, media, social_media or unnamed;
    ``cited_as`` is attribution or credit; ``quotations`` indexes the reading's quotations;
    ``quoted_words_share`` is this source's share of all quoted words, in [0, 1].
    """

    kind: str
    name: str
    role_title: str | None
    named: bool
    anonymity_reason: str | None
    entity: int | None
    cited_as: str
    mentions: tuple[Span, ...]
    quotations: tuple[int, ...]
    quoted_words_share: float
    confidence: float


@dataclass(frozen=True, slots=True)
class TopicScore:
    """An IPTC Media Topic given to the article, with a calibrated confidence in [0, 1]."""

    qcode: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning to the editor: an open ``code``, a message without article text, maybe a span."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One article to read, with what is asked of the reading.

    ``features`` is a subset of segments, entities, quotations, sources, topics: what is not
    asked for is left empty in the `Reading` (and not computed where that saves time).
    """

    text: str
    title: str | None = None
    features: frozenset[str] = frozenset({"segments", "entities", "quotations", "sources", "topics"})
    include_thoughts: bool = False
    topics_limit: int = 5
    min_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one article; each tuple is in order of first appearance."""

    language: str
    segments: tuple[Segment, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    sources: tuple[Source, ...] = ()
    topics: tuple[TopicScore, ...] = ()
    cautions: tuple[Caution, ...] = field(default=())
