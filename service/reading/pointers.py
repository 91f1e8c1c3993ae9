"""Which words a word points to: sources, cues, earlier fragments, antecedents.

A biaffine score with a bias by distance (Dozat & Manning, ICLR 2017), normalised over the words
of the window in which the asking word is kept; "none" is one of the answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from service.reading.bio import WordSpan, softmax

Floats = NDArray[np.float32]
_NULL_BUCKET = 24
_FARTHEST = 512


@dataclass(frozen=True, slots=True)
class WindowPointers:
    """The projections of one window of m words, the first of them word ``low`` of the article.

    Words ``[keep_low, keep_high)`` are kept from this window; ``at`` [m] are positions in it;
    ``asking`` [m, relations, d], scaled by the root of d; ``asked`` [relations, d, 1 + m], where column 0
    is "none".
    """

    low: int
    keep_low: int
    keep_high: int
    at: NDArray[np.int64]
    asking: Floats
    asked: Floats


@dataclass(frozen=True, slots=True)
class WordRanges:
    """Stretches of words ``[low, high)`` in order, as two arrays."""

    lows: NDArray[np.int64]
    highs: NDArray[np.int64]

    @classmethod
    def of(cls, spans: Sequence[WordSpan]) -> WordRanges:
        """The words of spans that are in order."""
        lows, highs = [span.low for span in spans], [span.high for span in spans]
        return cls(np.array(lows, dtype=np.int64), np.array(highs, dtype=np.int64))

    def first(self, count: int) -> WordRanges:
        """The first ``count`` of them."""
        return WordRanges(self.lows[:count], self.highs[:count])


@dataclass(frozen=True, slots=True)
class Pointing:
    """Probabilities of pointing to the words ``[low, low + m)`` or to ``none``, averaged over askers.

    ``share`` is the part of the askers that stand in this window; ``sums`` [m + 1] are cumulative.
    """

    share: float
    none: float
    low: int
    sums: Floats

    @property
    def high(self) -> int:
        """The word after the last one of the window."""
        return self.low + len(self.sums) - 1

    def masses(self, ranges: WordRanges) -> tuple[int, list[float]]:
        """The share of each of the ranges that reach into the window, and the index of the first of them."""
        first = int(ranges.highs.searchsorted(self.low, side="right"))
        last = max(first, int(ranges.lows.searchsorted(self.high, side="left")))
        lows, highs = ranges.lows[first:last], ranges.highs[first:last]
        ends = self.sums.take(np.minimum(highs, self.high) - self.low)
        return first, (ends - self.sums.take(np.maximum(lows, self.low) - self.low)).tolist()

    def mass(self, low: int, high: int) -> float | None:
        """The share that goes to words ``[low, high)``; None when none of them is in the window."""
        first, last = max(low, self.low), min(high, self.high)
        return float(self.sums[last - self.low] - self.sums[first - self.low]) if first < last else None


class Pointers:
    """All windows of an article, and the learned bias by distance [relations, buckets]."""

    def __init__(self, windows: Sequence[WindowPointers], bias: Floats, relations: Sequence[str]) -> None:
        self._windows = windows
        self._keep_lows = np.array([window.keep_low for window in windows], dtype=np.int64)
        self._relations = {relation: index for index, relation in enumerate(relations)}
        self._bias = bias

    def point(self, relation: str, askers: Sequence[Sequence[int]]) -> list[list[Pointing]]:
        """Ask for each group of words (none empty) where it points to on average.

        A group gets one answer for each window that its words are kept in, in order.
        """
        words = np.array([word for group in askers for word in group], dtype=np.int64)
        groups = np.repeat(np.arange(len(askers)), [len(group) for group in askers])
        windows = self._keep_lows.searchsorted(words, side="right") - 1
        order = np.lexsort((groups, windows))
        words, groups, windows = words[order], groups[order], windows[order]
        begins: list[int] = _starts(windows).tolist()
        found: list[list[Pointing]] = [[] for _ in askers]
        for low, high in pairwise([*begins, len(words)]):
            window = self._windows[int(windows[low])]
            chances = self._chances(window, self._relations[relation], words[low:high] - window.low)
            firsts = _starts(groups[low:high])
            counts = np.append(firsts[1:], high - low) - firsts
            means = np.add.reduceat(chances, firsts, axis=0) / counts[:, np.newaxis].astype(np.float32)
            none = means[:, 0].tolist()
            means[:, 0] = 0
            sums = means.cumsum(axis=1)
            owners: list[int] = groups[low:high][firsts].tolist()
            for row, group in enumerate(owners):
                found[group].append(Pointing(int(counts[row]) / len(askers[group]), none[row], window.low, sums[row]))
        return found

    def _chances(self, window: WindowPointers, relation: int, rows: NDArray[np.int64]) -> Floats:
        """Where each of the window's words ``rows`` points to: [rows, 1 + m], column 0 being "none"."""
        bias = self._bias[relation]
        scores = window.asking[rows, relation] @ window.asked[relation]
        scores[:, 0] += bias[-1]
        scores[:, 1:] += bias.take(window.at - (window.at[rows, np.newaxis] - _FARTHEST))
        scores[np.arange(len(rows)), rows + 1] = -np.inf
        return softmax(scores)


def _starts(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where runs of equal values begin."""
    changes = np.ones(len(values), dtype=np.bool_)
    changes[1:] = values[1:] != values[:-1]
    return changes.nonzero()[0]


def bias_by_distance(buckets: Floats) -> Floats:
    """Learned biases [relations, buckets] -> [relations, distances + 1], the last one for "none".

    Column ``distance + 512`` holds the bias of a signed distance in pieces.
    """
    distances = np.arange(-_FARTHEST, _FARTHEST + 1)
    columns = np.append(distance_bucket(distances), _NULL_BUCKET)
    return np.ascontiguousarray(buckets[:, columns])


def distance_bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed distance in pieces -> bucket: exact to 8, then logarithmic to 256 (as T5's)."""
    magnitude = np.abs(distance)
    far = 8 + (np.log(np.maximum(magnitude, 8) / 8) / np.log(32.0) * 15).astype(np.int64)
    bucket = np.where(magnitude < 8, magnitude, np.minimum(far, 23))
    return np.where(distance < 0, bucket + 24, bucket)
