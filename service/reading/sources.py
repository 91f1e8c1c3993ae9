"""The sources an article relies on: every speaker, what is cited without words, and the credits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from service.reading.anonymity import find_reasons, reason_for
from service.reading.citations import cited_names, cited_phrases
from service.reading.findings import Source, Span
from service.reading.groups import Group
from service.reading.held_roles import HeldRoles
from service.reading.media import is_media_mention, is_media_name, is_social_name
from service.reading.mentions import Attribution, Candidate
from service.reading.names import fold, parse_person
from service.reading.phrases import parse_phrase
from service.reading.speakers import Resolved, speaker_name

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_KINDS = ("person", "organization", "group", "document", "media", "social_media", "unnamed")
_PEOPLE = ("unnamed", "person", "group")
_NAMED = tuple(kind for kind in _KINDS if kind != "unnamed")
_KIND_OF_TYPE = {"person": "person", "group": "group", "work": "document", "law": "document"}

Credit = tuple[str, str, Span]
"""Kind of credit, the name credited, where it stands."""


@dataclass(slots=True)
class _Draft:
    """A source while its mentions are gathered; ``group`` is None for credits and bare phrases."""

    name: str
    group: int | None
    cited_as: str = "attribution"
    kind: str = ""
    mentions: dict[Span, None] = field(default_factory=dict[Span, None])
    quotations: list[int] = field(default_factory=list[int])
    words: float = 0.0
    confidences: list[float] = field(default_factory=list[float])


@dataclass(frozen=True, slots=True)
class Cited:
    """The sources, and for each quotation the index of its speaker's source (the first of joint ones)."""

    sources: tuple[Source, ...]
    of_quotation: tuple[int | None, ...]


def find_sources(
    text: str,
    attributions: Sequence[Attribution],
    resolved: Sequence[Resolved | None],
    candidates: Sequence[Candidate],
    groups: Sequence[Group],
    credited: Iterable[Credit] = (),
    kind_scores: Mapping[Span, Mapping[str, float]] | None = None,
) -> Cited:
    """One source for each distinct thing cited, in order of first mention.

    ``resolved`` comes from `speakers.resolve`, ``groups`` from `people.group_mentions` over the
    same ``candidates``.  ``Source.entity`` is an index into ``groups``.  ``kind_scores`` are a
    trained head's chances of each kind for a speaker's mention, weighed against the rules.
    """
    shelf = _Shelf(text, candidates, groups, kind_scores or {})
    for index, (attribution, speaker) in enumerate(zip(attributions, resolved, strict=True)):
        if speaker is not None:
            shelf.add_speaker(index, attribution, speaker)
    for index, kind in cited_names(text, candidates):
        shelf.add_cited_name(index, kind)
    for span, kind in cited_phrases(text):
        shelf.add_cited_phrase(span, kind)
    for kind, name, span in credited:
        shelf.add_credit(kind, name, span)
    return shelf.finish(attributions, resolved)


class _Shelf:
    def __init__(
        self,
        text: str,
        candidates: Sequence[Candidate],
        groups: Sequence[Group],
        kind_scores: Mapping[Span, Mapping[str, float]],
    ) -> None:
        self._text = text
        self._candidates = candidates
        self._groups = groups
        self._kind_scores = kind_scores
        self._group_of = {member: index for index, group in enumerate(groups) for member in group.members}
        self._drafts: dict[str, _Draft] = {}
        self._spoken: set[int] = set()
        self._cued: dict[int, tuple[int, ...]] = {}

    def _draft(self, name: str, group: int | None, cited_as: str = "attribution") -> _Draft:
        key = f"{cited_as}:{fold(name)}"
        if key not in self._drafts:
            self._drafts[key] = _Draft(name, group, cited_as)
        return self._drafts[key]

    def add_speaker(self, index: int, attribution: Attribution, speaker: Resolved) -> None:
        """Give a quotation to its speaker's source, in equal parts to joint speakers."""
        words = sum(len(_WORD.findall(self._text[span.start : span.end])) for span in attribution.content)
        if attribution.cue is not None:
            self._cued[attribution.cue.start] = speaker.groups
        owners: list[tuple[str, int | None]] = [(speaker_name(self._groups[g]), g) for g in speaker.groups]
        for name, group in owners or [(speaker.name, None)]:
            draft = self._draft(name, group)
            self._spoken.update(range(speaker.mention.start, speaker.mention.end))
            draft.mentions[speaker.mention] = None
            draft.quotations.append(index)
            draft.words += words / max(len(owners), 1)
            draft.confidences.append(self._groups[group].confidence if group is not None else 0.5)

    def add_cited_name(self, index: int, kind: str) -> None:
        """Take up a name that is cited without reported words."""
        group = self._group_of.get(index)
        candidate = self._candidates[index]
        name = self._groups[group].name if group is not None else self._text[candidate.start : candidate.end]
        draft = self._draft(name, group)
        draft.kind = draft.kind or kind
        self._mention(draft, Span(candidate.start, candidate.end), candidate.confidence)

    def add_cited_phrase(self, span: Span, kind: str) -> None:
        """Take up an unnamed outlet or document, unless a speaker's mention covers it."""
        if span.start in self._spoken or span.end - 1 in self._spoken:
            return
        draft = self._draft(" ".join(self._text[span.start : span.end].split()), None)
        draft.kind = kind
        self._mention(draft, span, 0.6)

    def add_credit(self, kind: str, name: str, span: Span) -> None:
        """Take up a byline, photo or agency credit."""
        draft = self._draft(name, None, "credit")
        draft.kind = _credit_kind(kind, name)
        self._mention(draft, span, 0.9)

    @staticmethod
    def _mention(draft: _Draft, span: Span, confidence: float) -> None:
        draft.mentions[span] = None
        draft.confidences.append(confidence)

    def finish(self, attributions: Sequence[Attribution], resolved: Sequence[Resolved | None]) -> Cited:
        """The gathered sources as values."""
        drafts = sorted(self._drafts.values(), key=lambda draft: min(draft.mentions))
        for draft in drafts:
            draft.kind = draft.kind or self._kind(draft)
        total = sum(len(_WORD.findall(self._text[s.start : s.end])) for a in attributions for s in a.content)
        reasons = find_reasons(self._text) if any(draft.kind == "unnamed" for draft in drafts) else []
        unnamed = {id(draft): list(draft.mentions) for draft in drafts if draft.kind == "unnamed"}
        roles = HeldRoles(self._text, self._candidates, self._groups, self._cued)
        sources: list[Source] = []
        of_quotation: list[int | None] = [None] * len(resolved)
        for index, draft in enumerate(drafts):
            rivals = unnamed.items() if reasons and id(draft) in unnamed else ()
            others = [span for key, spans in rivals if key != id(draft) for span in spans]
            reason = reason_for(reasons, list(draft.mentions), others) if id(draft) in unnamed else None
            sources.append(self._source(draft, total, reason, roles))
            for quotation in draft.quotations:
                if of_quotation[quotation] is None:
                    of_quotation[quotation] = index
        return Cited(tuple(sources), tuple(of_quotation))

    def _source(self, draft: _Draft, total: int, reason: Span | None, roles: HeldRoles) -> Source:
        group = self._groups[draft.group] if draft.group is not None else None
        named = draft.kind != "unnamed" and (group.named if group else draft.cited_as == "credit")
        role = None
        if draft.kind == "person":
            role = roles.of_group(draft.group) if draft.group is not None else roles.of_credit(draft.mentions)
        return Source(
            kind=draft.kind,
            name=draft.name,
            role_title=role,
            named=named,
            anonymity_reason=self._text[reason.start : reason.end].strip() if reason else None,
            entity=draft.group,
            cited_as=draft.cited_as,
            mentions=tuple(sorted(draft.mentions)),
            quotations=tuple(draft.quotations),
            quoted_words_share=round(draft.words / total, 4) if total else 0.0,
            confidence=round(sum(draft.confidences) / len(draft.confidences), 4),
        )

    def _kind(self, draft: _Draft) -> str:
        scores: dict[str, float] = dict.fromkeys(_KINDS, 0.0)
        scores[self._rule_kind(draft)] += 1.0
        named = draft.group is not None and self._groups[draft.group].named
        spoken = [span for span in draft.mentions if span in self._kind_scores]
        heads = [self._kind_scores[span] for span in spoken if not (named and self._is_document(span))]
        for head in heads:
            for kind, chance in head.items():
                if kind in scores:
                    scores[kind] += 2.0 * chance / len(heads)
        possible = _NAMED if named else _PEOPLE if parse_phrase(draft.name).kind == "person" else _KINDS
        return max(possible, key=lambda kind: scores[kind])

    def _is_document(self, span: Span) -> bool:
        return parse_phrase(self._text[span.start : span.end]).kind == "document"

    def _rule_kind(self, draft: _Draft) -> str:
        group = self._groups[draft.group] if draft.group is not None else None
        if is_social_name(draft.name):
            return "social_media"
        if group is not None and group.named:
            if group.type in _KIND_OF_TYPE:
                return _KIND_OF_TYPE[group.type]
            first = next((self._candidates[i] for i in group.members if self._candidates[i].form == "name"), None)
            media = first is not None and is_media_mention(self._text, first.start, first.end)
            return "media" if media or is_media_name(draft.name) else "organization"
        return described_kind(draft.name)


def described_kind(description: str) -> str:
    """The kind of a source that has no name, by what its description is headed by."""
    phrase = parse_phrase(description)
    if phrase.kind in ("person", ""):
        return "unnamed"
    return phrase.kind


def _credit_kind(kind: str, name: str) -> str:
    if kind in ("agency", "media") or is_media_name(name):
        return "media"
    words = parse_person(name).shown.split()
    return "person" if kind == "byline" or (2 <= len(words) <= 4 and not name.isupper()) else "organization"
