"""Paragraphs of a raw text, however its lines were broken.

A line break ends a paragraph (scrapes often have no blank lines at all), unless the text was
hard-wrapped: then the lines of one block are joined again.  A break is taken for a wrap when
the next line's first word would not have fitted into the width the text is set in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.reading.findings import Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_INVISIBLE_CHARACTERS = dict.fromkeys(map(ord, _INVISIBLE))
_ENTITY_BLANK = re.compile(r"(?:\s|&nbsp;|&shy;|&zwnj;|&zwj;|&#(?:160|173|8203|x0*(?:a0|ad|200b));)*", re.IGNORECASE)
_FIRST_WORD = re.compile(r"\S{1,80}")
_LIST_ITEM = re.compile(r"(?:[•◦▪●*\u2013\u2014-]|\(?\d{1,3}[.)]|[A-Z][A-Z .'’]{1,30}:)\s?")
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’»)\]]{0,3}\Z")

_NARROWEST, _WIDEST = 40, 110
_FEWEST_WRAPS = 4
_WRAPPED_SHARE = 0.6


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """Find the non-blank blocks of ``text``, trimmed and in order; linear in its length.

    Lines of only white space, invisible characters or their HTML entities are blank.
    """
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    if width is None:
        return tuple(lines)
    return tuple(_join_wrapped(text, lines, width))


def is_blank(stretch: str) -> bool:
    """Tell whether nothing of ``stretch`` would be seen on a page."""
    visible = stretch.translate(_INVISIBLE_CHARACTERS)
    return _ENTITY_BLANK.fullmatch(visible) is not None


def _lines(text: str) -> Iterator[Span]:
    for match in _LINE.finditer(text):
        line = match.group()
        if is_blank(line):
            continue
        start = match.start() + len(line) - len(line.lstrip())
        yield Span(start, match.start() + len(line.rstrip()))


def _wrap_width(text: str, lines: Sequence[Span]) -> int | None:
    """Give the width ``text`` was wrapped at, or None when its lines are whole paragraphs."""
    pairs = [pair for pair in pairwise(lines) if _adjacent(text, *pair)]
    if len(pairs) < _FEWEST_WRAPS:
        return None
    lengths = Counter(line.end - line.start for line, _ in pairs)
    longest = sorted(lengths.elements())
    width = longest[int(0.98 * (len(longest) - 1))]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    wrapped = [pair for pair in pairs if _did_not_fit(text, *pair, width)]
    broken = sum(1 for line, _ in wrapped if not _ENDS_SENTENCE.search(text, max(line.start, line.end - 4), line.end))
    if len(wrapped) < _WRAPPED_SHARE * len(pairs) or broken < _WRAPPED_SHARE * len(wrapped):
        return None
    return width


def _adjacent(text: str, line: Span, following: Span) -> bool:
    """Tell whether exactly one line break lies between two lines."""
    gap = text[line.end : following.start]
    return len(gap) < 40 and len(gap.replace("\r\n", "\n").splitlines()) <= 2 and gap.count("\n") <= 1


def _did_not_fit(text: str, line: Span, following: Span, width: int) -> bool:
    word = _FIRST_WORD.match(text, following.start, following.end)
    word_length = 0 if word is None else word.end() - word.start()
    return line.end - line.start + 1 + word_length > width


def _join_wrapped(text: str, lines: Sequence[Span], width: int) -> Iterator[Span]:
    start = lines[0].start
    for line, following in pairwise(lines):
        goes_on = (
            _adjacent(text, line, following)
            and _did_not_fit(text, line, following, width)
            and _LIST_ITEM.match(text, following.start, following.end) is None
        )
        if not goes_on:
            yield Span(start, line.end)
            start = following.start
    yield Span(start, lines[-1].end)
