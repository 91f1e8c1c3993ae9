"""Which predicted quotation answers which labelled one.

Pairs are made one to one, greedily by falling Jaccard overlap of their content tokens; nothing is
paired below one half.  Between equal overlaps the pair whose sources agree goes first, then text order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.labels import Attribution
from evaluation.tokens import TokenizedText

LEAST_OVERLAP = 0.5
DIRECT_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Relation:
    """An attribution as sets of tokens; ``kind`` is direct, mixed or indirect, told from the marks."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    kind: str
    attribution: Attribution

    @property
    def direct(self) -> bool:
        """Whether at least four fifths of the content's words stand inside quotation marks."""
        return self.kind == "direct"


@dataclass(frozen=True, slots=True)
class Pairing:
    """The relations of one article that have content, and the pairs among them by index."""

    gold: tuple[Relation, ...]
    predicted: tuple[Relation, ...]
    pairs: tuple[tuple[int, int], ...]

    def relations(self) -> list[tuple[Relation, Relation]]:
        """The pairs as (gold, predicted)."""
        return [(self.gold[g], self.predicted[p]) for g, p in self.pairs]


def relation(text: TokenizedText, attribution: Attribution) -> Relation:
    """Turn the character spans of an attribution into tokens."""
    content = text.touched(attribution.content)
    words = content & text.words
    inside = len(words & text.quoted)
    kind = "indirect" if not inside else "direct" if inside >= DIRECT_SHARE * len(words) else "mixed"
    return Relation(text.touched(attribution.source), text.touched(attribution.cue), content, kind, attribution)


def same_source(gold: Relation, predicted: Relation) -> bool:
    """Whether the two sources share a token, or both are absent."""
    return bool(gold.source & predicted.source) or not (gold.source or predicted.source)


def overlap_share(gold: Relation, predicted: Relation) -> float:
    """The Jaccard index of the two contents."""
    common = len(gold.content & predicted.content)
    return common / len(gold.content | predicted.content) if common else 0.0


def pair(gold: Sequence[Relation], predicted: Sequence[Relation]) -> Pairing:
    """Pair the relations of one article; those without content tokens take no part."""
    gold = tuple(each for each in gold if each.content)
    predicted = tuple(each for each in predicted if each.content)
    candidates: list[tuple[float, bool, int, int]] = []
    for g, labelled in enumerate(gold):
        for p, answered in enumerate(predicted):
            share = overlap_share(labelled, answered)
            if share >= LEAST_OVERLAP:
                candidates.append((-share, not same_source(labelled, answered), g, p))
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for _, _, g, p in sorted(candidates):
        if g not in used_gold and p not in used_predicted:
            used_gold.add(g)
            used_predicted.add(p)
            pairs.append((g, p))
    return Pairing(gold, predicted, tuple(pairs))
