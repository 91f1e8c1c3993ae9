"""Lines that say again what the page has said: the headline above the headline, a page pasted twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

_OUTLET_SUFFIX = re.compile(r"\s[|–—-]\s[^|–—]{2,40}\Z")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_SHORTEST_HEADLINE = 12
_SHORTEST_PARAGRAPH = 40
_SHORTEST_BEGINNING = 30


def find_duplicates(lines: Sequence[str], headline: int | None) -> set[int]:
    """Find the lines that repeat an earlier one: the headline even when short, others when long.

    Args:
        lines: the article's lines as seen, in order.
        headline: index of the headline; a repetition before it cannot be, for it is the first.
    """
    title = "" if headline is None else _key(_OUTLET_SUFFIX.sub("", lines[headline]))
    seen: set[str] = set()
    duplicates: set[int] = set()
    for index, line in enumerate(lines):
        key = _key(line)
        if index != headline and (key in seen or _repeats_title(line, key, title)):
            duplicates.add(index)
        if len(key) >= _SHORTEST_PARAGRAPH:
            seen.add(key)
    return duplicates


def _repeats_title(line: str, key: str, title: str) -> bool:
    if len(title) < _SHORTEST_HEADLINE:
        return False
    if key == title or _key(_OUTLET_SUFFIX.sub("", line)) == title:
        return True
    cut_short = line.endswith(("...", "…"))
    return cut_short and len(key) >= _SHORTEST_BEGINNING and title.startswith(key)


def _key(line: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", line.casefold())
