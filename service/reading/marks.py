"""Quotation marks paired on characters, before any token.

Marks are paired block by block, a block being what a writer would close a quotation in: a
paragraph, with hard-wrapped lines joined.  Nothing here raises or looks back without bound:
marks that cannot be paired are reported as unclosed or stray and the rest of the article is
read on.  Apostrophes are told from single quotation marks by their neighbours (LanguageTool's
list of English elisions; a closing mark after an "s" may be a possessive).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

_BLOCK_END = re.compile(r"\n[ \t\r\f\v\u00a0]*\n|\n|\u2028|\u2029")
_BLANK_LINE = re.compile(r"\n[ \t\r\f\v\u00a0]*\n|\u2029")
_MARK = re.compile(r"``|''|[“”„‟«»\"＂〝〞‘’‚‛'`]")
_ELISION = re.compile(r"(?:tis|twas|em|til|cause|bout|n|round|cos|\d\ds?)\b", re.IGNORECASE)

_DECADE = re.compile(r"\d0s\b")

_OPENING = frozenset("“„‟«〝") | {"``"}
_CLOSING = frozenset("”»〞") | {"''"}
_STRAIGHT = frozenset('"＂')
_SINGLE = frozenset("‘’‚‛'`")
_WRAPPED_LINE = 45
_FARTHEST_CLOSE = 3000
_SENTENCE_END = frozenset(".!?…:;\"”’»'")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch in quotation marks, marks included: ``[start, end)`` in code points.

    ``open_width`` and ``close_width`` are the lengths of the marks (0 where one is missing);
    ``single`` tells ‘...’ from “...”.  ``reopened`` is true when the stretch was left open at
    the end of its block and the next block opens with a mark again: one quotation that runs on.
    """

    start: int
    end: int
    open_width: int
    close_width: int
    single: bool
    reopened: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """All quoted stretches in text order, and the offsets of marks that pair with nothing."""

    quoted: tuple[Quoted, ...]
    stray: tuple[int, ...]


def find_marks(text: str) -> Marks:
    """Pair the quotation marks of ``text``; linear in its length."""
    quoted: list[Quoted] = []
    stray: list[int] = []
    for start, end in _blocks(text):
        marks = [(m.start(), m.group()) for m in _MARK.finditer(text, start, end)]
        if not marks:
            continue
        doubles, lost = _pair_doubles(text, [m for m in marks if m[1] not in _SINGLE], start, end)
        quoted += doubles
        stray += lost
        quoted += _pair_singles(text, [m for m in marks if m[1] in _SINGLE], start, end)
    quoted.sort(key=lambda q: (q.start, -q.end))
    quoted, stray = _close_over_lines(text, quoted, sorted(stray))
    return Marks(tuple(_mark_reopened(text, quoted)), tuple(stray))


def _close_over_lines(text: str, quoted: list[Quoted], stray: list[int]) -> tuple[list[Quoted], list[int]]:
    """Joins a stretch left open with the stray mark that closes it some lines on.

    Texts with a sentence a line break a quotation at each full stop; a blank line still ends it.
    """
    starts = [q.start for q in quoted if not q.single]
    closed: set[int] = set()
    joined: list[Quoted] = []
    for q in quoted:
        at = stray[found] if (found := bisect_left(stray, q.end)) < len(stray) else -1
        following = bisect_left(starts, q.start + 1)
        alone = following == len(starts) or starts[following] > at
        near = q.end <= at <= q.start + _FARTHEST_CLOSE and at not in closed
        if near and alone and not (q.close_width or q.single or _BLANK_LINE.search(text, q.start, at)):
            width = 2 if text.startswith("''", at) else 1
            closed.add(at)
            joined.append(Quoted(q.start, at + width, q.open_width, width, single=False))
        else:
            joined.append(q)
    return joined, [at for at in stray if at not in closed]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs for pairing: a line break inside a long unfinished line does not end one."""
    start = line = 0
    for m in _BLOCK_END.finditer(text):
        single_break = len(m.group()) == 1
        last = text[line : m.start()].rstrip()[-1:]
        wrapped = single_break and m.start() - line >= _WRAPPED_LINE and last not in _SENTENCE_END
        line = m.end()
        if wrapped:
            continue
        if m.start() > start:
            yield start, m.start()
        start = m.end()
    if len(text) > start:
        yield start, len(text)


def _opens(text: str, at: int, width: int, start: int, end: int) -> bool:
    """Whether the mark stands where an opening one stands: after a gap, before a character."""
    before = text[at - 1] if at > start else " "
    after = text[at + width] if at + width < end else " "
    return not after.isspace() and (before.isspace() or before in "([{—–-/‘“\"'")


def _closes(text: str, at: int, width: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + width] if at + width < end else " "
    return not before.isspace() and not after.isalnum()


def _pair_doubles(text: str, marks: list[tuple[int, str]], start: int, end: int) -> tuple[list[Quoted], list[int]]:
    found: list[Quoted] = []
    stray: list[int] = []
    opened: list[tuple[int, str]] = []
    for at, mark in marks:
        width = len(mark)
        opening, closing = _opens(text, at, width, start, end), _closes(text, at, width, start, end)
        if mark in _STRAIGHT:
            begins = opening and not closing if opened else opening or not closing
        elif mark in _OPENING:
            begins = not (opened and closing and not opening)
        else:
            begins = not opened and opening and not closing
        if begins:
            if opened and mark in _STRAIGHT and opened[-1][1] == mark:
                left, left_mark = opened.pop()
                found.append(Quoted(left, _trim(text, left, at), len(left_mark), 0, single=False))
            opened.append((at, mark))
        elif opened:
            left, left_mark = opened.pop()
            found.append(Quoted(left, at + width, len(left_mark), width, single=False))
        else:
            stray.append(at)
    last = _trim(text, start, end) if opened else end
    for left, left_mark in opened:
        found.append(Quoted(left, max(left + 1, last), len(left_mark), 0, single=False))
    return found, stray


def _pair_singles(text: str, marks: list[tuple[int, str]], start: int, end: int) -> list[Quoted]:
    found: list[Quoted] = []
    closers = [at for at, mark in marks if mark != "‘" and _closes(text, at, 1, start, end)]
    closers.sort(reverse=True)
    taken = start
    openers = [at for at, mark in marks if mark != "’" and _is_single_opener(text, at, start, end)]
    for at, following in zip(openers, [*openers[1:], end], strict=False):
        if at < taken:
            continue
        while closers and closers[-1] <= at + 1:
            closers.pop()
        window: list[int] = []
        while closers and closers[-1] < following:
            window.append(closers.pop())
        if not window:
            continue
        close = next((c for c in window if text[c - 1] not in "sS"), window[0])
        found.append(Quoted(at, close + 1, 1, 1, single=True))
        taken = close + 1
    return found


def _is_single_opener(text: str, at: int, start: int, end: int) -> bool:
    if not _opens(text, at, 1, start, end):
        return False
    after = text[at + 1] if at + 1 < end else " "
    if text[at] in "'‛" or text[at] == "`":
        return (after.isalnum() or after in '“"') and not _ELISION.match(text, at + 1)
    return (after.isalnum() or after in '“"[($£€') and not _DECADE.match(text, at + 1)


def _trim(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _end_of_gap(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _mark_reopened(text: str, quoted: list[Quoted]) -> Iterator[Quoted]:
    """An unclosed stretch followed, after a line break only, by another opening one runs on."""
    starts = {q.start for q in quoted if q.open_width}
    after: dict[int, int] = {}  # many may end at one place, before a long gap
    for q in quoted:
        if q.close_width == 0:
            if q.end not in after:
                after[q.end] = _end_of_gap(text, q.end)
            following = after[q.end]
            if following in starts and not text[q.end : following].isprintable():
                yield Quoted(q.start, q.end, q.open_width, 0, q.single, reopened=True)
                continue
        yield q
