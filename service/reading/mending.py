"""Sets right name mentions that start or stop in the middle of a name.

A tagger that reads word pieces now and then cuts "O'Leary" to "Leary" or "Eirik Sordahl" to
"Sordahl"; the characters around, and a speaker's mention that is written like a name, show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from service.reading import lexicon
from service.reading.conjuncts import split_names
from service.reading.countries import country_code
from service.reading.findings import Span
from service.reading.mentions import Candidate
from service.reading.names import first_name_gender, fold, is_acronym, is_possessive_name
from service.reading.pronouns import parse_pronoun
from service.reading.roles import role_before
from service.reading.trimming import loose_end, names_office, trimmed
from service.reading.widening import widened

_REST_OF_NAME = re.compile(
    r"(?:\s(?:of|in|for|on)(?:\sthe)?|,)\s[A-Z][\w’'-]{1,30}(?:,?\s(?:(?:of|in|for|and|the|on)\s){0,2}[A-Z][\w’'-]{1,30}){0,8}"
)
_IN = re.compile(r"\A\s(?:in|for|on)\s")
_ARTICLE = re.compile(r"the\s", re.IGNORECASE)
_ADJECTIVE = re.compile(r"(?:[A-Z]\w+(?:al|ic|ive)(?:, )?)+")
_BODY_OF_ONE = re.compile(r"\b(?:Ministry|Department|Bureau|Office|Institute|Secretariat) (?:of|for) [A-Z][\w’'-]*$")
_INITIALLED = re.compile(r"([A-Z][\w'’-]+)(?: [A-Z]\.){1,2} [A-Z][\w'’-]+")
_INITIAL_AND_NAME = re.compile(r"(?![NSEW]\.)[A-Z]\. ?[A-Z][^\W\d_]*[a-z](?:-[A-Z]?[^\W\d_]+)?")  # not N. Korea
_HANGING = re.compile(r"-[A-Z][a-z]{1,20}\b")  # the Secretary-General
_COMPANY = re.compile(r"\s(?:Sdn Bhd|Bhd|Inc|Ltd|LLC|LLP|PLC|Plc|plc|GmbH|AG|Corp|Limited|Pty|Pvt)\.?$")
_NO_COMPANIES = frozenset({"person", "location", "group", "facility"})
_OWNED = re.compile(r"([A-Z][\w. ]{1,30})['’]s (?=[A-Z])")
_CITY_AND_STATE = re.compile(r"([A-Z][^,\n]{1,40}), ([A-Z][^,\n]{1,40})")
_PLACE_AND_PERSON = re.compile(r"([A-Z][a-z]{2,20}) ([A-Z]\.[A-Z][a-z][\w’'-]{1,30})")
_SURE = 0.6
_GROUPS_BY_LETTERS = ("LGBT", "LGBTQ", "LGBTQI", "LGBTI", "BAME", "BIPOC")
_JOINED_TYPES = frozenset({"person", "organization", "facility", "event", "work", "product"})


def mend_names(text: str, candidates: Sequence[Candidate], speakers: Iterable[Span]) -> list[Candidate]:
    """The candidates with names widened or trimmed to whole names, sorted, none twice.

    Names that lose their last capital become nominals; a name never grows into another one.
    """
    lower = sum(map(str.isupper, text[:2000])) < 5
    mended: dict[tuple[int, int], Candidate] = {}
    ends = sorted(c.end for c in candidates if c.form == "name")
    whole = {span.end: span.start for span in speakers}
    reach = {_without_article(text, span): span.end for span in speakers}
    for candidate in candidates:
        if candidate.form == "name":
            if names_office(text, candidate):
                continue
            candidate = trimmed(text, widened(text, candidate, ends, whole.get(candidate.end)))
            candidate = _going_on(text, _retyped(text, candidate), reach.get(candidate.start))
            if not lower and not any(c.isupper() or c.isdigit() for c in text[candidate.start : candidate.end]):
                candidate = replace(candidate, form="nominal")
        elif parse_pronoun(text[candidate.start : candidate.end]):
            candidate = replace(candidate, form="pronoun", type="")
        else:
            candidate = _whole_description(text, candidate)
        if _says_nothing(text[candidate.start : candidate.end], candidate.form):
            continue
        known = mended.get((candidate.start, candidate.end))
        if known is None or candidate.form == "name":
            mended[candidate.start, candidate.end] = candidate
    apart = _split(text, list(_joined(text, mended.values())))
    mended = {(c.start, c.end): c for whole in apart for c in _owners_apart(text, whole)}
    mended = {(c.start, c.end): c for c in _without_overlaps(text, mended.values())}
    names = sorted(((c.start, c.end) for c in mended.values() if c.form == "name"), key=lambda s: (s[0], -s[1]))
    reached = accumulate((end for _, end in names), max)
    nested = {span for span, outer in zip(names[1:], reached, strict=False) if span[1] <= outer}
    kept = [_country(text, c) for c in mended.values() if c.form != "name" or (c.start, c.end) not in nested]
    return sorted(kept, key=lambda c: (c.start, -c.end))


def _whole_description(text: str, candidate: Candidate) -> Candidate:
    """With the rest of a hyphenated word, and without possessive, loose "and" or loose parenthesis."""
    surface = text[candidate.start : candidate.end]
    kept = surface[: loose_end(surface, len(surface))]
    kept = kept.rstrip("-" if "(" in kept else "-)")
    kept = kept if is_possessive_name(kept.rsplit(" ", 1)[-1]) else kept.removesuffix("'s").removesuffix("’s")
    end = candidate.start + len(kept)
    rest = _HANGING.match(text, end)
    end = rest.end() if rest else max(end, candidate.start + 1)
    return candidate if end == candidate.end else replace(candidate, end=end)


def _says_nothing(surface: str, form: str) -> bool:
    empty = lexicon.word_class("no_part_of_role")
    return form != "pronoun" and all(fold(word) in empty for word in surface.split())


def _joined(text: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Make one name of two of one type that overlap, or that a blank, an initial's stop or a name's own "and" parts."""
    last: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: c.start):
        if candidate.form != "name" or candidate.type not in _JOINED_TYPES:
            yield candidate
            continue
        before = last.pop(candidate.type, None)
        if before is not None and _go_together(text, before, candidate):
            candidate = _retyped(text, trimmed(text, replace(before, end=max(before.end, candidate.end))))
        elif before is not None:
            yield before
        if candidate.type in last:
            yield last[candidate.type]
        last[candidate.type] = candidate
    yield from last.values()


def _split(text: str, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Two names that were read as one, where one of them stands alone elsewhere."""
    parts = split_names(text, [(c.start, c.end) for c in candidates if c.form == "name" and c.type == "organization"])
    for candidate in candidates:
        known = parts.get((candidate.start, candidate.end))
        if known is None:
            yield candidate
        else:
            yield from (replace(candidate, start=start, end=end) for start, end in known)


def _without_overlaps(text: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """A name that runs on into the next one ends before it: *Amnesty International* Man-kei Tam."""
    before: Candidate | None = None
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end)):
        if candidate.form != "name":
            yield candidate
            continue
        if before is not None:
            cut = before.start < candidate.start < before.end < candidate.end
            kept = text[before.start : candidate.start].rstrip()
            yield replace(before, end=before.start + len(kept)) if cut else before
        before = candidate
    if before is not None:
        yield before


def _owners_apart(text: str, candidate: Candidate) -> Iterator[Candidate]:
    """Brunei's Ministry of Health, White Plains, New York, and Mongolia S.Amarsaikhan (a minister) are two each."""
    owned = _OWNED.match(text, candidate.start, candidate.end) if candidate.type == "organization" else None
    if owned and candidate.form == "name" and country_code(owned.group(1)):
        yield replace(candidate, end=owned.end(1), type="location")
        candidate = replace(candidate, start=owned.end())
    city = _CITY_AND_STATE.fullmatch(text, candidate.start, candidate.end) if candidate.type == "location" else None
    if city and candidate.form == "name":
        yield replace(candidate, end=city.end(1))
        candidate = replace(candidate, start=city.start(2))
    person = _PLACE_AND_PERSON.fullmatch(text, candidate.start, candidate.end) if candidate.type == "location" else None
    if person and candidate.form == "name":
        yield replace(candidate, end=person.end(1))
        candidate = replace(candidate, start=person.start(2), type="person")
    yield candidate


def _go_together(text: str, before: Candidate, after: Candidate) -> bool:
    gap, first = text[before.end : after.start], text[before.start : before.end]
    if after.type == "organization" and gap in (" and ", ", "):
        more = " " not in text[after.start : after.end]
        return bool(_ADJECTIVE.fullmatch(first) or (gap == " and " and more and _BODY_OF_ONE.search(first)))
    if gap == " " and is_possessive_name(first):
        return False
    return after.start <= before.end or gap == " " or (gap == ". " and text[before.end - 2 : before.end - 1] == " ")


def _country(text: str, candidate: Candidate) -> Candidate:
    """A country is a place, also where it acts."""
    acts = candidate.form == "name" and candidate.type in ("organization", "group")
    known = acts and country_code(text[candidate.start : candidate.end])
    return replace(candidate, type="location") if known else candidate


def _retyped(text: str, candidate: Candidate) -> Candidate:
    """FARC is a body, for capitals name no people unless the tagger is sure; William S. Roe and U.Bat are people."""
    surface = text[candidate.start : candidate.end]
    company = _COMPANY.search(surface) is not None or surface in lexicon.phrases("media_words.txt")
    if company and candidate.type in _NO_COMPANIES:
        return replace(candidate, type="organization")
    if candidate.type in ("location", "organization") and _INITIAL_AND_NAME.fullmatch(surface):
        return replace(candidate, type="person")
    initialled = candidate.type == "organization" and _INITIALLED.fullmatch(surface)
    if (
        initialled
        and (candidate.confidence < _SURE or role_before(text, candidate.start, candidate.end))
        and first_name_gender(initialled.group(1))
    ):
        return replace(candidate, type="person")
    doubtful = candidate.type == "group" or (candidate.type == "person" and candidate.confidence < _SURE)
    body = doubtful and len(surface) > 2 and is_acronym(surface) and surface not in _GROUPS_BY_LETTERS
    return replace(candidate, type="organization") if body else candidate


def _without_article(text: str, span: Span) -> int:
    article = _ARTICLE.match(text, span.start, span.end)
    return article.end() if article else span.start


def _going_on(text: str, candidate: Candidate, speaker_end: int | None) -> Candidate:
    """An organization's name that goes on to the end of the speaker: "Al Qaeda" in the Islamic Maghreb."""
    if candidate.type != "organization" or speaker_end is None or speaker_end <= candidate.end:
        return candidate
    goes_on = _REST_OF_NAME.fullmatch(text, candidate.end, speaker_end)
    elsewhere = country_code(_IN.sub("", text[candidate.end : speaker_end], count=1))
    return replace(candidate, end=speaker_end) if goes_on and not elsewhere else candidate
