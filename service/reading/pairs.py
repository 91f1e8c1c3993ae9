"""Two that are named together, "Truss and Macron": what "they", "the couple" and "both companies" may mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.reading.clusters import Cluster
from service.reading.mentions import Candidate
from service.reading.names import is_title
from service.reading.phrases import parse_phrase
from service.reading.roles import is_role
from service.reading.units import Names

_AND = re.compile(r"(?:\s\([^()]{1,30}\))?\s+and\s+((?:[\w’'.-]{1,30}\s+){0,4})")
_LISTED = re.compile(r",\s+(?:[\w’'.-]{1,30}\s+){0,4}")
_BETWEEN = frozenset(("the", "his", "her", "wife", "husband", "partner", "brother", "sister", "son", "daughter"))
_DESCRIPTION = re.compile(r"(?:the (?:\w+ )?(?:couple|pair|duo|two)|(?:both|the two) (?:[\w-]+ )?\w+)", re.IGNORECASE)
_COUNTRIES = frozenset(("country", "nation", "state", "neighbour", "neighbor"))
_COMPARED = 8
_PAIRED = ("person", "organization", "location")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names of one type with "and" between them; ``end`` is where the second ends, both are candidate indices."""

    end: int
    first: int
    second: int
    type: str


class Pairs:
    """The pairs of one article, by where they stand; ``meanings`` are the clusters of the names."""

    def __init__(
        self, text: str, candidates: Sequence[Candidate], names: Names, meanings: Mapping[int, Cluster]
    ) -> None:
        found: list[Pair] = []
        for type_ in _PAIRED:
            listed = False
            same = [name for name in names if candidates[name[2]].type == type_]
            for (_, end, first), (start, after, second) in pairwise(same):
                joint = _AND.fullmatch(text, end, start)
                two = meanings[first] is not meanings[second]
                if joint and two and not listed and all(map(_belongs, joint.group(1).split())):
                    found.append(Pair(after, first, second, type_))
                listed = _LISTED.fullmatch(text, end, start) is not None
        self._pairs = sorted(found, key=lambda pair: pair.end)
        self._ends = [pair.end for pair in self._pairs]

    def before(self, at: int) -> Pair | None:
        """The last pair that ends before ``at``."""
        found = bisect_right(self._ends, at) - 1
        return self._pairs[found] if found >= 0 else None

    def described(self, surface: str, at: int) -> Pair | None:
        """The last pair before ``at`` that "the couple", "both companies" or "the two countries" may mean."""
        if not self._pairs or not _DESCRIPTION.fullmatch(surface):
            return None
        phrase = parse_phrase(surface)
        any_two = phrase.head in ("pair", "duo", "two")
        wanted = "person" if phrase.head == "couple" else "location" if phrase.head in _COUNTRIES else phrase.kind
        last = bisect_right(self._ends, at)
        for pair in reversed(self._pairs[max(last - _COMPARED, 0) : last]):
            if any_two or pair.type == wanted:
                return pair
        return None


def _belongs(word: str) -> bool:
    """Whether a word between "and" and a name belongs to it: a title, a role, a nationality."""
    return word[0].isupper() or word in _BETWEEN or is_role(word) or is_title(word)
