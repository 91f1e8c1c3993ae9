"""Counting: what was right, of how many predicted and how many labelled, and how sure that is."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SEED = 0
LOW, HIGH = 0.025, 0.975


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts behind a precision and a recall.

    ``hits`` of ``predicted`` were right, ``found`` of ``gold`` were found.  The two are the same
    number but where precision and recall look at different classes.
    """

    hits: int = 0
    found: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.hits + other.hits,
            self.found + other.found,
            self.predicted + other.predicted,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """The share of the predicted that is right; 0 where nothing was predicted."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the labelled that was found; 0 where nothing is labelled."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Counts = Mapping[str, Tally]


def matched(hits: int, predicted: int, gold: int) -> Tally:
    """A tally where every hit is one predicted and one labelled item."""
    return Tally(hits, hits, predicted, gold)


def overlap(gold: frozenset[object], predicted: frozenset[object]) -> Tally:
    """The tally of two sets."""
    return matched(len(gold & predicted), len(predicted), len(gold))


def total(counts: Iterable[Counts]) -> dict[str, Tally]:
    """The sums over articles (micro averages), by name."""
    sums: dict[str, Tally] = {}
    for article in counts:
        for name, tally in article.items():
            sums[name] = sums.get(name, Tally()) + tally
    return sums


def intervals(counts: Sequence[Counts], draws: int) -> dict[str, tuple[float, float]]:
    """The 95% interval of each F1 when articles are drawn again with replacement.

    Source: Efron's percentile bootstrap; the seed is fixed, so the same counts give the same interval.
    """
    if not counts or not draws:
        return {}
    generator = random.Random(SEED)  # noqa: S311 - statistics, not secrets
    values: dict[str, list[float]] = {}
    for _ in range(draws):
        for name, tally in total(generator.choices(counts, k=len(counts))).items():
            values.setdefault(name, []).append(tally.f1)
    return {name: _inner(sorted(drawn)) for name, drawn in values.items()}


def _inner(ordered: Sequence[float]) -> tuple[float, float]:
    last = len(ordered) - 1
    return ordered[int(LOW * len(ordered))], ordered[min(last, int(HIGH * len(ordered)))]
