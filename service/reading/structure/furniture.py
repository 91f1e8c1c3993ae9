"""Page furniture known by its words: links to other stories, prompts, labels, notices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.reading.structure.lexicon import Lexicon
from service.reading.structure.lines import words_of

_LONGEST_LINE = 420
_LONGEST_LEAD = 180
_LONGEST_ADVERTISEMENT = 60
_BEFORE = r"[^\w\"'@#]{0,4}"
_AFTER = r"(?: ?[^\w\"'\s]{1,3})?"


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a line of the page is: the kind of segment, whether a list goes on under it, and whether that is sure."""

    kind: str
    opens_list: bool = False
    certain: bool = False


class FurnitureFinder:
    """Matches lines against all phrases at once; these are bounded, so a line costs no more than its length."""

    def __init__(self, lexicon: Lexicon) -> None:
        whole = _union(lexicon, ("line", "block"))
        marks = _union(lexicon, ("signature", "mark"))
        self._whole = re.compile(f"{marks}|{_BEFORE}(?:{whole}){_AFTER}", re.IGNORECASE)
        self._edge = re.compile(f"{_BEFORE}(?:{_union(lexicon, ('edge',))}){_AFTER}", re.IGNORECASE)
        starts = f"{_union(lexicon, ('note',))}|{_union(lexicon, ('start',))}"
        self._start = re.compile(f"{_BEFORE}(?:{starts})", re.IGNORECASE)
        self._lead = re.compile(f"{_BEFORE}(?:{_union(lexicon, ('lead',))})", re.IGNORECASE)
        self._inline = re.compile(_union(lexicon, ("inline",)), re.IGNORECASE)
        self._advertisement_words = lexicon.advertisement_words

    def find(self, line: str, *, at_edge: bool) -> Furniture | None:
        """Tell which furniture ``line`` is, if any.

        Args:
            line: one line as `lines.as_seen` gives it.
            at_edge: whether the line stands above the story's first or below its last sentence,
                where rubrics, bylines and dates stand.
        """
        if len(line) > _LONGEST_LINE or not line:
            return None
        match = self._whole.fullmatch(line) or self._start.match(line)
        if match is None and len(line) <= _LONGEST_LEAD and not line.endswith("."):
            match = self._lead.match(line)
        if match is None and at_edge:
            match = self._edge.fullmatch(line)
        if match is not None:
            kind, where = _read_group(match)
            return Furniture(kind, opens_list=where == "block", certain=where == "note")
        return Furniture("advertisement") if self._names_advertisement(line) else None

    def find_inside(self, text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Find pieces of furniture inside a paragraph of ``text``: kind, start and end of each."""
        for match in self._inline.finditer(text, start, end):
            yield _read_group(match)[0], match.start(), match.end()

    def _names_advertisement(self, line: str) -> bool:
        """Tell a short line that says "advertisement" in another language: "Zaļā Josta - Reklāma"."""
        if len(line) > _LONGEST_ADVERTISEMENT:
            return False
        return any(word.casefold() in self._advertisement_words for word in words_of(line))


def _union(lexicon: Lexicon, places: tuple[str, ...]) -> str:
    """Join the phrases of some places: one group for each kind and place, named after both."""
    groups: dict[tuple[str, str], list[str]] = {}
    for rule in lexicon.rules:
        if rule.where in places:
            groups.setdefault((rule.kind, rule.where), []).append(rule.phrase)
    return "|".join(f"(?P<{kind}__{where}>{'|'.join(phrases)})" for (kind, where), phrases in groups.items())


def _read_group(match: re.Match[str]) -> tuple[str, str]:
    """Read kind and place off the name of the group that matched, the only one that is named."""
    kind, _, where = (match.lastgroup or "").partition("__")
    return kind, where
