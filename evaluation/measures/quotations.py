"""Who said what, with which words.

Scores (each a precision, recall and F1 over all articles):

``attribution``
    Relations: predicted and labelled quotations are paired by their content (`evaluation.pairing`);
    a pair is right when the two sources share a token, or both have none.
``content_only``
    The same pairs, all of them right whatever their source.
``..._direct``
    The same after dropping what is not direct from both sides before pairing.
``..._direct_open``
    Pairing over everything; precision looks at the direct predictions, recall at the direct labels.
``tokens.ROLE``
    All tokens of an article that are source, cue or content of any quotation, as sets;
    ``tokens.content_in_quotes`` looks at those inside quotation marks.
``exact.ROLE``
    Runs of tokens of one role within one quotation that agree exactly.
"""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.labels import Attribution, Reply
from evaluation.measures.misreadings import misreadings
from evaluation.pairing import Pairing, Relation, pair, relation, same_source
from evaluation.report import TALLY_COLUMNS, Cell, Outcome, Share, Table, scores_by_outlet, summed, tally_row
from evaluation.tallies import Tally, matched, overlap, total
from evaluation.tokens import TokenizedText, runs

KINDS = ("direct", "mixed", "indirect")
ROLES = ("source", "cue", "content")


def evaluate(replies: Sequence[Reply], *, draws: int, errors: int) -> Outcome:
    """Score quotations as the module says."""
    counts = [article_counts(each.article.text, *attributions(each)) for each in replies]
    pairings = [article_pairing(each) for each in replies]
    pairs = [each for pairing in pairings for each in pairing.relations()]
    right = sum(same_source(gold, predicted) for gold, predicted in pairs)
    moded = [(gold, predicted) for gold, predicted in pairs if gold.attribution.mode and predicted.attribution.mode]
    shares = {"source_given_content": Share(right, len(pairs))}
    if moded:
        agreed = sum(gold.attribution.mode == predicted.attribution.mode for gold, predicted in moded)
        shares["mode_given_content"] = Share(agreed, len(moded))
    return summed(
        counts,
        draws,
        shares=shares,
        tables=(
            _kinds(pairings),
            scores_by_outlet(replies, counts, "attribution", "attribution_direct", "tokens.content"),
        ),
        errors=misreadings(list(zip(replies, pairings, strict=True)), errors),
    )


def attributions(reply: Reply) -> tuple[tuple[Attribution, ...], tuple[Attribution, ...]]:
    """The labelled and the predicted attributions of an article."""
    return reply.article.labels.attributions or (), reply.labels.attributions or ()


def article_pairing(reply: Reply) -> Pairing:
    """The article's relations, paired."""
    text = TokenizedText(reply.article.text)
    gold, predicted = attributions(reply)
    return pair([relation(text, each) for each in gold], [relation(text, each) for each in predicted])


def article_counts(
    text: str, gold_attributions: Sequence[Attribution], predicted_attributions: Sequence[Attribution]
) -> dict[str, Tally]:
    """All scores of one article, as tallies by name."""
    tokens = TokenizedText(text)
    gold = [relation(tokens, each) for each in gold_attributions]
    predicted = [relation(tokens, each) for each in predicted_attributions]
    pairing = pair(gold, predicted)
    strict = pair([each for each in gold if each.direct], [each for each in predicted if each.direct])
    return {
        "attribution": _relations(pairing, right=True),
        "content_only": _relations(pairing, right=False),
        "attribution_direct": _relations(strict, right=True),
        "content_only_direct": _relations(strict, right=False),
        "attribution_direct_open": of_kind(pairing, "direct", right=True),
        "content_only_direct_open": of_kind(pairing, "direct", right=False),
        **_tokens(tokens, gold, predicted),
    }


def of_kind(pairing: Pairing, kind: str, *, right: bool) -> Tally:
    """The tally of one kind: precision over the predicted of that kind, recall over the labelled."""
    pairs = [(gold, predicted) for gold, predicted in pairing.relations() if not right or same_source(gold, predicted)]
    return Tally(
        hits=sum(predicted.kind == kind for _, predicted in pairs),
        found=sum(gold.kind == kind for gold, _ in pairs),
        predicted=sum(each.kind == kind for each in pairing.predicted),
        gold=sum(each.kind == kind for each in pairing.gold),
    )


def _relations(pairing: Pairing, *, right: bool) -> Tally:
    hits = sum(not right or same_source(gold, predicted) for gold, predicted in pairing.relations())
    return matched(hits, len(pairing.predicted), len(pairing.gold))


def _tokens(text: TokenizedText, gold: Sequence[Relation], predicted: Sequence[Relation]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    for role in ROLES:
        labelled, answered = ([_part(each, role) for each in side] for side in (gold, predicted))
        one, two = frozenset[int]().union(*labelled), frozenset[int]().union(*answered)
        tallies[f"tokens.{role}"] = overlap(one, two)
        if role == "content":
            tallies["tokens.content_in_quotes"] = overlap(one & text.quoted, two & text.quoted)
        spans = (frozenset[tuple[int, int]]().union(*map(runs, side)) for side in (labelled, answered))
        tallies[f"exact.{role}"] = overlap(*spans)
    return tallies


def _part(each: Relation, role: str) -> frozenset[int]:
    return {"source": each.source, "cue": each.cue, "content": each.content}[role]


def _kinds(pairings: Sequence[Pairing]) -> Table:
    """Relations by kind, the kind told from the quotation marks on either side."""
    rows: list[tuple[Cell, ...]] = []
    for right, name in ((True, "attribution"), (False, "content_only")):
        sums = total({kind: of_kind(pairing, kind, right=right) for kind in KINDS} for pairing in pairings)
        rows += [(name, kind, *tally_row(sums.get(kind, Tally()))) for kind in KINDS]
    return Table("By kind", ("score", "kind", *TALLY_COLUMNS), tuple(rows))
