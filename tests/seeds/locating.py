"""Finds the words of an annotation in an article: exact substrings, blanks of any kind and number.

An annotator writes what can be read; a line break inside a quote is written as one blank.  Words
match whole ("he" is not found in "the"), case and quotation marks count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.reading.findings import Span


class NotLocatedError(ValueError):
    """An annotation does not stand in its article, or stands there more than once."""


def occurrences(text: str, wanted: str) -> list[Span]:
    """All places of ``wanted`` in ``text``, as code points, half-open, in order."""
    words = wanted.split()
    if not words:
        raise NotLocatedError("an empty annotation")
    before = r"(?<!\w)" if words[0][0].isalnum() else ""
    after = r"(?!\w)" if words[-1][-1].isalnum() else ""
    pattern = before + r"\s{1,80}".join(re.escape(word) for word in words) + after
    return [Span(*match.span()) for match in re.finditer(pattern, text)]


def locate_only(text: str, wanted: str, occurrence: int | None = None) -> Span:
    """The one place of ``wanted``, or the ``occurrence``-th, counted from 1."""
    found = occurrences(text, wanted)
    if occurrence is None:
        if len(found) != 1:
            raise NotLocatedError(f"{wanted!r} stands in the article {len(found)} times: give its occurrence")
        return found[0]
    if not 1 <= occurrence <= len(found):
        raise NotLocatedError(f"{wanted!r} has no occurrence {occurrence}, only {len(found)}")
    return found[occurrence - 1]


def locate_after(text: str, wanted: str, start: int) -> Span:
    """The first place of ``wanted`` at or after ``start``."""
    for span in occurrences(text, wanted):
        if span.start >= start:
            return span
    raise NotLocatedError(f"{wanted!r} does not stand after offset {start}")


def locate_near(text: str, wanted: str, near: Span, outside: Sequence[Span]) -> Span:
    """The place of ``wanted`` nearest to ``near``, in its own paragraph first, that touches none of ``outside``."""
    free = [
        span
        for span in occurrences(text, wanted)
        if not any(span.start < other.end and other.start < span.end for other in outside)
    ]
    if not free:
        raise NotLocatedError(f"{wanted!r} does not stand outside the quoted words")
    return min(free, key=lambda span: (_paragraphs_apart(text, span, near), _distance(span, near), span.start))


def inked(text: str, span: Span) -> frozenset[int]:
    """The offsets of the characters of ``span`` that are no blanks."""
    return frozenset(offset for offset in range(span.start, span.end) if not text[offset].isspace())


def _paragraphs_apart(text: str, one: Span, other: Span) -> bool:
    first, second = sorted((one, other))
    return bool(re.search(r"\n\s{0,80}\n", text[first.end : second.start]))


def _distance(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)
