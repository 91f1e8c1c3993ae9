"""IPTC Media Topics, at the first and the second level of the tree.

Labels and answers are lifted to their ancestors first, so "tennis" answers "sport" rightly.
``level_1`` and ``level_2`` are micro F1 over the sets of topics of that level;
``main_topic`` is the share of articles whose first label lies under the top-level topic that the
service is surest of.  Labels that are no active topic are reported in a note and count as nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from evaluation.labels import Reply, TopicLabel
from evaluation.report import TALLY_COLUMNS, Outcome, Share, Table, scores_by_outlet, summed, tally_row
from evaluation.tallies import Tally, matched, overlap, total
from service.reading.taxonomy import Taxonomy, Topic

LEVELS = (1, 2)


def evaluate(replies: Sequence[Reply], *, draws: int, errors: int) -> Outcome:
    """Score topics as the module says."""
    tree = TopicTree(Taxonomy.load())
    counts = [article_counts(tree, *_topics(each)) for each in replies]
    mains = [(tree.main(gold), tree.surest(predicted)) for gold, predicted in map(_topics, replies)]
    known = [(labelled, answered) for labelled, answered in mains if labelled]
    unknown = sorted({topic.qcode for reply in replies for topic in _topics(reply)[0] if not tree.find(topic)})
    notes = (f"labels that are no active topic: {', '.join(unknown)}",) if unknown else ()
    return summed(
        counts,
        draws,
        shares={"main_topic": Share(sum(one == two for one, two in known), len(known))},
        tables=(
            scores_by_outlet(replies, counts, "level_1", "level_2"),
            _by_topic(tree, replies),
            _confusions(known, errors),
        ),
        notes=notes,
    )


class TopicTree:
    """The vocabulary, asked by qcode or by label."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._by_label = {topic.label.casefold(): topic for topic in taxonomy.topics}

    def find(self, label: TopicLabel) -> Topic | None:
        """The active topic of a label, or None."""
        return self._taxonomy.get(label.qcode) or self._by_label.get(label.qcode.strip().casefold())

    def lifted(self, labels: Iterable[TopicLabel], level: int) -> frozenset[str]:
        """The names of the topics of one level that the labels are, or lie under."""
        return frozenset(topic.label for label in labels for topic in self._line(label) if topic.level == level)

    def main(self, labels: Sequence[TopicLabel]) -> str | None:
        """The top-level topic of the first label that is a topic."""
        return next((line[-1].label for line in map(self._line, labels) if line), None)

    def surest(self, labels: Sequence[TopicLabel]) -> str | None:
        """The top-level topic of the label with the highest confidence, the first among equals."""
        return self.main(sorted(labels, key=lambda label: -label.confidence))

    def _line(self, label: TopicLabel) -> list[Topic]:
        topic = self.find(label)
        return [topic, *self._taxonomy.ancestors(topic.qcode)] if topic else []


def article_counts(tree: TopicTree, gold: Sequence[TopicLabel], predicted: Sequence[TopicLabel]) -> dict[str, Tally]:
    """The tallies of one article, by level."""
    return {f"level_{level}": overlap(tree.lifted(gold, level), tree.lifted(predicted, level)) for level in LEVELS}


def _topics(reply: Reply) -> tuple[tuple[TopicLabel, ...], tuple[TopicLabel, ...]]:
    return reply.article.labels.topics or (), reply.labels.topics or ()


def _by_topic(tree: TopicTree, replies: Sequence[Reply]) -> Table:
    """Each top-level topic on its own."""
    sums = total(
        {
            name: matched(int(name in one and name in two), int(name in two), int(name in one))
            for name in sorted(one | two)
        }
        for one, two in ((tree.lifted(gold, 1), tree.lifted(answered, 1)) for gold, answered in map(_topics, replies))
    )
    rows = tuple((name, *tally_row(tally)) for name, tally in sorted(sums.items()))
    return Table("By top-level topic", ("topic", *TALLY_COLUMNS), rows)


def _confusions(mains: Sequence[tuple[str | None, str | None]], most: int) -> Table:
    wrong = Counter((labelled or "none", answered or "none") for labelled, answered in mains if labelled != answered)
    ranked = sorted(wrong.items(), key=lambda item: (-item[1], item[0]))[:most]
    rows = tuple((*names, count) for names, count in ranked)
    return Table("Main topic mistaken", ("labelled", "answered", "articles"), rows)
