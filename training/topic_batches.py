"""Articles with topics -> batches whose windows are pooled by article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from service.reading.taxonomy import Taxonomy
from training.batches import Batch, make_batch, windows_of
from training.corpora import Example

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Tree:
    """The topics that are learned (down to level `DEEPEST`), in the order of the taxonomy."""

    taxonomy: Taxonomy
    qcodes: tuple[str, ...]
    levels: tuple[int, ...]

    @property
    def top(self) -> tuple[str, ...]:
        """The top-level topics."""
        return tuple(q for q, level in zip(self.qcodes, self.levels, strict=True) if level == 1)

    def line(self, qcode: str) -> list[str]:
        """The topic and everything above it, from the topic up; empty when it is not active."""
        if self.taxonomy.get(qcode) is None:
            return []
        return [qcode, *(t.qcode for t in self.taxonomy.ancestors(qcode))]


def make_tree(taxonomy: Taxonomy) -> Tree:
    """The part of the taxonomy that is learned."""
    learned = [t for t in taxonomy.topics if t.level <= DEEPEST]
    return Tree(taxonomy, tuple(t.qcode for t in learned), tuple(t.level for t in learned))


@dataclass(frozen=True, slots=True)
class TopicBatch:
    """``article`` maps windows to rows of ``wanted`` [articles, topics]; ``main`` is -1 where unknown."""

    batch: Batch
    story: Tensor
    article: Tensor
    wanted: Tensor
    main: Tensor


def topic_batch(
    examples: Sequence[Example], tree: Tree, tokenizer: Tokenizer, rng: np.random.Generator, *, training: bool
) -> TopicBatch:
    """At most the first two windows of each article (one in three articles: the first only)."""
    index = {q: i for i, q in enumerate(tree.qcodes)}
    top = {q: i for i, q in enumerate(tree.top)}
    windows, article = [], []
    wanted = np.zeros((len(examples), len(tree.qcodes)), dtype=np.float32)
    main = np.full(len(examples), -1, dtype=np.int64)
    for row, example in enumerate(examples):
        most = 1 if training and rng.random() < 1 / 3 else 2 if training else 4
        for number, window in zip(range(most), windows_of(example, tokenizer, rng, training=training), strict=False):
            del number
            windows.append(window)
            article.append(row)
        lines = [line for q in example.topics or () if (line := tree.line(q))]
        for line in lines:
            wanted[row, [index[q] for q in line if q in index]] = 1
        if lines:
            main[row] = top.get(lines[0][-1], -1)
    batch = make_batch(windows, rows=-(-len(windows) // 8) * 8)
    article += [0] * (len(batch.valid) - len(article))
    story = batch.valid & (batch.inputs[0] != 101) & (batch.inputs[0] != 102)
    return TopicBatch(batch, story.float(), torch.tensor(article), torch.from_numpy(wanted), torch.from_numpy(main))


def topic_groups(examples: Sequence[Example], size: int, rng: np.random.Generator) -> Iterator[list[Example]]:
    """Groups of ``size`` examples of like length, in random order."""
    order = sorted(rng.permutation(len(examples)).tolist(), key=lambda i: min(len(examples[i].text) // 400, 4))
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    for g in rng.permutation(len(groups)).tolist():
        yield [examples[i] for i in groups[g]]
