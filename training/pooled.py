"""Articles with topics as the service sees them: read, cut down to the story, pooled into one vector each.

What the topic heads are trained and calibrated on is so what they are asked about later: int8
activations, the headline read apart where the CMS sends it apart, nothing from around the story.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.errors import ServiceError
from service.reading.findings import Manuscript
from service.reading.pipeline import Reader
from service.reading.taxonomy import Taxonomy
from training.corpora import read_definitions


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with its topics, the main one first."""

    id: str
    manuscript: Manuscript
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pooled:
    """Its vector (`service.reading.topics.pool`) and its topics."""

    vector: NDArray[np.float32]
    topics: tuple[str, ...]


def read_labelled(path: Path) -> Iterator[Labelled]:
    """The articles of ``topics/iptc_train.jsonl``, each with its headline as title."""
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield Labelled(row["id"], Manuscript(row["text"], row["title"] or None), tuple(row["topics"]))


def labelled_definitions(taxonomy: Taxonomy) -> Iterator[Labelled]:
    """Every active topic as a very short article: its label and definition."""
    for example in read_definitions(taxonomy):
        yield Labelled(example.id, Manuscript(example.text), example.topics or ())


def pool_articles(model: Path, articles: Iterable[Labelled], processes: int) -> list[Pooled]:
    """Read the articles with the weights in ``model``; those that the service refuses are left out."""
    with Pool(processes) as pool:
        found = pool.imap(partial(_pool, model), articles, chunksize=16)
        return [pooled for pooled in found if pooled is not None]


def _pool(model: Path, article: Labelled) -> Pooled | None:
    try:
        vector = _reader(model).pool_story(article.manuscript)
    except ServiceError:
        return None
    return Pooled(vector, article.topics) if vector is not None else None


@cache
def _reader(model: Path) -> Reader:
    return Reader.load(model)
