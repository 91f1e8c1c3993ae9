"""When two names are the same: case, titles, white space and possessives do not count."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_TITLES = Path(__file__).parent / "titles.txt"
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")
_ARTICLES = frozenset({"the", "a", "an"})


def normalized(name: str) -> str:
    """The form in which names are compared: ``"Sen. Ann  Lee's"`` is ``"ann lee"``.

    A name that consists of titles only ("the President") keeps them.
    """
    words = _POSSESSIVE.sub("", " ".join(name.casefold().split())).split()
    first = _after_titles(words)
    return " ".join(words[first:] if first < len(words) else words)


def alike(name: str, other: str) -> bool:
    """Whether all words of one name occur in the other: "Lee" and "Ann Lee"; articles do not count."""
    one, two = (frozenset(normalized(each).split()) - _ARTICLES for each in (name, other))
    return bool(one and two) and (one <= two or two <= one)


def _after_titles(words: list[str]) -> int:
    """The number of words at the start that are titles, the longest title first."""
    titles = _titles()
    longest = max(map(len, titles))
    start = 0
    while start < len(words):
        length = next((n for n in range(longest, 0, -1) if tuple(_bare(words[start : start + n])) in titles), 0)
        if not length:
            break
        start += length
    return start


def _bare(words: list[str]) -> list[str]:
    return [word.rstrip(".") for word in words]


@cache
def _titles() -> frozenset[tuple[str, ...]]:
    lines = _TITLES.read_text(encoding="utf-8").splitlines()
    return frozenset(tuple(line.split()) for line in lines if line.strip() and not line.startswith("#"))
