from __future__ import annotations

import pytest

from service.reading.confidence import calibrated, log_odds


def test_as_scored_nothing_changes() -> None:
    assert calibrated(0.3, 1.0, 0.0) == pytest.approx(0.3)


@pytest.mark.parametrize("score", [0.0, 1e-9, 0.5, 1.0])
def test_a_chance_is_a_chance(score: float) -> None:
    assert 0 < calibrated(score, 1.5, -0.4) < 1


def test_the_order_of_scores_is_kept() -> None:
    chances = [calibrated(score / 100, 0.6, 0.3) for score in range(2, 99)]
    assert chances == sorted(chances)


def test_log_odds_of_an_even_chance_are_none() -> None:
    assert log_odds(0.5) == 0
