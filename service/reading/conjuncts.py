"""Takes a speaker apart that is several: "Biden and others in his party", "both the council and the government"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from service.reading import lexicon
from service.reading.findings import Span
from service.reading.heads import head_names
from service.reading.mentions import Candidate
from service.reading.names import acronyms, bare, fold, is_acronym
from service.reading.phrases import parse_phrase
from service.reading.pronouns import parse_pronoun
from service.reading.roles import is_role
from service.reading.units import Names

_AND = re.compile(r"(?<!\s),?\s+and\s+", re.IGNORECASE)
_LONGEST = 300
_BOTH = re.compile(r"both\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)


def find_conjuncts(text: str, span: Span, names: Names, candidates: Sequence[Candidate]) -> list[Span]:
    """The two parts of a joint description, at least one of which is no name; none where it is one thing.

    "Health and safety officials" is one thing, and so is "a spokesman for Shell and Centrica": a part without
    determiner stands alone only in the plural or where both are single words, and the first has no preposition.
    """
    joints = [found for found in _AND.finditer(text, span.start, span.end) if not _in_name(found.start(), names)]
    if len(joints) != 1 or "," in text[span.start : joints[0].start()]:
        return []
    both = _BOTH.match(text, span.start, joints[0].start())
    parts = [Span(both.end() if both else span.start, joints[0].start()), Span(joints[0].end(), span.end)]
    surfaces = [text[part.start : part.end] for part in parts]
    named = [len(head_names(text, part, names, candidates)) == 1 for part in parts]
    if all(named) or any(map(parse_pronoun, surfaces)):
        return []
    phrases = [parse_phrase(surface) for surface in surfaces]
    two_roles = named[1] and not named[0] and phrases[0].kind == "person" and not phrases[0].plural
    if two_roles and is_role(surfaces[1].split()[0]):  # the president and CEO Jane Roe
        return []
    short = all(" " not in surface for surface in surfaces)
    apart = all(
        name or (phrase.kind and (short or phrase.plural or phrase.definite is not None))
        for name, phrase in zip(named, phrases, strict=True)
    )
    two_people = all(p.kind == "person" and p.definite is False for p in phrases)  # a lawyer in it and a source there
    hangs = not named[0] and not two_people and any(w in lexicon.word_class("after_head") for w in phrases[0].words)
    return parts if apart and not hangs else []


def split_names(text: str, spans: Sequence[tuple[int, int]]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """The parts of names that are two: one of them stands alone elsewhere in the article, or is short for the other.

    ``spans`` are the (start, end) of the names of organizations.
    """
    known = {bare(text[start:end]) for start, end in spans if end - start <= _LONGEST}
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for start, end in spans:
        if end - start > _LONGEST:
            continue
        joints = list(_AND.finditer(text, start, end))
        for joint in joints:
            left, right = (start, joint.start()), (_after_article(text, joint.end(), end), end)
            sides = [bare(text[a:b]) for a, b in (left, right)]
            if all(" " in side and side[0].isupper() for side in sides) and known & set(sides):
                found[start, end] = [left, right]
        full, _, last = text[start:end].rpartition(" ")
        if is_acronym(last) and full.count(" ") > 1 and fold(last) in acronyms(full):  # African National Congress ANC
            found[start, end] = [(start, start + len(full)), (end - len(last), end)]
    return found


def _after_article(text: str, start: int, end: int) -> int:
    article = _ARTICLE.match(text, start, end)
    return article.end() if article else start


def _in_name(at: int, names: Names) -> bool:
    before = bisect_left(names, (at, -1, -1)) - 1
    return before >= 0 and at < names[before][1]
