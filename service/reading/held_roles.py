"""The role that a source of an article holds, in the article's words: an office, post or trade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from service.reading import lexicon
from service.reading.findings import Span
from service.reading.groups import Group
from service.reading.mentions import Candidate
from service.reading.phrases import parse_phrase
from service.reading.roles import is_role, role_after, role_before, role_below, whole_role

_MENTIONS = 6
_MOST_WORDS = 8
_NO_LONGER = ("former ", "ex-", "then ", "then-", "once ")


class HeldRoles:
    """Finds roles; ``cued`` gives, by where each cue starts, the groups that speak there."""

    def __init__(
        self,
        text: str,
        candidates: Sequence[Candidate],
        groups: Sequence[Group],
        cued: Mapping[int, tuple[int, ...]],
    ) -> None:
        self._text = text
        self._candidates = candidates
        self._groups = groups
        self._cued = cued
        self._cues = sorted(cued)
        self._bodies = [(c.start, c.end) for c in candidates if c.form == "name" and c.type != "person"]

    def of_group(self, index: int) -> str | None:
        """The fullest role beside or in place of one of the first mentions; a former one if there is no other."""
        group = self._groups[index]
        names = [self._candidates[i] for i in group.members if self._candidates[i].form == "name"][:_MENTIONS]
        found = [role for name in names for role in self._beside(name, index)] or self._described(group)
        found = [role for role in found if parse_phrase(role).head not in lexicon.word_class("kin")]
        held = [role for role in found if not role.lower().startswith(_NO_LONGER)] or found
        return max(held, key=lambda role: min(len(role.split()), _MOST_WORDS), default=None)

    def of_credit(self, mentions: Iterable[Span]) -> str | None:
        """The role behind or under a name in a byline."""
        beside = (role_after(self._text, m.end) or role_below(self._text, m.end) for m in mentions)
        return next((self._text[role.start : role.end] for role in beside if role is not None), None)

    def _beside(self, name: Candidate, group: int) -> Iterator[str]:
        for role in (role_before(self._text, name.start, name.end), role_after(self._text, name.end)):
            whole = whole_role(self._text, role, self._bodies, self._cues) if role is not None else None
            if whole is not None and group in self._cued.get(whole.end, (group,)):  # Jane Roe, her lawyers argued
                yield " ".join(self._text[whole.start : whole.end].split())

    def _described(self, group: Group) -> list[str]:
        """Roles that the article calls a person by: "the regional governor"."""
        described = [self._candidates[i] for i in group.members if self._candidates[i].form == "nominal"][:_MENTIONS]
        surfaces = [" ".join(self._text[c.start : c.end].split()) for c in described]
        roles = [s[4:] for s in surfaces if s[:4].lower() == "the " and is_role(s.rsplit(" ", 1)[1])]
        return [role for role in roles if role != group.name]
