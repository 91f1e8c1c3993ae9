"""When two names mean the same: what an editor would let pass, and what not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

DESCRIBED_KINDS = frozenset({"unnamed", "document", "group"})
"""Kinds whose name is a description, of which the answer may give a little more or less."""

One = TypeVar("One")
Other = TypeVar("Other")

_DETERMINERS = ("the", "a", "an")
_ENOUGH = 0.5


def same_name(one: str, other: str, *, described: bool = False) -> bool:
    """Tell whether two names are the same but for case, blanks and a leading article.

    A description may also be a part of the other one, of at least half its words: "A report by
    Ofsted" for "A report by Ofsted last year".
    """
    first, second = _words(one), _words(other)
    if first == second:
        return True
    if not described:
        return False
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) >= _ENOUGH * len(longer) and _contains(longer, shorter)


def holds(one: str, other: str) -> bool:
    """Tell whether one of two phrases contains the other: "mayor" and "mayor of Nysa"."""
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    return bool(shorter) and _contains(longer, shorter)


def pair(
    ones: Iterable[One], others: Iterable[Other], agree: Iterable[Callable[[One, Other], bool]]
) -> Iterator[tuple[One | None, Other | None]]:
    """Pair off two lists, each item once, by the strictest test first; what is left over comes with None."""
    left, right = list(ones), list(others)
    for test in agree:
        for one in list(left):
            match = next((other for other in right if test(one, other)), None)
            if match is not None:
                left.remove(one)
                right.remove(match)
                yield one, match
    yield from ((one, None) for one in left)
    yield from ((None, other) for other in right)


def _words(name: str) -> list[str]:
    words = [word.rstrip(".,;:") for word in name.casefold().split()]
    return words[1:] if len(words) > 1 and words[0] in _DETERMINERS else words


def _contains(longer: list[str], shorter: list[str]) -> bool:
    return any(longer[start : start + len(shorter)] == shorter for start in range(len(longer) - len(shorter) + 1))
