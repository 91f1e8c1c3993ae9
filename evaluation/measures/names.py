"""Persons, organizations and locations by name: first character, last character and type all right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evaluation.labels import Name, Reply
from evaluation.name_types import COMPARED
from evaluation.report import Outcome, Table, scores_by_outlet, summed
from evaluation.tallies import Tally, overlap


def evaluate(replies: Sequence[Reply], *, draws: int, errors: int) -> Outcome:
    """Score names: ``all`` and each of the three types, on strict spans."""
    counts = [article_counts(*_names(each)) for each in replies]
    return summed(
        counts, draws, tables=(scores_by_outlet(replies, counts, "all", *COMPARED), _frequent_errors(replies, errors))
    )


def article_counts(gold: frozenset[Name], predicted: frozenset[Name]) -> dict[str, Tally]:
    """The tallies of one article, by type."""
    by_type = {
        kind: overlap(*(frozenset(each for each in side if each.type == kind) for side in (gold, predicted)))
        for kind in COMPARED
    }
    return {"all": sum(by_type.values(), Tally()), **by_type}


def _names(reply: Reply) -> tuple[frozenset[Name], frozenset[Name]]:
    return frozenset(reply.article.labels.names or ()), frozenset(reply.labels.names or ())


def _frequent_errors(replies: Sequence[Reply], most: int) -> Table:
    """The missed and the false names that occur most often."""
    wrong: Counter[tuple[str, str, str]] = Counter()
    for reply in replies:
        gold, predicted = _names(reply)
        for sort, names in (("missed", gold - predicted), ("false", predicted - gold)):
            for each in names:
                if each.type in COMPARED:
                    wrong[sort, each.type, reply.article.text[each.start : each.end]] += 1
    ranked = sorted(wrong.items(), key=lambda item: (-item[1], item[0]))[:most]
    return Table("Frequent errors", ("error", "type", "name", "times"), tuple((*key, count) for key, count in ranked))
