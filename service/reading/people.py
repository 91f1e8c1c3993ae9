"""Groups the mentions of an article into the people, bodies and things they mean.

Names group by their morphology (`namesakes`); then nominals and pronouns are read in text order
and given to what was mentioned before them (`anaphora`); at last "I" in a quotation goes to
whoever speaks there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from service.reading import lexicon
from service.reading.anaphora import Anaphora
from service.reading.clusters import Cluster
from service.reading.findings import Span
from service.reading.foretold import foretold
from service.reading.heads import head_names, names_inside
from service.reading.media import is_media_mention
from service.reading.mentions import Antecedents, Candidate
from service.reading.namesakes import NameClusters
from service.reading.naming import fullest_description, fullest_name
from service.reading.phrases import Phrase, parse_phrase
from service.reading.pronouns import Pronoun, parse_pronoun
from service.reading.roles import role_after, role_before
from service.reading.sentences import Sentences

_CLOSES_APPOSITION = ("", ",", ".", ";", ")", "\n", "’", "'")
_PUBLISHED = re.compile(r"\b(?:by|from|in)\s+(?:the\s+)?$")


@dataclass(frozen=True, slots=True)
class Group:
    """All mentions of one thing.

    ``members`` index the candidates, in text order; ``type`` is an entity type or "";
    ``name`` is the most complete name without title, or for what has no name (``named`` false)
    the most informative description; ``kind`` is the kind of source its description tells of
    (person, document, media, group, organization, social_media or empty); ``gender`` is m, f or
    empty; ``confidence`` is the mean of its names' confidences.  A group of joint speakers ("A
    and B said") has the indices of theirs in ``parts``, and no entity of its own.
    """

    members: tuple[int, ...]
    type: str
    name: str
    named: bool
    kind: str
    plural: bool
    gender: str
    confidence: float
    parts: tuple[int, ...] = ()


def group_mentions(
    text: str,
    candidates: Sequence[Candidate],
    antecedents: Antecedents | None,
    quoted: Sequence[Span],
    voices: Mapping[Span, int] | None = None,
) -> list[Group]:
    """Group ``candidates`` (sorted by start) by what they mean; groups are in order of appearance.

    ``quoted`` are the stretches of reported words; ``voices`` gives for such a stretch the
    candidate that speaks it, which is what "I" there means and "he" there does not.  A
    candidate that cannot be placed ("we", "you") belongs to no group.  Source of the method:
    sieves from the surest to the least sure, after Raghunathan et al., EMNLP 2010.
    """
    reader = _Reader(text, candidates, antecedents, quoted, voices or {})
    reader.read()
    return reader.groups()


class _Reader:
    def __init__(
        self,
        text: str,
        candidates: Sequence[Candidate],
        antecedents: Antecedents | None,
        quoted: Sequence[Span],
        voices: Mapping[Span, int],
    ) -> None:
        self._text = text
        self._candidates = candidates
        names = NameClusters(text, candidates)
        self._clusters = names.clusters
        self._of = names.of
        self._names = sorted((c.start, c.end, i) for i, c in enumerate(candidates) if c.form == "name")
        self._voices = sorted((span.start, span.end, speaker) for span, speaker in voices.items())
        self._voice_starts = [start for start, _, _ in self._voices]
        self._ending = {c.end: i for i, c in enumerate(candidates)}
        self._speakers = frozenset(voices.values())
        self._sentences = Sentences(text)
        self._anaphora = Anaphora(candidates, self._sentences, quoted, antecedents, self._speakers)
        for cluster in self._clusters:
            cluster.members.clear()

    def read(self) -> None:
        """Place every candidate, in text order; "I" last, once all speakers are known."""
        order = sorted(
            range(len(self._candidates)), key=lambda i: (self._candidates[i].start, -self._candidates[i].end)
        )
        for i in order:
            if self._candidates[i].form == "name":
                self._note_roles(i, self._of[i])
        first_person: list[int] = []
        for i in order:
            candidate = self._candidates[i]
            surface = self._text[candidate.start : candidate.end]
            pronoun = parse_pronoun(surface) if candidate.form != "name" else None
            if candidate.form == "name":
                self._place(i, self._of[i])
            elif pronoun is None:
                self._place(i, self._nominal(i, surface))
            elif pronoun.person == 3:
                self._read_pronoun(i, pronoun)
            elif pronoun.person == 1 and not pronoun.plural:
                first_person.append(i)
        self._place_last(first_person)

    def _place_last(self, first_person: Sequence[int]) -> None:
        """Descriptions of whom the text names later, then "I"."""
        for into, cluster in foretold(self._clusters, self._surface):
            self._absorb(into, cluster)
        for i in first_person:
            speaker = self._speaker_at(self._candidates[i].start)
            if speaker is not None and speaker in self._of:
                self._of[i] = self._of[speaker]
                self._of[speaker].members.append(i)

    def _absorb(self, into: Cluster, cluster: Cluster) -> None:
        for index in cluster.members:
            self._of[index] = into
        into.members.extend(cluster.members)
        cluster.members.clear()

    def _place(self, index: int, cluster: Cluster) -> None:
        cluster.members.append(index)
        self._of[index] = cluster
        self._anaphora.note(index, cluster)

    def _note_roles(self, index: int, cluster: Cluster) -> None:
        if cluster.type != "person" or len(cluster.roles) > 24:
            return
        start, end = self._candidates[index].start, self._candidates[index].end
        for role in (role_before(self._text, start), role_after(self._text, end)):
            if role is not None:
                phrase = parse_phrase(self._text[role.start : role.end])
                cluster.roles.update(phrase.words)
                cluster.roles.add(phrase.head)
                cluster.gender = cluster.gender or phrase.gender

    def _speaker_at(self, at: int) -> int | None:
        found = bisect_right(self._voice_starts, at) - 1
        return self._voices[found][2] if found >= 0 and at < self._voices[found][1] else None

    def _read_pronoun(self, index: int, pronoun: Pronoun) -> None:
        speaker = self._speaker_at(self._candidates[index].start)
        barred = self._of.get(speaker) if speaker is not None else None
        cluster = self._anaphora.for_pronoun(index, pronoun, barred)
        if cluster is not None:
            if pronoun.gender in ("m", "f") and not cluster.gender:
                cluster.gender = pronoun.gender
            self._place(index, cluster)

    def _nominal(self, index: int, surface: str) -> Cluster:
        candidate = self._candidates[index]
        if surface.lower() in ("who", "which") and (antecedent := self._just_before(candidate)) is not None:
            return antecedent
        heads = head_names(self._text, Span(candidate.start, candidate.end), self._names, self._candidates)
        owners = list({id(self._of[i]): self._of[i] for i in heads}.values())
        if len(owners) == 1:
            return owners[0]
        if owners:
            return self._joint(candidate, owners)
        phrase = parse_phrase(surface)
        if phrase.kind == "document" and (outlet := self._published_by(candidate)) is not None:
            return outlet
        found = self._apposed(candidate, phrase) or self._anaphora.for_nominal(index, phrase)
        cluster = found or self._described_speaker(index, phrase) or self._new(index, phrase)
        if not cluster.named and not cluster.parts:
            cluster.heads.add(phrase.head)
            cluster.roles.update(phrase.words)
        return cluster

    def _just_before(self, candidate: Candidate) -> Cluster | None:
        """Jane Roe, *who*: what was mentioned right before a relative pronoun."""
        for gap in (1, 2, 3):
            index = self._ending.get(candidate.start - gap)
            if index in self._of and not self._text[candidate.start - gap : candidate.start].strip(" ,)"):
                return self._of[index]
        return None

    def _described_speaker(self, index: int, phrase: Phrase) -> Cluster | None:
        """Take a speaker described afresh ("the entrepreneur added") for whom a pronoun there would mean."""
        singled_out = phrase.words[:1] == ("the",) and phrase.kind == "person" and not phrase.plural
        if not singled_out or index not in self._speakers or phrase.head in lexicon.word_class("unnamed_head"):
            return None
        cluster = self._anaphora.for_pronoun(index, Pronoun(3, False, phrase.gender), None)
        return cluster if cluster is not None and cluster.named and cluster is self._anaphora.last_speaker else None

    def _published_by(self, candidate: Candidate) -> Cluster | None:
        """A report by *Reuters*: the outlet, which is what the article goes by."""
        inside = names_inside(Span(candidate.start, candidate.end), self._names)
        if len(inside) != 1:
            return None
        start, end, index = inside[0]
        published = _PUBLISHED.search(self._text, candidate.start, start) is not None
        return self._of[index] if published and is_media_mention(self._text, start, end) else None

    def _joint(self, candidate: Candidate, owners: list[Cluster]) -> Cluster:
        cluster = Cluster(owners[0].type, first=candidate.start, plural=True, parts=owners)
        cluster.heads.update(*(owner.roles | set(owner.words) for owner in owners))
        self._clusters.append(cluster)
        return cluster

    def _apposed(self, candidate: Candidate, phrase: Phrase) -> Cluster | None:
        """Jane Roe, *the minister*; *the minister*, Jane Roe: the person named right beside the phrase."""
        if phrase.kind != "person" or phrase.plural:
            return None
        behind = bisect_right(self._names, (candidate.end, -1, -1))
        if behind < len(self._names):
            start, end, index = self._names[behind]
            gap, closed = self._text[candidate.end : start], self._text[end : end + 1] in _CLOSES_APPOSITION
            if (gap == " " or (gap == ", " and closed)) and self._of[index].type == "person":
                return self._of[index]
        at = bisect_right(self._names, (candidate.start, -1, -1)) - 1
        for start, end, index in self._names[max(at - 1, 0) : at + 1]:
            if start < candidate.start and self._text[end : candidate.start].strip() == ",":
                cluster = self._of[index]
                return cluster if cluster.type == "person" else None
        return None

    def _new(self, index: int, phrase: Phrase) -> Cluster:
        candidate = self._candidates[index]
        type_ = "person" if phrase.kind == "person" else candidate.type or _TYPE_OF_KIND.get(phrase.kind, "")
        if type_ == "person" and phrase.kind not in ("person", ""):
            type_ = _TYPE_OF_KIND.get(phrase.kind, "")
        cluster = Cluster(type_, first=candidate.start, gender=phrase.gender, kind=phrase.kind, plural=phrase.plural)
        self._clusters.append(cluster)
        return cluster

    def groups(self) -> list[Group]:
        """The gathered clusters as values, in order of first mention."""
        filled = [cluster for cluster in self._clusters if cluster.members]
        for cluster in filled:
            cluster.members.sort(key=lambda i: (self._candidates[i].start, -self._candidates[i].end))
        filled.sort(key=lambda cluster: self._candidates[cluster.members[0]].start)
        at = {id(cluster): index for index, cluster in enumerate(filled)}
        found = [self._group(cluster) for cluster in filled]
        for cluster in filled:
            if cluster.parts:
                parts = tuple(at[id(part)] for part in cluster.parts)
                name = " and ".join(found[part].name for part in parts)
                found[at[id(cluster)]] = replace(found[at[id(cluster)]], parts=parts, name=name, named=True)
        return found

    def _group(self, cluster: Cluster) -> Group:
        names = [i for i in cluster.members if self._candidates[i].form == "name"]
        shown = names or [i for i in cluster.members if not parse_pronoun(self._surface(i))] or cluster.members
        surfaces = [self._surface(i) for i in shown]
        name = fullest_name(surfaces, cluster.type) if names else fullest_description(surfaces)
        confidence = sum(self._candidates[i].confidence for i in shown) / len(shown)
        return Group(
            members=tuple(cluster.members),
            type=cluster.type,
            name=name,
            named=bool(names),
            kind=cluster.kind,
            plural=cluster.plural,
            gender=cluster.gender,
            confidence=round(confidence, 4),
        )

    def _surface(self, index: int) -> str:
        return self._text[self._candidates[index].start : self._candidates[index].end]


_TYPE_OF_KIND = {"organization": "organization", "media": "organization", "group": "group", "document": "work"}
