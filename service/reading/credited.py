"""Who an article is credited to: authors of the byline, agencies of dateline and footer, photographers.

These are cited without reported words; `sources` gives them as credits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.reading.article import Article
from service.reading.findings import Segment, Span
from service.reading.structure.lexicon import Lexicon

_SEPARATOR = re.compile(
    r"\s*(?:[/|,;:()\[\]\t\n•·]|\s[-–—]\s|\b(?:and|via|for|by|from|with|on behalf of|courtesy of)\b|&)\s*",
    re.IGNORECASE,
)
_SOURCE_IN_DATELINE = re.compile(r"[(/](?P<source>[^()/]{2,60})[)/]")
_AUTHORS = re.compile(r"\b(?:AUTHORS?|Authors?): ?(?P<names>[^\n|]{2,120})")
_PULLED_QUOTE_OR_TWEET = re.compile(r"\s*(?:—|--)(?! ?[A-Z]{2,}\Z)")
_EDITOR = re.compile(r"\|\s?Editor: ?[^|\n]{0,60}\Z")
_OUTLET_SUFFIX = re.compile(r" [|–—-] (?P<outlet>[^|–—]{2,40})\Z")
_PLACE = re.compile(r"\b(?:in|at|from|of) (?=[A-Z])[^,;/|]{2,60}?(?= and |[,;/|]|\Z)")


class Credit(NamedTuple):
    """One credit: ``kind`` is person, media or organization; ``span`` is where it is named."""

    kind: str
    name: str
    span: Span


def find_credits(article: Article, lexicon: Lexicon) -> list[Credit]:
    """Find everybody the page credits, each once, in order of first appearance."""
    found: dict[str, Credit] = {}
    for segment in article.segments:
        for start, end in _places_of_names(article.text, segment):
            for credit in _read_names(article.text, start, end, segment.kind, lexicon):
                found.setdefault(credit.name.casefold(), credit)
    return list(found.values())


def _places_of_names(text: str, segment: Segment) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a segment that may hold names."""
    start, end = segment.start, segment.end
    if segment.kind == "dateline":
        for match in _SOURCE_IN_DATELINE.finditer(text, start, end):
            yield match.span("source")
    elif segment.kind == "headline":
        match = _OUTLET_SUFFIX.search(text, max(start, end - 60), end)
        if match is not None:
            yield match.span("outlet")
    elif segment.kind == "section_label":
        for match in _AUTHORS.finditer(text, start, min(end, start + 600)):
            yield match.span("names")
    elif segment.kind == "credit" and _PULLED_QUOTE_OR_TWEET.match(text, start, end):
        return
    elif segment.kind in ("byline", "credit", "footer") and end - start <= 400:
        yield start, end


def _read_names(text: str, start: int, end: int, kind: str, lexicon: Lexicon) -> Iterator[Credit]:
    """Split a stretch at its separators and tell people, media and bodies apart; the rest is left out."""
    stretch = _EDITOR.sub("", text[start:end])
    hidden = _PLACE.sub(lambda match: "/" * len(match.group()), stretch) if kind in ("byline", "footer") else stretch
    position = 0
    for separator in [*_SEPARATOR.finditer(hidden), None]:
        stop = len(hidden) if separator is None else separator.start()
        part = hidden[position:stop]
        bare = part.strip(" .*\"'“”‘’\u200d\u00a0-–—")
        if bare:
            offset = start + position + part.index(bare)
            named = _name_kind(bare, kind, lexicon)
            if named is not None:
                yield Credit(named, _usual_case(bare, lexicon), Span(offset, offset + len(bare)))
        position = stop if separator is None else separator.end()


def _name_kind(name: str, segment_kind: str, lexicon: Lexicon) -> str | None:
    words = name.split()
    if lexicon.is_media(name):
        return "media"
    lowered = [word.strip(".").lower() for word in words]
    groups = {lexicon.credit_words.get(word) for word in lowered}
    if len(words) > 7 or not name[0].isupper() or "role" in groups:
        return None
    if "body" in groups or "of" in lowered:
        return "organization" if segment_kind == "credit" else None
    if _is_person(words, lexicon):
        return "person"
    if segment_kind != "credit" or len(words) > 1 or len(name) < 3:
        return None
    return "organization" if name.isupper() else "person"


def _is_person(words: list[str], lexicon: Lexicon) -> bool:
    """Tell "Jane Roe" and "Ana de la Cruz": two to five words, capitalised but for particles."""
    if not 2 <= len(words) <= 5 or any(character.isdigit() for word in words for character in word):
        return False
    particles = [lexicon.credit_words.get(word) == "particle" for word in words]
    capitals = [word[0].isupper() for word in words]
    return capitals[-1] and all(either or other for either, other in zip(capitals, particles, strict=True))


def _usual_case(name: str, lexicon: Lexicon) -> str:
    """Give "Reuters" for "REUTERS": capitals are the form of credit lines, not of the name."""
    title = name.title()
    return title if name.isupper() and len(name) > 4 and lexicon.is_media(title) else name
