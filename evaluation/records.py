"""Labelled articles and answers as JSON, checked and turned into `Labels`.

One model reads both, so an answer of the service that an editor has corrected is a labelled
article.  A span is ``[start, end]`` or ``{"start": ..., "end": ...}``; other keys are ignored.
"""

from __future__ import annotations

from pydantic import BaseModel, NonNegativeInt

from evaluation.labels import Attribution, CitedSource, Coreference, Labels, MarkedSegment, Name, Span, TopicLabel
from evaluation.name_types import common_type


class StretchRecord(BaseModel):
    """A span as the service gives it; its ``text`` is not needed."""

    start: NonNegativeInt
    end: NonNegativeInt


SpanRecord = tuple[NonNegativeInt, NonNegativeInt] | StretchRecord
SpansRecord = list[SpanRecord] | SpanRecord | None


def _span(record: SpanRecord) -> Span:
    return (record.start, record.end) if isinstance(record, StretchRecord) else record


def _spans(record: SpansRecord) -> tuple[Span, ...]:
    if record is None:
        return ()
    return tuple(map(_span, record)) if isinstance(record, list) else (_span(record),)


class SpeakerRecord(BaseModel):
    """A speaker as the service gives it: where it is mentioned and who that is."""

    mention: SpansRecord
    name: str | None = None


class AttributionRecord(BaseModel):
    """A quotation (ours) or an attribution (PolNeAR's, with ``source`` for the speaker's spans)."""

    content: SpansRecord
    cue: SpansRecord = None
    source: SpansRecord = None
    speaker: SpeakerRecord | SpansRecord = None
    speaker_name: str | None = None
    mode: str | None = None
    confidence: float = 1.0

    def label(self) -> Attribution:
        """The same as a value."""
        if isinstance(self.speaker, SpeakerRecord):
            mention, name = self.speaker.mention, self.speaker.name
        else:
            mention, name = self.speaker, None
        return Attribution(
            content=_spans(self.content),
            source=_spans(self.source) or _spans(mention),
            cue=_spans(self.cue),
            speaker=self.speaker_name or name,
            mode=self.mode,
            confidence=self.confidence,
        )


class NameRecord(BaseModel):
    """A mention by name, in a flat list."""

    start: NonNegativeInt
    end: NonNegativeInt
    type: str


class MentionRecord(BaseModel):
    """One mention of an entity; as names, only those of the form ``name`` are scored."""

    start: NonNegativeInt
    end: NonNegativeInt
    form: str = "name"


class EntityRecord(BaseModel):
    """An entity with its mentions, as the service gives it."""

    type: str
    mentions: list[MentionRecord]

    def labels(self) -> list[Name]:
        """Its mentions by name."""
        kind = common_type(self.type)
        return [Name(each.start, each.end, kind) for each in self.mentions if each.form == "name"]

    def spans(self) -> frozenset[Span]:
        """Where it is mentioned, in any form."""
        return frozenset((each.start, each.end) for each in self.mentions)


class CoreferenceRecord(BaseModel):
    """One decision: does the mention mean what is named there."""

    mention: SpanRecord
    name: SpanRecord
    same: bool

    def label(self) -> Coreference:
        """The same as a value."""
        return Coreference(_span(self.mention), _span(self.name), self.same)


class SourceRecord(BaseModel):
    """A cited source."""

    name: str
    kind: str


class TopicRecord(BaseModel):
    """A topic as the service gives it."""

    qcode: str
    confidence: float = 1.0


def _topic(record: TopicRecord | str) -> TopicLabel:
    return TopicLabel(record) if isinstance(record, str) else TopicLabel(record.qcode, record.confidence)


class SegmentRecord(BaseModel):
    """A part of the raw text."""

    kind: str
    start: NonNegativeInt
    end: NonNegativeInt


class LabelsRecord(BaseModel):
    """Everything that may be known about an article; what is absent or null is not labelled."""

    attributions: list[AttributionRecord] | None = None
    quotations: list[AttributionRecord] | None = None
    names: list[NameRecord] | None = None
    entities: list[EntityRecord] | None = None
    coreference: list[CoreferenceRecord] | None = None
    sources: list[SourceRecord] | None = None
    topics: list[TopicRecord | str] | None = None
    boilerplate: list[SpanRecord] | None = None
    segments: list[SegmentRecord] | None = None

    def labels(self) -> Labels:
        """The same as values."""
        quotations = self.attributions if self.attributions is not None else self.quotations
        return Labels(
            attributions=None if quotations is None else tuple(each.label() for each in quotations),
            speakers_resolved=self.attributions is None and self.quotations is not None,
            names=self._names(),
            entities=None if self.entities is None else tuple(each.spans() for each in self.entities),
            coreference=None if self.coreference is None else tuple(each.label() for each in self.coreference),
            sources=None if self.sources is None else tuple(CitedSource(s.name, s.kind) for s in self.sources),
            topics=None if self.topics is None else tuple(map(_topic, self.topics)),
            segments=self._segments(),
        )

    def _names(self) -> tuple[Name, ...] | None:
        if self.names is not None:
            return tuple(Name(each.start, each.end, common_type(each.type)) for each in self.names)
        if self.entities is not None:
            return tuple(name for entity in self.entities for name in entity.labels())
        return None

    def _segments(self) -> tuple[MarkedSegment, ...] | None:
        if self.boilerplate is not None:
            return tuple(MarkedSegment("boilerplate", *_span(each)) for each in self.boilerplate)
        if self.segments is not None:
            return tuple(MarkedSegment(each.kind, each.start, each.end) for each in self.segments)
        return None


class ArticleRecord(LabelsRecord):
    """A labelled article, one line of a JSONL file."""

    id: str | int
    text: str
    title: str | None = None
    outlet: str | None = None
    source: str | None = None


class TaggedRecord(BaseModel):
    """An article as sentences of tagged tokens (Worldwide Newswire); ``region`` groups the articles."""

    id: str | int
    sentences: list[list[tuple[str, str]]]
    region: str | None = None


class SpeakerNameRecord(BaseModel):
    """The resolved speaker of one attribution; ``mode`` is statement or thought."""

    name: str | None = None
    mode: str | None = None


class SpeakersRecord(BaseModel):
    """One article of a speakers file: an entry per attribution, in the order of the article's own."""

    id: str | int
    speakers: list[SpeakerNameRecord]


class ProblemRecord(BaseModel):
    """What a problem answer says that is worth a count."""

    code: str = "unknown"
