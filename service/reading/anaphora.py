"""Finds what nominals ("the minister") and pronouns refer to, among what was mentioned before.

A linear score over a handful of features (distance, role, gender, who spoke last), plus the
trained antecedent probability where there is one.  Only the most recent things are compared,
so the cost is linear in the number of mentions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from service.reading import lexicon
from service.reading.clusters import Cluster
from service.reading.descriptions import head_fit, kinds_agree, same_heads
from service.reading.findings import Span
from service.reading.mentions import Antecedents, Candidate
from service.reading.phrases import Phrase
from service.reading.pronouns import Pronoun
from service.reading.sentences import Sentences

_COMPARED = 16
_TRAINED_MENTIONS = 4
_TRAINED_COMPARED = 5
_LEAST_FOR_NOMINAL = 1.0
_LEAST = -9.0
_SUBJECT_WITHIN = 4

# Fitted by `training.fit_pronouns` on the pronoun speakers of the project's annotated articles that
# are not held out for development, with the antecedents of the first weights: refits on the later
# ones choose no better (`training/NOTES.md`).  What the trained scores weigh for pronouns that speak
# nothing was chosen on GAP's validation set.
_PERSON_WEIGHTS = {
    "sentences": -0.33,
    "paragraphs": -1.25,
    "same_gender": 1.55,
    "other_gender": -3.0,
    "last_speaker": 1.33,
    "spoke": 0.88,
    "quoted": -1.4,
    "unnamed": -2.0,
    "trained": 0.3,
}
_THING_WEIGHTS = {
    "sentences": -0.63,
    "paragraphs": -0.4,
    "mentions": 0.9,
    "last_speaker": 2.64,
    "spoke": 0.9,
    "can_speak": 1.71,
    "subject": 0.47,
    "quoted": -1.51,
    "unnamed": -2.0,
    "trained": 0.3,
}
_PLURAL_WEIGHTS = {
    "sentences": -0.8,
    "mentions": 0.5,
    "last_speaker": 0.3,
    "spoke": 2.1,
    "can_speak": 1.8,
    "plural": 1.9,
    "subject": 1.0,
    "quoted": -0.7,
    "unnamed": -0.4,
    "trained": 0.3,
}
_UNSPOKEN_WEIGHTS = {"trained": 1.5, "other_gender": -12.0}
_TRAINED_WEIGHT_NOMINAL = 0.2
_SPEAKING_TYPES = frozenset(("person", "organization", "group"))
_SPEAKING_KINDS = frozenset(("person", "organization", "group", "media", "document"))
_MAY_BE_SEVERAL = frozenset(("organization", "group", "location", ""))
_NEVER_IT = frozenset(("person", "date", "money"))


@dataclass(slots=True)
class Recent:
    """What was mentioned so far, most recent last, in two lists: people, and all else."""

    people: dict[int, Cluster]
    things: dict[int, Cluster]

    def touch(self, cluster: Cluster) -> None:
        """Make a cluster the most recent one."""
        shelf = self.people if cluster.type == "person" else self.things
        shelf.pop(id(cluster), None)
        shelf[id(cluster)] = cluster

    def latest(self, people: bool, things: bool) -> Iterator[Cluster]:
        """The most recent clusters, latest first, a bounded number of each list."""
        for wanted, shelf in ((people, self.people), (things, self.things)):
            if wanted:
                for _, key in zip(range(_COMPARED), reversed(shelf), strict=False):
                    yield shelf[key]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a mention stands: its sentence and paragraph, whether it opens the sentence, whether it is quoted."""

    sentence: int
    paragraph: int
    subject: bool
    quoted: bool


class Anaphora:
    """Scores antecedents in one article; fed with mentions in text order."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        sentences: Sentences,
        quoted: Sequence[Span],
        antecedents: Antecedents | None,
        speakers: frozenset[int],
    ) -> None:
        self.candidates = candidates
        self._sentences = sentences
        self._quoted = sorted(quoted)
        self._quoted_starts = [span.start for span in self._quoted]
        self._antecedents = antecedents
        self._speakers = speakers
        self.recent = Recent({}, {})
        self.last_speaker: Cluster | None = None
        self._last: dict[int, _Place] = {}
        self._spoke: set[int] = set()
        self._known = set(lexicon.word_class("organization_anaphor") | lexicon.word_class("place_anaphor"))

    def note(self, index: int, cluster: Cluster) -> None:
        """Take down that mention ``index`` of ``cluster`` was read."""
        place, known = self._place(self.candidates[index].start), self._last.get(id(cluster))
        if known is None or known.quoted or not place.quoted:
            self._last[id(cluster)] = place
        self.recent.touch(cluster)
        self._known |= cluster.heads
        if len(cluster.members) == 1:
            self._known.update(cluster.words, cluster.roles)
        if index in self._speakers:
            self.last_speaker = cluster
            self._spoke.add(id(cluster))

    def may_speak_on(self, cluster: Cluster) -> bool:
        """Whether somebody has spoken before, or is the only person named so far while nobody has."""
        if self._spoke:
            return id(cluster) in self._spoke
        return all(other is cluster or not other.named for other in self.recent.latest(people=True, things=False))

    def quotation_around(self, at: int) -> int | None:
        """The index of the quoted stretch that ``at`` lies in (in order of start), or None."""
        found = bisect_right(self._quoted_starts, at) - 1
        return found if found >= 0 and at < self._quoted[found].end else None

    def for_pronoun(self, index: int, pronoun: Pronoun, barred: Sequence[Cluster]) -> Cluster | None:
        """The best antecedent of a third-person pronoun; ``barred`` (who speaks, or is spoken of) are left out."""
        best, best_score = None, _LEAST
        weights = _weights(pronoun)
        if index not in self._speakers:
            weights = {**weights, **_UNSPOKEN_WEIGHTS}
        for cluster, found in self.options(index, pronoun, barred):
            score = 0.0
            for name, value in found.items():
                score += weights.get(name, 0.0) * value
            if score > best_score:
                best, best_score = cluster, score
        return best

    def options(
        self, index: int, pronoun: Pronoun, barred: Sequence[Cluster]
    ) -> Iterator[tuple[Cluster, dict[str, float]]]:
        """What a pronoun may mean, each with the features that `training.fit_pronouns` weighs."""
        here = self._place(self.candidates[index].start)
        thing = pronoun.gender == "n"
        for cluster in self.recent.latest(people=not thing, things=thing or pronoun.plural):
            if _agrees(pronoun, cluster) and not any(cluster is other for other in barred):
                trained = self._trained(index, cluster, _TRAINED_MENTIONS)
                yield cluster, {**self.features(here, pronoun, cluster), "trained": trained}

    def features(self, here: _Place, pronoun: Pronoun, cluster: Cluster) -> dict[str, float]:
        """What the score of one antecedent is made of; flags that do not hold are left out."""
        last = self._last[id(cluster)]
        found = {
            "sentences": float(min(here.sentence - last.sentence, 8)),
            "paragraphs": float(min(here.paragraph - last.paragraph, 4)),
            "mentions": log(1 + len(cluster.members)),
        }
        flags = {
            "other_gender": pronoun.gender in ("m", "f") and cluster.gender not in ("", pronoun.gender),
            "same_gender": pronoun.gender != "" and pronoun.gender == cluster.gender,
            "last_speaker": cluster is self.last_speaker,
            "subject": last.subject,
            "quoted": last.quoted and not here.quoted,
            "unnamed": not cluster.named,
            "plural": cluster.plural,
            "spoke": id(cluster) in self._spoke,
            "can_speak": cluster.type in _SPEAKING_TYPES or cluster.kind in _SPEAKING_KINDS,
        }
        for name, holds in flags.items():
            if holds:
                found[name] = 1.0
        return found

    def _place(self, at: int) -> _Place:
        sentence, start = self._sentences.at(at)
        quoted = self.quotation_around(at) is not None
        return _Place(sentence, self._sentences.paragraph(at), at - start < _SUBJECT_WITHIN, quoted)

    def _trained(self, index: int, cluster: Cluster, members: int) -> float:
        """The log odds that the mention points to the cluster's last mentions; 0 where unknown."""
        if self._antecedents is None:
            return 0.0
        known = [p for i in cluster.members[-members:] if (p := self._antecedents.probability(index, i)) is not None]
        if not known:
            return 0.0
        share = min(max(sum(known), 0.02), 0.98)
        return log(share / (1 - share))

    def for_nominal(self, index: int, phrase: Phrase, barred: Sequence[Cluster] = ()) -> Cluster | None:
        """The antecedent of a noun phrase that names nobody, or None where it opens a new thing."""
        known = not same_heads(phrase.head).isdisjoint(self._known)
        if not known and (self._antecedents is None or not phrase.definite):
            return None
        best, best_score = None, _LEAST_FOR_NOMINAL
        person = phrase.kind == "person"
        for order, cluster in enumerate(self.recent.latest(people=person, things=not person or phrase.plural)):
            if any(cluster is other for other in barred):
                continue
            fit = head_fit(phrase, cluster) if known else 0.0
            if fit <= 0 and (order % _COMPARED >= _TRAINED_COMPARED or not kinds_agree(phrase, cluster)):
                continue
            score = self._nominal_score(index, cluster, fit, trained=bool(phrase.definite))
            if score > best_score:
                best, best_score = cluster, score
        return best

    def _nominal_score(self, index: int, cluster: Cluster, fit: float, *, trained: bool) -> float:
        odds = self._trained(index, cluster, 2) if trained else 0.0
        if fit <= 0 and odds <= 0:
            return 0.0
        distance = self._sentences.number(self.candidates[index].start) - self._last[id(cluster)].sentence
        spoke = 0.3 if cluster is self.last_speaker else 0.0
        return fit - min(distance, 10) * 0.12 + spoke + _TRAINED_WEIGHT_NOMINAL * odds


def _weights(pronoun: Pronoun) -> dict[str, float]:
    return _PLURAL_WEIGHTS if pronoun.plural else _THING_WEIGHTS if pronoun.gender == "n" else _PERSON_WEIGHTS


def _agrees(pronoun: Pronoun, cluster: Cluster) -> bool:
    if pronoun.gender == "n":
        return cluster.type not in _NEVER_IT and not cluster.plural
    if pronoun.plural:
        of_unknown_gender = cluster.type == "person" and not cluster.gender
        return cluster.plural or of_unknown_gender or cluster.type in _MAY_BE_SEVERAL
    known = pronoun.gender and cluster.gender_sure
    return cluster.type == "person" and not cluster.plural and (not known or pronoun.gender == cluster.gender)
