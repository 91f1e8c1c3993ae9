"""Decoding of token heads: labels of words -> spans of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_SURELY_OUTSIDE = 0.98


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Words ``[low, high)`` of one type, with the mean probability of their labels."""

    low: int
    high: int
    type: str
    confidence: float


def softmax(logits: Floats) -> Floats:
    """Row-wise softmax."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


def sigmoid(logits: Floats) -> Floats:
    """Element-wise logistic function, safe for large magnitudes."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -40, 40))), dtype=np.float32)


def decode_bio(logits: Floats, labels: list[str]) -> list[WordSpan]:
    """BIO logits [words, labels] -> spans in order, by the most probable legal path (Viterbi).

    The label O comes first, then B-x and I-x of each type x; I-x may only follow B-x or I-x.
    Words that are surely outside split the text into stretches that are decoded on their own.
    """
    probabilities = softmax(logits)
    spans: list[WordSpan] = []
    unsure = np.flatnonzero(probabilities[:, 0] < _SURELY_OUTSIDE)
    if not len(unsure):
        return spans
    breaks = np.flatnonzero(np.diff(unsure) > 1)
    lows, lasts = unsure[np.append(0, breaks + 1)], unsure[np.append(breaks, -1)]
    masses = np.zeros((len(probabilities) + 1, len(labels) // 2))
    np.cumsum(probabilities[:, 1::2] + probabilities[:, 2::2], axis=0, out=masses[1:])
    likeliest = probabilities.argmax(axis=1)
    legal = _all_legal(likeliest, lows, lasts)
    for low, last, as_it_is in zip(lows.tolist(), lasts.tolist(), legal.tolist(), strict=True):
        path: list[int] = (
            likeliest[low : last + 1].tolist()
            if as_it_is
            else _best_path(np.log(np.maximum(probabilities[low : last + 1], 1e-9)).tolist())
        )
        for start, end, kind in _runs(path):
            mass = float(masses[low + end, kind] - masses[low + start, kind]) / (end - start)
            spans.append(WordSpan(low + start, low + end, labels[1 + 2 * kind][2:], mass))
    return spans


def _all_legal(labels: NDArray[np.intp], lows: NDArray[np.intp], lasts: NDArray[np.intp]) -> NDArray[np.bool_]:
    """For each stretch whether its likeliest labels make a legal path, which then is the best one."""
    before = np.append(0, labels[:-1])
    before[lows] = 0
    inside = (labels > 0) & (labels % 2 == 0)
    illegal = inside & (before != labels) & (before != labels - 1)
    counts = np.append(0, np.cumsum(illegal))
    return counts[lasts + 1] == counts[lows]


def _best_path(rows: list[list[float]]) -> list[int]:
    """The most probable legal label of each word; ``rows`` are log probabilities."""
    kinds = range(1, len(rows[0]), 2)
    scores = [*rows[0]]
    for begin in kinds:
        scores[begin + 1] = -1e9
    back: list[tuple[int, list[int]]] = []
    for row in rows[1:]:
        best = max(range(len(scores)), key=scores.__getitem__)
        top = scores[best]
        fresh = [top + value for value in row]
        inside: list[int] = []
        for begin in kinds:
            from_begin = scores[begin] >= scores[begin + 1]
            inside.append(begin if from_begin else begin + 1)
            fresh[begin + 1] = row[begin + 1] + (scores[begin] if from_begin else scores[begin + 1])
        back.append((best, inside))
        scores = fresh
    label = max(range(len(scores)), key=scores.__getitem__)
    path = [label]
    for best, inside in reversed(back):
        label = inside[label // 2 - 1] if label and label % 2 == 0 else best
        path.append(label)
    return path[::-1]


def _runs(path: list[int]) -> Iterator[tuple[int, int, int]]:
    """The spans of a legal path: start, end, index of the type."""
    start = -1
    for at, label in enumerate([*path, 0]):
        if start >= 0 and (label == 0 or label % 2 == 1):
            yield start, at, (path[start] - 1) // 2
            start = -1
        if label % 2 == 1:
            start = at
