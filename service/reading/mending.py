"""Sets right name mentions that start or stop in the middle of a name.

A tagger that reads word pieces now and then cuts "O'Leary" to "Leary" or "Eirik Sordahl" to
"Sordahl"; the characters around, and a speaker's mention that is written like a name, show it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from service.reading import lexicon
from service.reading.findings import Span
from service.reading.media import known_outlet
from service.reading.mentions import Candidate
from service.reading.names import first_name_gender, fold, is_title, split_acronym
from service.reading.pronouns import parse_pronoun
from service.reading.roles import is_role

_GLUED_BEFORE = re.compile(r"(?<![\w'’])(?:[A-ZÀ-Þ][^\W\d_]*|[ae]l)['’-]$")
_INITIALS_BEFORE = re.compile(r"(?<![\w.'’])(?:[A-Z]\. ?){1,3}$")
_GLUED_AFTER = re.compile(r"-?[^\W_]+")
_INITIALED = re.compile(r"(?:\.[A-Z])*\.[A-ZÀ-Þ][a-zß-ÿ][\w’'-]*")
_ACRONYM_BEHIND = re.compile(r"\s?\(([A-Z][A-Za-z]{2,9})\)")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]{0,30})[ \u00a0]$")
_TAIL = re.compile(r"\s+([a-z]+)$")
_LEAD_IN = re.compile(r".*\s([a-z]+)\s+(?=[A-Z])", re.DOTALL)
_LOOSE_END = re.compile(r"(?:\s+(?:and|of|the|for|in|at|or|to|a|an|is|will)|\s*[,;:(])+$")
_REST_OF_NAME = re.compile(
    r"(?:\s(?:of|in|for|on)(?:\sthe)?|,)\s[A-Z][\w’'-]{1,30}(?:,?\s(?:(?:of|in|for|and|the|on)\s){0,2}[A-Z][\w’'-]{1,30}){0,8}"
)
_ARTICLE = re.compile(r"the\s", re.IGNORECASE)
_AGE = re.compile(r"[\w-]{1,30}-old\s")
_WIDEST = 40
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
            candidate = _trimmed(text, _widened(text, candidate, ends, whole.get(candidate.end)))
            candidate = _going_on(text, candidate, reach.get(candidate.start))
            if not lower and not any(c.isupper() or c.isdigit() for c in text[candidate.start : candidate.end]):
                candidate = replace(candidate, form="nominal")
        elif parse_pronoun(text[candidate.start : candidate.end]):
            candidate = replace(candidate, form="pronoun", type="")
        if _says_nothing(text[candidate.start : candidate.end], candidate.form):
            continue
        known = mended.get((candidate.start, candidate.end))
        if known is None or candidate.form == "name":
            mended[candidate.start, candidate.end] = candidate
    mended = {(c.start, c.end): c for c in _joined(text, mended.values())}
    names = sorted((c.start, c.end) for c in mended.values() if c.form == "name")
    nested = {span for span, outer in zip(names[1:], names, strict=False) if span[1] <= outer[1] and span != outer}
    kept = [c for c in mended.values() if c.form != "name" or (c.start, c.end) not in nested]
    return sorted(kept, key=lambda c: (c.start, -c.end))


def _says_nothing(surface: str, form: str) -> bool:
    empty = lexicon.word_class("no_part_of_role")
    return form != "pronoun" and all(fold(word) in empty for word in surface.split())


def _joined(text: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Make one name of two names of one type with nothing but a blank between them."""
    last: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: c.start):
        if candidate.form != "name" or candidate.type not in _JOINED_TYPES:
            yield candidate
            continue
        before = last.get(candidate.type)
        if before is not None and text[before.end : candidate.start] == " ":
            candidate = _trimmed(text, replace(before, end=candidate.end))
        elif before is not None:
            yield before
        last[candidate.type] = candidate
    yield from last.values()


def _widened(text: str, candidate: Candidate, ends: Sequence[int], speaker: int | None) -> Candidate:
    start, end = candidate.start, candidate.end
    floor = ends[at] if (at := bisect_right(ends, start) - 1) >= 0 else 0
    person = candidate.type == "person"
    low = max(0 if person else floor, start - _WIDEST)
    if start and text[start].isalnum() and (glued := _GLUED_BEFORE.search(text, low, start)):
        start = glued.start()
    if person and (initials := _INITIALS_BEFORE.search(text, low, start)):
        start = initials.start()
    if text[end - 1].isalnum() and (more := _GLUED_AFTER.match(text, end, end + _WIDEST)):
        end = more.end()
    if end - start == 1 and (named := _INITIALED.match(text, end, end + _WIDEST)):
        end = named.end()
    if not person:
        start = _spelled_out(text, start, end)
    if candidate.type == "organization":
        end = max(end, start + known_outlet(text[start : start + 2 * _WIDEST]))
    if person and (before := _WORD_BEFORE.search(text, max(floor, start - _WIDEST), start)):
        first = before.group(1)
        if first[0].isupper() and not is_title(first) and not is_role(first) and first_name_gender(first):
            start = before.start()
    if speaker is not None and floor <= speaker < start and _all_name(text[speaker:start]):
        start = speaker
    return replace(candidate, start=start, end=end)


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


def _without_article(text: str, span: Span) -> int:
    article = _ARTICLE.match(text, span.start, span.end)
    return article.end() if article else span.start


def _going_on(text: str, candidate: Candidate, speaker_end: int | None) -> Candidate:
    """An organization's name that goes on to the end of the speaker: "Al Qaeda" in the Islamic Maghreb."""
    if candidate.type != "organization" or speaker_end is None or speaker_end <= candidate.end:
        return candidate
    goes_on = _REST_OF_NAME.fullmatch(text, candidate.end, speaker_end)
    return replace(candidate, end=speaker_end) if goes_on else candidate


def _all_name(words: str) -> bool:
    """Whether words before a name belong to it: capitalised, and neither title, role nor article."""
    return all(
        word[0].isupper() and word[-1] not in ",;:.)’'" and not word.endswith(("'s", "’s"))
        and not (is_title(word) or is_role(word) or fold(word) in lexicon.word_class("no_part_of_role"))
        for word in words.split()
    )  # fmt: skip


def _trimmed(text: str, candidate: Candidate) -> Candidate:
    """Cut "US automaker GM" to "GM" and "Guardian newspaper" to "Guardian"."""
    surface = text[candidate.start : candidate.end]
    if (loose := _LOOSE_END.search(surface)) and loose.start():
        candidate = replace(candidate, end=candidate.start + loose.start())
        surface = surface[: loose.start()]
    if candidate.type == "person":
        if age := _AGE.match(surface):
            candidate = replace(candidate, start=candidate.start + age.end())
            surface = surface[age.end() :]
        words = surface.split()
        if len(words) > 2 and "-" in words[0] and words[0].rsplit("-", 1)[1].islower() and is_role(words[0]):
            return replace(candidate, start=candidate.start + surface.index(words[1], len(words[0])))
        common = [i for i, word in enumerate(words[:-1]) if word[0].islower() and is_role(word)]
        if common and words[-1][0].isupper():
            start = surface.index(words[common[-1] + 1], len(" ".join(words[: common[-1] + 1])))
            return replace(candidate, start=candidate.start + start)
    if candidate.type != "organization":
        return candidate
    tail = _TAIL.search(surface)
    if tail and tail.group(1) in lexicon.word_class("media_tail") and surface[0].isupper():
        return replace(candidate, end=candidate.start + tail.start())
    lead = _LEAD_IN.match(surface)
    if lead and lexicon.mapping("source_nouns.tsv").get(lead.group(1)) in ("organization", "media"):
        return replace(candidate, start=candidate.start + lead.end())
    return candidate
