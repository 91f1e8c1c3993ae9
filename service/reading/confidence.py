"""Raw scores made into chances that mean what they say.

Platt scaling (Platt, Advances in Large Margin Classifiers, 1999): a logistic curve over the log
odds of the raw score, fitted on development articles for each roles head and kind of quotation
(``training.calibrate_quotations``) and kept in ``meta.json``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

Scales = Mapping[str, Mapping[str, Sequence[float]]]
"""Slope and offset by roles head and kind: ``{"roles_house": {"direct": [1.0, 0.0]}}``."""

_EDGE = 1e-4


def log_odds(score: float) -> float:
    """The log odds of a score in [0, 1], kept finite."""
    score = min(max(score, _EDGE), 1 - _EDGE)
    return log(score / (1 - score))


def calibrated(score: float, slope: float, offset: float) -> float:
    """The chance in [0, 1] that what scored ``score`` in [0, 1] is right."""
    return 1 / (1 + exp(-(slope * log_odds(score) + offset)))
