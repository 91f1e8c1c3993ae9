"""Cuts name mentions down to what is the name: no role, age, article or common noun, and no office for a name."""

from __future__ import annotations

import re
from dataclasses import replace

from service.reading import lexicon
from service.reading.mentions import Candidate
from service.reading.names import first_name_gender, is_title
from service.reading.roles import is_role

_LOOSE_END = re.compile(
    r"(?:(?<!\s)\s+(?:and|of|the|for|in|at|or|to|a|an|is|will|today|yesterday|tonight)|(?<!\s)\s*[,;:(*†‡])+$"
)
_LONGEST_LOOSE = 60  # characters: what is looked at must not grow with a name of ten thousand commas
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_OPENS_CLAUSE = re.compile(
    r"(?:After|Although|And|As|Because|Before|But|However|If|Meanwhile|Since|Though|When|While)\s+(?=[A-Z])"
)
_TAIL = re.compile(r"\s([a-z]+)$")
_LEAD_IN = re.compile(r"(?<!\S)([a-z]+)\s+(?=[A-Z])")
_ARTICLE = re.compile(r"the\s+(?=[A-Z])|The\s+(?=[A-Z]{2,}\b)")
_EXCELLENCY = re.compile(r"(?:H\.? ?E\.?|HRH|PM|DP|DPP|IGP|CEO)\s+(?=[A-Z][a-z])")
_INITIAL_BEHIND = re.compile(r"\s[A-Z]\.?$")  # Mongolia S. Amarsaikhan
_AGE = re.compile(r"[\w-]{1,30}-old\s")
_OF_BODY = re.compile(r"((?:[A-Z][\w.’'-]{1,30}\s){1,3}[A-Z][\w’'-]{1,30})\sof\sthe\s[A-Z]")
_OF_PLACE = re.compile(r"([\w-]+)\s+(?:of|from)\s$")
_PORTFOLIO = re.compile(r"\b[Mm]inister (?:of|for) (?:the )?(?:[A-Z][\w’'-]{1,30},? (?:and |& )?){0,5}$")
_TITLE = re.compile(r"(?:Mrs?|Ms|Dr|Engr?|Prof|Sen|Rep|Gov|Gen|Col|Maj|Sgt|Lt|Capt|Rev|Hon|Adm|Atty|Insp|Supt|Adv)\.?")
_OFFICER = re.compile(r"C\.?[EFOT]\.?O\.?|PM")
_SEAT = re.compile(r"[RDI]-[A-Z][A-Za-z.]{1,6}")  # Michael McCaul (R-TX)
_FARTHEST = 120


def loose_end(surface: str, end: int) -> int:
    """Where ``surface[:end]`` ends without a loose "and", article, preposition or punctuation."""
    loose = _LOOSE_END.search(surface, max(0, end - _LONGEST_LOOSE), end)
    return loose.start() if loose and loose.start() else end


def names_office(text: str, candidate: Candidate) -> bool:
    """Whether a title (Mr), a role (CFO), a portfolio, a seat (R-TX) or a Briton was found, which name nobody."""
    surface = text[candidate.start : candidate.end]
    if candidate.type == "organization":
        before = _PORTFOLIO.search(text, max(0, candidate.start - _FARTHEST), candidate.start)
        return before is not None or _OFFICER.fullmatch(surface) is not None or _SEAT.fullmatch(surface) is not None
    if candidate.type != "person":
        return False
    office = _TITLE.fullmatch(surface) or _OFFICER.fullmatch(surface)
    return office is not None or surface.lower() in lexicon.word_class("inhabitant")


def trimmed(text: str, candidate: Candidate) -> Candidate:
    """Cut "US automaker GM" to "GM" and "Guardian newspaper" to "Guardian"."""
    surface = text[candidate.start : candidate.end]
    start, end = 0, len(surface)
    if paragraph := _PARAGRAPH.search(surface):
        end = len(surface[: paragraph.start()].rstrip())
    end = loose_end(surface, end)
    if candidate.type == "location" and text[candidate.end : candidate.end + 2].strip().isupper():
        initial = _INITIAL_BEHIND.search(surface, 0, end)
        end = initial.start() if initial else end
    if clause := _OPENS_CLAUSE.match(surface, 0, end):
        start = clause.end()
    elif lead := (_EXCELLENCY if candidate.type == "person" else _ARTICLE).match(surface, 0, end):
        start = lead.end()
    if start or end < len(surface):
        candidate = replace(candidate, start=candidate.start + start, end=candidate.start + end)
    if candidate.type == "person":
        return _person(text, candidate)
    return _organization(text, candidate) if candidate.type == "organization" else candidate


def _person(text: str, candidate: Candidate) -> Candidate:
    """Without an age, a role or what follows the name: "Chris Hani cabal" is Chris Hani."""
    surface = text[candidate.start : candidate.end]
    tail = _TAIL.search(surface)
    if tail and surface[0].isupper() and tail.group(1) not in lexicon.word_class("name_particle"):
        surface = surface[: tail.start()].rstrip()
    of_body = _OF_BODY.match(surface)
    if of_body and not any(map(is_title, of_body.group(1).split())):
        surface = of_body.group(1)
    start, end = candidate.start, candidate.start + len(surface)
    if age := _AGE.match(surface):
        start += age.end()
        surface = surface[age.end() :]
    start += _after_role(text, start, surface)
    return replace(candidate, start=start, end=end) if (start, end) != (candidate.start, candidate.end) else candidate


def _after_role(text: str, start: int, surface: str) -> int:
    """Where the name begins behind a role or the place of an office: mayor of *London* Sadiq Khan."""
    words = surface.split()
    if len(words) < 2:
        return 0
    office = _OF_PLACE.search(text, max(0, start - 30), start)
    of_place = office and is_role(office.group(1)) and not first_name_gender(words[0])
    hyphened = "-" in words[0] and words[0].rsplit("-", 1)[1].islower() and is_role(words[0])
    if len(words) > 2 and (of_place or hyphened):
        return surface.index(words[1], len(words[0]))
    common = [i for i, word in enumerate(words[:-1]) if word[0].islower() and is_role(word)]
    if common and words[-1][0].isupper():
        return surface.index(words[common[-1] + 1], len(" ".join(words[: common[-1] + 1])))
    return 0


def _organization(text: str, candidate: Candidate) -> Candidate:
    """Without the noun before or behind it that tells what it is."""
    surface = text[candidate.start : candidate.end]
    tail = _TAIL.search(surface)
    if tail and tail.group(1) in lexicon.word_class("media_tail") and surface[0].isupper():
        return replace(candidate, end=candidate.start + len(surface[: tail.start()].rstrip()))
    nouns = lexicon.mapping("source_nouns.tsv")
    leads = [m.end() for m in _LEAD_IN.finditer(surface) if nouns.get(m.group(1)) in ("organization", "media")]
    return replace(candidate, start=candidate.start + leads[-1]) if leads else candidate
