"""Leaves out what is below a confidence, and keeps the references among the rest whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from service.reading.findings import Quotation, Reading, Source, Speaker


class _Rated(Protocol):
    @property
    def confidence(self) -> float: ...


def at_least(reading: Reading, minimum: float) -> Reading:
    """The reading without entities, quotations, sources and topics below ``minimum``.

    A reference to what was left out becomes None, or leaves its list; so does one to what was
    never asked for, as the entities where ``features`` are the quotations alone.
    """
    if minimum <= 0 and reading.entities and reading.quotations and reading.sources:
        return reading  # all three were asked for, so that every reference holds
    entities = _places(reading.entities, minimum)
    quotations = _places(reading.quotations, minimum)
    sources = _places(reading.sources, minimum)
    return replace(
        reading,
        entities=tuple(reading.entities[index] for index in entities),
        quotations=tuple(_requote(reading.quotations[index], entities, quotations, sources) for index in quotations),
        sources=tuple(_resource(reading.sources[index], entities, quotations) for index in sources),
        topics=tuple(topic for topic in reading.topics if topic.confidence >= minimum),
    )


def _places(findings: Sequence[_Rated], minimum: float) -> dict[int, int]:
    """Old index -> new index of those that stay, in order."""
    staying = (index for index, finding in enumerate(findings) if finding.confidence >= minimum)
    return {old: new for new, old in enumerate(staying)}


def _moved(index: int | None, places: dict[int, int]) -> int | None:
    return None if index is None else places.get(index)


def _requote(
    quotation: Quotation, entities: dict[int, int], quotations: dict[int, int], sources: dict[int, int]
) -> Quotation:
    speaker: Speaker | None = quotation.speaker
    if speaker is not None:
        speaker = replace(speaker, entity=_moved(speaker.entity, entities), source=_moved(speaker.source, sources))
    return replace(quotation, speaker=speaker, duplicate_of=_moved(quotation.duplicate_of, quotations))


def _resource(source: Source, entities: dict[int, int], quotations: dict[int, int]) -> Source:
    return replace(
        source,
        entity=_moved(source.entity, entities),
        quotations=tuple(quotations[index] for index in source.quotations if index in quotations),
    )
