"""The names that a phrase joins: "energy firms Shell and British Gas owner Centrica" is Shell and Centrica."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from service.reading import lexicon
from service.reading.mentions import Candidate
from service.reading.phrases import kind_of_noun
from service.reading.roles import is_role
from service.reading.units import Unit, governed

_CONJUNCTIONS = frozenset(("and", "&", "or", "along"))
JOINTS = _CONJUNCTIONS | frozenset((",", ";", "the", "both", "with"))
_UNLIKE = ({"person", "organization"}, {"location", "organization"})


def joint_names(units: list[Unit], candidates: Sequence[Candidate]) -> list[int]:
    """The candidates of one type joined by commas and "and", with nothing between but titles and roles.

    A body and a person or place go together where they are the only two names; one name alone is none.
    """
    units = _without_modifiers(_without_asides(units))
    at = [i for i, unit in enumerate(units) if unit.name is not None]
    kinds = {candidates[unit.name].type for unit in units if unit.name is not None}
    if len(at) < 2 or not any(unit.folded in _CONJUNCTIONS for unit in units):
        return []
    if len(at) == 2 and kinds in _UNLIKE and all(unit.folded in JOINTS for unit in units[at[0] + 1 : at[1]]):
        return [] if governed(units[: at[0]], "person" in kinds) else [units[i].name or 0 for i in at]
    type_ = next((kind for kind in ("person", "organization") if kind in kinds), "location")
    same = [i for i in at if (candidates[units[i].name or 0].type == type_)]
    if len(same) < 2 or governed(units[: same[0]], type_ == "person"):
        return []
    gaps = [_without_nationality(units[a + 1 : b], candidates) for a, b in pairwise(same)]
    if not all(_joins(gap, type_ == "person") for gap in gaps):
        return []
    return [index for i in same if (index := units[i].name) is not None]


def _without_nationality(gap: list[Unit], candidates: Sequence[Candidate]) -> list[Unit]:
    """What stands between two names without what describes the second: Subaru and [South Korean] Hyundai."""
    index = gap[-1].name if gap else None
    return gap[:-1] if index is not None and candidates[index].type in ("group", "location") else gap


def _without_modifiers(units: list[Unit]) -> list[Unit]:
    """The phrase without names that only describe the next: "[British Gas] owner Centrica"."""
    described = {
        at
        for at, (name, role, behind) in enumerate(zip(units, units[1:], units[2:], strict=False))
        if name.name is not None and role.word.islower() and is_role(role.word) and behind.name is not None
    }
    return [unit for at, unit in enumerate(units) if at not in described and at - 1 not in described]


def _joins(gap: list[Unit], person: bool) -> bool:
    words = [unit.folded for unit in gap]
    if not words or not {",", ";", *_CONJUNCTIONS} & set(words):
        return False
    rest = [word for word in words if word not in JOINTS]
    if not rest or (person and words[0] in {",", ";", *_CONJUNCTIONS}):
        return True
    described = kind_of_noun(rest[-1]) in ("organization", "media") and words[0] in _CONJUNCTIONS
    return described and lexicon.word_class("after_head").isdisjoint(rest)


def _without_asides(units: list[Unit]) -> list[Unit]:
    """The phrase without what two commas close in behind a name: "Bertelsmann, the owner of Random House, and"."""
    kept: list[Unit] = []
    at = 0
    while at < len(units):
        kept.append(units[at])
        close = _aside_end(units, at) if units[at].name is not None else None
        at = close if close is not None else at + 1
    return kept


def _aside_end(units: list[Unit], name: int) -> int | None:
    """Where an aside behind the name ends, at the comma before "and"; None without one."""
    comma, word, *more = [*units[name + 1 : name + 4], Unit(""), Unit("")]
    if comma.word != "," or word.folded not in lexicon.word_class("opens_aside") or more[0].name is not None:
        return None
    closing = (i for i in range(name + 3, len(units) - 1) if units[i].word == ",")
    return next((i for i in closing if units[i + 1].folded in _CONJUNCTIONS), None)
