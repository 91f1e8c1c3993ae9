"""A noun phrase as words and whole names, and what hangs a name in it to another head."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from service.reading import lexicon
from service.reading.findings import Span
from service.reading.mentions import Candidate
from service.reading.names import fold, is_title
from service.reading.roles import is_role

_TOKEN = re.compile(r"[^\s,;:()\"“”–—]+|[,;:()–—]")
_PARENTHESIS = re.compile(r"\s*\([^()]{1,40}\)?")
_LONGEST = 400

Names = Sequence[tuple[int, int, int]]
"""(start, end, candidate index) of the name mentions of an article, sorted by start."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, a punctuation mark, or (``name`` is its candidate index) a whole name."""

    word: str
    name: int | None = None

    @property
    def folded(self) -> str:
        """The word as `names.fold` compares it."""
        return fold(self.word)


def phrase_units(text: str, span: Span, names: Names, candidates: Sequence[Candidate]) -> list[Unit]:
    """The phrase as words and names (dates are words); a parenthesis right behind a name is left out."""
    units: list[Unit] = []
    at, end = span.start, min(span.end, span.start + _LONGEST)
    next_name = bisect_left(names, (span.start, -1, -1))
    while at < end:
        while next_name < len(names) and (
            names[next_name][0] < at or candidates[names[next_name][2]].type in ("date", "money")
        ):
            next_name += 1
        if next_name < len(names) and names[next_name][0] == at and names[next_name][1] <= span.end + 2:
            _, at, index = names[next_name]
            owned = text[at : at + 2] in ("'s", "’s")
            owner = owned and at + 2 < end
            units.append(Unit(text[names[next_name][0] : at] + "'s" * owner, None if owner else index))
            aside = _PARENTHESIS.match(text, at, end)
            at = aside.end() if aside else at + 2 * owned
            at += text[at : at + 1] == "." and at + 1 < end
            continue
        stop = names[next_name][0] if next_name < len(names) else end
        found = _TOKEN.match(text, at, max(min(stop, end), at + 1))
        if found:
            units.append(Unit(found.group()))
        at = found.end() if found else at + 1
    return units


def names_inside(span: Span, names: Names) -> list[tuple[int, int, int]]:
    """The names that lie in ``span``."""
    found: list[tuple[int, int, int]] = []
    for at in range(bisect_left(names, (span.start, -1, -1)), len(names)):
        if names[at][0] >= span.end:
            break
        if names[at][1] <= span.end + 2:
            found.append(names[at])
    return found


def governed(before: list[Unit], person: bool) -> bool:
    """Whether the words before a name hang it to another head: "a spokesman for [Tesla]"."""
    prepositions = lexicon.word_class("after_head")
    if before and before[-1].word == ")":
        before = before[: next((i for i, unit in enumerate(before) if unit.word == "("), 0)]
    apposed = before[:-1] if before and before[-1].folded == "the" else before
    if apposed and apposed[-1].word in ",:":
        return False
    if not person:
        return any(unit.name is None and unit.folded in prepositions for unit in before)
    at = len(before) - 1
    while (
        at >= 0
        and (is_role(before[at].word) or is_title(before[at].word))
        and not (at and before[at - 1].folded == "of" and before[at].word == "Justice")
    ):
        at -= 1
    stripped = at < len(before) - 1
    if at >= 0 and before[at].folded in ("the", "a", "an"):
        at -= 1
    if at > 0 and before[at].name is None and before[at].folded in prepositions - lexicon.word_class("naming"):
        return True
    while stripped and at >= 0 and before[at].word not in ",:;" and before[at].folded not in prepositions:
        at -= 1
    return stripped and at >= 0 and before[at].folded in ("for", "to", "with", "by", "from", "against")
