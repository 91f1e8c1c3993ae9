"""Groups the mentions of an article into the people, bodies and things they mean.

Names group by their morphology (`namesakes`); then nominals and pronouns are read in text order
and given to what was mentioned before them (`anaphora`); at last "I" in a quotation goes to
whoever speaks there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from service.reading import lexicon
from service.reading.anaphora import Anaphora
from service.reading.clusters import Cluster
from service.reading.conjuncts import find_conjuncts
from service.reading.descriptions import leads_another, note_roles
from service.reading.findings import Span
from service.reading.foretold import foretold
from service.reading.groups import Group, as_groups
from service.reading.heads import head_names
from service.reading.mentions import Antecedents, Candidate
from service.reading.names import fold
from service.reading.namesakes import NameClusters
from service.reading.neighbours import Neighbours
from service.reading.pairs import Pairs
from service.reading.phrases import Phrase, parse_phrase
from service.reading.pronouns import Pronoun, parse_pronoun
from service.reading.sentences import Sentences
from service.reading.units import names_inside
from service.reading.voices import Voices

_PAIR_WITHIN = 2
_TYPE_OF_KIND = {"organization": "organization", "media": "organization", "group": "group", "document": "work"}


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
    return as_groups(text, candidates, reader.clusters, reader.neighbours)


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
        self.clusters = names.clusters
        self._of = names.of
        self.neighbours = Neighbours(text, candidates)
        self._pairs = Pairs(text, candidates, self.neighbours.names, self._of)
        self._voices = Voices(text, candidates, voices)
        self._sentences = Sentences(text)
        self._anaphora = Anaphora(candidates, self._sentences, quoted, antecedents, self._voices.speakers)
        for cluster in self.clusters:
            cluster.members.clear()

    def read(self) -> None:
        """Place every candidate, in text order; "I" last, once all speakers are known."""
        order = sorted(
            range(len(self._candidates)), key=lambda i: (self._candidates[i].start, -self._candidates[i].end)
        )
        for i in order:
            if self._candidates[i].form == "name":
                note_roles(self._text, self._candidates[i], self._of[i])
        first_person: list[int] = []
        for i in order:
            if self._candidates[i].form == "name":
                self._place(i, self._of[i])
                continue
            pronoun = parse_pronoun(self.neighbours.surface(i))
            if pronoun is None or pronoun.person == 3:
                self._place_early(i)
            elif pronoun.person == 1 and not pronoun.plural:
                first_person.append(i)
        self._place_last(first_person)

    def _place_early(self, index: int) -> Cluster | None:
        """Place a description or pronoun, unless it was placed already with the phrase that it opens."""
        if index not in self._of:
            pronoun = parse_pronoun(self.neighbours.surface(index))
            cluster = self._pronoun(index, pronoun) if pronoun else self._nominal(index, self.neighbours.surface(index))
            if cluster is not None:
                self._place(index, cluster)
        return self._of.get(index)

    def _place_last(self, first_person: Sequence[int]) -> None:
        """Descriptions of whom the text names later, then "I"."""
        absorbed: dict[int, Cluster] = {}
        for into, cluster in foretold(
            self.clusters, self.neighbours.surface, self._voices.speakers, self._next_speaker
        ):
            self._absorb(into, cluster)
            absorbed[id(cluster)] = into
        for joint in self.clusters:
            parts = [absorbed.get(id(part), part) for part in joint.parts]
            joint.parts = list({id(part): part for part in parts}.values())
        for i in first_person:
            speaker = self._voices.at(self._candidates[i].start)
            if speaker is not None and speaker in self._of:
                self._of[i] = self._of[speaker]
                self._of[speaker].members.append(i)

    def _next_speaker(self, index: int) -> Cluster | None:
        after = self._voices.after(index)
        return self._of.get(after) if after is not None else None

    def _absorb(self, into: Cluster, cluster: Cluster) -> None:
        for index in cluster.members:
            self._of[index] = into
        into.members.extend(cluster.members)
        cluster.members.clear()

    def _place(self, index: int, cluster: Cluster) -> None:
        cluster.members.append(index)
        self._of[index] = cluster
        self._anaphora.note(index, cluster)

    def _pronoun(self, index: int, pronoun: Pronoun) -> Cluster | None:
        speaker = self._voices.at(self._candidates[index].start)
        barred = [self._of[speaker]] if speaker in self._of else []
        if pronoun.gender in ("m", "f"):
            barred += self._spoken_of(index)
        cluster = self._anaphora.for_pronoun(index, pronoun, barred)
        if pronoun.plural and cluster is not None and (both := self._both(index, cluster)):
            return both
        if cluster is not None and pronoun.gender in ("m", "f") and not cluster.gender_sure:
            cluster.gender = pronoun.gender
        return cluster

    def _spoken_of(self, index: int) -> list[Cluster]:
        """Whom a speaker names behind the mention or in marks, who is not he or she."""
        if index not in self._voices.speakers:
            return []
        named = self.neighbours.named_behind(index, self._sentences)
        for words in self._voices.in_marks(index):
            named += self.neighbours.named_in(words)
        return [self._of[other] for other in named]

    def _both(self, index: int, cluster: Cluster) -> Cluster | None:
        """Both that were just named together, where "they" would mean one of them."""
        candidate = self._candidates[index]
        pair = self._pairs.before(candidate.start)
        if pair is None or self._sentences.number(candidate.start) - self._sentences.number(pair.end) > _PAIR_WITHIN:
            return None
        owners = [self._of[pair.first], self._of[pair.second]]
        one_of_them = any(cluster is owner for owner in owners)
        place_for_people = cluster.type == "location" and owners[0].type != "location"
        return self._joint(candidate, owners) if one_of_them or place_for_people else None

    def _nominal(self, index: int, surface: str) -> Cluster:
        candidate = self._candidates[index]
        if pair := self._pairs.described(surface, candidate.start):
            return self._joint(candidate, [self._of[pair.first], self._of[pair.second]])
        if surface.lower() in ("who", "which"):
            known = (self._of[i] for i in self.neighbours.just_before(candidate) if i in self._of)
            if (antecedent := next(known, None)) is not None:
                return antecedent
        heads = head_names(self._text, Span(candidate.start, candidate.end), self.neighbours.names, self._candidates)
        owners = list({id(self._of[i]): self._of[i] for i in heads}.values())
        owners = owners if len(owners) > 1 else self._parts(candidate) or owners
        if len(owners) == 1:
            return owners[0]
        if owners:
            return self._joint(candidate, owners)
        phrase = parse_phrase(surface)
        if (place := self.neighbours.called(candidate, phrase)) is not None:
            self._of[place].heads.add(phrase.head)
            return self._of[place]
        issuer = self.neighbours.issuer(candidate, phrase) if phrase.kind == "document" else None
        if issuer is not None and (cluster := self._place_early(issuer)) is not None:
            return cluster
        spoken_of = self._spoken_of(index) if phrase.kind == "person" and not phrase.plural else []
        found = self._apposed(candidate, phrase) or self._anaphora.for_nominal(index, phrase, spoken_of)
        found = found or self._described_speaker(index, phrase)
        if found is not None and leads_another(phrase, found, self._bodies(candidate)):
            found = None
        cluster = found or self._new(index, phrase)
        if not cluster.named and not cluster.parts:
            cluster.heads.add(phrase.head)
            cluster.roles.update(phrase.words)
        return cluster

    def _parts(self, candidate: Candidate) -> list[Cluster]:
        """What a joint description is made of, each part a thing of its own."""
        found: list[Cluster] = []
        whole = Span(candidate.start, candidate.end)
        for part in find_conjuncts(self._text, whole, self.neighbours.names, self._candidates):
            heads = head_names(self._text, part, self.neighbours.names, self._candidates)
            index = self.neighbours.at(part)
            if heads:
                found.append(self._of[heads[0]])
            elif index is not None and (cluster := self._place_early(index)) is not None:
                found.append(cluster)
        return found if len(found) > 1 else []

    def _described_speaker(self, index: int, phrase: Phrase) -> Cluster | None:
        """Take a speaker described afresh ("the entrepreneur added") for whom a pronoun there would mean.

        They have to have spoken before; or else nobody has, and they are the only person named so far.
        """
        singled_out = phrase.words[:1] == ("the",) and phrase.kind == "person" and not phrase.plural
        if not singled_out or index not in self._voices.speakers:
            return None
        cluster = self._anaphora.for_pronoun(index, Pronoun(3, False, phrase.gender), self._spoken_of(index))
        if cluster is None or not cluster.named or not self._anaphora.may_speak_on(cluster):
            return None
        described = set(phrase.words) - lexicon.word_class("dull") - {phrase.head}
        if described <= cluster.roles and (described or phrase.head not in lexicon.word_class("unnamed_head")):
            return cluster
        if phrase.head in lexicon.word_class("unnamed_head"):
            return None
        owned = any(word.endswith(("'s", "s'")) for word in phrase.words)
        hangs = not lexicon.word_class("after_head").isdisjoint(phrase.words)
        candidate = self._candidates[index]
        named = names_inside(Span(candidate.start, candidate.end), self.neighbours.names)
        return None if owned or (hangs and named) else cluster

    def _bodies(self, candidate: Candidate) -> Iterator[frozenset[str]]:
        """The words of each organization that is named within a description."""
        for start, end, index in names_inside(Span(candidate.start, candidate.end), self.neighbours.names):
            if self._candidates[index].type == "organization":
                yield frozenset((fold(self._text[start:end]), *self._of[index].words))

    def _joint(self, candidate: Candidate, owners: list[Cluster]) -> Cluster:
        cluster = Cluster(owners[0].type, first=candidate.start, plural=True, parts=owners)
        cluster.heads.update(*(owner.roles | set(owner.words) for owner in owners))
        self.clusters.append(cluster)
        return cluster

    def _apposed(self, candidate: Candidate, phrase: Phrase) -> Cluster | None:
        """The person named right beside the phrase."""
        if phrase.kind != "person" or phrase.plural:
            return None
        beside = (self._of[i] for i in self.neighbours.apposed(candidate))
        return next((cluster for cluster in beside if cluster.type == "person"), None)

    def _new(self, index: int, phrase: Phrase) -> Cluster:
        candidate = self._candidates[index]
        type_ = "person" if phrase.kind == "person" else candidate.type or _TYPE_OF_KIND.get(phrase.kind, "")
        if type_ == "person" and phrase.kind not in ("person", ""):
            type_ = _TYPE_OF_KIND.get(phrase.kind, "")
        cluster = Cluster(type_, first=candidate.start, kind=phrase.kind, plural=phrase.plural)
        cluster.gender, cluster.gender_sure = phrase.gender, phrase.gender != ""
        self.clusters.append(cluster)
        return cluster
