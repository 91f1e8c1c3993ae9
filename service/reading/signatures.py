"""Quotations signed with a dash: “It was a disaster.” — Jane Roe, teacher."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

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
            name = m.group("name")
            stop = name.endswith(".") and len(name.split()[-1]) > 2
            found[q.end] = Span(m.start("name"), m.end("name") - stop)
    return found


def signer(text: str, signatures: Mapping[int, Span], end: int, cue: Span | None, speaker: Span | None) -> Span | None:
    """Who signs the quotation that ends at ``end``, unless a cue in words gives it to somebody else.

    A speaker who signs another quotation is none: on a page of signed opinions each stands between two names.
    """
    signature = signatures.get(end)
    worded = cue is not None and any(char.isalnum() for char in text[cue.start : cue.end])
    return signature if not worded or (speaker is not None and _signs(list(signatures.values()), speaker)) else None


def _signs(signers: Sequence[Span], speaker: Span) -> bool:
    at = bisect_right(signers, speaker.start, key=lambda s: s.start) - 1
    return at >= 0 and speaker.start < signers[at].end
