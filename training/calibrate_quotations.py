"""Fit how sure the service says it is of a quotation, on the development articles.

    python -m training.dev_sets && python -m training.calibrate_quotations --dev build/dev

Writes ``quotation_confidence`` into ``meta.json`` of the packaged model: for each roles head and
kind of quotation the slope and offset of a logistic curve over the log odds of the raw score
(Platt scaling), fitted with the smoothed targets of Platt (1999).  Prints the calibration error
that articles left out of the fit (each fifth in turn) would see.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.answers import ask_all, connect
from evaluation.gold import read, statements_only
from evaluation.labels import Reply
from evaluation.measures.calibration import calibration_error
from evaluation.measures.quotations import article_pairing
from evaluation.pairing import same_source
from service.reading.confidence import calibrated, log_odds
from service.reading.findings import Span
from service.reading.marks import find_marks
from service.reading.quotations import quotation_kind, quoted_stretches
from training.schema import AS_SCORED

MODEL = Path("service/model/meta.json")
SETS = {"roles_house": ("house.jsonl", False), "roles_wide": ("polnear.jsonl", True)}
_FOLDS = 5
_PRIOR = 2.0

Judged = tuple[int, str, float, bool]
"""Number of the article, kind of the quotation, raw score, whether it is right."""


def ask(path: Path, *, thoughts: bool) -> list[Reply]:
    """The service's answers on one development set."""
    articles = read(path)

    async def asked() -> list[Reply]:
        async with connect(None) as client:
            return await ask_all(client, articles, ["quotations"], include_thoughts=thoughts)

    if not thoughts:
        articles = [statements_only(a) for a in articles]
    return asyncio.run(asked())


def judge(replies: Sequence[Reply]) -> list[Judged]:
    """Every quotation of the answers, and whether it is paired and its source agrees."""
    judged: list[Judged] = []
    for number, reply in enumerate(replies):
        pairing = article_pairing(reply)
        right = {p for g, p in pairing.pairs if same_source(pairing.gold[g], pairing.predicted[p])}
        quoted = quoted_stretches(find_marks(reply.article.text))
        for index, each in enumerate(pairing.predicted):
            content = [Span(*span) for span in each.attribution.content]
            kind = quotation_kind(reply.article.text, content, quoted)
            judged.append((number, kind, each.attribution.confidence, index in right))
    return judged


def fit(scores: NDArray[np.float64], right: NDArray[np.bool_]) -> list[float]:
    """Slope and offset by damped Newton steps on the log loss, drawn a little towards slope 1, offset 0."""
    x = np.column_stack([[log_odds(s) for s in scores], np.ones(len(scores))])
    hits = right.sum()
    target = np.where(right, (hits + 1) / (hits + 2), 1 / (len(right) - hits + 2))
    start = np.array([1.0, 0.0])

    def loss(at: NDArray[np.float64]) -> float:
        raw = x @ at
        return float((np.logaddexp(0, raw) - target * raw).sum() + _PRIOR / 2 * ((at - start) ** 2).sum())

    weights = start.copy()
    for _ in range(50):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - target) + _PRIOR * (weights - start)
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + _PRIOR * np.eye(2)
        step = np.linalg.solve(curve, slope)
        while loss(weights - step) > loss(weights) and np.abs(step).max() > 1e-6:
            step /= 2
        weights = weights - step
    return [round(float(w), 4) for w in weights]


def fit_kinds(judged: Sequence[Judged]) -> dict[str, list[float]]:
    """A curve for each kind of quotation."""
    curves: dict[str, list[float]] = {}
    for kind in AS_SCORED["roles_house"]:
        scores = np.array([s for _, k, s, _ in judged if k == kind])
        curves[kind] = fit(scores, np.array([r for _, k, _, r in judged if k == kind], dtype=np.bool_))
    return curves


def left_out_error(judged: Sequence[Judged]) -> float:
    """The calibration error when each fifth of the articles is left out of the fit in turn."""
    outcome: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        curves = fit_kinds([j for j in judged if j[0] % _FOLDS != fold])
        outcome += [(calibrated(s, *curves[k]), r) for n, k, s, r in judged if n % _FOLDS == fold]
    return calibration_error(outcome)


def main() -> None:
    """Run from the command line, in the repository."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dev", type=Path, default=Path("build/dev"))
    options = parser.parse_args()
    meta = json.loads(MODEL.read_text(encoding="utf-8"))
    meta["quotation_confidence"] = AS_SCORED
    MODEL.write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    curves: dict[str, dict[str, list[float]]] = {}
    for head, (name, thoughts) in SETS.items():
        judged = judge(ask(options.dev / name, thoughts=thoughts))
        curves[head] = fit_kinds(judged)
        raw = calibration_error([(score, right) for _, _, score, right in judged])
        print(f"{head}: {len(judged)} quotations, error {raw:.4f} raw, {left_out_error(judged):.4f} left out")
    meta["quotation_confidence"] = curves
    MODEL.write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
