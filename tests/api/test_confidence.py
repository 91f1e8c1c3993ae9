"""Leaving out the uncertain keeps references whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.api.confidence import at_least
from service.reading.findings import Entity, Mention, Quotation, Reading, Source, Span, Speaker, TopicScore


def entity(name: str, confidence: float) -> Entity:
    return Entity("person", name, 0.5, confidence, (Mention(0, 1, "name"),))


def quotation(
    confidence: float, *, who: int | None = None, source: int | None = None, of: int | None = None
) -> Quotation:
    speaker = Speaker(Span(0, 1), "A", who, source, "name")
    return Quotation("direct", "statement", (Span(2, 4),), None, speaker, "body", of, confidence)


def source(name: str, confidence: float, *, who: int | None, quotations: tuple[int, ...]) -> Source:
    return Source("person", name, None, True, None, who, "attribution", (Span(0, 1),), quotations, 0.5, confidence)


READING = Reading(
    language="en",
    entities=(entity("A", 0.9), entity("B", 0.2), entity("C", 0.8)),
    quotations=(
        quotation(0.1, who=0, source=0),
        quotation(0.9, who=1, source=1, of=0),
        quotation(0.8, who=2, source=2, of=1),
    ),
    sources=(
        source("A", 0.9, who=0, quotations=(0,)),
        source("B", 0.3, who=1, quotations=(1,)),
        source("C", 0.9, who=2, quotations=(0, 1, 2)),
    ),
    topics=(TopicScore("medtop:01000000", 0.9), TopicScore("medtop:02000000", 0.4)),
)


def test_zero_leaves_all_as_it_is() -> None:
    assert at_least(READING, 0.0) == READING


def test_a_reference_to_what_was_not_asked_for_goes() -> None:
    kept = at_least(replace(READING, entities=(), sources=()), 0.0)
    assert [found.speaker and (found.speaker.entity, found.speaker.source) for found in kept.quotations] == [
        (None, None)
    ] * 3
    assert [found.quotations for found in at_least(replace(READING, quotations=()), 0.0).sources] == [(), (), ()]


def test_references_move_with_what_stays() -> None:
    kept = at_least(READING, 0.5)
    assert [found.name for found in kept.entities] == ["A", "C"]
    assert [found.confidence for found in kept.quotations] == [0.9, 0.8]
    assert [found.name for found in kept.sources] == ["A", "C"]
    assert [topic.qcode for topic in kept.topics] == ["medtop:01000000"]
    first, second = kept.quotations
    assert (first.speaker and first.speaker.entity, first.speaker and first.speaker.source) == (None, None)
    assert first.duplicate_of is None
    assert (second.speaker and second.speaker.entity, second.speaker and second.speaker.source) == (1, 1)
    assert second.duplicate_of == 0
    assert [found.quotations for found in kept.sources] == [(), (0, 1)]
    assert [found.entity for found in kept.sources] == [0, 1]


@pytest.mark.parametrize("bound", [0.05, 0.25, 0.35, 0.85, 0.95, 1.0])
def test_no_reference_points_nowhere(bound: float) -> None:
    kept = at_least(READING, bound)
    for found in kept.quotations:
        assert found.duplicate_of is None or found.duplicate_of < len(kept.quotations)
        assert found.speaker
        assert found.speaker.entity is None or found.speaker.entity < len(kept.entities)
        assert found.speaker.source is None or found.speaker.source < len(kept.sources)
    for cited in kept.sources:
        assert all(index < len(kept.quotations) for index in cited.quotations)


def test_exactly_at_the_bound_stays() -> None:
    assert [found.confidence for found in at_least(READING, 0.9).entities] == [0.9]
