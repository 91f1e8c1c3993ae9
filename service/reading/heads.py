"""Which name a noun phrase is about: "Health Minister Jane Roe" is Jane Roe, "Roe's aide" is not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from service.reading import lexicon
from service.reading.findings import Span
from service.reading.media import is_media_name
from service.reading.mentions import Candidate
from service.reading.names import fold, is_title
from service.reading.phrases import kind_of_noun
from service.reading.roles import is_role

_TOKEN = re.compile(r"[^\s,;:()\"“”–—]+|[,;:()–—]")
_PARENTHESIS = re.compile(r"\s*\([^()]{1,40}\)?")
_LONGEST = 400
_CONJUNCTIONS = frozenset(("and", "&", "or", "along"))
_JOINTS = _CONJUNCTIONS | frozenset((",", ";", "the", "both", "with"))

Names = Sequence[tuple[int, int, int]]
"""(start, end, candidate index) of the name mentions of an article, sorted by start."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word, a punctuation mark, or (``name`` is its candidate index) a whole name."""

    word: str
    name: int | None = None

    @property
    def folded(self) -> str:
        return fold(self.word)


def head_names(text: str, span: Span, names: Names, candidates: Sequence[Candidate]) -> list[int]:
    """The candidates that the phrase at ``span`` names: none, one, or several joint ones."""
    units = _units(text, span, names, candidates)
    while units and units[-1].folded in _JOINTS:
        units.pop()
    if all(unit.name is None for unit in units) or _is_document(units):
        return []
    joint = _joint(_without_modifiers(_without_asides(units)), candidates)
    if joint:
        return joint
    for find in (_closing, _apposed, _opening):
        if (found := find(units, candidates)) is not None:
            return [found]
    return []


def names_inside(span: Span, names: Names) -> list[tuple[int, int, int]]:
    """The names that lie in ``span``."""
    found: list[tuple[int, int, int]] = []
    for at in range(bisect_left(names, (span.start, -1, -1)), len(names)):
        if names[at][0] >= span.end:
            break
        if names[at][1] <= span.end + 2:
            found.append(names[at])
    return found


def _units(text: str, span: Span, names: Names, candidates: Sequence[Candidate]) -> list[_Unit]:
    """The phrase as words and names (dates are words); a parenthesis right behind a name is left out."""
    units: list[_Unit] = []
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
            units.append(_Unit(text[names[next_name][0] : at] + "'s" * owner, None if owner else index))
            aside = _PARENTHESIS.match(text, at, end)
            at = aside.end() if aside else at + 2 * owned
            at += text[at : at + 1] == "." and at + 1 < end
            continue
        stop = names[next_name][0] if next_name < len(names) else end
        found = _TOKEN.match(text, at, max(min(stop, end), at + 1))
        if found:
            units.append(_Unit(found.group()))
        at = found.end() if found else at + 1
    return units


def _is_document(units: list[_Unit]) -> bool:
    """Whether the phrase is about a document: "a statement issued by the minister, Jane Roe"."""
    opening = list(takewhile(lambda unit: unit.folded not in lexicon.word_class("after_head"), units))
    if len(opening) > 1 and opening[-1].name is None and opening[-1].folded.endswith("ed"):
        opening.pop()
    noun = opening[-1] if opening else units[0]
    return noun.name is None and kind_of_noun(noun.folded) == "document" and noun is not units[-1]


def _closing(units: list[_Unit], candidates: Sequence[Candidate]) -> int | None:
    """The name a phrase closes with, unless the words before it hang it to another head."""
    last = len(units) - 1
    while last > 0 and units[last].name is None and units[last].folded in lexicon.word_class("media_tail"):
        last -= 1
    while last > 2 and _is_city_and_state(units[last - 2 : last + 1], candidates):
        last -= 2
    index = units[last].name
    tail = units[last + 1].folded if last < len(units) - 1 else ""
    outlet = is_media_name(units[last].word)
    if (
        index is None
        or (tail in ("site", "website") and not outlet)
        or (tail and candidates[index].type == "person")
        or (tail and candidates[index].type in ("location", "group") and not outlet)
    ):
        return None
    before = units[:last]
    quantified = bool(before) and before[-1].folded in lexicon.word_class("quantity_head") | {"other"}
    if quantified and candidates[index].type in ("group", "location"):
        return None
    if candidates[index].type not in ("person", "organization"):
        named = bool(before) and (kind_of_noun(before[-1].folded) or before[-1].word in ",:")
        only = all(unit.folded in ("the", "both") for unit in before) or tail
        if not (only or (named and "," not in [unit.word for unit in before[:-1]])):
            return None
    return None if _governed(before, candidates[index].type == "person") else index


def _is_city_and_state(units: list[_Unit], candidates: Sequence[Candidate]) -> bool:
    """Baytown, Texas."""
    places = [unit.name is not None and candidates[unit.name].type == "location" for unit in units]
    return places == [True, False, True] and units[1].word == ","


def _governed(before: list[_Unit], person: bool) -> bool:
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
    while stripped and at >= 0 and (before[at].name is not None or before[at].word[0].isupper()):
        at -= 1
    return stripped and at >= 0 and before[at].folded in ("for", "to", "with", "by", "from", "against")


def _apposed(units: list[_Unit], candidates: Sequence[Candidate]) -> int | None:
    """A person named after a comma: "the director of the society, [Bob Hughes]"."""
    for before, unit in pairwise(units):
        if unit.name is not None and candidates[unit.name].type == "person" and before.word == ",":
            first = units[0].name
            return first if first is not None and candidates[first].type == "person" else unit.name
    return None


def _opening(units: list[_Unit], candidates: Sequence[Candidate]) -> int | None:
    """The name that a phrase's own head is, before its first preposition or comma."""
    for at, unit in enumerate(units):
        if unit.name is None and unit.folded in lexicon.word_class("after_head"):
            index = units[at - 1].name if at else None
            return None if index is None or _governed(units[: at - 1], candidates[index].type == "person") else index
    return None


def _without_asides(units: list[_Unit]) -> list[_Unit]:
    """The phrase without what two commas close in behind a name: "Bertelsmann, the owner of Random House, and"."""
    kept: list[_Unit] = []
    at = 0
    while at < len(units):
        kept.append(units[at])
        close = _aside_end(units, at) if units[at].name is not None else None
        at = close if close is not None else at + 1
    return kept


def _aside_end(units: list[_Unit], name: int) -> int | None:
    """Where an aside behind the name ends, at the comma before "and"; None without one."""
    comma, word, *more = [*units[name + 1 : name + 4], _Unit(""), _Unit("")]
    if comma.word != "," or word.folded not in lexicon.word_class("opens_aside") or more[0].name is not None:
        return None
    closing = (i for i in range(name + 3, len(units) - 1) if units[i].word == ",")
    return next((i for i in closing if units[i + 1].folded in _CONJUNCTIONS), None)


def _joint(units: list[_Unit], candidates: Sequence[Candidate]) -> list[int]:
    """Names of one type joined by commas and "and", with nothing between but titles and roles."""
    at = [i for i, unit in enumerate(units) if unit.name is not None]
    kinds = {candidates[unit.name].type for unit in units if unit.name is not None}
    if len(at) < 2 or not any(unit.folded in _CONJUNCTIONS for unit in units):
        return []
    type_ = next((kind for kind in ("person", "organization") if kind in kinds), "location")
    same = [i for i in at if (candidates[units[i].name or 0].type == type_)]
    if len(same) < 2 or _governed(units[: same[0]], type_ == "person"):
        return []
    gaps = [_without_nationality(units[a + 1 : b], candidates) for a, b in pairwise(same)]
    if not all(_joins(gap, type_ == "person") for gap in gaps):
        return []
    return [index for i in same if (index := units[i].name) is not None]


def _without_nationality(gap: list[_Unit], candidates: Sequence[Candidate]) -> list[_Unit]:
    """What stands between two names without what describes the second: Subaru and [South Korean] Hyundai."""
    index = gap[-1].name if gap else None
    return gap[:-1] if index is not None and candidates[index].type in ("group", "location") else gap


def _without_modifiers(units: list[_Unit]) -> list[_Unit]:
    """The phrase without names that only describe the next: "[British Gas] owner Centrica"."""
    described = {
        at
        for at, (name, role, behind) in enumerate(zip(units, units[1:], units[2:], strict=False))
        if name.name is not None and role.word.islower() and is_role(role.word) and behind.name is not None
    }
    return [unit for at, unit in enumerate(units) if at not in described and at - 1 not in described]


def _joins(gap: list[_Unit], person: bool) -> bool:
    words = [unit.folded for unit in gap]
    if not words or not {",", ";", *_CONJUNCTIONS} & set(words):
        return False
    rest = [word for word in words if word not in _JOINTS]
    return not rest or (person and words[0] in {",", ";", *_CONJUNCTIONS})
