"""Quotations signed with a dash: “It was a disaster.” — Jane Roe, teacher."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from service.reading.findings import Span
from service.reading.marks import Marks

_SIGNATURE = re.compile(
    r"\s{0,4}(?:[—―–]|--?)\s{0,2}(?P<name>[^\W\d_a-z][\w.'’-]{0,30}(?:[ \u00a0][\w.'’&-]{1,30}){0,7})"
    r"(?:,[^\n“”\"]{0,120}|\s?\([^()\n]{0,80}\))?[ \t\u00a0.]*(?=\n|$)"
)


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signatures of an article: ``by_end`` gives the name for the end of the quoted stretch, in text order."""

    by_end: dict[int, Span]
    names: list[Span]

    def signer(self, text: str, end: int, cue: Span | None, speaker: Span | None) -> Span | None:
        """Who signs the quotation that ends at ``end``, unless a cue in words gives it to somebody else.

        A speaker who signs another quotation is none: on a page of signed opinions each stands between two names.
        """
        worded = cue is not None and any(char.isalnum() for char in text[cue.start : cue.end])
        signs_another = speaker is not None and self._names_at(speaker.start)
        return self.by_end.get(end) if not worded or signs_another else None

    def _names_at(self, at: int) -> bool:
        before = bisect_right(self.names, at, key=lambda name: name.start) - 1
        return before >= 0 and at < self.names[before].end


def find_signatures(text: str, marks: Marks) -> Signatures:
    """The names that sign a quoted stretch on the same or the next line."""
    found: dict[int, Span] = {}
    for q in marks.quoted:
        if q.close_width and not q.single and (m := _SIGNATURE.match(text, q.end)):
            name = m.group("name")
            stop = name.endswith(".") and len(name.split()[-1]) > 2
            found[q.end] = Span(m.start("name"), m.end("name") - stop)
    return Signatures(found, sorted(found.values()))
