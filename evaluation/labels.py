"""What is compared: the same values hold the labels of a newsroom and the answers of the service.

All offsets are code points of the article's text, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Reported words and who they are given to; each part is one or more stretches of text.

    ``speaker`` is the resolved name, None where there is none; ``mode`` is statement or thought,
    None where nobody labelled it; ``confidence`` is the service's own, in [0, 1].
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    speaker: str | None = None
    mode: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of something by its name; ``type`` is person, organization, location or other."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Coreference:
    """Whether ``mention`` (a pronoun, a description) means who or what is called ``name`` there."""

    mention: Span
    name: Span
    same: bool


@dataclass(frozen=True, slots=True)
class CitedSource:
    """Somebody or something the article draws on, under its most complete name."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class TopicLabel:
    """A Media Topic by qcode; ``confidence`` is the service's own, in [0, 1]."""

    qcode: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class MarkedSegment:
    """A part of the raw text; gold boilerplate has the kind ``boilerplate``."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Labels:
    """All that is known about one article; a field is None where nobody labelled it.

    ``entities`` are the mentions of each thing, in any form.
    """

    attributions: tuple[Attribution, ...] | None = None
    speakers_resolved: bool = False
    names: tuple[Name, ...] | None = None
    entities: tuple[frozenset[Span], ...] | None = None
    coreference: tuple[Coreference, ...] | None = None
    sources: tuple[CitedSource, ...] | None = None
    topics: tuple[TopicLabel, ...] | None = None
    segments: tuple[MarkedSegment, ...] | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One labelled article; ``outlet`` groups the scores."""

    id: str
    text: str
    outlet: str
    labels: Labels
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """The service answered a problem instead of an enrichment: its HTTP status and code."""

    status: int
    code: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One article and what the service said; a refused article has empty labels, so all is missed."""

    article: Article
    labels: Labels = field(default_factory=Labels)
    refusal: Refusal | None = None
