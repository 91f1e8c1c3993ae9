"""Quick scores of a network on the development articles, to choose among checkpoints.

These are scores on tokens and windows; what the service reaches is measured over HTTP by
``python -m evaluation``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from training.batches import Batch
from training.labels import IGNORE
from training.losses import pointer_scores, split_heads
from training.network import FAST_BFLOAT16, Reader
from training.schema import NAME_TYPES, RELATIONS, ROLES
from training.topic_batches import TopicBatch, Tree


def f1(right: float, given: float, wanted: float) -> float:
    """The harmonic mean of precision and recall from counts."""
    return 2 * right / (given + wanted) if given + wanted else 0.0


@torch.no_grad()
def token_scores(reader: Reader, batches: Iterable[Batch]) -> dict[str, float]:
    """Token F1 of roles, strict span F1 of names, accuracy of pointers, binary F1s."""
    counts: dict[str, NDArray[np.float64]] = {}

    def add(key: str, *values: float) -> None:
        counts[key] = counts.get(key, np.zeros(3)) + np.array(values)

    reader.eval()
    for batch in batches:
        hidden = encode(reader, batch)
        logits = split_heads(reader.tokens(hidden).float())
        for head in ("roles_house", "roles_wide"):
            known = batch.targets[head] != IGNORE
            given, wanted = logits[head].argmax(-1)[known], batch.targets[head][known]
            for r, role in enumerate(ROLES):
                g, w = (given + 1) // 2 == r + 1, (wanted + 1) // 2 == r + 1
                add(f"{head[6:]}.{role}", float((g & w).sum()), float(g.sum()), float(w.sum()))
        _add_names(logits["names"].argmax(-1).numpy(), batch.targets["names"].numpy(), add)
        for head in ("thought", "boilerplate"):
            known = batch.targets[head] != IGNORE
            g, w = logits[head].squeeze(-1)[known] > 0, batch.targets[head][known] == 1
            add(head, float((g & w).sum()), float(g.sum()), float(w.sum()))
        known = batch.targets["kinds"] != IGNORE
        same = float((logits["kinds"].argmax(-1)[known] == batch.targets["kinds"][known]).sum())
        add("kinds", same, float(known.sum()), float(known.sum()))
        if len(batch.pointer_at):
            scores = pointer_scores(reader, reader.project_pointers(hidden), batch)
            right = batch.pointer_targets.gather(1, scores.argmax(-1, keepdim=True)).squeeze(1)
            for r, relation in enumerate(RELATIONS):
                of = batch.pointer_at[:, 1] == r
                add(f"to.{relation}", float(right[of].sum()), float(of.sum()), float(of.sum()))
    reader.train()
    return {key: round(f1(*values), 4) for key, values in sorted(counts.items()) if values[2]}


def encode(reader: Reader, batch: Batch) -> torch.Tensor:
    """Hidden states of a padded batch, in float32."""
    mask = torch.zeros(batch.valid.shape).masked_fill(~batch.valid, -1e4)[:, None, None, :]
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=FAST_BFLOAT16):
        hidden: torch.Tensor = reader.encode(*batch.inputs, mask)
    return hidden.float()


def _add_names(given: NDArray[np.int64], wanted: NDArray[np.int64], add: object) -> None:
    assert callable(add)
    for row_given, row_wanted in zip(given, wanted, strict=True):
        known = row_wanted >= 0
        if not known.any() or (row_wanted >= 1 + 2 * len(NAME_TYPES)).any():
            continue
        g, w = spans(row_given[known]), spans(row_wanted[known])
        main = {s for s in g if s[2] < 3}, {s for s in w if s[2] < 3}
        add("names", float(len(main[0] & main[1])), float(len(main[0])), float(len(main[1])))
        add("names.all", float(len(g & w)), float(len(g)), float(len(w)))


def spans(labels: NDArray[np.int64]) -> set[tuple[int, int, int]]:
    """BIO labels -> {(start, end, type)}; an I without its B begins a span."""
    found: set[tuple[int, int, int]] = set()
    start, kind = -1, -1
    for at, label in enumerate([*labels.tolist(), 0]):
        inside = label and label % 2 == 0 and (label - 1) // 2 == kind
        if inside:
            continue
        if kind >= 0:
            found.add((start, at, kind))
        start, kind = (at, (label - 1) // 2) if label else (-1, -1)
    return found


@torch.no_grad()
def topic_scores(reader: Reader, batches: Sequence[TopicBatch], tree: Tree) -> dict[str, float]:
    """Micro F1 by level at 0.5, and the share of articles whose main topic is right."""
    reader.eval()
    levels = np.array(tree.levels)
    counts = np.zeros((3, 3))
    main_right = main_all = 0
    for b in batches:
        pooled = reader.pool_topics(encode(reader, b.batch), b.story, b.article, len(b.wanted))
        given, wanted = (reader.topics(pooled) > 0).numpy(), b.wanted.numpy() > 0
        for n in range(3):
            g, w = given[:, levels == n + 1], wanted[:, levels == n + 1]
            counts[n] += (g & w).sum(), g.sum(), w.sum()
        known = b.main >= 0
        main_right += int((reader.main_topic(pooled).argmax(1)[known] == b.main[known]).sum())
        main_all += int(known.sum())
    reader.train()
    scores = {f"topics.level{n + 1}": round(f1(*counts[n]), 4) for n in range(3)}
    return {**scores, "topics.main": round(main_right / max(main_all, 1), 4)}
