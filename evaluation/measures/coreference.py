"""Whether a pronoun or description is given to the name it means.

Every labelled pair of a mention and a name is one decision, as in GAP (Webster et al., TACL 2018):
the service says "the same" where one entity has both among its mentions.  Precision and recall are
those of "the same"; a name is found where a mention of the entity overlaps it, a pronoun exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from evaluation.labels import Coreference, Reply, Span
from evaluation.report import Outcome, Share, Table, scores_by_outlet, summed
from evaluation.tallies import Tally, matched


def evaluate(replies: Sequence[Reply], *, draws: int, errors: int) -> Outcome:
    """Score coreference as the module says; ``decisions_right`` counts the pairs that differ as well."""
    counts = [{"same": article_tally(each)} for each in replies]
    decisions = [(pair.same, said(each.labels.entities or (), pair)) for each in replies for pair in _pairs(each)]
    right = sum(labelled == answered for labelled, answered in decisions)
    return summed(
        counts,
        draws,
        shares={"decisions_right": Share(right, len(decisions))},
        tables=(scores_by_outlet(replies, counts, "same"), _frequent_errors(replies, errors)),
    )


def article_tally(reply: Reply) -> Tally:
    """The tally of one article's pairs."""
    decisions = [(pair.same, said(reply.labels.entities or (), pair)) for pair in _pairs(reply)]
    return matched(
        sum(labelled and answered for labelled, answered in decisions),
        sum(answered for _, answered in decisions),
        sum(labelled for labelled, _ in decisions),
    )


def said(entities: Iterable[frozenset[Span]], pair: Coreference) -> bool:
    """Whether one entity has the mention, and a mention that overlaps the name."""
    start, end = pair.name
    return any(
        pair.mention in mentions and any(low < end and start < high for low, high in mentions - {pair.mention})
        for mentions in entities
    )


def _pairs(reply: Reply) -> tuple[Coreference, ...]:
    return reply.article.labels.coreference or ()


def _frequent_errors(replies: Sequence[Reply], most: int) -> Table:
    """The mentions that were given to the wrong name, or to none, most often."""
    wrong: Counter[tuple[str, str]] = Counter()
    for reply in replies:
        for pair in _pairs(reply):
            answered = said(reply.labels.entities or (), pair)
            if answered != pair.same:
                sort = "false" if answered else "missed"
                wrong[sort, reply.article.text[slice(*pair.mention)].casefold()] += 1
    ranked = sorted(wrong.items(), key=lambda item: (-item[1], item[0]))[:most]
    return Table("Frequent errors", ("error", "mention", "times"), tuple((*key, count) for key, count in ranked))
