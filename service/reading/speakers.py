"""Who speaks a quotation: from the mention the cue attaches to, to the full name in the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from service.reading import lexicon
from service.reading.conjuncts import find_conjuncts
from service.reading.findings import Span
from service.reading.groups import Group
from service.reading.mending import mend_names
from service.reading.mentions import Attribution, Candidate
from service.reading.names import bare, first_name_gender, fold, is_acronym, is_title, significant
from service.reading.phrases import kind_of_noun, parse_phrase
from service.reading.pronouns import parse_pronoun
from service.reading.roles import CLOSES_APPOSITION, is_role
from service.reading.spreading import spread_names

_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ][^\s]*")
_BETWEEN = re.compile(r"[\s\"“”‘’'.,;:!?…*_–—-]*")
_ARTICLE = re.compile(r"(?i:the)\s+(?=[A-Z])")
_ARTICLE_OF_NAME = re.compile(r"\A(?i:the)\s+(?=[A-Z]|(?:\w+\s){1,3}of\s[A-Z]|police\b)")
_FURTHEST_CARRY = 40
_NAMES_IN_SPEAKER = 12
_HANGING = ("of", "from", "for", "at", "with")
_ARTICLES = ("a", "an")
_NEXT_WORD = re.compile(r" ([\w’'-]{1,30})")
_NOUN_WITHIN = 6
_TITLE_BEFORE = re.compile(r"\.?\s{1,2}")
_SHORT_TITLE = 6  # "Mr." and "Capt.", not the end of a sentence: "a spokesperson."


@dataclass(frozen=True, slots=True)
class Resolved:
    """A speaker by name; ``groups`` are its indices in the grouped mentions (several if joint).

    ``resolution`` is name, nominal, pronoun or carried, as in `findings.Speaker`.
    """

    mention: Span
    name: str
    groups: tuple[int, ...]
    resolution: str


def continued(text: str, attributions: Sequence[Attribution]) -> list[int | None]:
    """For each quotation without cue and speaker: the earlier one it carries on, if it does.

    It does when it stands in quotation marks and nothing but white space and marks lies between
    it and a quotation (with its cue and speaker) that has a speaker or carries one itself.
    """
    found: list[int | None] = []
    for index, attribution in enumerate(attributions):
        previous = index - 1
        carries = (
            attribution.speaker is None
            and attribution.cue is None
            and previous >= 0
            and attribution.kind == "direct"
            and _adjacent(text, attributions[previous], attribution)
            and (attributions[previous].speaker is not None or found[previous] is not None)
        )
        origin = found[previous] if carries and attributions[previous].speaker is None else previous
        found.append(origin if carries else None)
    return found


def _adjacent(text: str, before: Attribution, after: Attribution) -> bool:
    parts = [*before.content, *(span for span in (before.cue, before.speaker) if span)]
    end, start = max(part.end for part in parts), after.content[0].start
    return end <= start <= end + _FURTHEST_CARRY and _BETWEEN.fullmatch(text, end, start) is not None


def with_speakers(
    text: str, candidates: Sequence[Candidate], attributions: Sequence[Attribution]
) -> tuple[list[Candidate], list[int | None]]:
    """The candidates with every speaker mention among them, and each quotation's speaker index.

    Both are sorted by start; a mention that the names head missed but that is written like a
    name is added as one.
    """
    candidates = mend_names(text, candidates, [a.speaker for a in attributions if a.speaker is not None])
    candidates = spread_names(text, candidates)
    known = {(c.start, c.end) for c in candidates}
    whole = _whole_mentions(text, candidates, [a.speaker for a in attributions if a.speaker is not None])
    people = {word for c in candidates if c.type == "person" for word in _words(text, c)}
    spans = set(whole.values())
    numbered = sorted((c.start, c.end, i) for i, c in enumerate(candidates) if c.form == "name")
    for span in list(spans):
        spans.update((part.start, part.end) for part in find_conjuncts(text, Span(*span), numbered, candidates))
    named = [(start, end) for start, end, _ in numbered]
    added = [c for start, end in sorted(spans - known) for c in _mentions(text, start, end, people, named)]
    new = {(c.start, c.end): c for c in added if (c.start, c.end) not in known}
    merged = sorted([*candidates, *new.values()], key=lambda c: (c.start, -c.end))
    at = {(c.start, c.end): index for index, c in enumerate(merged)}
    speakers = [at[whole[a.speaker]] if a.speaker else None for a in attributions]
    return merged, speakers


def _whole_mentions(text: str, candidates: Sequence[Candidate], spans: Sequence[Span]) -> dict[Span, tuple[int, int]]:
    """Each speaker span, widened where it stops in the middle of a name or right before one ("Mr" Bandt)."""
    names = sorted((c.start, c.end) for c in candidates if c.form == "name")
    phrase_ends: dict[int, list[int]] = {}
    for candidate in candidates:
        phrase_ends.setdefault(candidate.start, []).append(candidate.end)
        if candidate.form == "name" and text[max(candidate.start - 4, 0) : candidate.start].lower() == "the ":
            phrase_ends.setdefault(candidate.start - 4, []).append(candidate.end)
    found: dict[Span, tuple[int, int]] = {}
    for span in spans:
        start, end = span.start, span.end
        at = max(bisect_left(names, (start, -1)) - 1, 0)
        for low, high in names[at : at + _NAMES_IN_SPEAKER]:
            if low < end < high or low < start < high:
                start, end = min(start, low), max(end, high)
            elif low >= end and _goes_on(text, start, end, low, high):
                end = high
        if (start, end) == (span.start, span.end) and _is_determiner(text[start:end]):
            end = max(phrase_ends.get(start, ()), default=0) or _noun_end(text, end)
        found[span] = (start, end)
    return found


def _is_determiner(surface: str) -> bool:
    return fold(surface) in lexicon.word_class("definite") or fold(surface) in _ARTICLES


def _noun_end(text: str, end: int) -> int:
    """Where the noun ends that an article at ``end`` was cut from, "a" *2010 interview*; ``end`` if none is near."""
    at, found = end, end
    for _ in range(_NOUN_WITHIN):
        word = _NEXT_WORD.match(text, at)
        noun = word is not None and kind_of_noun(fold(word.group(1))) != ""
        if word is None or (found > end and not noun):
            break
        at = word.end()
        found = at if noun else found
    return found


def _goes_on(text: str, start: int, end: int, low: int, high: int) -> bool:
    """Whether a speaker that ends at ``end`` takes in the name at ``[low, high)``: "Mr" Bandt, "an official of" TfL."""
    gap, last = text[end:low], text[start:end].split()[-1]
    if gap == ", ":
        return is_role(last) and text[high : high + 1] in CLOSES_APPOSITION
    if gap in (" ", " the "):
        return is_title(last) or last in _HANGING
    return is_title(last) and _TITLE_BEFORE.fullmatch(gap) is not None and ("." not in gap or len(last) < _SHORT_TITLE)


def _words(text: str, candidate: Candidate) -> tuple[str, ...]:
    return significant(tuple(fold(bare(text[candidate.start : candidate.end])).split()))


def _mentions(text: str, start: int, end: int, people: set[str], named: list[tuple[int, int]]) -> list[Candidate]:
    """A speaker as a mention; where it is a name with an article, that name as another: "the MOE", "MOE"."""
    found = _candidate(text, start, end, people, named)
    article = _ARTICLE.match(text, start, end)
    if found.form != "name" or article is None or article.end() == end:
        return [found]
    return [replace(found, form="nominal", type=""), replace(found, start=article.end())]


def _candidate(text: str, start: int, end: int, people: set[str], named: list[tuple[int, int]]) -> Candidate:
    surface = text[start:end]
    if parse_pronoun(surface):
        return Candidate(start, end, "pronoun", "", 1.0)
    at = bisect_left(named, (start, -1))
    if at < len(named) and named[at][0] < end:
        return Candidate(start, end, "nominal", "", 1.0)
    words = bare(surface).split()
    if len(words) == 1 and ((is_title(words[0]) and words[0].istitle()) or _is_determiner(words[0])):
        return Candidate(start, end, "nominal", "", 1.0)
    phrase = parse_phrase(surface)
    titled = len(words) > 1 and is_title(words[0]) and all(_CAPITALISED.match(word) for word in words[1:])
    if titled and not phrase.kind:  # Mr Roe, not Deputy PM
        return Candidate(start, end, "name", "person", 0.5)
    written = words and all(_CAPITALISED.match(word) or word in lexicon.word_class("name_connective") for word in words)
    if not written or (phrase.kind and (len(words) == 1 or phrase.kind == "person")):
        return Candidate(start, end, "nominal", "", 1.0)
    if any(fold(word) in people for word in words):
        return Candidate(start, end, "name", "person", 0.5)
    person = not phrase.kind and not is_acronym(words[0]) and (len(words) in (2, 3) or first_name_gender(words[0]))
    return Candidate(start, end, "name", "person" if person else "organization", 0.5)


def voices(
    attributions: Sequence[Attribution], speakers: Sequence[int | None], carried: Sequence[int | None]
) -> dict[Span, int]:
    """For each fragment of reported words the candidate that speaks it."""
    found: dict[Span, int] = {}
    for attribution, speaker, origin in zip(attributions, speakers, carried, strict=True):
        voice = speaker if speaker is not None or origin is None else speakers[origin]
        if voice is not None:
            found.update(dict.fromkeys(attribution.content, voice))
    return found


def resolve(
    text: str,
    speakers: Sequence[int | None],
    carried: Sequence[int | None],
    candidates: Sequence[Candidate],
    groups: Sequence[Group],
) -> list[Resolved | None]:
    """Name each quotation's speaker; None where the article gives none.

    ``speakers`` and ``carried`` come from `with_speakers` and `continued`, ``groups`` from
    `people.group_mentions` over the same ``candidates``.
    """
    group_of = {member: index for index, group in enumerate(groups) for member in group.members}
    named = [_named(text, speaker, candidates, groups, group_of) for speaker in speakers]
    return [
        Resolved(origin.mention, origin.name, origin.groups, "carried")
        if carry is not None and (origin := named[carry]) is not None
        else own
        for own, carry in zip(named, carried, strict=True)
    ]


def _named(
    text: str,
    speaker: int | None,
    candidates: Sequence[Candidate],
    groups: Sequence[Group],
    group_of: Mapping[int, int],
) -> Resolved | None:
    if speaker is None:
        return None
    candidate = candidates[speaker]
    mention, surface = Span(candidate.start, candidate.end), text[candidate.start : candidate.end]
    if speaker not in group_of:
        return Resolved(mention, " ".join(surface.split()), (), candidate.form)
    index = group_of[speaker]
    group = groups[index]
    own_name = candidate.form == "nominal" and _says_name(surface, group)
    return Resolved(mention, speaker_name(group), group.parts or (index,), "name" if own_name else candidate.form)


def _says_name(surface: str, group: Group) -> bool:
    """Whether a longer speaker phrase holds the name itself ("Health Minister Jane Roe")."""
    if not group.named:
        return False
    words = set(significant(tuple(fold(group.name).split())))
    return bool(words & {fold(word.strip(",.;:()\"“”'’")).removesuffix("'s") for word in surface.split()})


def speaker_name(group: Group) -> str:
    """The name a speaker is given: without article where it is all but a name ("the government of Samoa")."""
    if group.named or group.kind in ("person", "document", ""):
        return group.name
    return _ARTICLE_OF_NAME.sub("", group.name, count=1)
