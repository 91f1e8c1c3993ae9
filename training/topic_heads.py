"""Train the topic heads to the end on the finished encoder.

    python -m training.topic_heads --run runs/2026.11 --encoder MODEL_DIR

The last step of a training, before the export: every article is encoded once, then only the
attention pooling and the topic layers learn, which costs minutes.  The shared encoder and all
other heads stay as they are.  Rewrites ``RUN/best.safetensors`` when the development articles
gain by it, and adds the scores to ``RUN/dev_scores.json``.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional as F
from torch.nn.utils.rnn import pad_sequence

from service.reading.taxonomy import Taxonomy
from training.calibrate import best_threshold
from training.corpora import Example
from training.data import load_topic_corpora
from training.dev_scores import encode
from training.losses import topic_loss
from training.network import Reader
from training.topic_batches import Tree, make_tree, topic_batch, topic_groups
from training.train import load_tokenizer

log = logging.getLogger("training")
HEADS = ("pool", "topic_inner", "topics", "main_topic")
_GROUP = 8
_BATCH = 16


@dataclass(frozen=True, slots=True)
class Encoded:
    """An article's hidden states [pieces, WIDTH] in half precision, its topics and its main one (-1: unknown)."""

    hidden: Tensor
    wanted: Tensor
    main: Tensor


def encode_articles(reader: Reader, examples: Sequence[Example], tree: Tree, encoder: Path) -> list[Encoded]:
    """Run the finished encoder over the articles, each as the service reads it."""
    rng = np.random.default_rng(0)
    tokenizer = load_tokenizer(encoder)
    found: list[Encoded] = []
    reader.eval()
    with torch.no_grad():
        for group in topic_groups(examples, _GROUP, rng):
            b = topic_batch(group, tree, tokenizer, rng, training=False)
            hidden = encode(reader, b.batch).half()
            for row in range(len(group)):
                windows = (b.article == row) & (b.story.sum(1) > 0)
                kept = hidden[windows][b.story[windows] > 0]
                found.append(Encoded(kept, b.wanted[row], b.main[row]))
    return found


def _logits(reader: Reader, batch: Sequence[Encoded], dropout: float) -> tuple[Tensor, Tensor]:
    hidden = pad_sequence([e.hidden for e in batch], batch_first=True).float()
    story = pad_sequence([torch.ones(len(e.hidden)) for e in batch], batch_first=True)
    if dropout:
        hidden = hidden * (torch.rand(len(batch), 1, hidden.shape[2]) > dropout) / (1 - dropout)
    pooled = reader.pool_topics(hidden, story, torch.arange(len(batch)), len(batch))
    pooled = F.dropout(pooled, dropout, training=dropout > 0)
    return reader.topics(pooled), reader.main_topic(pooled)


def _batches(articles: Sequence[Encoded], order: Sequence[int]) -> Iterator[list[Encoded]]:
    for at in range(0, len(order), _BATCH):
        yield [articles[i] for i in order[at : at + _BATCH]]


@torch.no_grad()
def score(reader: Reader, articles: Sequence[Encoded], tree: Tree) -> dict[str, float]:
    """Micro F1 of levels 1 and 2, each at its best threshold, and the share of right main topics."""
    parts = [_logits(reader, b, 0.0) for b in _batches(articles, range(len(articles)))]
    given = torch.cat([p[0] for p in parts]).sigmoid().double().numpy()
    main = torch.cat([p[1] for p in parts]).argmax(1)
    wanted = torch.stack([a.wanted for a in articles]).numpy() > 0
    levels = np.array(tree.levels)
    scores: dict[str, float] = {}
    for level in (1, 2):
        g, w = given[:, levels == level], wanted[:, levels == level]
        chosen = g >= best_threshold(g, w)
        scores[f"topics.level{level}"] = round(2 * float((chosen & w).sum()) / float(chosen.sum() + w.sum()), 4)
    right = torch.stack([a.main for a in articles])
    scores["topics.main"] = round(float((main == right)[right >= 0].float().mean()), 4)
    return scores


def train_heads(
    reader: Reader, train: Sequence[Encoded], dev: Sequence[Encoded], tree: Tree, options: argparse.Namespace
) -> dict[str, float]:
    """Train, and leave in ``reader`` the heads of the best epoch; returns its scores."""
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)
    heads = [p for name, p in reader.named_parameters() if name.split(".")[0] in HEADS]
    optimizer = torch.optim.AdamW(heads, lr=options.rate, weight_decay=options.decay)
    level1 = torch.tensor([i for i, level in enumerate(tree.levels) if level == 1])
    best = score(reader, dev, tree)
    kept = {name: value.clone() for name, value in reader.state_dict().items()}
    log.info("before %s", json.dumps(best))
    steps = options.epochs * -(-len(train) // _BATCH)
    done = 0
    for epoch in range(options.epochs):
        for batch in _batches(train, rng.permutation(len(train)).tolist()):
            optimizer.param_groups[0]["lr"] = options.rate * (1 - done / steps)
            topics, main = _logits(reader, batch, options.dropout)
            wanted, mains = torch.stack([e.wanted for e in batch]), torch.stack([e.main for e in batch])
            topic_loss(topics, main, wanted, mains, level1).backward()
            optimizer.step()
            optimizer.zero_grad()
            done += 1
        scores = score(reader, dev, tree)
        log.info("epoch %d %s", epoch, json.dumps(scores))
        if sum(scores.values()) > sum(best.values()):
            best, kept = scores, {name: value.clone() for name, value in reader.state_dict().items()}
    reader.load_state_dict(kept)
    return best


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--decay", type=float, default=0.05)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(2)
    taxonomy = Taxonomy.load()
    tree = make_tree(taxonomy)
    reader = Reader(len(tree.qcodes), len(tree.top))
    weights = options.run / "best.safetensors"
    reader.load_state_dict(load_file(weights))
    articles, definitions = load_topic_corpora(options.corpora, taxonomy)
    dev = encode_articles(reader, articles.dev, tree, options.encoder)
    train = encode_articles(reader, [*articles.train, *definitions.train], tree, options.encoder)
    scores = train_heads(reader, train, dev, tree, options)
    save_file(reader.state_dict(), weights)
    path = options.run / "dev_scores.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **scores}, indent=1) + "\n")


if __name__ == "__main__":
    main()
