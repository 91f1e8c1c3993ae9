"""Snaps content fragments to the quotation marks they stand in.

The encoder says which words are reported; the marks say exactly where they begin and end.
Fragments that take most of a quoted stretch take all of it with its marks, and one that takes a
word or two of it by mistake lets go of it.  A stretch that was never closed, or is longer than
anybody quotes, is no authority on where its words end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from service.reading.bio import WordSpan
from service.reading.encoder import Encoded
from service.reading.marks import Marks

_MOST = 0.5
_ENOUGH = 0.3
_SLIP = 1
_SURE = 8
_LONGEST = 300
_LEAST = 3
_low = attrgetter("low")


def snap_fragments(text: str, encoded: Encoded, marks: Marks, fragments: Sequence[WordSpan]) -> list[WordSpan]:
    """The fragments (word ranges in order) with their ends moved to quotation marks."""
    found = list(fragments)
    written = [text[start].isalnum() for start in encoded.starts.tolist()]
    first = 0
    for at, q in enumerate(marks.quoted):
        low, high = encoded.words(q.start, q.end)
        if not found or high - low < _LEAST or _is_nested(at, marks):
            continue
        while first < len(found) and found[first].high <= low:  # marks are in order: what is behind stays behind
            first += 1
        last = bisect_right(found, high - 1, key=_low)
        if first >= last:
            continue
        if q.close_width and high - low <= _LONGEST:
            found[first:last] = _snap(found[first:last], low, high, written)
        elif abs(found[first].low - low) <= _SLIP:
            found[first] = replace(found[first], low=low)
    return [f for f in found if f.high > f.low]


def _is_nested(at: int, marks: Marks) -> bool:
    """Whether the stretch of this index, in single marks, stands within one in double marks."""
    q = marks.quoted[at]
    if not q.single:
        return False
    while at and marks.quoted[at - 1].start == q.start:
        at -= 1
    return any(not other.single and q.end <= other.end for other in marks.quoted[max(0, at - 4) : at])


def _snap(fragments: list[WordSpan], low: int, high: int, written: Sequence[bool]) -> list[WordSpan]:
    """Fit the fragments that overlap a closed stretch of words ``[low, high)`` to it."""

    def shared(f: WordSpan) -> int:
        return sum(written[max(f.low, low) : min(f.high, high)])

    first, last = fragments[0], fragments[-1]
    whole = replace(max(fragments, key=shared), low=min(low, first.low), high=max(high, last.high))
    words = max(sum(written[low:high]), 1)
    if sum(map(shared, fragments)) >= _MOST * words:
        return [whole]
    if first.low < low < first.high:
        if shared(first) >= min(_SURE, _ENOUGH * words):
            return [whole]
        fragments[0] = replace(first, high=low) if shared(first) <= _SLIP else first
    if last.low < high < last.high and last.low >= low and shared(last) <= _SLIP:
        fragments[-1] = replace(last, low=high)
    return fragments
