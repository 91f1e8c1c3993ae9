"""Train the topic heads to the end on what the exported weights make of the articles.

    python -m training.topic_heads --model service/model --corpora ../shared/corpora

The last step of a training, after the export and before `training.calibrate`: every article is
read once as the service reads it (`training.pooled`), then only the topic layers learn, which
costs minutes.  Encoder, attention pooling and all other heads stay as they are.  Rewrites
``topics.onnx``, its hash and its development scores in ``meta.json``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from service.reading.taxonomy import Taxonomy
from training.calibrate import best_threshold
from training.export import export_topics
from training.losses import topic_loss
from training.network import POOLS, WIDTH, Reader
from training.pooled import Pooled, labelled_definitions, pool_articles, read_labelled
from training.published import load_published
from training.splits import is_dev
from training.topic_batches import Tree, make_tree

log = logging.getLogger("training")
HEADS = ("topic_inner", "topics", "main_topic")
_BATCH = 16


class Data:
    """Pooled articles as tensors: [articles, POOLS * WIDTH], [articles, topics], [articles] (-1: no main topic)."""

    def __init__(self, articles: Sequence[Pooled], tree: Tree) -> None:
        index = {q: i for i, q in enumerate(tree.qcodes)}
        top = {q: i for i, q in enumerate(tree.top)}
        self.vectors = torch.from_numpy(np.stack([a.vector for a in articles]))
        self.wanted = torch.zeros(len(articles), len(index))
        self.main = torch.full((len(articles),), -1)
        for row, article in enumerate(articles):
            lines = [line for q in article.topics if (line := tree.line(q))]
            self.wanted[row, [index[q] for line in lines for q in line if q in index]] = 1
            self.main[row] = top.get(lines[0][-1], -1) if lines else -1


def _logits(reader: Reader, vectors: Tensor, dropout: float) -> tuple[Tensor, Tensor]:
    if dropout:  # whole channels, in all pools alike
        kept = (torch.rand(len(vectors), 1, WIDTH) > dropout) / (1 - dropout)
        vectors = (vectors.view(-1, POOLS, WIDTH) * kept).flatten(1)
    inner = F.dropout(F.gelu(reader.topic_inner(vectors)), dropout, training=dropout > 0)
    return reader.topics(inner), reader.main_topic(inner)


@torch.no_grad()
def score(reader: Reader, data: Data, tree: Tree) -> dict[str, float]:
    """Micro F1 of levels 1 and 2, each at its best threshold, and the share of right main topics."""
    topics, main = _logits(reader, data.vectors, 0.0)
    given, wanted = topics.sigmoid().double().numpy(), data.wanted.numpy() > 0
    levels = np.array(tree.levels)
    scores: dict[str, float] = {}
    for level in (1, 2):
        g, w = given[:, levels == level], wanted[:, levels == level]
        chosen = g >= best_threshold(g, w)
        scores[f"topics.level{level}"] = round(2 * float((chosen & w).sum()) / float(chosen.sum() + w.sum()), 4)
    known = data.main >= 0
    scores["topics.main"] = round(float((main.argmax(1) == data.main)[known].float().mean()), 4)
    return scores


def train_heads(reader: Reader, train: Data, dev: Data, tree: Tree, options: argparse.Namespace) -> dict[str, float]:
    """Train from the same start with several seeds, and leave the mean of the weights in ``reader``; its scores."""
    start = {name: value.clone() for name, value in reader.state_dict().items()}
    log.info("before %s", json.dumps(score(reader, dev, tree)))
    found: list[dict[str, Tensor]] = []
    for seed in range(options.seed, options.seed + options.seeds):
        reader.load_state_dict(start)
        _train_once(reader, train, tree, options, seed)
        log.info("seed %d %s", seed, json.dumps(score(reader, dev, tree)))
        found.append({name: value.clone() for name, value in reader.state_dict().items()})
    reader.load_state_dict({name: torch.stack([weights[name] for weights in found]).mean(0) for name in start})
    return score(reader, dev, tree)


def _train_once(reader: Reader, train: Data, tree: Tree, options: argparse.Namespace, seed: int) -> None:
    """All epochs, the learning rate falling to nothing."""
    torch.manual_seed(seed)
    heads = [p for name, p in reader.named_parameters() if name.split(".")[0] in HEADS]
    optimizer = torch.optim.AdamW(heads, lr=options.rate, weight_decay=options.decay)
    level1 = torch.tensor([i for i, level in enumerate(tree.levels) if level == 1])
    steps = options.epochs * -(-len(train.vectors) // _BATCH)
    done = 0
    for _ in range(options.epochs):
        for rows in torch.randperm(len(train.vectors)).split(_BATCH):
            optimizer.param_groups[0]["lr"] = options.rate * (1 - done / steps)
            topics, main = _logits(reader, train.vectors[rows], options.dropout)
            topic_loss(topics, main, train.wanted[rows], train.main[rows], level1).backward()
            optimizer.step()
            optimizer.zero_grad()
            done += 1


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--model", type=Path, default=Path("service/model"))
    parser.add_argument("--version", help="the new version of the weights (default: as it is)")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--decay", type=float, default=0.3)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=13, help="the first of them")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    taxonomy = Taxonomy.load()
    tree = make_tree(taxonomy)
    articles = list(read_labelled(options.corpora / "topics" / "iptc_train.jsonl"))
    learned = [*(a for a in articles if not is_dev(a.id)), *labelled_definitions(taxonomy)]
    dev = Data(pool_articles(options.model, (a for a in articles if is_dev(a.id)), options.processes), tree)
    train = Data(pool_articles(options.model, learned, options.processes), tree)
    log.info("%d articles and definitions, %d development articles", len(train.vectors), len(dev.vectors))
    reader = Reader(len(tree.qcodes), len(tree.top))
    with torch.no_grad():
        load_published(reader, options.model)
    scores = train_heads(reader, train, dev, tree, options)
    with torch.no_grad():
        export_topics(reader.eval(), options.model)
    (options.model / "topics.float.onnx").unlink()
    path = options.model / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta["version"] = options.version or meta["version"]
    meta["files"]["topics.onnx"] = hashlib.sha256((options.model / "topics.onnx").read_bytes()).hexdigest()
    meta["dev_scores"] |= scores
    path.write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
