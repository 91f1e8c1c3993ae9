"""Why a source is not named, in the article's own words."""

from __future__ import annotations

import re
from functools import cache

from service.reading import lexicon
from service.reading.findings import Span

_REACH = 320
_LONGEST = 220
_LEAD_IN = re.compile(
    r"(?:(?:and|but|who|all|both|each)\s+)?(?:speaking|spoke|talking|talked|said|was|were|is|are|has|have|had|he|she|they)(?:\s+\w{2,12})?\s+$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;!?\n\"“”]|,\s(?!(?:as|because|since|for|citing|due|given|fearing)\b)")


@cache
def _pattern() -> re.Pattern[str]:
    phrases = sorted(lexicon.phrases("anonymity.txt"), key=len, reverse=True)
    return re.compile(
        r"\b(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases) + r")\b", re.IGNORECASE
    )


def find_reasons(text: str) -> list[Span]:
    """Every clause of ``text`` that gives the terms or the reason of anonymity, in text order."""
    found: list[Span] = []
    for match in _pattern().finditer(text):
        if found and match.start() < found[-1].end:
            continue
        lead = _LEAD_IN.search(text, max(0, match.start() - 30), match.start())
        start = lead.start() if lead else match.start()
        stop = _STOP.search(text, match.end(), match.end() + _LONGEST)
        found.append(Span(start, stop.start() if stop else min(len(text), match.end() + _LONGEST)))
    return found


def reason_for(reasons: list[Span], mentions: list[Span], others: list[Span]) -> Span | None:
    """The reason that belongs to a source mentioned at ``mentions``: the nearest one behind a mention.

    A reason is someone else's when a mention of another unnamed source (``others``) stands nearer.
    """
    for reason in reasons:
        own = [abs(reason.start - mention.end) for mention in mentions if _near(mention, reason)]
        rival = [abs(reason.start - other.end) for other in others if _near(other, reason)]
        if own and (not rival or min(own) <= min(rival)):
            return reason
    return None


def _near(mention: Span, reason: Span) -> bool:
    return -_REACH // 2 <= reason.start - mention.end <= _REACH
