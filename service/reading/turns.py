"""Turns of a transcript or interview: "WHITCOMB: ...", "Q: ...", "A: ...".

What stands behind a speaker's label is that speaker's words up to the next label; where they open
with a quotation mark, only as far as each paragraph does.  A label is only believed when labels
recur, so that "Photo: Jane Roe" or "What we know so far: ..." is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from service.reading.article import Article
from service.reading.findings import Span
from service.reading.groups import Group
from service.reading.mentions import Candidate
from service.reading.quotations import Attribution
from service.reading.speakers import Resolved

_LABEL = re.compile(
    r"[\"“]?(?P<label>[A-Z][A-Z.'’-]{1,24}(?: [A-Z][A-Z.'’-]{0,24}){0,4}"
    r"|[A-Z][\w.'’-]{1,24}(?: [A-Z][\w.'’-]{0,24}){0,3}|[QA])(?: \([^()\n]{1,40}\))?[:.](?<!\w\w\.)[ \t]+(?=\S)"
)
_TAG = re.compile(r"\(\((?P<label>[A-Z][^()\n]{0,40})\)\)[ \t]{0,3}:?[ \t]{0,3}(?=\S)")
_ASIDE = re.compile(r"[(\[][^()\[\]\n]{1,80}[)\]]\.?")
_MARKS = frozenset("\"“‘'«")
_FEWEST_TURNS = 4
_CONFIDENCE = 0.9
_QUESTION, _ANSWER = "Q", "A"


@dataclass(frozen=True, slots=True)
class Turn:
    """One labelled turn: where its label stands and the paragraphs spoken; code points."""

    label: Span
    content: tuple[Span, ...]


def find_turns(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """The turns of the article, in order; empty for what is no transcript or interview."""
    labelled = {i: m for i, p in enumerate(paragraphs) if (m := _match(text, p))}
    counts = Counter(m["label"] for m in labelled.values())
    recurring = {label for label, count in counts.items() if count > 1}
    if sum(counts[label] for label in recurring) < _FEWEST_TURNS:
        return []
    shouted = all(label.isupper() for label in recurring)
    first = min(i for i, m in labelled.items() if m["label"] in recurring)
    starts = [
        i for i, m in labelled.items() if m["label"] in recurring or (shouted and m["label"].isupper() and i > first)
    ]
    turns: list[Turn] = []
    for i, following in zip(starts, [*starts[1:], starts[-1] + 1], strict=True):
        match = labelled[i]
        opening = Span(match.end(), paragraphs[i].end)
        more = paragraphs[i + 1 : following]
        if text[opening.start] in _MARKS:
            more = list(takewhile(lambda p: text[p.start] in _MARKS, more))
        rest = [p for p in more if not _ASIDE.fullmatch(text, p.start, p.end)]
        turns.append(Turn(Span(match.start("label"), match.end("label")), (opening, *rest)))
    return turns


def _match(text: str, paragraph: Span) -> re.Match[str] | None:
    """A label ("LEE: ") or, as Wikinews writes it, a tag ("((LEE)) ") at the head of a paragraph."""
    return _LABEL.match(text, paragraph.start, paragraph.end) or _TAG.match(text, paragraph.start, paragraph.end)


def with_turns(article: Article, attributions: Sequence[Attribution], turns: Sequence[Turn]) -> list[Attribution]:
    """The attributions in text order, each turn being one and what was read inside it dropped."""
    spoken = [
        Attribution(
            content=t.content,
            cue=None,
            speaker=_speaker(article.text, t.label),
            kind="direct",
            mode="statement",
            segment=article.segment_at(t.content[0].start),
            confidence=_CONFIDENCE,
        )
        for t in turns
    ]
    taken = [(t.label.start, t.content[-1].end) for t in turns]
    kept = [
        a
        for a in attributions
        if not any(a.content[0].start < end and start < a.content[-1].end for start, end in taken)
    ]
    return sorted([*kept, *spoken], key=lambda a: a.content[0].start)


def _speaker(text: str, label: Span) -> Span | None:
    return None if text[label.start : label.end] == _QUESTION else label


def name_answers(
    text: str,
    turns: Sequence[Turn],
    resolved: Sequence[Resolved | None],
    candidates: Sequence[Candidate],
    groups: Sequence[Group],
) -> list[Resolved | None]:
    """The resolved speakers with "A" named: the person whom the text before the first turn names most."""
    answers = {t.label for t in turns if text[t.label.start : t.label.end] == _ANSWER}
    if not answers:
        return list(resolved)
    before = turns[0].label.start
    named = {
        i: sum(candidates[member].start < before for member in g.members)
        for i, g in enumerate(groups)
        if g.type == "person" and g.named
    }
    best = max(named, key=lambda i: named[i], default=None)
    if best is None or not named[best]:
        return list(resolved)
    return [
        Resolved(r.mention, groups[best].name, (best,), "nominal") if r is not None and r.mention in answers else r
        for r in resolved
    ]
