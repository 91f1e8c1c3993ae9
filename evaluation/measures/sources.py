"""The distinct sources an article relies on, by name, and what kind each is.

Two sources of an article are one when their names agree (`evaluation.naming.normalized`); the
first one's kind stands.  ``kind_given_source`` is the share of the sources found whose kind is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from evaluation.labels import CitedSource, Reply
from evaluation.naming import normalized
from evaluation.report import Outcome, Share, Table, scores_by_outlet, summed
from evaluation.tallies import overlap


def evaluate(replies: Sequence[Reply], *, draws: int, errors: int) -> Outcome:
    """Score sources as the module says."""
    counts = [{"sources": overlap(*map(frozenset[object], _distinct(each)))} for each in replies]
    kinds: Counter[tuple[str, str]] = Counter()
    for reply in replies:
        gold, predicted = _distinct(reply)
        kinds.update((gold[name], predicted[name]) for name in gold.keys() & predicted.keys())
    right = sum(count for (labelled, answered), count in kinds.items() if labelled == answered)
    return summed(
        counts,
        draws,
        shares={"kind_given_source": Share(right, kinds.total())},
        tables=(scores_by_outlet(replies, counts, "sources"), _confusions(kinds), _frequent_errors(replies, errors)),
    )


def distinct(sources: Iterable[CitedSource]) -> dict[str, str]:
    """The kind of each source by its normalized name; those without a name are none."""
    kinds: dict[str, str] = {}
    for each in sources:
        name = normalized(each.name)
        if name:
            kinds.setdefault(name, each.kind)
    return kinds


def _distinct(reply: Reply) -> tuple[dict[str, str], dict[str, str]]:
    return distinct(reply.article.labels.sources or ()), distinct(reply.labels.sources or ())


def _confusions(kinds: Counter[tuple[str, str]]) -> Table:
    rows = tuple((labelled, answered, count) for (labelled, answered), count in sorted(kinds.items()))
    return Table("Kinds of the sources found", ("labelled", "answered", "sources"), rows)


def _frequent_errors(replies: Sequence[Reply], most: int) -> Table:
    """The missed and the false sources that occur most often."""
    wrong: Counter[tuple[str, str, str]] = Counter()
    for reply in replies:
        gold, predicted = _distinct(reply)
        wrong.update(("missed", gold[name], name) for name in gold.keys() - predicted.keys())
        wrong.update(("false", predicted[name], name) for name in predicted.keys() - gold.keys())
    ranked = sorted(wrong.items(), key=lambda item: (-item[1], item[0]))[:most]
    return Table("Frequent errors", ("error", "kind", "name", "articles"), tuple((*key, n) for key, n in ranked))
