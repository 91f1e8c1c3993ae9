"""Quotations signed with a dash: “It was a disaster.” — Jane Roe, teacher."""

from __future__ import annotations

import re

from service.reading.findings import Span
from service.reading.marks import Marks

_SIGNATURE = re.compile(
    r"\s{0,4}(?:[—―–]|--?)\s{0,2}(?P<name>[^\W\d_a-z][\w.'’-]{0,30}(?:[ \u00a0][\w.'’&-]{1,30}){0,7})"
    r"(?:,[^\n“”\"]{0,120}|\s?\([^()\n]{0,80}\))?[ \t.]*(?=\n|$)"
)


def find_signatures(text: str, marks: Marks) -> dict[int, Span]:
    """Where a quoted stretch ends -> the name that signs it on the same or the next line."""
    found: dict[int, Span] = {}
    for q in marks.quoted:
        if q.close_width and not q.single and (m := _SIGNATURE.match(text, q.end)):
            found[q.end] = Span(m.start("name"), m.end("name"))
    return found
