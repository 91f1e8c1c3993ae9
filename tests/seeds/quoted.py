"""Compares the quotations of an answer with the expected ones."""

from __future__ import annotations

from collections.abc import Iterator

from service.api.answers import EnrichResponse, Quotation
from service.api.answers import Span as AnsweredSpan
from service.reading.findings import Span
from tests.seeds.expectation import LocatedQuotation, Seed
from tests.seeds.gaps import Gap
from tests.seeds.names import DESCRIBED_KINDS, same_name

_SAME_CONTENT = 0.8


def quotation_gaps(seed: Seed, answer: EnrichResponse) -> Iterator[Gap]:
    """What is wrong with the statements of ``answer``."""
    statements = [quotation for quotation in answer.quotations if quotation.mode == "statement"]
    expected = [quotation for quotation in seed.quotations if quotation.expected.mode == "statement"]
    pairs = _pair(seed, expected, statements)
    for row, located in enumerate(expected):
        found = pairs.get(row)
        if found is None:
            yield Gap("quotations_missed", _nearest(seed, located, statements))
        else:
            yield from _compare(seed, located, found)
    taken = {found.id for found in pairs.values()}
    for quotation in statements:
        if quotation.id not in taken:
            whose = quotation.speaker.name if quotation.speaker else "nobody"
            yield Gap("quotations_invented", f"{_words(quotation.content)} given to {whose}")


def thought_gaps(seed: Seed, answer: EnrichResponse) -> Iterator[Gap]:
    """The expected thoughts that ``answer``, asked to include them, lacks or calls statements."""
    thoughts = [quotation for quotation in answer.quotations if quotation.mode == "thought"]
    expected = [quotation for quotation in seed.quotations if quotation.expected.mode == "thought"]
    pairs = _pair(seed, expected, thoughts)
    for row, located in enumerate(expected):
        if row not in pairs:
            yield Gap("thoughts_missed", _nearest(seed, located, answer.quotations))


def _pair(seed: Seed, expected: list[LocatedQuotation], found: list[Quotation]) -> dict[int, Quotation]:
    """Pair by falling likeness of the content, each once, keyed by the place in ``expected``."""
    candidates: list[tuple[float, int, int]] = []
    for row, located in enumerate(expected):
        for column, quotation in enumerate(found):
            likeness = _likeness(seed.ink(*located.content), _ink(seed, quotation.content))
            if likeness >= _SAME_CONTENT:
                candidates.append((-likeness, row, column))
    pairs: dict[int, Quotation] = {}
    taken: set[int] = set()
    for _, row, column in sorted(candidates):
        if row not in pairs and column not in taken:
            pairs[row] = found[column]
            taken.add(column)
    return pairs


def _compare(seed: Seed, located: LocatedQuotation, found: Quotation) -> Iterator[Gap]:
    expected = located.expected
    where = f"line {seed.line_of(located.content[0])}, {_shortened(seed, located)}"
    if expected.kind == "direct" and seed.ink(*located.content) != _ink(seed, found.content):
        yield Gap("marks_inexact", f"{where}: found {_words(found.content)}")
    if expected.kind != found.kind:
        yield Gap("kinds_wrong", f"{where}: {expected.kind}, found {found.kind}")
    if not _same_cue(seed, located, found):
        yield Gap("cues_wrong", f"{where}: {_cue(seed, located)}, found {found.cue.text if found.cue else None!r}")
    name = found.speaker.name if found.speaker else None
    if not _same_speaker(seed, expected.speaker_name, name):
        yield Gap("speakers_wrong", f"{where}: {expected.speaker_name}, found {name}")
    elif expected.resolution and found.speaker and expected.resolution != found.speaker.resolution:
        yield Gap("resolutions_wrong", f"{where}: {expected.resolution}, found {found.speaker.resolution}")


def _same_cue(seed: Seed, located: LocatedQuotation, found: Quotation) -> bool:
    """Cues agree when they share a character: where one ends is a matter of taste."""
    if located.cue is None or found.cue is None:
        return located.cue is None and found.cue is None
    return bool(seed.ink(located.cue) & _ink(seed, [found.cue]))


def _same_speaker(seed: Seed, expected: str | None, found: str | None) -> bool:
    if expected is None or found is None:
        return expected == found
    described = any(source.name == expected and source.kind in DESCRIBED_KINDS for source in seed.expectation.sources)
    return same_name(expected, found, described=described)


def _likeness(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other)


def _ink(seed: Seed, spans: list[AnsweredSpan]) -> frozenset[int]:
    return seed.ink(*(Span(span.start, span.end) for span in spans))


def _nearest(seed: Seed, located: LocatedQuotation, found: list[Quotation]) -> str:
    wanted = seed.ink(*located.content)
    nearest = max(found, key=lambda quotation: len(wanted & _ink(seed, quotation.content)), default=None)
    missed = f"line {seed.line_of(located.content[0])}, {_shortened(seed, located)}"
    if nearest is None or not wanted & _ink(seed, nearest.content):
        return missed
    return f"{missed}: nearest is {_words(nearest.content)}"


def _cue(seed: Seed, located: LocatedQuotation) -> str:
    return repr(seed.text[located.cue.start : located.cue.end] if located.cue else None)


def _shortened(seed: Seed, located: LocatedQuotation) -> str:
    return _abridged(seed.text[located.content[0].start : located.content[-1].end])


def _words(spans: list[AnsweredSpan]) -> str:
    return " + ".join(_abridged(span.text) for span in spans)


def _abridged(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:40]} … {text[-17:]}")
