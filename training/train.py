"""Train the reader: all heads jointly on one encoder.

    python -m training.train --corpora ../shared/corpora --encoder MODEL_DIR --out RUN_DIR

Resumes from RUN_DIR/last.pt after an interruption; writes RUN_DIR/best.safetensors.  Runs on
CPU: bfloat16 where the processor multiplies it (5,600 word pieces a second on two idle cores with AMX), else float32.
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.optim import AdamW

from service.reading.taxonomy import Taxonomy
from training.batches import Batch, TrainWindow, bucketed, make_batch, padded_length, windows_of
from training.corpora import Example
from training.data import epoch_examples, load_token_corpora, load_topic_corpora
from training.dev_scores import token_scores, topic_scores
from training.losses import WEIGHTS, pointer_loss, split_heads, token_losses, topic_loss
from training.network import FAST_BFLOAT16, WORKING_TYPE, Reader, load_encoder
from training.published import load_start
from training.topic_batches import TopicBatch, Tree, make_tree, topic_batch, topic_groups

log = logging.getLogger("training")
TOPIC_GROUP = 8
CHOSEN_BY = (
    "house.content",
    "house.source",
    "wide.content",
    "wide.source",
    "to.source",
    "to.previous",
    "names",
    "to.antecedent",
)


class Trainer:
    """Holds the network, its data and the schedule."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.tokenizer = load_tokenizer(options.encoder)
        taxonomy = Taxonomy.load(options.taxonomy)
        self.tree: Tree = make_tree(taxonomy)
        self.token_corpora = load_token_corpora(options.corpora)
        self.topic_corpora = load_topic_corpora(options.corpora, taxonomy)
        torch.manual_seed(options.seed)
        self.reader = Reader(len(self.tree.qcodes), len(self.tree.top))
        if options.start:
            load_start(self.reader, options.start)
        else:
            load_encoder(self.reader, options.encoder / "model.safetensors")
            self._set_topic_priors()
        self.level1 = torch.tensor([i for i, level in enumerate(self.tree.levels) if level == 1])
        encoder = [
            p for n, p in self.reader.named_parameters() if n.startswith(("words", "positions", "norm", "layers"))
        ]
        known = {id(p) for p in encoder}
        heads = [p for p in self.reader.parameters() if id(p) not in known]
        self.optimizer = AdamW(
            [{"params": encoder, "lr": options.rate}, {"params": heads, "lr": options.head_rate}],
            weight_decay=0.01,
            fused=True,
        )
        self.peaks = [options.rate, options.head_rate]

    def _set_topic_priors(self) -> None:
        """Start every topic at its own frequency, so that rare ones do not begin as false alarms."""
        counts = np.full(len(self.tree.qcodes), 0.2)
        index = {q: i for i, q in enumerate(self.tree.qcodes)}
        examples = self.topic_corpora[0].train
        for e in examples:
            for q in {a for t in e.topics or () for a in self.tree.line(t) if a in index}:
                counts[index[q]] += 1
        share = torch.tensor(counts / len(examples), dtype=torch.float32)
        with torch.no_grad():
            self.reader.topics.bias.copy_(torch.log(share / (1 - share)).clamp(min=-8))

    def plan(self, epoch: int) -> list[list[TrainWindow] | TopicBatch]:
        """All steps of an epoch in random order."""
        rng = np.random.default_rng((self.options.seed, epoch))
        windows: list[TrainWindow] = []
        for corpus in self.token_corpora:
            chosen = _limited(epoch_examples(corpus, epoch), self.options.limit)
            windows += [w for e in chosen for w in windows_of(e, self.tokenizer, rng, training=True)]
        topics = [e for c in self.topic_corpora for e in _limited(epoch_examples(c, epoch), self.options.limit)]
        steps: list[list[TrainWindow] | TopicBatch] = list(bucketed(windows, self.options.batch, rng))
        steps += [
            topic_batch(g, self.tree, self.tokenizer, rng, training=True)
            for g in topic_groups(topics, TOPIC_GROUP, rng)
        ]
        return [steps[i] for i in rng.permutation(len(steps)).tolist()]

    def step(self, item: list[TrainWindow] | TopicBatch) -> dict[str, float]:
        """Forward, backward, update; returns the losses."""
        losses = self._topic_losses(item) if isinstance(item, TopicBatch) else self._token_losses(self._batch(item))
        loss = torch.stack([WEIGHTS[name] * value for name, value in losses.items()]).sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return {name: float(value.detach()) for name, value in losses.items()}

    def _batch(self, windows: list[TrainWindow]) -> Batch:
        length = max(padded_length(w) for w in windows)
        return make_batch(windows, rows=self.options.batch * 256 // length)

    def _hidden(self, batch: Batch) -> Tensor:
        mask = torch.zeros(batch.valid.shape, dtype=WORKING_TYPE).masked_fill(~batch.valid, -1e4)
        return self.reader.encode(*batch.inputs, mask[:, None, None, :])

    def _token_losses(self, batch: Batch) -> dict[str, Tensor]:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=FAST_BFLOAT16):
            hidden = self._hidden(batch)
            logits = split_heads(self.reader.tokens(hidden))
            projected = self.reader.project_pointers(hidden) if len(batch.pointer_at) else None
        losses = token_losses(logits, batch)
        if projected is not None:
            losses["pointers"] = pointer_loss(self.reader, projected, batch)
        return losses

    def _topic_losses(self, item: TopicBatch) -> dict[str, Tensor]:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=FAST_BFLOAT16):
            hidden = self._hidden(item.batch)
        pooled = self.reader.pool_topics(hidden, item.story, item.article, len(item.wanted))
        loss = topic_loss(
            self.reader.topics(pooled), self.reader.main_topic(pooled), item.wanted, item.main, self.level1
        )
        return {"topics": loss}

    def schedule(self, done: float) -> None:
        """Linear warm-up over 6% of the run, then linear decay to zero."""
        factor = min(done / 0.06, (1 - done) / 0.94)
        for group, peak in zip(self.optimizer.param_groups, self.peaks, strict=True):
            group["lr"] = peak * max(factor, 0.0)

    def dev(self) -> dict[str, float]:
        """Scores on the development articles."""
        rng = np.random.default_rng(0)
        size = self.options.batch
        windows = [
            w
            for corpus in self.token_corpora
            for e in _limited(list(corpus.dev), self.options.limit)
            for w in windows_of(e, self.tokenizer, rng, training=False)
        ]
        token = token_scores(self.reader, (make_batch(b) for b in bucketed(windows, size, rng)))
        articles = _limited(list(self.topic_corpora[0].dev), self.options.limit)
        groups = topic_groups(articles, TOPIC_GROUP, rng)
        batches = [topic_batch(g, self.tree, self.tokenizer, rng, training=False) for g in groups]
        return {**token, **topic_scores(self.reader, batches, self.tree)}

    def describe(self) -> None:
        """Write ``run.json``: what was trained on, with which options and code."""
        code = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
        corpora = [*self.token_corpora, *self.topic_corpora]
        described = {
            "seed": self.options.seed,
            "epochs": self.options.epochs,
            "batch": self.options.batch,
            "rates": self.peaks,
            "code": code.stdout.strip(),
            "texts": {c.name: {"train": len(c.train), "dev": len(c.dev), "per_epoch": c.per_epoch} for c in corpora},
        }
        (self.options.out / "run.json").write_text(json.dumps(described, indent=1) + "\n")

    def run(self) -> None:
        """All epochs, from where an earlier run stopped."""
        out: Path = self.options.out
        out.mkdir(parents=True, exist_ok=True)
        self.describe()
        best, first = 0.0, 0
        if (out / "last.pt").exists():
            state = torch.load(out / "last.pt", weights_only=True)
            self.reader.load_state_dict(state["reader"])
            self.optimizer.load_state_dict(state["optimizer"])
            best, first = state["best"], state["epoch"] + 1
        for epoch in range(first, self.options.epochs):
            self._epoch(epoch)
            scores = self.dev()
            mean = float(np.mean([scores[k] for k in CHOSEN_BY if k in scores]))
            log.info("epoch %d dev %.4f %s", epoch, mean, json.dumps(scores))
            if mean > best:
                best = mean
                save_file(self.reader.state_dict(), out / "best.safetensors")
                (out / "dev_scores.json").write_text(json.dumps({"epoch": epoch, **scores}, indent=1) + "\n")
            state = {
                "reader": self.reader.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "best": best,
                "epoch": epoch,
            }
            torch.save(state, out / "last.pt")

    def _epoch(self, epoch: int) -> None:
        began = time.monotonic()
        steps = self.plan(epoch)
        log.info("epoch %d: %d steps prepared in %.0f s", epoch, len(steps), time.monotonic() - began)
        sums: dict[str, list[float]] = {}
        pieces, since = 0, time.monotonic()
        self.reader.train()
        for number, item in enumerate(steps):
            self.schedule((epoch + number / len(steps)) / self.options.epochs)
            for name, value in self.step(item).items():
                sums.setdefault(name, []).append(value)
            pieces += item.batch.valid.numel() if isinstance(item, TopicBatch) else sum(w.inputs.shape[1] for w in item)
            if number % 100 == 99:
                rate = pieces / (time.monotonic() - since)
                shown = {name: round(float(np.mean(v)), 4) for name, v in sums.items()}
                log.info(
                    "epoch %d step %d/%d, %.0f pieces/s, %s", epoch, number + 1, len(steps), rate, json.dumps(shown)
                )
                sums, pieces, since = {}, 0, time.monotonic()


def load_tokenizer(folder: Path) -> Tokenizer:
    """The encoder's own tokenizer, without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _limited(examples: list[Example], limit: int) -> list[Example]:
    return examples[:limit] if limit else examples


def argument_parser() -> argparse.ArgumentParser:
    """What a run may be told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--taxonomy", type=Path, help="default: the packaged one")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--start", type=Path, help="go on from these weights: a run, or service/model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--head-rate", type=float, default=8e-4)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--limit", type=int, default=0, help="at most so many examples a corpus (for a trial)")
    return parser


def main() -> None:
    """Run from the command line."""
    options = argument_parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(2)
    Trainer(options).run()


if __name__ == "__main__":
    main()
