"""Pointers share out what one word points to, over its own window."""

from __future__ import annotations

import numpy as np
import pytest

from service.reading.bio import WordSpan
from service.reading.pointers import Pointers, WindowPointers, WordRanges, bias_by_distance, distance_bucket

RELATIONS = ("source", "cue")


def window(low: int, keep: tuple[int, int], words: int, *, loud: int) -> WindowPointers:
    """Everybody asks for the same; word ``loud`` of the window answers loudest."""
    asking = np.ones((words, 2, 4), dtype=np.float32)
    asked = np.zeros((2, 4, words + 1), dtype=np.float32)
    asked[:, :, 1 + loud] = 2.0
    return WindowPointers(low, *keep, np.arange(words) + 1, asking, asked)


@pytest.fixture
def pointers() -> Pointers:
    bias = bias_by_distance(np.zeros((2, 48), dtype=np.float32))
    return Pointers([window(0, (0, 5), 6, loud=1), window(4, (5, 9), 5, loud=4)], bias, RELATIONS)


def test_chances_sum_to_one_and_go_to_the_loudest(pointers: Pointers) -> None:
    [[answer]] = pointers.point("source", [[3]])
    assert answer.none + (answer.mass(0, 6) or 0.0) == pytest.approx(1.0, abs=1e-5)
    assert (answer.mass(1, 2) or 0.0) > 0.9


def test_a_word_never_points_to_itself(pointers: Pointers) -> None:
    [[answer]] = pointers.point("source", [[1]])
    assert answer.mass(1, 2) == pytest.approx(0.0, abs=1e-6)


def test_each_word_is_asked_in_the_window_it_is_kept_from(pointers: Pointers) -> None:
    [[first, second]] = pointers.point("cue", [[4, 5, 6]])
    assert (first.low, second.low) == (0, 4)
    assert (first.share, second.share) == pytest.approx((1 / 3, 2 / 3))
    assert second.mass(0, 4) is None
    assert (second.mass(8, 9) or 0.0) > 0.9


def test_groups_are_answered_apart_and_as_if_asked_alone(pointers: Pointers) -> None:
    groups = [[1, 2], [3, 4, 6], [2], [7, 8]]
    together = pointers.point("source", groups)
    for group, answers in zip(groups, together, strict=True):
        [alone] = pointers.point("source", [group])
        assert [(a.low, a.share) for a in answers] == [(a.low, a.share) for a in alone]
        for answer, expected in zip(answers, alone, strict=True):
            assert answer.none == pytest.approx(expected.none, abs=1e-6)
            assert answer.sums == pytest.approx(expected.sums, abs=1e-6)
    assert pointers.point("source", []) == []


def test_all_ranges_of_a_window_are_weighed_at_once_as_one_by_one(pointers: Pointers) -> None:
    spans = [WordSpan(low, high, "source", 1.0) for low, high in [(0, 1), (1, 3), (3, 5), (6, 8), (8, 9)]]
    ranges = WordRanges.of(spans)
    [answers] = pointers.point("cue", [[2, 6]])
    for answer in answers:
        first, masses = answer.masses(ranges)
        expected = {i: mass for i, s in enumerate(spans) if (mass := answer.mass(s.low, s.high)) is not None}
        assert dict(enumerate(masses, first)) == expected
    assert answers[-1].masses(ranges.first(2)) == (2, [])


def test_distances_are_exact_near_by_and_signed() -> None:
    assert distance_bucket(np.array([0, 1, 7, 8, 500])).tolist() == [0, 1, 7, 8, 23]
    assert distance_bucket(np.array([-1, -7, -500])).tolist() == [25, 31, 47]
