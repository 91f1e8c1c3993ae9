"""Precision, recall, F1 and their intervals."""

from __future__ import annotations

import pytest

from evaluation.tallies import Tally, intervals, matched, overlap, total


def test_rates() -> None:
    tally = Tally(hits=3, found=2, predicted=4, gold=8)
    assert (tally.precision, tally.recall) == (0.75, 0.25)
    assert tally.f1 == pytest.approx(0.375)
    assert Tally().f1 == 0.0


def test_sums_and_sets() -> None:
    articles = [{"a": matched(1, 2, 3)}, {"a": matched(1, 1, 1), "b": overlap(frozenset({1, 2}), frozenset({2, 3}))}]
    assert total(articles) == {"a": Tally(2, 2, 3, 4), "b": Tally(1, 1, 2, 2)}


def test_intervals_hold_the_score_and_are_the_same_each_time() -> None:
    counts = [{"a": matched(number % 3, 3, 3)} for number in range(30)]
    low, high = intervals(counts, 200)["a"]
    assert low < total(counts)["a"].f1 < high
    assert intervals(counts, 200) == intervals(counts, 200)
    assert intervals(counts, 0) == intervals([], 10) == {}
