"""Quotations given twice: in a headline, a pull quote or a caption, and again in the story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.reading.quotations import Attribution

_WORD = re.compile(r"\w+")
_FEWEST = 3
_SHOWN_APART = frozenset({"headline", "caption", "credit", "duplicate", "section_label"})


def find_repeats(text: str, attributions: Sequence[Attribution]) -> list[int | None]:
    """For each quotation the one whose words it repeats, if any.

    A quotation in a headline or caption repeats one of the story that holds all its words in
    order; within the story, a later one repeats an earlier one with the very same words.
    """
    words = [_words(text, a) for a in attributions]
    found: list[int | None] = [None] * len(attributions)
    seen: dict[str, int] = {}
    body = [i for i, a in enumerate(attributions) if a.segment not in _SHOWN_APART]
    joined = {i: f" {' '.join(words[i])} " for i in body}
    for i, own in enumerate(words):
        if len(own) < _FEWEST:
            continue
        key = " ".join(own)
        if i in joined:
            first = seen.setdefault(key, i)
            found[i] = first if first != i else None
        else:
            found[i] = next((j for j in body if f" {key} " in joined[j]), None)
    return found


def _words(text: str, attribution: Attribution) -> list[str]:
    return [w.lower() for span in attribution.content for w in _WORD.findall(text[span.start : span.end])]
