"""The worst errors about quotations, as text for people.

What costs a newsroom most comes first: words given to somebody else, then quotations missed, then
quotations that are none, then altered words.  Within each, direct quotations before others, and
long ones before short ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.labels import Article, Attribution, Reply, Span
from evaluation.pairing import Pairing, Relation, same_source

WRONG_SOURCE, MISSED, FALSE_ALARM, ALTERED = "wrong source", "missed", "no quotation", "altered words"
ORDER = (WRONG_SOURCE, MISSED, FALSE_ALARM, ALTERED)
LONGEST_EXCERPT = 240


@dataclass(frozen=True, slots=True)
class Misreading:
    """One error; ``words`` is the number of tokens at stake."""

    sort: str
    article: Article
    gold: Relation | None
    predicted: Relation | None
    words: int

    @property
    def direct(self) -> bool:
        """Whether either side is a direct quotation."""
        return any(each is not None and each.direct for each in (self.gold, self.predicted))

    def text(self) -> str:
        """The error in three lines: where, what is labelled, what was answered."""
        lines = [f"{self.sort} · {self.article.id} · {self.words} tokens"]
        for name, each in (("labelled", self.gold), ("answered", self.predicted)):
            shown = _shown(self.article.text, each.attribution) if each else "nothing"
            lines.append(f"  {name}: {shown}")
        return "\n".join(lines)


def misreadings(read: Sequence[tuple[Reply, Pairing]], most: int) -> tuple[str, ...]:
    """At most so many errors of each sort, the worst first."""
    found = [each for reply, pairing in read for each in errors_of(reply.article, pairing)]
    found.sort(key=lambda each: (not each.direct, -each.words))
    return tuple(each.text() for sort in ORDER for each in [e for e in found if e.sort == sort][:most])


def surest_mistakes(read: Sequence[tuple[Reply, Pairing]], most: int) -> tuple[str, ...]:
    """At most so many wrong quotations that the service gave out with the highest confidence."""
    wrong = [
        (each.predicted.attribution.confidence, each)
        for reply, pairing in read
        for each in errors_of(reply.article, pairing)
        if each.predicted and each.sort != ALTERED
    ]
    wrong.sort(key=lambda pair: (-pair[0], -pair[1].words))
    return tuple(f"confidence {confidence:.2f} · {each.text()}" for confidence, each in wrong[:most])


def errors_of(article: Article, pairing: Pairing) -> Iterator[Misreading]:
    """All errors of one article."""
    for gold, predicted in pairing.relations():
        if not same_source(gold, predicted):
            yield Misreading(WRONG_SOURCE, article, gold, predicted, len(gold.content))
        elif gold.content != predicted.content:
            yield Misreading(ALTERED, article, gold, predicted, len(gold.content ^ predicted.content))
    found, used = {g for g, _ in pairing.pairs}, {p for _, p in pairing.pairs}
    for index, gold in enumerate(pairing.gold):
        if index not in found:
            yield Misreading(MISSED, article, gold, None, len(gold.content))
    for index, predicted in enumerate(pairing.predicted):
        if index not in used:
            yield Misreading(FALSE_ALARM, article, None, predicted, len(predicted.content))


def _shown(text: str, attribution: Attribution) -> str:
    source, cue, content = (
        _excerpt(text, spans) for spans in (attribution.source, attribution.cue, attribution.content)
    )
    name = f" (= {attribution.speaker})" if attribution.speaker else ""
    return f"{source or 'nobody'}{name} | {cue or 'no cue'} | {content}"


def _excerpt(text: str, spans: tuple[Span, ...]) -> str:
    joined = " … ".join(" ".join(text[start:end].split()) for start, end in spans)
    half = LONGEST_EXCERPT // 2
    return joined if len(joined) <= LONGEST_EXCERPT else f"{joined[:half]} […] {joined[-half:]}"
