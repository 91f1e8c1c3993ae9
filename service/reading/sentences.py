"""Rough sentence and paragraph numbers on characters: enough to say how far two mentions stand apart."""

from __future__ import annotations

import re
from bisect import bisect_right

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”'’)\]]{0,3}\s+(?=[\"“‘'(\[]{0,2}[A-Z0-9])|\n+")


class Sentences:
    """The sentence starts of one text; lookups are logarithmic."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        self._paragraphs = [0]
        for found in _SENTENCE_END.finditer(text):
            if found.group().startswith("\n") or _ends_sentence(text, found.start()):
                self._starts.append(found.end())
                if "\n" in found.group():
                    self._paragraphs.append(found.end())

    def number(self, at: int) -> int:
        """The number of the sentence that ``at`` (code points) stands in."""
        return bisect_right(self._starts, at) - 1

    def at(self, at: int) -> tuple[int, int]:
        """That number, and where the sentence starts."""
        number = self.number(at)
        return number, self._starts[number]

    def paragraph(self, at: int) -> int:
        """The number of the paragraph (line) that ``at`` stands in."""
        return bisect_right(self._paragraphs, at) - 1


_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Rev|Hon|Jr|Sr|No|vs|Inc|Corp|Ltd|Co|Eng)|\b[A-Z])\.$"
)


def _ends_sentence(text: str, at: int) -> bool:
    return not _ABBREVIATION.search(text, max(0, at - 6), at)
