"""Fit how much an article is about each of its entities.

    python -m training.fit_salience --corpora ../shared/corpora

Logistic regression on the salient entities of GUM (those that people's own summaries of a text
mention; Zeldes & Lin, 2024) over the features of `service.reading.salience`; prints the weights
to write into that module, and the average precision on documents left out (each fifth in turn)
beside that of the number of mentions alone.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.corpora import read_gum

NAMES = ("_LOG_MENTIONS", "_FIRST_POSITION", "_IN_HEADLINE", "_IN_LEAD", "_BIAS")
_FOLDS = 5
_PRIOR = 0.002


@dataclass(frozen=True, slots=True)
class Document:
    """One row of ``features`` for each named entity of a text, and whether it is salient."""

    features: np.ndarray
    salient: np.ndarray


def documents(path: Path) -> list[Document]:
    """The texts of GUM that have named entities, salient and other ones."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = [_document(row, example.mentions or ()) for row, example in zip(rows, read_gum(path), strict=True)]
    return [d for d in found if 0 < d.salient.sum() < len(d.salient)]


def _document(row: dict[str, Any], mentions: Sequence[Any]) -> Document:
    salient = {number for number, _ in re.findall(r"(\S+) \((\d)\*?\)", row["meta"].get("salientEntities", ""))}
    length = max(len(row["text"]), 1)
    starts = [start for start, _ in row["blocks"]]
    blocks = list(zip(row["blocks"], [*starts[1:], length], strict=True))
    headline = next(((start, end) for (start, kind), end in blocks if kind.startswith("head")), (0, 0))
    lead = next((end for (_, kind), end in blocks if kind.startswith("p")), 0)
    features, labels = [], []
    for cluster in dict.fromkeys(m.cluster for m in mentions if m.form == "name" and m.type != "other"):
        at = [m.start for m in mentions if m.cluster == cluster]
        in_headline = any(headline[0] <= start < headline[1] for start in at)
        features.append([log(len(at)), min(at) / length, in_headline, min(at) < lead, 1.0])
        labels.append(cluster in salient)
    return Document(np.array(features, dtype=float).reshape(-1, len(NAMES)), np.array(labels, dtype=bool))


def fit(chosen: Sequence[Document]) -> np.ndarray:
    """The weights of the features, the bias last."""
    x = torch.tensor(np.concatenate([d.features for d in chosen]))
    y = torch.tensor(np.concatenate([d.salient for d in chosen]), dtype=torch.float64)
    weights = torch.zeros(len(NAMES), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        error = torch.nn.functional.binary_cross_entropy_with_logits(x @ weights, y)
        total = error + _PRIOR / 2 * weights[:-1].square().sum()
        total.backward()
        return total

    optimizer.step(loss)
    return weights.detach().numpy()


def average_precision(scores: np.ndarray, salient: np.ndarray) -> float:
    """The mean precision at the rank of each salient entity."""
    ranked = salient[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1))[ranked].mean())


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    found = documents(parser.parse_args().corpora / "people" / "gum.jsonl")
    precisions: list[float] = []
    for fold in range(_FOLDS):
        weights = fit([d for n, d in enumerate(found) if n % _FOLDS != fold])
        precisions += [average_precision(d.features @ weights, d.salient) for d in found[fold::_FOLDS]]
    counted = [average_precision(d.features[:, 0], d.salient) for d in found]
    for name, weight in zip(NAMES, fit(found), strict=True):
        print(f"{name} = {weight:.2f}")
    print(f"# {len(found)} documents: average precision {np.mean(precisions):.3f}, by mentions {np.mean(counted):.3f}")


if __name__ == "__main__":
    main()
