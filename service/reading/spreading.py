"""Finds further mentions of names: where the same words stand again, and outlets known by name.

What a tagger is sure of in one place it may miss in another; the words are the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from service.reading.media import known_outlet
from service.reading.mentions import Candidate

_Forms = Sequence[tuple[str, Candidate]]
_CAPITALISED = re.compile(r"(?<![\w'’&-])[A-ZÀ-Þ][\w'’&.-]*")
_FORMS_COMPARED = 6
_SURE = 0.5
_SURE_OF_ONE_WORD = 0.8
_LESS_SURE = 0.9
_OUTLET_CONFIDENCE = 0.7
_LONGEST_OUTLET = 60


def spread_names(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates and, where no name stands yet, further mentions; linear in the text."""
    candidates = _grown(text, candidates)
    taken = sorted((c.start, c.end) for c in candidates if c.form == "name")
    starts = [start for start, _ in taken]
    forms = _forms(text, candidates)
    found: list[Candidate] = []
    free_from = 0
    for word in _CAPITALISED.finditer(text):
        at = word.start()
        behind = bisect_right(starts, at) - 1
        if at < free_from or (behind >= 0 and taken[behind][1] > at):
            continue
        limit = starts[behind + 1] if behind + 1 < len(starts) else len(text)
        again = _same_again(text, at, limit, forms.get(word.group(), ())) or _outlet(text, at, limit)
        if again is not None:
            found.append(again)
            free_from = again.end
    places = {(c.start, c.end) for c in found}
    kept = [c for c in candidates if (c.start, c.end) not in places]
    return sorted([*kept, *found], key=lambda c: (c.start, -c.end))


def _grown(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Names as long as where the same words were read as one: "Al Qaeda" in the Islamic Maghreb.

    What then lies within another name is left out.
    """
    forms = _forms(text, candidates)
    kept: list[Candidate] = []
    reached = 0
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end)):
        if candidate.form == "name":
            if candidate.end <= reached:
                continue
            longer = _longer_form(text, candidate, forms)
            if longer is not None:
                candidate, reached = longer, longer.end
        kept.append(candidate)
    return kept


def _longer_form(text: str, candidate: Candidate, forms: Mapping[str, _Forms]) -> Candidate | None:
    word = _CAPITALISED.match(text, candidate.start, candidate.end)
    known = forms.get(word.group(), ()) if word else ()
    longer = [form for form in known if len(form[0]) > candidate.end - candidate.start]
    return _same_again(text, candidate.start, len(text), longer)


def _forms(text: str, candidates: Sequence[Candidate]) -> dict[str, list[tuple[str, Candidate]]]:
    """First word -> the longest names that open with it."""
    forms: defaultdict[str, dict[str, Candidate]] = defaultdict(dict)
    for candidate in candidates:
        if candidate.form != "name" or candidate.type in ("date", "money"):
            continue
        surface = text[candidate.start : candidate.end]
        word = _CAPITALISED.match(surface)
        sure = _SURE if " " in surface else _SURE_OF_ONE_WORD
        if word and len(surface) > 2 and candidate.confidence >= sure:
            forms[word.group()].setdefault(surface, candidate)
    return {
        word: sorted(found.items(), key=lambda item: -len(item[0]))[:_FORMS_COMPARED] for word, found in forms.items()
    }


def _same_again(text: str, at: int, limit: int, forms: Sequence[tuple[str, Candidate]]) -> Candidate | None:
    for surface, known in forms:
        end = at + len(surface)
        if end <= limit and text.startswith(surface, at) and not text[end : end + 1].isalnum():
            return Candidate(at, end, "name", known.type, round(known.confidence * _LESS_SURE, 4))
    return None


def _outlet(text: str, at: int, limit: int) -> Candidate | None:
    length = known_outlet(text[at : min(at + _LONGEST_OUTLET, limit)])
    return Candidate(at, at + length, "name", "organization", _OUTLET_CONFIDENCE) if length else None
