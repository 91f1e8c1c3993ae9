"""Choose the topics' temperature and thresholds on the development articles.

    python -m training.calibrate --corpora ../shared/corpora --model service/model

Writes ``topic_temperature``, ``topic_level_thresholds`` and ``topic_thresholds`` into
``meta.json``: a threshold for each level, and an own one for topics that occur often enough.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.reading.taxonomy import Taxonomy
from service.reading.topics import TopicReader
from training.pooled import Pooled, pool_articles, read_labelled
from training.schema import TOPICS_UNCALIBRATED
from training.splits import is_dev
from training.topic_batches import Tree, make_tree

_GRID = np.arange(0.1, 0.81, 0.02)
_OFTEN = 12
_SHRINK = 0.5
_TEMPERATURES = (0.8, 1.0, 1.2, 1.4, 1.7, 2.0)


def chances_of(model: Path, articles: Sequence[Pooled], tree: Tree) -> NDArray[np.float64]:
    """The service's own chances [articles, topics]."""
    reader = TopicReader.load(model, tree.taxonomy)
    rows: list[list[float]] = []
    for article in articles:
        given = reader.chances(article.vector)
        rows.append([given[q] for q in tree.qcodes])
    return np.array(rows)


def wanted_of(articles: Sequence[Pooled], tree: Tree) -> NDArray[np.bool_]:
    """The topics as annotated, with everything above them [articles, topics]."""
    index = {q: i for i, q in enumerate(tree.qcodes)}
    wanted = np.zeros((len(articles), len(tree.qcodes)), dtype=np.bool_)
    for row, article in enumerate(articles):
        for qcode in article.topics:
            wanted[row, [index[q] for q in tree.line(qcode) if q in index]] = True
    return wanted


def best_threshold(given: NDArray[np.float64], wanted: NDArray[np.bool_]) -> float:
    """The threshold with the best micro F1 over the given columns."""

    def f1(threshold: float) -> float:
        chosen = given >= threshold
        return 2 * float((chosen & wanted).sum()) / max(float(chosen.sum() + wanted.sum()), 1.0)

    return float(max(_GRID, key=f1))


def calibration_error(given: NDArray[np.float64], wanted: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten bins of the chances above 0.05."""
    known = given > 0.05
    bins = np.minimum((given[known] * 10).astype(int), 9)
    error = 0.0
    for b in range(10):
        inside = bins == b
        if inside.any():
            error += inside.mean() * abs(given[known][inside].mean() - wanted[known][inside].mean())
    return float(error)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--model", type=Path, default=Path("service/model"))
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    tree = make_tree(Taxonomy.load())
    labelled = read_labelled(options.corpora / "topics" / "iptc_train.jsonl")
    articles = pool_articles(options.model, (a for a in labelled if is_dev(a.id)), options.processes)
    wanted = wanted_of(articles, tree)
    path = options.model / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta |= deepcopy(TOPICS_UNCALIBRATED)
    tried: dict[float, float] = {}
    for temperature in _TEMPERATURES:
        meta["topic_temperature"] = temperature
        path.write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
        tried[temperature] = calibration_error(chances_of(options.model, articles, tree), wanted)
    meta["topic_temperature"] = min(tried, key=lambda t: tried[t])
    path.write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    given = chances_of(options.model, articles, tree)
    levels = np.array(tree.levels)
    for level in (1, 2, 3):
        columns = levels == level
        general = best_threshold(given[:, columns], wanted[:, columns])
        meta["topic_level_thresholds"][str(level)] = round(general, 3)
        for column in np.flatnonzero(columns & (wanted.sum(axis=0) >= _OFTEN)).tolist():
            own = best_threshold(given[:, [column]], wanted[:, [column]])
            meta["topic_thresholds"][tree.qcodes[column]] = round(_SHRINK * own + (1 - _SHRINK) * general, 3)
    path.write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({"calibration_error": tried, "levels": meta["topic_level_thresholds"]}, indent=1))


if __name__ == "__main__":
    main()
