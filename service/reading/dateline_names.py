"""The names in a dateline: it opens with a place, and who sent the story stands in brackets or between strokes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.reading.findings import Segment
from service.reading.mentions import Candidate

_BLANKS = 4
_PLACE = re.compile(r"[^\W\d_][^,/(:\d–—―]*?(?=\s?[,/(:–—―]|\s--?|\.?$)")
_SENDER = re.compile(r"[(/](?:[^()/]*/)?([A-Z][^()/\d]{1,40}?)\s?[)/]")
_DAY = re.compile(
    r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b|"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\b"
)


def with_dateline_names(text: str, candidates: Sequence[Candidate], segments: Sequence[Segment]) -> list[Candidate]:
    """The candidates, with those in datelines replaced by the place and the sender that its form shows.

    A dateline opens its paragraph; a line of its own ("Published: May 3") is the page's and names no place.
    """
    shown = [found for segment in segments if segment.kind == "dateline" for found in _names(text, segment)]
    if not shown:
        return list(candidates)
    kept = [c for c in candidates if not any(c.start < known.end and known.start < c.end for known in shown)]
    return sorted([*kept, *shown], key=lambda c: (c.start, -c.end))


def _names(text: str, dateline: Segment) -> Iterator[Candidate]:
    place = _PLACE.match(text, dateline.start, dateline.end)
    opens_story = text[dateline.end : dateline.end + _BLANKS].split("\n", 1)[0].strip()
    if not opens_story or place is None or _DAY.match(text, dateline.start, dateline.end):
        return
    yield Candidate(place.start(), place.end(), "name", "location", 1.0)
    sender = _SENDER.search(text, place.end(), dateline.end)
    if sender is not None:
        yield Candidate(sender.start(1), sender.end(1), "name", "organization", 1.0)
