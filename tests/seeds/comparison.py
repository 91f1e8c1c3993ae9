"""Compares a whole answer of the service with what a careful editor expects of the article."""

from __future__ import annotations

from collections.abc import Iterator

from service.api.answers import EnrichResponse, Segment, Source
from service.reading.findings import Span
from tests.seeds.expectation import ExpectedSource, Seed
from tests.seeds.gaps import Gap
from tests.seeds.names import DESCRIBED_KINDS, holds, pair, same_name
from tests.seeds.quoted import quotation_gaps, thought_gaps

_MOSTLY = 0.8
_HALF = 0.5


def find_gaps(seed: Seed, answer: EnrichResponse, with_thoughts: EnrichResponse) -> list[Gap]:
    """Everything in which the answers fall short, statements first.

    Args:
        seed: the article and its expectation.
        answer: what the service answers with the defaults.
        with_thoughts: what it answers when asked to include thoughts.
    """
    return [
        *quotation_gaps(seed, answer),
        *thought_gaps(seed, with_thoughts),
        *_source_gaps(seed, answer),
        *_segment_gaps(seed, answer),
        *_entity_gaps(seed, answer),
        *_topic_gaps(seed, answer),
        *_warning_gaps(seed, answer),
    ]


def _source_gaps(seed: Seed, answer: EnrichResponse) -> Iterator[Gap]:
    for expected, found in pair(seed.expectation.sources, answer.sources, (_same_source, _described_alike)):
        if expected is None and found is not None:
            yield Gap("sources_invented", f"{found.name} ({found.kind}, {found.cited_as})")
        elif expected is not None and found is None:
            yield Gap("sources_missed", f"{expected.name} ({expected.kind}, {expected.cited_as})")
        elif expected is not None and found is not None:
            yield from _compare_sources(expected, found)


def _same_source(expected: ExpectedSource, found: Source) -> bool:
    return same_name(expected.name, found.name)


def _described_alike(expected: ExpectedSource, found: Source) -> bool:
    return expected.kind in DESCRIBED_KINDS and same_name(expected.name, found.name, described=True)


def _compare_sources(expected: ExpectedSource, found: Source) -> Iterator[Gap]:
    wanted, given = _character(expected.kind, expected.cited_as), _character(found.kind, found.cited_as, found.named)
    if wanted != given:
        yield Gap("source_kinds_wrong", f"{expected.name}: {wanted}, found {given}")
    if not _same_phrase(expected.role_title, found.role_title):
        yield Gap("roles_wrong", f"{expected.name}: {expected.role_title}, found {found.role_title}")
    if not _same_phrase(expected.anonymity_reason, found.anonymity_reason):
        yield Gap("anonymity_wrong", f"{expected.name}: {expected.anonymity_reason}, found {found.anonymity_reason}")


def _character(kind: str, cited_as: str, named: bool | None = None) -> str:
    """Kind and way of citing; of people also whether they are named: what else has a name is a matter of taste."""
    is_named = kind == "person" if named is None else named
    naming = (", named" if is_named else ", not named") if kind in ("person", "unnamed") else ""
    return f"{kind}, {cited_as}{naming}"


def _same_phrase(expected: str | None, found: str | None) -> bool:
    if expected is None or found is None:
        return expected == found
    return holds(expected, found)


def _segment_gaps(seed: Seed, answer: EnrichResponse) -> Iterator[Gap]:
    """An expected part of the page must carry its kind on most of its characters, and no other part may have one."""
    kinds = {offset: segment.kind for segment in answer.segments for offset in range(segment.start, segment.end)}
    accepted: dict[int, set[str]] = {}
    for expected, span in seed.segments:
        ink = seed.ink(span)
        allowed = set(expected.kind.split("|"))
        accepted.update(dict.fromkeys(ink, allowed))
        right = sum(kinds.get(offset) in allowed for offset in ink)
        if right < _MOSTLY * len(ink):
            seen = sorted({str(kinds.get(offset)) for offset in ink} - allowed)
            yield Gap("segments_missed", f"{_opening(seed, span)}: {expected.kind}, found {', '.join(seen)}")
    for segment in answer.segments:
        if segment.kind != "body" and not _is_expected(seed, segment, accepted):
            span = Span(segment.start, segment.end)
            yield Gap("segments_invented", f"{_opening(seed, span)} is no {segment.kind}")


def _is_expected(seed: Seed, segment: Segment, accepted: dict[int, set[str]]) -> bool:
    ink = seed.ink(Span(segment.start, segment.end))
    return sum(segment.kind in accepted.get(offset, ()) for offset in ink) >= _HALF * len(ink)


def _entity_gaps(seed: Seed, answer: EnrichResponse) -> Iterator[Gap]:
    for expected in seed.expectation.entities:
        types = [entity.type for entity in answer.entities if same_name(entity.name, expected.name)]
        if not set(types) & set(expected.type.split("|")):
            found = f"found as {', '.join(types)}" if types else "not found"
            yield Gap("entities_missed", f"{expected.name} ({expected.type}) {found}")


def _topic_gaps(seed: Seed, answer: EnrichResponse) -> Iterator[Gap]:
    expected = seed.expectation.topics
    top = [topic for topic in answer.topics if topic.level == 1]
    main = max(top, key=lambda topic: topic.confidence, default=None)
    if main is None or main.qcode not in expected.main.split("|"):
        yield Gap("main_topic_wrong", f"{expected.main}, found {main.qcode if main else None}")
    given = {topic.qcode for topic in answer.topics}
    for qcode in expected.all:
        if qcode not in given:
            yield Gap("topics_missed", qcode)


def _warning_gaps(seed: Seed, answer: EnrichResponse) -> Iterator[Gap]:
    expected = set(seed.expectation.warnings)
    for code in sorted(expected ^ {warning.code for warning in answer.warnings}):
        yield Gap("warnings_wrong", f"{code} {'missing' if code in expected else 'not called for'}")


def _opening(seed: Seed, span: Span) -> str:
    words = " ".join(seed.text[span.start : span.end].split())
    return f"line {seed.line_of(span)}, {words[:40]!r}"
