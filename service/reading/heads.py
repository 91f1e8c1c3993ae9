"""Which name a noun phrase is about: "Health Minister Jane Roe" is Jane Roe, "Roe's aide" is not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from service.reading import lexicon
from service.reading.findings import Span
from service.reading.joint import JOINTS, joint_names
from service.reading.media import is_media_name
from service.reading.mentions import Candidate
from service.reading.phrases import kind_of_noun
from service.reading.units import Names, Unit, governed, phrase_units


def head_names(text: str, span: Span, names: Names, candidates: Sequence[Candidate]) -> list[int]:
    """The candidates that the phrase at ``span`` names: none, one, or several joint ones."""
    units = phrase_units(text, span, names, candidates)
    while units and units[-1].folded in JOINTS:
        units.pop()
    if all(unit.name is None for unit in units) or _is_document(units):
        return []
    joint = joint_names(units, candidates)
    if joint:
        return joint
    for find in (_closing, _apposed, _opening):
        if (found := find(units, candidates)) is not None:
            return [found]
    return []


def _is_document(units: list[Unit]) -> bool:
    """Whether the phrase is about a document: "a statement issued by the minister, Jane Roe"."""
    opening = list(takewhile(lambda unit: unit.folded not in lexicon.word_class("after_head"), units))
    if len(opening) > 1 and opening[-1].name is None and opening[-1].folded.endswith("ed"):
        opening.pop()
    noun = opening[-1] if opening else units[0]
    return noun.name is None and kind_of_noun(noun.folded) == "document" and noun is not units[-1]


def _closing(units: list[Unit], candidates: Sequence[Candidate]) -> int | None:
    """The name a phrase closes with, unless the words before it hang it to another head."""
    last = _kind_behind(units, candidates)
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
    return None if governed(before, candidates[index].type == "person") else index


def _kind_behind(units: list[Unit], candidates: Sequence[Candidate]) -> int:
    """The last unit, or the body whose kind alone the words behind it tell: *Popular Union* opposition party."""
    last = len(units) - 1
    at = last
    while at > 0 and last - at < 4 and units[at].name is None and units[at].word.islower():
        at -= 1
    index = units[at].name
    told = at < last and units[last].folded in lexicon.word_class("kind_behind_name")
    modifies = any(unit.folded in lexicon.word_class("after_head") for unit in units[at:])
    return at if told and not modifies and index is not None and candidates[index].type == "organization" else last


def _is_city_and_state(units: list[Unit], candidates: Sequence[Candidate]) -> bool:
    """Baytown, Texas."""
    places = [unit.name is not None and candidates[unit.name].type == "location" for unit in units]
    return places == [True, False, True] and units[1].word == ","


def _apposed(units: list[Unit], candidates: Sequence[Candidate]) -> int | None:
    """A person named after a comma: "the director of the society, [Bob Hughes]"."""
    for before, unit in pairwise(units):
        if unit.name is not None and candidates[unit.name].type == "person" and before.word == ",":
            first = units[0].name
            return first if first is not None and candidates[first].type == "person" else unit.name
    return None


def _opening(units: list[Unit], candidates: Sequence[Candidate]) -> int | None:
    """The name that a phrase's own head is, before its first preposition or comma."""
    for at, unit in enumerate(units):
        if unit.name is None and unit.folded in lexicon.word_class("after_head"):
            index = units[at - 1].name if at else None
            return None if index is None or governed(units[: at - 1], candidates[index].type == "person") else index
    return None
