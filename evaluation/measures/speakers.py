"""The right words given to the right full name.

Quotations are paired by content as in `evaluation.measures.quotations`; a pair is right when the
resolved names agree (`evaluation.naming.normalized`), or neither side has a name.  ``speaker`` is
the score, ``speaker_named`` looks at the quotations that have a speaker's name only, and
``speaker_alike`` forgives a name that is part of the other ("Lee" for "Ann Lee").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evaluation.labels import Reply
from evaluation.measures.quotations import article_pairing
from evaluation.naming import alike, normalized
from evaluation.pairing import Pairing, Relation
from evaluation.report import Outcome, Share, Table, scores_by_outlet, summed
from evaluation.tallies import Tally, matched


def evaluate(replies: Sequence[Reply], *, draws: int, errors: int) -> Outcome:
    """Score speakers as the module says."""
    pairings = [article_pairing(each) for each in replies]
    counts = [article_counts(each) for each in pairings]
    pairs = [each for pairing in pairings for each in pairing.relations()]
    return summed(
        counts,
        draws,
        shares={"speaker_given_content": Share(sum(same_name(*each) for each in pairs), len(pairs))},
        tables=(scores_by_outlet(replies, counts, "speaker", "speaker_named"), _confusions(pairs, errors)),
    )


def article_counts(pairing: Pairing) -> dict[str, Tally]:
    """The scores of one article, as tallies by name."""
    pairs = pairing.relations()
    right = sum(same_name(*each) for each in pairs)
    named = sum(same_name(gold, predicted) for gold, predicted in pairs if gold.attribution.speaker)
    forgiven = sum(same_name(*each) or _alike(*each) for each in pairs)
    return {
        "speaker": matched(right, len(pairing.predicted), len(pairing.gold)),
        "speaker_named": matched(named, _with_name(pairing.predicted), _with_name(pairing.gold)),
        "speaker_alike": matched(forgiven, len(pairing.predicted), len(pairing.gold)),
    }


def same_name(gold: Relation, predicted: Relation) -> bool:
    """Whether both have the same name, or both have none."""
    return _name(gold) == _name(predicted)


def _name(each: Relation) -> str:
    return normalized(each.attribution.speaker or "")


def _alike(gold: Relation, predicted: Relation) -> bool:
    return alike(gold.attribution.speaker or "", predicted.attribution.speaker or "")


def _with_name(relations: Sequence[Relation]) -> int:
    return sum(bool(each.attribution.speaker) for each in relations)


def _confusions(pairs: Sequence[tuple[Relation, Relation]], most: int) -> Table:
    """The names most often given wrongly to words that were found."""
    wrong = Counter(
        (gold.attribution.speaker or "nobody", predicted.attribution.speaker or "nobody")
        for gold, predicted in pairs
        if not same_name(gold, predicted)
    )
    ranked = sorted(wrong.items(), key=lambda item: (-item[1], item[0]))[:most]
    return Table(
        "Wrong names", ("labelled", "answered", "quotations"), tuple((*names, count) for names, count in ranked)
    )
