"""IPTC Media Topics of an article, from the words that the encoder weighs for it.

Attention pooling over the words of the story (Yang et al., NAACL 2016), then one score a topic.
The answer is consistent with the tree: a topic is given only with its parents, and never with a
higher confidence than theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.reading.bio import sigmoid, softmax
from service.reading.encoder import Encoded
from service.reading.findings import TopicScore
from service.reading.taxonomy import Taxonomy
from service.reading.weights import Graph, load_meta

Floats = NDArray[np.float32]
_MAIN_SURE = 0.6
_AHEAD = 1e-6
_FEWEST_WORDS = 25
_HIGHEST_LIMIT = 0.95


@dataclass(frozen=True, slots=True)
class _Topic:
    """A topic this build can give: its column, its own threshold and its parents from the top."""

    qcode: str
    column: int
    threshold: float
    parents: tuple[str, ...]


class TopicReader:
    """Scores the topics of pooled articles; not thread-safe."""

    def __init__(self, graph: Graph, meta: Mapping[str, Any], taxonomy: Taxonomy) -> None:
        self._graph = graph
        self._main: list[str] = meta["main_topics"]
        thresholds: Mapping[str, float] = meta["topic_thresholds"]
        levels: Mapping[str, float] = meta["topic_level_thresholds"]
        self._temperature: float = meta["topic_temperature"]
        self._topics = [
            _Topic(qcode, column, thresholds.get(qcode, levels[str(topic.level)]), _parents(taxonomy, qcode))
            for column, qcode in enumerate(meta["topics"])
            if (topic := taxonomy.get(qcode)) is not None
        ]
        self._limits = [min(topic.threshold, _HIGHEST_LIMIT) for topic in self._topics]
        self._strict_limits = [min(topic.threshold * 1.5, _HIGHEST_LIMIT) for topic in self._topics]
        self._top = {topic.qcode: topic.column for topic in self._topics if topic.qcode in self._main}

    @classmethod
    def load(cls, folder: Path, taxonomy: Taxonomy) -> TopicReader:
        """Load ``topics.onnx``; topics that the taxonomy no longer holds are never given.

        Raises:
            ModelUnusable: a file is missing or altered.
        """
        return cls(Graph(folder / "topics.onnx"), load_meta(folder), taxonomy)

    def read(self, parts: Sequence[tuple[Encoded, NDArray[np.bool_]]], limit: int) -> list[TopicScore]:
        """At most ``limit`` topics, the surest first; where there are more, the upper levels are kept.

        ``parts`` are encoded texts with a mask [words] of what is story; no story, no topics.
        An article that is long enough is always given its likeliest top-level topic.
        """
        words = sum(int(story.sum()) for _, story in parts)
        if not words:
            return []
        given = self.chances(pool(parts))
        limits = self._limits if words >= _FEWEST_WORDS else self._strict_limits
        chosen = [t for t, least in zip(self._topics, limits, strict=True) if given[t.qcode] >= least]
        if words >= _FEWEST_WORDS and all(t.parents for t in chosen):
            chosen.append(max((t for t in self._topics if not t.parents), key=lambda t: given[t.qcode]))
        named = {t.qcode for t in chosen}
        kept = [t for t in chosen if all(p in named for p in t.parents)]
        within = sorted(kept, key=lambda t: (len(t.parents), -given[t.qcode], t.qcode))[:limit]
        within.sort(key=lambda t: (-given[t.qcode], len(t.parents), t.qcode))
        return [TopicScore(t.qcode, round(given[t.qcode], 4)) for t in within]

    def chances(self, pooled: Floats) -> dict[str, float]:
        """The chance of every topic by qcode, consistent with the tree; ``pooled`` [n] is what `pool` makes."""
        topics, main = self._graph.run(["topics", "main"], {"pooled": pooled[np.newaxis]})
        chances = sigmoid(topics[0] / self._temperature)
        return self._consistent(chances, dict(zip(self._main, softmax(main)[0].tolist(), strict=True)))

    def _consistent(self, chances: Floats, main: Mapping[str, float]) -> dict[str, float]:
        """Chances by qcode: children bow to parents, and no other top-level topic is above the main one.

        A parent has bowed to its own before its children come.
        """
        values = chances.tolist()
        surest = max(main, key=main.__getitem__)
        if main[surest] >= _MAIN_SURE and surest in self._top:
            ahead = max(values[column] for column in self._top.values()) + _AHEAD
            values[self._top[surest]] = max(values[self._top[surest]], ahead)
        given: dict[str, float] = {}
        for topic in self._topics:
            chance = values[topic.column]
            given[topic.qcode] = min(chance, given[topic.parents[-1]]) if topic.parents else chance
        return given


def pool(parts: Sequence[tuple[Encoded, NDArray[np.bool_]]]) -> Floats:
    """The story of an article as one vector [pools * width], some words of which count more than others.

    ``parts`` are encoded texts, each with a mask [words] of what is story, of which there is some.
    """
    weights = [encoded.pool * story[:, np.newaxis] for encoded, story in parts]
    # einsum, not BLAS: int8 magnifies the last digit, in which the kernels that BLAS chooses from differ
    pooled_parts = (np.einsum("wp,wh->ph", w, encoded.hidden) for w, (encoded, _) in zip(weights, parts, strict=True))
    sums = sum(pooled_parts, np.float32(0))
    totals = sum((w.sum(axis=0) for w in weights), np.float32(0))
    return (sums / np.maximum(totals, 1e-6)[:, np.newaxis]).reshape(-1).astype(np.float32)


def _parents(taxonomy: Taxonomy, qcode: str) -> tuple[str, ...]:
    return tuple(reversed([t.qcode for t in taxonomy.ancestors(qcode)]))
