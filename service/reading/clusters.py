"""Groups name mentions that mean one person, body or place, by the morphology of names.

Linear in the number of mentions: every name is looked up by its words, and a word that very
many things share is compared with the most recent of them only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.reading.countries import country_code
from service.reading.mentions import Candidate
from service.reading.names import (
    PersonName,
    acronyms,
    bare,
    fold,
    is_acronym,
    parse_person,
    same_person,
    significant,
    split_acronym,
    thing_words,
)

_COMPARED = 12


@dataclass(slots=True)
class Cluster:
    """One thing while its mentions are still being gathered; indices are of the candidates."""

    type: str
    words: tuple[str, ...] = ()
    members: list[int] = field(default_factory=list[int])
    gender: str = ""
    kind: str = ""
    plural: bool = False
    named: bool = False
    roles: set[str] = field(default_factory=set[str])
    heads: set[str] = field(default_factory=set[str])
    parts: list[Cluster] = field(default_factory=list["Cluster"])
    full_mentions: int = 0
    first: int = 0
    last: int = -1


class NameClusters:
    """The clusters of all name mentions of one article."""

    def __init__(self, text: str, candidates: Sequence[Candidate]) -> None:
        self._text = text
        self._candidates = candidates
        self.clusters: list[Cluster] = []
        self.of: dict[int, Cluster] = {}
        self._by_word: defaultdict[str, list[Cluster]] = defaultdict(list)
        self._by_key: dict[str, Cluster] = {}
        names = [i for i, candidate in enumerate(candidates) if candidate.form == "name"]
        self._types = self._majority_types(names)
        people = [i for i in names if self._type(i) == "person"]
        parsed = {i: parse_person(self._surface(i)) for i in people}
        for i in people:
            if len(parsed[i].words) > 1:
                self._add_full_name(i, parsed[i])
        for i in people:
            if len(parsed[i].words) == 1:
                self._add_short_name(i, parsed[i])
        things = [i for i in names if i not in parsed]
        openings = {thing_words(self._surface(i))[0] for i in things if " " in self._surface(i)}
        self._add_things([i for i in things if not self._add_as_surname(i, openings)])

    def _surface(self, index: int) -> str:
        candidate = self._candidates[index]
        return self._text[candidate.start : candidate.end]

    def _majority_types(self, names: Sequence[int]) -> dict[str, str]:
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for i in names:
            votes[fold(bare(self._surface(i)))][self._candidates[i].type] += self._candidates[i].confidence + 0.01
        return {surface: counter.most_common(1)[0][0] for surface, counter in votes.items()}

    def _type(self, index: int) -> str:
        return self._types[fold(bare(self._surface(index)))]

    def _new(self, index: int, type_: str, words: tuple[str, ...]) -> Cluster:
        start = self._candidates[index].start
        cluster = Cluster(type_, words, named=True, first=start, last=start)
        self.clusters.append(cluster)
        for word in significant(words) if type_ == "person" else words:
            self._by_word[word].append(cluster)
        return cluster

    def _join(self, index: int, cluster: Cluster) -> None:
        cluster.members.append(index)
        start = self._candidates[index].start
        cluster.last = max(cluster.last, start)
        cluster.first = min(cluster.first, start)
        self.of[index] = cluster

    def _add_full_name(self, index: int, name: PersonName) -> None:
        for cluster in reversed(self._by_word[name.words[-1]][-_COMPARED:]):
            if cluster.type == "person" and _compatible(cluster, name) and same_person(cluster.words, name.words):
                break
        else:
            cluster = self._shared_word(name) or self._new(index, "person", name.words)
        if len(name.words) > len(cluster.words):
            for word in set(significant(name.words)) - set(cluster.words):
                self._by_word[word].append(cluster)
            cluster.words = name.words
        cluster.gender = cluster.gender or name.gender
        cluster.full_mentions += 1
        self._join(index, cluster)

    def _shared_word(self, name: PersonName) -> Cluster | None:
        """A longer or shorter form that ends in another word: "Luis Lacalle", "Luis Lacalle Pou"."""
        for cluster in reversed(self._by_word[name.words[0]][-_COMPARED:]):
            if cluster.type == "person" and _compatible(cluster, name) and same_person(cluster.words, name.words):
                return cluster
        return None

    def _add_short_name(self, index: int, name: PersonName) -> None:
        word = name.words[0]
        start = self._candidates[index].start
        known = [c for c in self._by_word[word] if c.type == "person" and _compatible(c, name)]
        if not known:
            known = self._misspelt(word)
        cluster = _most_likely(known[-4 * _COMPARED :], word, start, self._candidates) if known else None
        if cluster is None:
            cluster = self._new(index, "person", name.words)
        if name.titled:
            cluster.gender = cluster.gender or name.gender
        self._join(index, cluster)

    def _add_as_surname(self, index: int, openings: set[str]) -> bool:
        """Take a lone word that was typed as a thing for the person whose surname it is."""
        name = parse_person(self._surface(index))
        if len(name.words) > 1 or self._type(index) == "location" or name.words[0] in openings:
            return False
        if not any(c.type == "person" and c.words[-1] == name.words[0] for c in self._by_word[name.words[0]]):
            return False
        self._add_short_name(index, name)
        return True

    def _misspelt(self, word: str) -> list[Cluster]:
        """People whose surname differs from ``word`` by one letter (only long enough names)."""
        if len(word) < 6:
            return []
        found: list[Cluster] = []
        for cluster in self.clusters[: 8 * _COMPARED]:
            surname = cluster.words[-1]
            if (
                cluster.type == "person"
                and len(cluster.words) > 1
                and surname[:3] == word[:3]
                and _one_edit(surname, word)
            ):
                found.append(cluster)
        return found

    def _add_things(self, things: Sequence[int]) -> None:
        """Longest names first, so that a short form finds the full one wherever it stands."""
        by_acronym: dict[str, Cluster] = {}
        ordered = sorted(things, key=lambda i: (-len(thing_words(self._surface(i))), self._candidates[i].start))
        for i in ordered:
            surface = self._surface(i)
            words = thing_words(surface)
            cluster = self._known_thing(i, surface, words, by_acronym) or self._new(i, self._type(i), words)
            self._by_key.setdefault(" ".join(words), cluster)
            if code := country_code(surface):
                self._by_key.setdefault("country:" + code, cluster)
            if self._type(i) in ("organization", "group", "event", "facility", "law", "location", "product", ""):
                for short in acronyms(" ".join(surface.split())):
                    by_acronym.setdefault(short, cluster)
            self._join(i, cluster)
        for cluster in self.clusters:
            cluster.members.sort()

    def _known_thing(
        self, i: int, surface: str, words: tuple[str, ...], by_acronym: dict[str, Cluster]
    ) -> Cluster | None:
        if found := self._by_key.get(" ".join(words)):
            return found
        code = country_code(surface)
        if code and (found := self._by_key.get("country:" + code)):
            return found
        short = bare(surface)
        if is_acronym(short) or is_acronym(split_acronym(surface)[1] or ""):
            if found := by_acronym.get(fold(short)) or self._initialled(fold(short)):
                return found
        if self._type(i) in ("organization", "facility", "event", "law", "") and len(words) > 1:
            return self._longer_thing(words)
        if self._type(i) == "organization" and words[0] in _GENERIC_HEADS:
            return self._longer_thing(words)
        return None

    def _initialled(self, letters: str) -> Cluster | None:
        """The person whose initials these are, as in the speaker labels of an interview."""
        for cluster in self.clusters[: 8 * _COMPARED]:
            if cluster.type == "person" and len(cluster.words) > 1 and "".join(w[0] for w in cluster.words) == letters:
                return cluster
        return None

    def _longer_thing(self, words: tuple[str, ...]) -> Cluster | None:
        """The most recent longer name of the same kind that opens or closes with these words."""
        size = len(words)
        for cluster in reversed(self._by_word[words[-1]][-_COMPARED:]):
            if cluster.type in ("organization", "facility", "event", "law") and len(cluster.words) > size:
                if words in (cluster.words[:size], cluster.words[-size:]):
                    return cluster
        return None


_GENERIC_HEADS = frozenset(
    ["ministry", "department", "commission", "council", "senate", "agency", "authority", "committee", "board", "bureau", "institute", "university", "foundation", "association", "federation", "union", "court", "tribunal", "church", "club", "company", "bank", "centre", "center", "office", "service"]
)


def _compatible(cluster: Cluster, name: PersonName) -> bool:
    return not (name.gender and cluster.gender and name.gender != cluster.gender)


def _most_likely(known: Sequence[Cluster], word: str, start: int, candidates: Sequence[Candidate]) -> Cluster:
    """Among namesakes: the one whose surname it is, used this way before, and mentioned last.

    A bare surname goes to the person the article is about rather than to the relative who was
    named in passing, unless that relative was the last one named.
    """
    if len(known) == 1:
        return known[0]

    def rank(cluster: Cluster) -> tuple[float, int]:
        before = [i for i in cluster.members if candidates[i].start < start]
        last = candidates[before[-1]].start if before else -1
        distance = (start - last) / 400 if before else 3 + abs(cluster.first - start) / 2000
        edge = 1.0 if word in (cluster.words[-1], cluster.words[0]) else 0.0
        return edge + min(len(cluster.members), 8) * 0.25 - min(distance, 6) * 0.5, -cluster.first

    return max(known, key=rank)


def _one_edit(a: str, b: str) -> bool:
    """Whether two words differ by one letter put in, left out or replaced."""
    if abs(len(a) - len(b)) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[at + 1 :] == b[at + 1 :] or a[at:] == b[at + 1 :] or a[at + 1 :] == b[at:]
