"""From findings to the answer: ids instead of indices, offsets in the asked unit, rounded floats."""

from __future__ import annotations

from service import __version__
from service.api import answers
from service.api.confidence import at_least
from service.api.intake import Submission
from service.api.offsets import OffsetScale
from service.api.topic_map import TopicTags
from service.reading import findings
from service.reading.pipeline import Reader
from service.reading.taxonomy import Taxonomy

_DECIMALS = 4


def versions_of(reader: Reader) -> answers.Models:
    """The versions that decide what this reader's answers are."""
    return answers.Models(service=__version__, reader=reader.versions["reader"], taxonomy=reader.versions["taxonomy"])


class Mapper:
    """Makes answers; ``versions`` are those of the service, the reader and the taxonomy."""

    def __init__(self, *, taxonomy: Taxonomy, tags: TopicTags, versions: answers.Models) -> None:
        self._taxonomy = taxonomy
        self._tags = tags
        self._versions = versions

    def answer(self, submission: Submission, reading: findings.Reading) -> answers.EnrichResponse:
        """The answer for one article."""
        reading = at_least(reading, submission.manuscript.min_confidence)
        text = submission.manuscript.text
        pencil = _Pencil(text, OffsetScale(text, submission.offset_unit))
        return answers.EnrichResponse(
            id=submission.id,
            language=reading.language,
            offset_unit=submission.offset_unit,
            text_length=pencil.scale.length,
            segments=[pencil.segment(segment) for segment in reading.segments],
            entities=[pencil.entity(index, entity) for index, entity in enumerate(reading.entities)],
            quotations=[pencil.quotation(index, quotation) for index, quotation in enumerate(reading.quotations)],
            sources=[pencil.source(index, source) for index, source in enumerate(reading.sources)],
            topics=[self._topic(score) for score in reading.topics],
            warnings=[pencil.warning(caution) for caution in reading.cautions],
            models=self._versions,
        )

    def _topic(self, score: findings.TopicScore) -> answers.Topic:
        topic = self._taxonomy.get(score.qcode)
        if topic is None:
            raise LookupError(f"the reader gave the topic {score.qcode}, which the taxonomy does not have")
        return answers.Topic(
            qcode=topic.qcode,
            uri=topic.uri,
            label=topic.label,
            level=topic.level,
            parent_qcode=topic.parent,
            confidence=round(score.confidence, _DECIMALS),
            tags=list(self._tags.get(topic.qcode, ())),
        )


class _Pencil:
    """Writes the findings of one text in one unit."""

    def __init__(self, text: str, scale: OffsetScale) -> None:
        self._text = text
        self.scale = scale

    def span(self, span: findings.Span) -> answers.Span:
        return answers.Span(
            start=self.scale(span.start), end=self.scale(span.end), text=self._text[span.start : span.end]
        )

    def segment(self, segment: findings.Segment) -> answers.Segment:
        return answers.Segment(kind=segment.kind, start=self.scale(segment.start), end=self.scale(segment.end))

    def entity(self, index: int, entity: findings.Entity) -> answers.Entity:
        return answers.Entity(
            id=_entity_id(index),
            type=entity.type,
            name=entity.name,
            salience=round(entity.salience, _DECIMALS),
            confidence=round(entity.confidence, _DECIMALS),
            mentions=[self._mention(mention) for mention in entity.mentions],
            links=[
                answers.Link(scheme=link.scheme, id=link.id, uri=link.uri, label=link.label) for link in entity.links
            ],
        )

    def _mention(self, mention: findings.Mention) -> answers.Mention:
        return answers.Mention(
            start=self.scale(mention.start),
            end=self.scale(mention.end),
            text=self._text[mention.start : mention.end],
            form=mention.form,
        )

    def quotation(self, index: int, quotation: findings.Quotation) -> answers.Quotation:
        return answers.Quotation(
            id=_quotation_id(index),
            kind=quotation.kind,
            mode=quotation.mode,
            content=[self.span(fragment) for fragment in quotation.content],
            cue=None if quotation.cue is None else self.span(quotation.cue),
            speaker=None if quotation.speaker is None else self._speaker(quotation.speaker),
            segment=quotation.segment,
            duplicate_of=None if quotation.duplicate_of is None else _quotation_id(quotation.duplicate_of),
            confidence=round(quotation.confidence, _DECIMALS),
        )

    def _speaker(self, speaker: findings.Speaker) -> answers.Speaker:
        return answers.Speaker(
            mention=self.span(speaker.mention),
            name=speaker.name,
            entity_id=None if speaker.entity is None else _entity_id(speaker.entity),
            source_id=None if speaker.source is None else _source_id(speaker.source),
            resolution=speaker.resolution,
        )

    def source(self, index: int, source: findings.Source) -> answers.Source:
        return answers.Source(
            id=_source_id(index),
            kind=source.kind,
            name=source.name,
            role_title=source.role_title,
            named=source.named,
            anonymity_reason=source.anonymity_reason,
            entity_id=None if source.entity is None else _entity_id(source.entity),
            cited_as=source.cited_as,
            mentions=[self.span(mention) for mention in source.mentions],
            quotation_ids=[_quotation_id(quotation) for quotation in source.quotations],
            quoted_words_share=round(source.quoted_words_share, _DECIMALS),
            confidence=round(source.confidence, _DECIMALS),
        )

    def warning(self, caution: findings.Caution) -> answers.EditorWarning:
        return answers.EditorWarning(
            code=caution.code,
            message=caution.message,
            span=None if caution.span is None else self.span(caution.span),
        )


def _entity_id(index: int) -> str:
    return f"e{index + 1}"


def _quotation_id(index: int) -> str:
    return f"q{index + 1}"


def _source_id(index: int) -> str:
    return f"s{index + 1}"
