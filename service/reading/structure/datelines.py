"""The place, date and agency that a story opens with: "LONDON, May 3 (Reuters) - "."""

from __future__ import annotations

import re

from service.reading.places import is_large_city
from service.reading.structure.lexicon import Lexicon

_LONGEST = 130
_CITY, _LARGE_CITY = 15_000, 300_000
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}},? )?(?:{_MONTH} ?\d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_WORD = r"[A-Z\u00c0-\u00de][\w.'’-]{0,25}"
_PLACE = rf"{_WORD}(?: (?:{_WORD}|de|of|al|and|la|el|the|on|in|upon|du|do|da)){{0,4}}"
_CAPITALS = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’-]{1,25}(?: [A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’-]{0,25}){0,3}"
_AREAS = rf"(?:(?: ?, ?|/){_PLACE}){{0,2}}"
_DASH = r"(?:--?|–|—|―|:|\.)"
_NO_PLACE = frozenset(
    (
        "ANALYSIS",
        "BREAKING",
        "CORRECTION",
        "EXCLUSIVE",
        "LIVE",
        "NOTE",
        "OPINION",
        "UPDATE",
        "VIDEO",
        "WARNING",
        "WATCH",
    )
)


class DatelineFinder:
    """Finds the dateline at the start of a paragraph."""

    def __init__(self, lexicon: Lexicon) -> None:
        agency = lexicon.agency_pattern
        named = rf"(?:[\w.,’' ]{{0,40}}?{agency}[\w.,/’' -]{{0,40}})"
        opening = rf"{_AREAS}(?:,? ?{_DATE})?[ ,]{{0,3}}"
        self._patterns = (
            re.compile(rf"{_PLACE}{opening}\({named}\) ?{_DASH}{{1,3}}(?=\s|[A-Z\"“])"),
            re.compile(rf"{_CAPITALS}{opening}\({agency}\)(?=\s[A-Z\"“])"),
            re.compile(rf"{_PLACE}{opening}/ ?{agency} ?/ ?{_DASH}{{0,3}}(?=\s|[A-Z\"“])"),
            re.compile(rf"{_CAPITALS}{_AREAS}(?:, ?{_DATE})? ?\([\w.,/’' -]{{2,50}}\) ?(?:--?|–|—|―|:)"),
            re.compile(rf"(?P<place>{_CAPITALS}){_AREAS}(?:, ?{_DATE})?,? (?:--?|–|—|―) ?(?=[A-Z\"“‘'])"),
            re.compile(rf"{_PLACE}{_AREAS},? ?{_DATE} ?(?:--?|–|—|―) ?(?=[A-Z\"“‘'])"),
            re.compile(rf"\({named}\) ?(?:--?|–|—|―)(?=\s)"),
            re.compile(rf"(?P<city>{_PLACE})(?:, ?{_DATE})?: (?=[A-Z\"“‘])"),
        )

    def find(self, text: str, start: int, end: int) -> int | None:
        """Give the end of the dateline, its dash included, that opens ``text[start:end]``; None without one."""
        stop = min(end, start + _LONGEST)
        for pattern in self._patterns:
            match = pattern.match(text, start, stop)
            if match is None or not _may_open(text, match):
                continue
            close = match.end()
            while text[close - 1].isspace():
                close -= 1
            if close < end:
                return close
        return None


def _may_open(text: str, found: re.Match[str]) -> bool:
    """Whether words before a dash or colon may be a place: no label ("UPDATE"), before a colon a known city only.

    What comes twice before a colon labels speakers, whatever city bears the name.
    """
    groups = found.groupdict()
    city = groups.get("city")
    if city is not None:
        return is_large_city(city, _CITY if city.isupper() else _LARGE_CITY) and text.count(city + ":") < 2
    return groups.get("place") not in _NO_PLACE
