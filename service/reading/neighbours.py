"""What stands beside a mention, or opens it: appositions, owners, and the names a description goes on to.

Looks at characters and places only; which thing a mention means is for `people` to say.  All
answers are indices of the candidates.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from service.reading import lexicon
from service.reading.findings import Span
from service.reading.media import is_media_mention
from service.reading.mentions import Candidate
from service.reading.phrases import Phrase
from service.reading.roles import CLOSES_APPOSITION
from service.reading.sentences import Sentences
from service.reading.units import Names, names_inside

_GOES_ON = re.compile(
    r" (?:(?:released|published|issued|signed|made|posted|conducted|submitted|filed|written|prepared|compiled) )?"
    r"(?:by|from|of|at|in|for) (?:the )?"
)
_AND = re.compile(r" and (?:the )?")
_OWNED = re.compile(r"(?:['’]s?)?(?: [a-z-]+){1,4}")
_ARTICLE = re.compile(r"the ", re.IGNORECASE)
_HIS = re.compile(r"(?:his|her|their)\s", re.IGNORECASE)
_NAMED_BEHIND = 4
_BEHIND = 100
_PUBLISHED = re.compile(r"\b(?:by|from|in)\s+(?:the\s+)?$")


class Neighbours:
    """The mentions of one article by where they stand."""

    def __init__(self, text: str, candidates: Sequence[Candidate]) -> None:
        self._text = text
        self._candidates = candidates
        self.names: Names = sorted((c.start, c.end, i) for i, c in enumerate(candidates) if c.form == "name")
        self._ending = {c.end: i for i, c in enumerate(candidates)}
        self._starting: defaultdict[int, list[int]] = defaultdict(list)
        for i, candidate in enumerate(candidates):
            self._starting[candidate.start].append(i)

    def surface(self, index: int) -> str:
        """The characters of a mention."""
        return self._text[self._candidates[index].start : self._candidates[index].end]

    def at(self, span: Span) -> int | None:
        """The mention that takes exactly this place."""
        return next((i for i in self._starting.get(span.start, ()) if self._candidates[i].end == span.end), None)

    def named_behind(self, index: int, sentences: Sentences) -> list[int]:
        """The first names that stand shortly behind a mention in its sentence."""
        candidate = self._candidates[index]
        number, last = sentences.number(candidate.start), candidate.end + _BEHIND
        at = bisect_right(self.names, (candidate.end, 0, 0))
        near = [(start, i) for start, _, i in self.names[at : at + _NAMED_BEHIND] if start < last]
        return [i for start, i in near if sentences.number(start) == number]

    def named_in(self, span: Span) -> list[int]:
        """The first names within ``span``."""
        at = bisect_left(self.names, (span.start, 0, 0))
        return [i for _, end, i in self.names[at : at + _NAMED_BEHIND] if end <= span.end]

    def described(self, index: int) -> str:
        """A description with the name it goes on to: "a report" by Reuters, "a team" from the University of Oslo."""
        candidate = self._candidates[index]
        goes_on = _GOES_ON.match(self._text, candidate.end)
        if goes_on is None:
            return self.surface(index)
        end = self._name_end(goes_on.end())
        if end is None:
            return self.surface(index)
        more = _AND.match(self._text, end)
        return self._text[candidate.start : (more and self._name_end(more.end())) or end]

    def _name_end(self, start: int) -> int | None:
        """Where the name ends that begins at ``start``; None if none does."""
        at = bisect_right(self.names, (start, -1, -1))
        return self.names[at][1] if at < len(self.names) and self.names[at][0] == start else None

    def called(self, candidate: Candidate, phrase: Phrase) -> int | None:
        """The place that a description calls so: the US city of *White Plains*."""
        if phrase.head not in lexicon.word_class("place_noun") or not self._text.startswith(" of ", candidate.end):
            return None
        at = bisect_right(self.names, (candidate.end + len(" of "), -1, -1))
        if at == len(self.names) or self.names[at][0] != candidate.end + len(" of "):
            return None
        index = self.names[at][2]
        return index if self._candidates[index].type == "location" else None

    def just_before(self, candidate: Candidate) -> Iterator[int]:
        """Jane Roe, *who*: what ends right before a relative pronoun, the nearest first."""
        for gap in (1, 2, 3):
            index = self._ending.get(candidate.start - gap)
            if index is not None and not self._text[candidate.start - gap : candidate.start].strip(" ,)"):
                yield index

    def apposed(self, candidate: Candidate) -> Iterator[int]:
        """Jane Roe, *the minister*; *the minister*, Jane Roe: the names right behind and right before a phrase.

        So does a headline that opens with a name: "Jane Roe: *Former minister* returns".
        """
        behind = bisect_right(self.names, (candidate.end, -1, -1))
        if behind < len(self.names):
            start, end, index = self.names[behind]
            gap, closed = self._text[candidate.end : start], self._text[end : end + 1] in CLOSES_APPOSITION
            if gap == " " or (gap == ", " and closed):
                yield index
        if _HIS.match(self._text, candidate.start) and self._text[candidate.end : candidate.end + 1] != ",":
            return  # "Jane Roe, his lawyer said" goes on with somebody else
        before = bisect_right(self.names, (candidate.start, -1, -1)) - 1
        for start, end, index in self.names[max(before - 1, 0) : before + 1]:
            gap, opens_line = self._text[end : candidate.start], start == 0 or self._text[start - 1] == "\n"
            if start < candidate.start and (gap.strip() == "," or (gap == ": " and opens_line)):
                yield index

    def issuer(self, candidate: Candidate, phrase: Phrase) -> int | None:
        """Who speaks in a document: a report by *Reuters*, *Tesco*'s statement, data from *the WHO*.

        A study or a law speaks for itself, and so does a statement that only "by" or "of" ties to somebody.
        """
        if phrase.head in lexicon.word_class("voices") and (owner := self._owner(candidate)) is not None:
            return owner
        inside = names_inside(Span(candidate.start, candidate.end), self.names)
        if len(inside) != 1:
            return None
        start, end, index = inside[0]
        if phrase.head == "data":
            return index
        published = _PUBLISHED.search(self._text, candidate.start, start) is not None
        return index if published and is_media_mention(self._text, start, end) else None

    def _owner(self, candidate: Candidate) -> int | None:
        """Whose statement it is: *The family*'s, *their*, *Stardom*'s official, *the US* statement."""
        article = _ARTICLE.match(self._text, candidate.start)
        starts = (candidate.start, article.end()) if article else (candidate.start,)
        for index in (i for start in starts for i in self._starting.get(start, ())):
            end = self._candidates[index].end
            if end < candidate.end and _OWNED.fullmatch(self._text, end, candidate.end):
                return index
        return None
