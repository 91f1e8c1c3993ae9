"""Who speaks which words of an article, by the index of the speaker's mention."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from service.reading.findings import Span
from service.reading.mentions import Candidate

_DOUBLE_MARKS = '“„«"'


class Voices:
    """Looks up speakers by places, and words by speakers; ``speakers`` are all mentions that speak."""

    def __init__(self, text: str, candidates: Sequence[Candidate], spoken: Mapping[Span, int]) -> None:
        self._candidates = candidates
        self._voices = sorted((span.start, span.end, speaker) for span, speaker in spoken.items())
        self._starts = [start for start, _, _ in self._voices]
        self.speakers = frozenset(spoken.values())
        self._speaking = sorted((candidates[i].start, i) for i in self.speakers)
        self._direct: defaultdict[int, list[Span]] = defaultdict(list)
        for start, end, speaker in self._voices:
            if text[start] in _DOUBLE_MARKS:
                self._direct[speaker].append(Span(start, end))

    def at(self, at: int) -> int | None:
        """Who speaks the words at a place."""
        found = bisect_right(self._starts, at) - 1
        return self._voices[found][2] if found >= 0 and at < self._voices[found][1] else None

    def after(self, index: int) -> int | None:
        """Who speaks next after the speaker whose mention this is; None if it speaks nothing."""
        at = bisect_right(self._speaking, (self._candidates[index].start, index))
        spoken = at and self._speaking[at - 1][1] == index
        return self._speaking[at][1] if spoken and at < len(self._speaking) else None

    def in_marks(self, index: int) -> Sequence[Span]:
        """The words in quotation marks that a mention speaks."""
        return self._direct.get(index, ())
