"""Widens name mentions that start or stop in the middle of a name, by the characters and words around."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from service.reading import lexicon
from service.reading.media import known_outlet
from service.reading.mentions import Candidate
from service.reading.names import first_name_gender, fold, is_possessive_name, is_title, split_acronym
from service.reading.roles import is_role

_GLUED_BEFORE = re.compile(r"(?<![\w'’])(?:[A-ZÀ-Þ]|[AaEe]l)['’-]$")
_GLUED_BEFORE_PERSON = re.compile(r"(?<![\w'’])(?:[A-ZÀ-Þ][^\W\d_]*|[ae]l)['’-]$")
_GLUED_AFTER = re.compile(r"[^\W_]+")
_GLUED_AFTER_PERSON = re.compile(r"(?:-(?=[A-ZÀ-Þ]))?[^\W_]+")
_APOSTROPHE_INSIDE = re.compile(r"(?<=[^\w’'][A-Z])['’][A-ZÀ-Þ][a-zß-ÿ]+")  # Crystal C*'Bearing*
_HYPHENED = re.compile(r"(?<![\w'’-])[A-ZÀ-Þ][^\W\d_]*$")
_INITIALS_BEFORE = re.compile(r"(?<![\w.'’])(?<!H\. )(?!H\. ?[EH]\.)(?:[A-Z]\. ?){1,3}$")
_CAPITALS = r"(?:(?!The\b)[A-Z][\w’'-]{1,20} ){0,3}"
_PLACE_OF = re.compile(_CAPITALS + r"(?:State|Republic|Kingdom|Sultanate|Gulf|Bay) of (?:the )?$")
_BODY_OF = re.compile(
    _CAPITALS + r"(?:Government|Ministry|Department|University|Bank|Institute|Federation|Council|Embassy) of (?:the )?$"
)
_INITIALED = re.compile(r"(?:\.[A-Z])*\.[A-ZÀ-Þ][a-zß-ÿ][\w’'-]*")
_SHORTENED = re.compile(r" (?:[JS]r|(?:[A-Z]\.){1,3}[A-Z])$")
_NUMERAL = re.compile(r" (?:II|III|IV|V(?!\.? [A-Z])|VI{1,3}|IX|XI{0,3}|XI?[VX]I{0,3})(?![\w’'-])")  # Elizabeth *II*
_ACRONYM_BEHIND = re.compile(r"\s?\(([A-Z][A-Za-z]{2,9})\)")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]{0,30})[ \u00a0]$")
_DOMAIN = re.compile(r"(?:\.(?:co|com|org|net|gov|ac))?\.(?:com|net|org|news|info|gov|edu|[a-z]{2})(?![\w@/])")
_STATION = re.compile(r"(?:Radio|TV|Channel) (?:[A-Z][\w’'-]{1,20}|\d{1,3})\b")
_AND_SHORT = re.compile(r"[A-Z][\w’'-]{1,20} [‘’'`]n[’']? [A-Z][\w-]{1,20}")  # Touch ‘n Go
_CAPITALIZED_BEHIND = re.compile(r" ([A-Z][a-z]{3,20})\b(?! [A-Z])")
_OF_WHAT = re.compile(r" (?:of|for)(?: the)?(?: (?:and )?[A-Z][\w’'-]{1,30}){1,6}")  # Office of the Prime Minister
_HANGS = re.compile(r"(?:for|of) (?:the )?[A-Z]")
_HUNG_ON = re.compile(r"(?<![\w'’-])(?:(?!The\b)[A-Z][\w’'-]{1,20} ){1,4}$")
_WIDEST = 40


def widened(text: str, candidate: Candidate, ends: Sequence[int], speaker: int | None) -> Candidate:
    """The candidate as the whole name it is part of.

    ``ends`` are the sorted ends of all names, over which none but a person's name grows; ``speaker`` is
    where a speaker's mention begins that ends with this name.
    """
    start, end = candidate.start, candidate.end
    floor = ends[at] if (at := bisect_right(ends, start) - 1) >= 0 else 0
    if candidate.type == "person":
        start, end = _glued(text, start, end, 0, _GLUED_BEFORE_PERSON, _GLUED_AFTER_PERSON)
        start = _with_first_name(text, start, floor)
        end += text[end : end + 1] == "." and _SHORTENED.search(text, start, end) is not None
        if numeral := _NUMERAL.match(text, end):
            end = numeral.end()
    else:
        start, end = _glued(text, start, end, floor, _GLUED_BEFORE, _GLUED_AFTER)
        start = _spelled_out(text, start, end)
        end = next((end + rest for rest in (1, 2) if is_possessive_name(text[start : end + rest])), end)
        if brand := _AND_SHORT.match(text, start, start + 2 * _WIDEST):
            end = max(end, brand.end())
    if candidate.type == "organization":
        end = _with_domain(text, start, _with_station(text, start, end))
        if _HANGS.match(text, start, end) and (head := _HUNG_ON.search(text, max(floor, start - 2 * _WIDEST), start)):
            start = head.start()  # *Commissioner* for Standards
        bare_head = text[start].isupper() and text[start:end].lower() in lexicon.word_class("body_head")
        if bare_head and (whole := _OF_WHAT.match(text, end, end + 3 * _WIDEST)):
            end = whole.end()
        behind = _CAPITALIZED_BEHIND.match(text, end, end + _WIDEST)
        if behind and behind.group(1).lower() in lexicon.word_class("body_tail"):
            end = behind.end()
        end = max(end, start + known_outlet(text[start : start + 2 * _WIDEST]))
    if speaker is not None and floor <= speaker < start and _all_name(text[speaker:start]):
        start = speaker
    if (start, end) != (candidate.start, candidate.end):
        candidate = replace(candidate, start=start, end=end)
    return _whole_of(text, candidate)


def _glued(
    text: str, start: int, end: int, floor: int, before: re.Pattern[str], behind: re.Pattern[str]
) -> tuple[int, int]:
    """With the letters that hang on to it: *O'*Leary, *Al-*Amr, Mouat*-Jones*, L*.Oyun-Erdene*."""
    if start and text[start].isalnum() and (found := before.search(text, max(floor, start - _WIDEST), start)):
        start = found.start()
    elif text[start] == "-" and (rest := _HYPHENED.search(text, max(floor, start - _WIDEST), start)):
        start = rest.start()
    if text[end - 1].isalnum() and (more := behind.match(text, end, end + _WIDEST)):
        end = more.end()
    if text[end - 1].isupper() and (rest := _APOSTROPHE_INSIDE.match(text, end, end + _WIDEST)):
        end = rest.end()
    if end - start == 1 and (named := _INITIALED.match(text, end, end + _WIDEST)):
        end = named.end()
    return start, end


def _with_station(text: str, start: int, end: int) -> int:
    """Where a station's name ends of which only the first word was found: Radio *Opole*."""
    named = _STATION.match(text, start, end + _WIDEST)
    return max(end, named.end()) if named else end


def _with_domain(text: str, start: int, end: int) -> int:
    """Where the name of a site ends: Portfolio*.hu*."""
    domain = _DOMAIN.match(text, end, end + _WIDEST)
    return domain.end() if domain and " " not in text[start:end] else end


def _with_first_name(text: str, start: int, floor: int) -> int:
    """Where a person's name begins with its initials or first name: *J. R. R.* Tolkien, *Mary* Poppins."""
    if initials := _INITIALS_BEFORE.search(text, max(0, start - _WIDEST), start):
        start = initials.start()
    word = _WORD_BEFORE.search(text, max(floor, start - _WIDEST), start)
    if word is None:
        return start
    first = word.group(1)
    known = (
        first[0].isupper()
        and first.lower() not in lexicon.word_class("no_first_name")
        and not is_title(first)
        and not is_role(first)
        and first_name_gender(first)
    )
    return word.start() if known else start


def _whole_of(text: str, candidate: Candidate) -> Candidate:
    """*Republic of* Korea, *Ministry of* Health: what the name behind "of" belongs to."""
    if candidate.type not in ("location", "organization", "group"):
        return candidate
    low = max(0, candidate.start - 2 * _WIDEST)
    for type_, pattern in (("location", _PLACE_OF), ("organization", _BODY_OF)):
        if found := pattern.search(text, low, candidate.start):
            return replace(candidate, start=found.start(), type=type_)
    return candidate


def _spelled_out(text: str, start: int, end: int) -> int:
    """Where the words begin that an acronym behind them abbreviates: *Advertising* Standards Authority (ASA)."""
    name, acronym = split_acronym(text[start:end])
    if acronym is None and (behind := _ACRONYM_BEHIND.match(text, end)):
        acronym = behind.group(1)
    have = "".join(word[0] for word in name.split() if word[0].isupper())
    if acronym is None or not have or not acronym.upper().endswith(have):
        return start
    wanted = acronym.upper().removesuffix(have)
    first = start
    while wanted and (before := _WORD_BEFORE.search(text, max(0, first - _WIDEST), first)):
        word, first = before.group(1), before.start()
        if word[0].isupper() and wanted.endswith(word[0]):
            wanted = wanted[:-1]
        elif word not in lexicon.word_class("name_connective"):
            return start
    return start if wanted else first


def _all_name(words: str) -> bool:
    """Whether words before a name belong to it: capitalised, and neither title, role nor article."""
    return all(
        word[0].isupper() and word[-1] not in ",;:.)’'" and not word.endswith(("'s", "’s"))
        and not (is_title(word) or is_role(word) or fold(word) in lexicon.word_class("no_part_of_role"))
        for word in words.split()
    )  # fmt: skip
