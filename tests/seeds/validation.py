"""Checks an annotation against the rules it was written by: what no annotator may get wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from service.api.answers import ENTITY_TYPES, SEGMENT_KINDS, SOURCE_KINDS
from service.reading.findings import Span
from tests.seeds.expectation import LocatedQuotation, Seed
from tests.seeds.locating import NotLocatedError
from tests.seeds.names import DESCRIBED_KINDS, same_name

_OPENING = ("“", "‘", "„", "«", '"', "&quot;")
_CLOSING = ("”", "’", "“", "»", '"', "&quot;")
_READ_KINDS = frozenset({"headline", "body", "caption"})


def faults(seed: Seed, topics: Mapping[str, str | None], warnings: Collection[str]) -> list[str]:
    """What is wrong with the expectation of ``seed``; empty when nothing is.

    Args:
        seed: the article and its expectation.
        topics: every qcode of the vocabulary and its parent.
        warnings: the documented codes.
    """
    try:
        located = seed.quotations
        _ = seed.segments
    except NotLocatedError as error:
        return [str(error)]
    found = [fault for quotation in located for fault in _quotation_faults(seed, quotation)]
    found += _order_faults(located)
    found += _source_faults(seed)
    found += _page_faults(seed)
    found += _entity_faults(seed)
    found += _topic_faults(seed, topics)
    found += [f"warning {code} is not documented" for code in seed.expectation.warnings if code not in warnings]
    return found


def _quotation_faults(seed: Seed, quotation: LocatedQuotation) -> Iterator[str]:
    expected = quotation.expected
    fragments = [seed.text[span.start : span.end] for span in quotation.content]
    marked = _kind_by_marks(fragments, closed=not expected.unclosed)
    unmarked_block = expected.kind == "direct" and marked != "direct" and expected.cue is None
    if marked != expected.kind and not unmarked_block:
        yield f"{fragments[0]!r} is {marked} by its marks, not {expected.kind}"
    if expected.kind == "indirect" and fragments[-1].endswith("."):
        yield f"{fragments[-1]!r} ends with the full stop of the sentence"
    if expected.speaker is not None and expected.speaker_name is None:
        yield f"{expected.speaker!r} has no name"
    if expected.speaker_name is not None and expected.mode == "statement":
        yield from _speaker_faults(seed, expected.speaker_name)
    kind = _segment_at(seed, quotation.content[0])
    if kind not in _READ_KINDS:
        yield f"{fragments[0]!r} stands in a {kind}, which is no part of the story"


def _kind_by_marks(fragments: list[str], *, closed: bool) -> str:
    """Tell direct, mixed and indirect apart; a fragment before a reopened mark need not be closed."""
    opened = all(fragment.startswith(_OPENING) for fragment in fragments)
    if opened and (fragments[-1].endswith(_CLOSING) or not closed):
        return "direct"
    return "mixed" if any(mark in fragment for fragment in fragments for mark in _OPENING) else "indirect"


def _speaker_faults(seed: Seed, name: str) -> Iterator[str]:
    if name.casefold() not in " ".join(seed.text.casefold().split()):
        yield f"speaker {name} does not stand in the article"
    if not any(
        same_name(source.name, name, described=source.kind in DESCRIBED_KINDS) for source in seed.expectation.sources
    ):
        yield f"speaker {name} is not among the sources"


def _order_faults(located: tuple[LocatedQuotation, ...]) -> Iterator[str]:
    for before, after in pairwise(located):
        if before.content[-1].end > after.content[0].start:
            yield f"{after.expected.content[0]!r} stands before or inside the quotation listed above it"


def _source_faults(seed: Seed) -> Iterator[str]:
    text = " ".join(seed.text.split())
    speakers = {quotation.speaker_name for quotation in seed.expectation.quotations}
    names = [source.name for source in seed.expectation.sources]
    for source in seed.expectation.sources:
        if source.kind not in SOURCE_KINDS:
            yield f"source kind {source.kind} is unknown"
        if source.name.casefold() not in text.casefold():
            yield f"source {source.name} does not stand in the article"
        if source.cited_as == "credit" and source.name in speakers:
            yield f"source {source.name} speaks and is no mere credit"
        if source.anonymity_reason and source.kind != "unnamed":
            yield f"source {source.name} is named and needs no reason"
        for phrase in (source.role_title, source.anonymity_reason):
            if phrase and phrase.casefold() not in text.casefold():
                yield f"{phrase!r} does not stand in the article"
        if names.count(source.name) > 1:
            yield f"source {source.name} is listed twice"


def _page_faults(seed: Seed) -> Iterator[str]:
    end = 0
    for expected, span in seed.segments:
        if not set(expected.kind.split("|")) <= set(SEGMENT_KINDS):
            yield f"segment kind {expected.kind} is unknown"
        if span.start < end:
            yield f"the {expected.kind} at {span.start} overlaps the segment before it"
        end = span.end


def _segment_at(seed: Seed, span: Span) -> str:
    for expected, place in seed.segments:
        if place.start < span.end and span.start < place.end:
            return expected.kind.split("|")[0]
    return "body"


def _entity_faults(seed: Seed) -> Iterator[str]:
    text = " ".join(seed.text.split())
    for entity in seed.expectation.entities:
        if not set(entity.type.split("|")) <= set(ENTITY_TYPES):
            yield f"entity type {entity.type} is unknown"
        if entity.name.casefold() not in text.casefold():
            yield f"entity {entity.name} does not stand in the article"


def _topic_faults(seed: Seed, topics: Mapping[str, str | None]) -> Iterator[str]:
    given = seed.expectation.topics
    for qcode in {*given.all, *given.main.split("|")}:
        if qcode not in topics:
            yield f"{qcode} is no topic of the vocabulary"
    for qcode in given.main.split("|"):
        if topics.get(qcode):
            yield f"the main topic {qcode} is not at the top level"
    if not set(given.main.split("|")) & set(given.all):
        yield "the main topic is not among all topics"
    for qcode in given.all:
        parent = topics.get(qcode)
        if parent and parent not in given.all:
            yield f"{qcode} is given without {parent} above it"
