"""Which corpora are trained on, how often, and what is kept for development."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.spacing import Spacing
from service.reading.taxonomy import Taxonomy
from training.corpora import (
    Example,
    read_conll,
    read_definitions,
    read_gap,
    read_gum,
    read_house,
    read_litbank,
    read_newswire,
    read_polnear,
    read_topics,
)
from training.splits import is_dev


@dataclass(frozen=True, slots=True)
class Corpus:
    """Examples of one corpus and how many times an epoch reads them (0.5: every other one)."""

    name: str
    train: tuple[Example, ...]
    dev: tuple[Example, ...]
    per_epoch: float


def _split(name: str, examples: Sequence[Example], per_epoch: float) -> Corpus:
    dev = tuple(e for e in examples if is_dev(e.id))
    return Corpus(name, tuple(e for e in examples if not is_dev(e.id)), dev, per_epoch)


def load_token_corpora(root: Path) -> list[Corpus]:
    """All corpora with annotations on characters; ``root`` is laid out as in ``training/README.md``."""
    quotations, names, people = root / "quotations", root / "names", root / "people"
    polnear = read_polnear(quotations / "polnear_train.jsonl", quotations / "polnear_speakers.jsonl")
    polnear_dev = read_polnear(quotations / "polnear_dev.jsonl")
    house = [*read_house(quotations / "wikinews.jsonl"), *read_house(quotations / "news.jsonl")]
    newswire = names / "worldwide_newswire.jsonl"
    gap = [*read_gap(people / "gap-development.tsv"), *read_gap(people / "gap-test.tsv")]
    return [
        Corpus("wide", tuple(polnear), tuple(polnear_dev), 0.5),
        _split("house", house, 1.0),
        _split("newswire", list(read_newswire(newswire)), 2.0),
        _split("newswire, tokens apart", list(read_newswire(newswire, Spacing.TOKENS)), 0.25),
        Corpus("wikigold", tuple(read_conll(names / "wikigold.conll.txt", "wikigold")), (), 0.25),
        Corpus("wnut", tuple(read_conll(names / "wnut17_train.conll", "wnut")), (), 0.25),
        _split("gum", list(read_gum(people / "gum.jsonl")), 0.5),
        _split("litbank", list(read_litbank(people / "litbank")), 0.2),
        Corpus("gap", tuple(gap), tuple(read_gap(people / "gap-validation.tsv")), 0.125),
    ]


def load_topic_corpora(root: Path, taxonomy: Taxonomy) -> list[Corpus]:
    """Articles with IPTC topics, and the definitions of the topics themselves."""
    return [
        _split("topics", list(read_topics(root / "topics" / "iptc_train.jsonl")), 0.5),
        Corpus("definitions", tuple(read_definitions(taxonomy)), (), 0.2),
    ]


def epoch_examples(corpus: Corpus, epoch: int) -> list[Example]:
    """The examples of a corpus that this epoch reads; a share below one rotates over epochs."""
    whole, share = divmod(corpus.per_epoch, 1.0)
    chosen = list(corpus.train) * int(whole)
    if share:
        parts = round(1 / share)
        chosen += [e for e in corpus.train if (zlib.crc32(e.id.encode()) + epoch) % parts == 0]
    return chosen
