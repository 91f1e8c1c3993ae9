"""Examples -> windows -> padded batches of tensors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from service.reading.marks import find_marks
from service.reading.tokens import Pieces, split_pieces
from training.augment import augment
from training.corpora import Example
from training.labels import IGNORE, Pointer, make_targets
from training.schema import TOKEN_HEADS

CLS, SEP, PAD, UNKNOWN = 101, 102, 0, 100
SIZE = 254
WORD_DROPOUT = 0.04


@dataclass(frozen=True, slots=True)
class TrainWindow:
    """One window: input rows [4, length] (ids, shapes, gaps, quotes), targets, pointers (shifted by [CLS])."""

    inputs: NDArray[np.int64]
    targets: dict[str, NDArray[np.int64]]
    pointers: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """``inputs`` [4, batch, length]; ``targets`` by head [batch, length]; pointers as index tensors.

    ``pointer_targets`` and ``pointer_among`` are masks [pointers, length] over positions, 0 being "none".
    """

    inputs: Tensor
    valid: Tensor
    targets: dict[str, Tensor]
    pointer_at: Tensor
    pointer_targets: Tensor
    pointer_among: Tensor


def input_rows(pieces: Pieces, low: int, high: int) -> NDArray[np.int64]:
    """The encoder's input rows for pieces ``[low, high)`` with [CLS] and [SEP] around them."""
    rows = np.zeros((4, high - low + 2), dtype=np.int64)
    rows[0, 0], rows[0, -1] = CLS, SEP
    for row, values in enumerate((pieces.ids, pieces.shapes, pieces.gaps, pieces.quotes)):
        rows[row, 1:-1] = values[low:high]
    return rows


def windows_of(
    example: Example, tokenizer: Tokenizer, rng: np.random.Generator, *, training: bool
) -> Iterator[TrainWindow]:
    """Cut an example into windows; in training the text is augmented and the first cut drawn."""
    text = augment(example.text, rng) if training else example.text
    pieces = split_pieces(tokenizer, text, find_marks(text))
    if not len(pieces.ids):
        return
    targets = make_targets(example, pieces, rng)
    n = len(pieces.ids)
    if training:
        pieces = replace(pieces, ids=np.where(rng.random(n) < WORD_DROPOUT, UNKNOWN, pieces.ids))
    low, high = 0, min(n, int(rng.integers(96, SIZE + 1)) if training and n > SIZE else SIZE)
    while low < n:
        yield TrainWindow(
            input_rows(pieces, low, high),
            {head: values[low:high] for head, values in targets.tokens.items()},
            tuple(_shifted(targets.pointers, low, high)),
        )
        low, high = high, min(n, high + SIZE)


def _shifted(pointers: Sequence[Pointer], low: int, high: int) -> Iterator[Pointer]:
    """Pointers whose end is in the window (or is "none"), moved to window positions."""
    for p in pointers:
        if not low <= p.query < high:
            continue
        inside = tuple(t - low + 1 for t in p.targets if low <= t < high and t != p.query)
        among = tuple(t - low + 1 for t in p.among if low <= t < high)
        if inside or not p.targets:
            yield Pointer(p.relation, p.query - low + 1, inside or (0,), among)


def padded_length(window: TrainWindow) -> int:
    """Lengths come in steps of 64, so that few shapes occur: a CPU compiles kernels for each."""
    return -(-window.inputs.shape[1] // 64) * 64


def make_batch(windows: Sequence[TrainWindow], rows: int = 0) -> Batch:
    """Pad windows to one length, and with empty rows to ``rows``."""
    length = max(padded_length(w) for w in windows)
    rows = max(rows, len(windows))
    inputs = np.full((4, rows, length), PAD, dtype=np.int64)
    valid = np.zeros((rows, length), dtype=np.bool_)
    targets = {head: np.full((rows, length), IGNORE, dtype=np.int64) for head in TOKEN_HEADS}
    for row, w in enumerate(windows):
        size = w.inputs.shape[1]
        inputs[:, row, :size] = w.inputs
        valid[row, :size] = True
        for head, values in w.targets.items():
            targets[head][row, 1 : size - 1] = values
    pointers = [(row, p) for row, w in enumerate(windows) for p in w.pointers]
    at = np.array([(row, p.relation, p.query) for row, p in pointers], dtype=np.int64).reshape(-1, 3)
    right = np.zeros((len(pointers), length), dtype=np.bool_)
    among = np.zeros((len(pointers), length), dtype=np.bool_)
    for k, (row, p) in enumerate(pointers):
        right[k, list(p.targets)] = True
        among[k, list(p.among) if p.among else slice(0, windows[row].inputs.shape[1])] = True
        among[k, p.query] = False
    return Batch(
        torch.from_numpy(inputs),
        torch.from_numpy(valid),
        {head: torch.from_numpy(values) for head, values in targets.items()},
        torch.from_numpy(at),
        torch.from_numpy(right & among),
        torch.from_numpy(among),
    )


def bucketed(windows: Sequence[TrainWindow], size: int, rng: np.random.Generator) -> Iterator[list[TrainWindow]]:
    """Batches of windows of like length in random order; short windows go more to a batch."""
    groups: dict[int, list[TrainWindow]] = {}
    for i in rng.permutation(len(windows)).tolist():
        groups.setdefault(padded_length(windows[i]), []).append(windows[i])
    batches: list[list[TrainWindow]] = []
    for length, members in sorted(groups.items()):
        count = max(1, size * 256 // length)
        batches += [members[at : at + count] for at in range(0, len(members), count)]
    for i in rng.permutation(len(batches)).tolist():
        yield batches[i]
