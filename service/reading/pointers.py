"""Which words a word points to: sources, cues, earlier fragments, antecedents.

A biaffine score with a bias by distance (Dozat & Manning, ICLR 2017), normalised over the words
of the window in which the asking word is kept; "none" is one of the answers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_NULL_BUCKET = 24


@dataclass(frozen=True, slots=True)
class WindowPointers:
    """The projections of one window of m words, the first of them word ``low`` of the article.

    Words ``[keep_low, keep_high)`` are kept from this window; ``at`` [m] are positions in it;
    ``asking`` [m, relations, d]; ``asked`` [1 + m, relations, d], where row 0 is "none".
    """

    low: int
    keep_low: int
    keep_high: int
    at: NDArray[np.int64]
    asking: Floats
    asked: Floats


@dataclass(frozen=True, slots=True)
class Pointing:
    """Probabilities of one word pointing to the words ``[low, low + len(words))`` or to ``none``."""

    none: float
    low: int
    words: Floats

    def mass(self, low: int, high: int) -> float | None:
        """The share that goes to words ``[low, high)``; None when none of them is in the window."""
        first, last = max(low, self.low), min(high, self.low + len(self.words))
        return float(self.words[first - self.low : last - self.low].sum()) if first < last else None


@dataclass(frozen=True, slots=True)
class Pointers:
    """All windows of an article."""

    windows: tuple[WindowPointers, ...]
    distance: Floats
    relations: Sequence[str]

    def point(self, relation: str, word: int) -> Pointing:
        """Ask where ``word`` points to."""
        window = self.windows[bisect_right(self.windows, word, key=lambda w: w.keep_low) - 1]
        index = self.relations.index(relation)
        row = word - window.low
        scores = window.asked[:, index] @ window.asking[row, index] / window.asked.shape[2] ** 0.5
        scores[1:] += self.distance[index, distance_bucket(window.at - window.at[row])]
        scores[0] += self.distance[index, _NULL_BUCKET]
        scores[1 + row] = -np.inf
        scores = np.exp(scores - scores.max())
        scores /= scores.sum()
        return Pointing(float(scores[0]), window.low, scores[1:])


def distance_bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed distance in pieces -> bucket: exact to 8, then logarithmic to 256 (as T5's)."""
    magnitude = np.abs(distance)
    far = 8 + (np.log(np.maximum(magnitude, 8) / 8) / np.log(32.0) * 15).astype(np.int64)
    bucket = np.where(magnitude < 8, magnitude, np.minimum(far, 23))
    return np.where(distance < 0, bucket + 24, bucket)
