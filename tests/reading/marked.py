"""Articles for tests, with their mentions and quotations written into the text.

``[Jane Roe]p`` is a name; the letter is its type: p person, o organization, l location,
g group, w work.  ``<the minister>`` is a nominal.  Pronouns are found by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.reading.findings import Span
from service.reading.groups import Group
from service.reading.mentions import Candidate
from service.reading.people import group_mentions
from service.reading.pronouns import parse_pronoun
from service.reading.sources import Cited, Credit, find_sources
from service.reading.speakers import Resolved, continued, resolve, voices, with_speakers

_TYPES = {"p": "person", "o": "organization", "l": "location", "g": "group", "w": "work"}
_MARK = re.compile(r"\[([^\[\]]+)\]([polgw])|<([^<>]+)>")


@dataclass(frozen=True, slots=True)
class Quote:
    """A decoded quotation, as the quotation reader gives it."""

    content: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    kind: str = "direct"
    segment: str = "body"


def marked(markup: str) -> tuple[str, list[Candidate]]:
    """The plain text of the markup, and the mentions marked in it, sorted by start."""
    text, at, found = "", 0, list[Candidate]()
    for match in _MARK.finditer(markup):
        text += markup[at : match.start()]
        name, letter, nominal = match.groups()
        surface = name or nominal
        form = "name" if name else "nominal"
        found.append(Candidate(len(text), len(text) + len(surface), form, _TYPES.get(letter or "", ""), 0.9))
        text += surface
        at = match.end()
    text += markup[at:]
    taken = [(c.start, c.end) for c in found]
    for word in re.finditer(r"[A-Za-z]+", text):
        free = not any(start < word.end() and word.start() < end for start, end in taken)
        if free and parse_pronoun(word.group()):
            found.append(Candidate(word.start(), word.end(), "pronoun", "", 1.0))
    return text, sorted(found, key=lambda c: (c.start, -c.end))


def span(text: str, words: str, nth: int = 1) -> Span:
    """Where ``words`` stand in ``text`` for the ``nth`` time."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def grouped(markup: str) -> dict[str, list[str]]:
    """Name of each group -> its mentions as written, in text order."""
    text, candidates = marked(markup)
    groups = group_mentions(text, candidates, None, [])
    return {g.name: [text[candidates[i].start : candidates[i].end] for i in g.members] for g in groups}


@dataclass(frozen=True, slots=True)
class Heard:
    """An article read as far as its sources."""

    text: str
    quoted: list[Quote]
    candidates: list[Candidate]
    groups: list[Group]
    speakers: list[Resolved | None]
    cited: Cited

    @property
    def names(self) -> list[str | None]:
        """The name of each quotation's speaker."""
        return [speaker.name if speaker else None for speaker in self.speakers]


def hear(markup: str, quotes: Sequence[tuple[str, str | None, str | None]], credited: Sequence[Credit] = ()) -> Heard:
    """Resolve quotations given as (content, cue, speaker) by their words, in text order."""
    text, candidates = marked(markup)
    found: list[Quote] = []
    at = 0
    for content, cue, speaker in quotes:
        start = text.index(content, at)
        low = text.rfind("\n", 0, start) + 1
        cue_span = _nearest(text, cue, low, start) if cue else None
        speaker_span = _nearest(text, speaker, low, start) if speaker else None
        kind = "direct" if content[0] in '“"' else "indirect"
        found.append(Quote((Span(start, start + len(content)),), cue_span, speaker_span, kind))
        at = start + len(content)
    candidates, speakers = with_speakers(text, candidates, found)
    carried = continued(text, found)
    quoted = [fragment for quote in found for fragment in quote.content]
    groups = group_mentions(text, candidates, None, quoted, voices(found, speakers, carried))
    resolved = resolve(text, speakers, carried, candidates, groups)
    cited = find_sources(text, found, resolved, candidates, groups, credited)
    return Heard(text, found, candidates, groups, resolved, cited)


def _nearest(text: str, words: str, low: int, content: int) -> Span:
    """The occurrence of ``words`` in the paragraph that stands nearest to the content."""
    high = text.find("\n", content)
    places = [m.start() for m in re.finditer(re.escape(words), text[low : high if high >= 0 else len(text)])]
    start = low + min(places, key=lambda place: abs(low + place - content))
    return Span(start, start + len(words))
