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

from service.reading.clusters import Cluster
from service.reading.findings import Span
from service.reading.mentions import Antecedents, Candidate
from service.reading.phrases import Phrase
from service.reading.pronouns import Pronoun
from service.reading.sentences import Sentences

_COMPARED = 16
_TRAINED_MENTIONS = 3

PRONOUN_WEIGHTS = {
    "sentences": -0.45,
    "paragraphs": -0.25,
    "order": -0.35,
    "same_gender": 1.0,
    "speaker": 0.8,
    "last_speaker": 1.2,
    "subject": 0.7,
    "quoted": -1.0,
    "mentions": 0.35,
    "unnamed": -0.5,
    "person_for_they": -1.5,
    "thing_kind": 0.6,
    "trained": 0.8,
}
_ORGANIZATION_HEADS = frozenset(
    ["company", "firm", "corporation", "group", "organization", "organisation", "agency", "body", "airline", "bank", "club", "team", "party", "union", "giant", "institution", "charity", "association", "university", "regulator", "watchdog", "manufacturer", "maker", "carmaker", "retailer", "startup", "business", "network", "league", "federation", "council", "committee", "commission", "force", "service"]
)
_PLACE_HEADS = frozenset(["country", "nation", "state", "city", "town", "kingdom", "republic", "island", "region", "province"])
_PERSON_TYPES = frozenset(("person",))
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
        self._candidates = candidates
        self._sentences = sentences
        self._quoted = sorted(quoted)
        self._quoted_starts = [span.start for span in self._quoted]
        self._antecedents = antecedents
        self._speakers = speakers
        self.recent = Recent({}, {})
        self.last_speaker: Cluster | None = None

    def note(self, index: int, cluster: Cluster) -> None:
        """Take down that mention ``index`` of ``cluster`` was read."""
        cluster.last = self._candidates[index].start
        self.recent.touch(cluster)
        if index in self._speakers:
            self.last_speaker = cluster

    def quotation_around(self, at: int) -> int | None:
        """The index of the quoted stretch that ``at`` lies in (in order of start), or None."""
        found = bisect_right(self._quoted_starts, at) - 1
        return found if found >= 0 and at < self._quoted[found].end else None

    def for_pronoun(self, index: int, pronoun: Pronoun, barred: Cluster | None) -> Cluster | None:
        """The best antecedent of a third-person pronoun; ``barred`` (the speaker) is left out."""
        best, best_score = None, -4.0
        thing = pronoun.gender == "n"
        options = self.recent.latest(people=not thing, things=thing or pronoun.plural)
        for order, cluster in enumerate(options):
            if cluster is barred or not _agrees(pronoun, cluster):
                continue
            score = self._pronoun_score(index, pronoun, cluster, order % _COMPARED)
            if score > best_score:
                best, best_score = cluster, score
        return best

    def features(self, index: int, pronoun: Pronoun, cluster: Cluster, order: int) -> dict[str, float]:
        """What the score of one antecedent is made of."""
        at = self._candidates[index].start
        last = max((i for i in cluster.members if i < index), default=None)
        found = {
            "sentences": float(min(self._sentences.number(at) - self._sentences.number(cluster.last), 8)),
            "paragraphs": float(min(self._sentences.paragraph(at) - self._sentences.paragraph(cluster.last), 4)),
            "order": float(min(order, 6)),
            "mentions": log(1 + len(cluster.members)),
        }
        flags = {
            "same_gender": bool(pronoun.gender) and pronoun.gender == cluster.gender,
            "speaker": last in self._speakers,
            "last_speaker": cluster is self.last_speaker,
            "subject": cluster.last - self._sentences.start(cluster.last) < 4,
            "quoted": self.quotation_around(cluster.last) is not None and self.quotation_around(at) is None,
            "unnamed": not cluster.named,
            "person_for_they": pronoun.plural and cluster.type == "person" and not cluster.plural,
            "thing_kind": cluster.type == "organization"
            or cluster.kind in ("organization", "document", "media", "group"),
        }
        found.update({name: 1.0 for name, holds in flags.items() if holds})
        return found

    def _pronoun_score(self, index: int, pronoun: Pronoun, cluster: Cluster, order: int) -> float:
        found = self.features(index, pronoun, cluster, order)
        score = sum(PRONOUN_WEIGHTS[name] * value for name, value in found.items())
        return score + PRONOUN_WEIGHTS["trained"] * self._trained(index, cluster)

    def _trained(self, index: int, cluster: Cluster) -> float:
        """The log odds of the trained scores for the cluster's last mentions; 0 without any."""
        if self._antecedents is None:
            return 0.0
        recent = [i for i in cluster.members if i < index][-_TRAINED_MENTIONS:]
        known = [p for i in recent if (p := self._antecedents.probability(index, i)) is not None]
        if not known:
            return 0.0
        top = min(max(max(known), 0.01), 0.99)
        return log(top / (1 - top))

    def for_nominal(self, index: int, phrase: Phrase) -> Cluster | None:
        """The antecedent of a noun phrase that names nobody, or None where it opens a new thing."""
        best, best_score = None, 1.0
        person = phrase.kind == "person"
        for cluster in self.recent.latest(people=person, things=not person or phrase.plural):
            score = self._nominal_score(index, phrase, cluster)
            if score > best_score:
                best, best_score = cluster, score
        return best

    def _nominal_score(self, index: int, phrase: Phrase, cluster: Cluster) -> float:
        fit = head_fit(phrase, cluster)
        trained = self._trained(index, cluster)
        if fit <= 0 and trained <= 0:
            return 0.0
        at = self._candidates[index].start
        distance = self._sentences.number(at) - self._sentences.number(cluster.last)
        spoke = 0.3 if cluster is self.last_speaker else 0.0
        return fit - min(distance, 10) * 0.12 + spoke + 0.6 * trained


def head_fit(phrase: Phrase, cluster: Cluster) -> float:
    """How well a phrase's head and modifiers fit a cluster, from 0 (not) to about 4."""
    if phrase.gender and cluster.gender and phrase.gender != cluster.gender:
        return 0.0
    if phrase.plural != cluster.plural and (phrase.kind == "person" or cluster.type == "person"):
        return 0.0
    common = len((set(phrase.words) & (cluster.roles | set(cluster.words))) - {phrase.head, "the", "a", "an", "of"})
    extra = min(common, 3) * 0.5
    if phrase.definite is False:
        same = not cluster.named and phrase.head in cluster.heads and common == len(set(phrase.words)) - 2
        return 1.5 + extra if same and common > 0 else 0.0
    if phrase.head in cluster.heads:
        return 2.6 + extra
    if phrase.head in cluster.roles:
        return 2.2 + extra
    if cluster.named and cluster.type != "person" and phrase.head in cluster.words and phrase.definite:
        return 2.2 + extra
    if phrase.definite and cluster.named and len(phrase.words) <= 3:
        if cluster.type == "organization" and phrase.head in _ORGANIZATION_HEADS:
            return 1.7 + extra
        if cluster.type == "location" and phrase.head in _PLACE_HEADS:
            return 1.6 + extra
    return 0.0


def _agrees(pronoun: Pronoun, cluster: Cluster) -> bool:
    if pronoun.gender == "n":
        return cluster.type not in _NEVER_IT and not cluster.plural
    if pronoun.plural:
        return cluster.plural or cluster.type in ("person", "organization", "group", "location", "")
    return cluster.type in _PERSON_TYPES and not cluster.plural and cluster.gender in ("", pronoun.gender)
