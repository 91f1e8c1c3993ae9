"""Whether a quotation's confidence means what it says.

A quotation is right when it is paired with a labelled one and the sources agree, as in
`evaluation.measures.quotations`.  ``expected_calibration_error`` is the mean distance between
confidence and share right over ten bins, weighted by their size (Naeini et al., AAAI 2015);
``brier_score`` the mean squared distance of confidence and outcome (Brier 1950).
"""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.labels import Reply
from evaluation.measures.misreadings import surest_mistakes
from evaluation.measures.quotations import article_pairing
from evaluation.pairing import Pairing, same_source
from evaluation.report import Outcome, Table, summed
from evaluation.tallies import Tally, matched

BINS = 10
FLOORS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95)

Judged = tuple[float, bool]


def evaluate(replies: Sequence[Reply], *, draws: int, errors: int) -> Outcome:
    """Score confidences as the module says; the errors are those the service was surest of."""
    pairings = [article_pairing(each) for each in replies]
    judged = [each for pairing in pairings for each in judgements(pairing)]
    return summed(
        [{"attribution": _tally(pairing, 0.0)} for pairing in pairings],
        draws,
        figures={"expected_calibration_error": calibration_error(judged), "brier_score": _brier(judged)},
        tables=(_reliability(judged), _floors(pairings)),
        errors=surest_mistakes(list(zip(replies, pairings, strict=True)), errors),
    )


def judgements(pairing: Pairing) -> list[Judged]:
    """The confidence of each predicted quotation of an article, and whether it is right."""
    right = {p for g, p in pairing.pairs if same_source(pairing.gold[g], pairing.predicted[p])}
    return [(each.attribution.confidence, index in right) for index, each in enumerate(pairing.predicted)]


def calibration_error(judged: Sequence[Judged]) -> float:
    """The expected calibration error; 0 of nothing."""
    distances = [abs(sum(confidence - right for confidence, right in each)) for each in _bins(judged)]
    return sum(distances) / len(judged) if judged else 0.0


def _bins(judged: Sequence[Judged]) -> list[list[Judged]]:
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        bins[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    return bins


def _brier(judged: Sequence[Judged]) -> float:
    return sum((confidence - right) ** 2 for confidence, right in judged) / len(judged) if judged else 0.0


def _reliability(judged: Sequence[Judged]) -> Table:
    rows = tuple(
        (
            f"{index / BINS:.1f}-{(index + 1) / BINS:.1f}",
            len(each),
            sum(confidence for confidence, _ in each) / len(each),
            sum(right for _, right in each) / len(each),
        )
        for index, each in enumerate(_bins(judged))
        if each
    )
    return Table("Reliability", ("confidence", "quotations", "mean confidence", "share right"), rows)


def _floors(pairings: Sequence[Pairing]) -> Table:
    """What a newsroom gets that asks for a least confidence (``min_confidence``)."""
    tallies = [(floor, sum((_tally(pairing, floor) for pairing in pairings), Tally())) for floor in FLOORS]
    rows = tuple((floor, each.precision, each.recall, each.f1, each.predicted) for floor, each in tallies)
    return Table("By least confidence", ("min_confidence", "P", "R", "F1", "quotations"), rows)


def _tally(pairing: Pairing, floor: float) -> Tally:
    kept = [right for confidence, right in judgements(pairing) if confidence >= floor]
    return matched(sum(kept), len(kept), len(pairing.gold))
