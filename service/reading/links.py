"""Links entities to the newsroom's authority file and to GeoNames and ISO 3166."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from service.reading.authority import AuthorityFile
from service.reading.findings import Link
from service.reading.groups import Group
from service.reading.mentions import Candidate
from service.reading.names import bare, fold
from service.reading.places import Gazetteer

_QUALIFIER = re.compile(r",\s+((?:[A-Z][\w.'’-]{0,24})(?:\s[A-Z][\w.'’-]{1,24}){0,3})")
_WORD = re.compile(r"[^\W\d_]{3,}")
_AROUND = 160
_MENTIONS_READ = 5
_PLACE_TYPES = ("location", "")


class Linker:
    """Finds links; holds the authority file (if any) and the gazetteer, both read only."""

    def __init__(self, authority: AuthorityFile | None, gazetteer: Gazetteer) -> None:
        self._authority = authority
        self._gazetteer = gazetteer

    @classmethod
    def load(cls, authority_file: Path | None) -> Linker:
        """Read the authority file, where there is one, and the packaged gazetteer.

        Raises:
            InvalidAuthorityFile: the file cannot be read or a row is not in the documented form.
        """
        return cls(AuthorityFile.load(authority_file) if authority_file else None, Gazetteer.load())

    def link(self, text: str, groups: Sequence[Group], candidates: Sequence[Candidate]) -> list[tuple[Link, ...]]:
        """The links of each group, authority file first; no link where two things are as likely."""
        around = self._countries(groups)
        return [
            (*self._own(text, group, candidates), *self._place(text, group, candidates, around)) for group in groups
        ]

    def _own(self, text: str, group: Group, candidates: Sequence[Candidate]) -> tuple[Link, ...]:
        if self._authority is None:
            return ()
        names = [candidates[i] for i in group.members if candidates[i].form == "name"]
        forms = {bare(text[name.start : name.end]) for name in names} - {group.name}
        ordered = [group.name, *sorted(forms, key=lambda form: (-len(form.split()), form))]
        context: set[str] = set()
        for name in names[:_MENTIONS_READ]:
            stretch = text[max(0, name.start - _AROUND) : name.end + _AROUND]
            context.update(fold(word) for word in _WORD.findall(stretch))
        entry = self._authority.find(ordered, group.type, frozenset(context))
        return (entry.link,) if entry else ()

    def _place(
        self, text: str, group: Group, candidates: Sequence[Candidate], around: Mapping[str, float]
    ) -> tuple[Link, ...]:
        if group.type not in _PLACE_TYPES:
            return ()
        ends = [candidates[i].end for i in group.members if candidates[i].form == "name"]
        qualifiers = [
            found.group(1) for end in ends[:_MENTIONS_READ] if (found := _QUALIFIER.match(text, end, end + 60))
        ]
        return self._gazetteer.links(group.name, around, qualifiers[0] if qualifiers else None)

    def _countries(self, groups: Sequence[Group]) -> dict[str, float]:
        """The countries the article speaks of, by the share of mentions of them and their cities."""
        counts: Counter[str] = Counter()
        for group in groups:
            if group.type in _PLACE_TYPES or group.type == "organization":
                code = self._gazetteer.country(group.name)
                if code is None and group.type == "location":
                    code = self._gazetteer.country_of_city(group.name)
                if code:
                    counts[code] += len(group.members)
        total = sum(counts.values())
        return {code: count / total for code, count in counts.items()}
