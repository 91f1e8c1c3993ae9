"""Captions and alternative texts of pictures, known by the credit that ends or follows them."""

from __future__ import annotations

import re

from service.reading.findings import Span

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
_ACTS = "arrive|attend|display|gather|gesture|hold|leave|look|march|pose|sit|speak|stand|take part|walk|wave"
_SHOWS = re.compile(
    r"\b(?:is|are|was|were) (?:seen|pictured|shown|displayed)\b|\b(?:photo|photograph|picture|image|handout)\b"
    rf"|\((?:left|right|l|r|c|centre|center|file)\)|\b(?:{_ACTS})s?\b|\bposing\b|\b{_MONTH} \d{{1,2}}, \d{{4}}\b",
    re.IGNORECASE,
)


def directly_above(text: str, upper: Span, lower: Span) -> bool:
    """Tell whether only one line break parts two paragraphs."""
    gap = text[upper.end : lower.start].replace("\r\n", "\n")
    return len(gap) < 40 and sum(gap.count(mark) for mark in "\n\r\u2028\u2029") == 1


def describes_picture(line: str) -> bool:
    """Tell whether a line that a credit follows reads as a caption: "Jane Roe is seen in Lindholm"."""
    return len(line) < 500 and _SHOWS.search(line) is not None
