"""The words of a text, and which of them stand inside quotation marks: the unit of comparison.

A token is a run of word characters or one other visible character.  Double quotation marks are
no tokens, so it makes no difference whether somebody marks ``“quote”``, ``quote`` or ``“quote``.
Marks are paired within a line; a quotation left open ends with the line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from evaluation.labels import Span

TOKEN = re.compile(r"``|''|\w+|[^\w\s]")
OPENING = frozenset({"“", "„", "«", "``", "〝"})
CLOSING = frozenset({"”", "»", "''", "〞"})
EITHER = frozenset({'"', "‟", "＂"})


class TokenizedText:
    """The tokens of one text, addressed by their index.

    ``quoted`` holds the tokens inside quotation marks, ``words`` those that begin with a letter or
    digit.
    """

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        quoted: set[int] = set()
        words: set[int] = set()
        is_open = False
        last_end = 0
        for match in TOKEN.finditer(text):
            token, start = match.group(), match.start()
            if text.find("\n", last_end, start) >= 0:
                is_open = False
            last_end = match.end()
            if token in OPENING or token in CLOSING or token in EITHER:
                is_open = not is_open if token in EITHER else token in OPENING
                continue
            index = len(self._starts)
            self._starts.append(start)
            self._ends.append(last_end)
            if is_open:
                quoted.add(index)
            if token[0].isalnum():
                words.add(index)
        self.quoted = frozenset(quoted)
        self.words = frozenset(words)

    def touched(self, spans: Iterable[Span]) -> frozenset[int]:
        """The tokens that overlap any of the spans, be it by one character."""
        found: set[int] = set()
        for start, end in spans:
            if end > start:
                found.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return frozenset(found)


def runs(tokens: frozenset[int]) -> frozenset[Span]:
    """The maximal runs of consecutive tokens, as (first, last)."""
    found: list[Span] = []
    for index in sorted(tokens):
        if found and index == found[-1][1] + 1:
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return frozenset(found)
