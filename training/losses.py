"""The loss of each head on a batch."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from training.batches import Batch
from training.labels import IGNORE, name_label_sets
from training.network import POINTER, Reader, distance_bucket
from training.schema import RELATIONS, TOKEN_HEADS

WEIGHTS = {
    "roles_house": 1.5,
    "roles_wide": 1.5,
    "names": 1.0,
    "nominals": 0.3,
    "kinds": 0.3,
    "thought": 0.3,
    "boilerplate": 0.5,
    "pointers": 0.6,
    "topics": 1.0,
}
_NULL_BUCKET = 24


def split_heads(logits: Tensor) -> dict[str, Tensor]:
    """[..., all labels] -> logits by head."""
    parts = logits.split([len(labels) for labels in TOKEN_HEADS.values()], dim=-1)
    return dict(zip(TOKEN_HEADS, parts, strict=True))


def token_losses(logits: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """Mean loss of each head that the batch annotates."""
    losses: dict[str, Tensor] = {}
    for head, target in batch.targets.items():
        known = target != IGNORE
        if not known.any():
            continue
        given, wanted = logits[head][known].float(), target[known]
        if head == "names":
            allowed = torch.from_numpy(name_label_sets()[1])[wanted]
            right = given.masked_fill(~allowed, -1e4).logsumexp(-1)
            losses[head] = (given.logsumexp(-1) - right).mean()
        elif len(TOKEN_HEADS[head]) == 1:
            losses[head] = F.binary_cross_entropy_with_logits(given.squeeze(-1), wanted.float())
        else:
            losses[head] = F.cross_entropy(given, wanted)
    return losses


def pointer_scores(reader: Reader, projected: Tensor, batch: Batch) -> Tensor:
    """Log probabilities [pointers, length] over positions, 0 being "none"."""
    row, relation, query = batch.pointer_at.unbind(1)
    asking, asked = projected[:, :, 0].permute(0, 2, 1, 3), projected[:, :, 1].permute(0, 2, 3, 1)
    scores = (asking @ asked)[row, relation, query].float() / POINTER**0.5
    places = torch.arange(scores.shape[1])
    buckets = distance_bucket(places.unsqueeze(0) - query.unsqueeze(1))
    buckets[:, 0] = _NULL_BUCKET
    scores = scores + reader.distance[relation.unsqueeze(1), buckets]
    return scores.masked_fill(~batch.pointer_among, -1e4).log_softmax(-1)


def pointer_loss(reader: Reader, projected: Tensor, batch: Batch) -> Tensor:
    """Sum over the relations of the mean marginal loss of their pointers."""
    chosen = pointer_scores(reader, projected, batch)
    losses = -chosen.masked_fill(~batch.pointer_targets, -1e4).logsumexp(-1)
    relation = batch.pointer_at[:, 1]
    parts = [losses[relation == r].mean() for r in range(len(RELATIONS)) if (relation == r).any()]
    return torch.stack(parts).sum()


def topic_loss(topic_logits: Tensor, main_logits: Tensor, wanted: Tensor, main: Tensor, level1: Tensor) -> Tensor:
    """Binary cross-entropy over topics (top level counts more) and the main top-level topic."""
    each = F.binary_cross_entropy_with_logits(topic_logits.float(), wanted, reduction="none")
    summed = each.sum(1).mean() * 0.25 + each[:, level1].mean(1).mean() * 8
    known = main >= 0
    return summed + F.cross_entropy(main_logits.float()[known], main[known]) if known.any() else summed
