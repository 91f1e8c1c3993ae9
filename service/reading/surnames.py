"""Whom a bare surname means where several people of an article have it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from service.reading import lexicon
from service.reading.clusters import Cluster

_KIN_WITHIN = 100
_KIN_WORDS = 7
_AS_RELATIVE = 0.75
_WHOSE = ("his", "her", "their", "my")


def is_relative(text: str, start: int) -> bool:
    """Whether the name at ``start`` is brought in as somebody's: her husband, former president *John Roe*."""
    words = text[max(0, start - _KIN_WITHIN) : start].lower().split()
    for at in range(len(words) - 1, max(len(words) - _KIN_WORDS, 0), -1):
        if words[at].endswith((".", ";", ":", "!", "?")):
            return False
        if words[at].strip(",").removeprefix("ex-") in lexicon.word_class("kin"):
            return any(w in _WHOSE or w.endswith(("'s", "’s", "s'", "s’")) for w in words[max(at - 4, 0) : at])
    return False


def whose_surname(known: Sequence[Cluster], word: str, start: int) -> Cluster:
    """Among namesakes: the one whose surname it is, used this way before, and mentioned last.

    A bare surname goes to the person the article is about rather than to the relative who was
    named in passing, unless that relative was the last one named.
    """
    if len(known) == 1:
        return known[0]

    def rank(cluster: Cluster) -> tuple[float, int]:
        full = bisect_left(cluster.full_at, start)
        last = max(cluster.full_at[full - 1] if full else -1, cluster.short_last)
        distance = (start - last) / 400 if last >= 0 else 3 + abs(cluster.first - start) / 2000
        edge = 1.0 if word in (cluster.words[-1], cluster.words[0]) else 0.0
        own = edge - (_AS_RELATIVE if cluster.relative else 0.0)
        return own + min(len(cluster.members), 8) * 0.25 - min(distance, 6) * 0.5, -cluster.first

    return max(known, key=rank)
