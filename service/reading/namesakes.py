"""Groups name mentions that mean one person, body or place, by the morphology of names.

Linear in the number of mentions: every name is looked up by its words, and a word that very
many things share is compared with the most recent of them only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from service.reading.clusters import Cluster
from service.reading.countries import country_code
from service.reading.mentions import Candidate
from service.reading.name_types import name_types
from service.reading.names import (
    PersonName,
    abbreviates,
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
from service.reading.roles import is_role
from service.reading.short_forms import has_initials, one_edit, short_for, unordered
from service.reading.surnames import is_relative, whose_surname

_COMPARED = 12
_FIRST_WORDS = 8
_NESTING_TYPES = ("organization", "facility", "event", "law")
_ABBREVIATED_TYPES = ("organization", "group", "event", "facility", "law", "product", "work")
_PLACED = re.compile(
    r"\b(?:in|at|from|near|across|outside|around|northern|southern|eastern|western|north|south|east|west|city)\s(?:the\s)?$",
    re.IGNORECASE,
)
_LONGEST_PREPOSITION = 16
_OWNER_BEFORE = re.compile(r"['’]s?\s+$")
_ALIAS = re.compile(r"\s*\(\s*[\"“]?([A-Z][\w.&-]{1,14})[\"”]?\s*\)")


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
        self._surfaces = {i: text[candidates[i].start : candidates[i].end] for i in names}
        self._keys = {i: fold(bare(surface)) for i, surface in self._surfaces.items()}
        self._aliases = self._explicit_aliases(names)
        self._types, self._companies = name_types(text, candidates, self._keys, self._aliases)
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
        return self._surfaces[index]

    def _explicit_aliases(self, names: Sequence[int]) -> dict[str, int]:
        """Short forms that stand in brackets behind a full name, with that name's index."""
        found: dict[str, int] = {}
        for i in names:
            full, inside = split_acronym(self._surface(i))
            behind = _ALIAS.match(self._text, self._candidates[i].end)
            alias = inside or (behind.group(1) if behind else None)
            likely = alias and (self._candidates[i].type in _ABBREVIATED_TYPES or abbreviates(alias, full))
            if alias and likely and len(full.split()) > 1 and fold(alias) != fold(full):
                found.setdefault(fold(alias), i)
        return found

    def _type(self, index: int) -> str:
        return self._types[self._keys[index]]

    def _new(self, index: int, type_: str, words: tuple[str, ...]) -> Cluster:
        start = self._candidates[index].start
        cluster = Cluster(type_, words, named=True, first=start)
        self.clusters.append(cluster)
        for word in significant(words) if type_ == "person" else words:
            self._by_word[word].append(cluster)
        return cluster

    def _join(self, index: int, cluster: Cluster) -> None:
        cluster.members.append(index)
        start = self._candidates[index].start
        cluster.first = min(cluster.first, start)
        self.of[index] = cluster

    def _add_full_name(self, index: int, name: PersonName) -> None:
        for cluster in reversed(self._by_word[name.words[-1]][-_COMPARED:]):
            if cluster.type == "person" and _compatible(cluster, name) and same_person(cluster.words, name.words):
                break
        else:
            cluster = self._shared_word(name) or self._by_office(name) or self._new_person(index, name)
        if len(name.words) > len(cluster.words):
            for word in set(significant(name.words)) - set(cluster.words):
                self._by_word[word].append(cluster)
            cluster.words = name.words
        _note_gender(cluster, name)
        cluster.full_at.append(self._candidates[index].start)
        self._join(index, cluster)

    def _new_person(self, index: int, name: PersonName) -> Cluster:
        cluster = self._new(index, "person", name.words)
        cluster.relative = is_relative(self._text, self._candidates[index].start)
        return cluster

    def _shared_word(self, name: PersonName) -> Cluster | None:
        """A longer or shorter form that ends in another word: "Teresa Flores", "María Teresa Flores Jáquez"."""
        for word in name.words[:-1][:_FIRST_WORDS]:
            for cluster in reversed(self._by_word[word][-_COMPARED:]):
                if cluster.type == "person" and _compatible(cluster, name) and same_person(cluster.words, name.words):
                    return cluster
        return None

    def _by_office(self, name: PersonName) -> Cluster | None:
        """Whom an office and a surname mean where the office could be a first name: Rachel Kyte, "Dean Kyte"."""
        first, *_, surname = name.words
        if len(name.words) != 2 or not is_role(first):
            return None
        known = [c for c in self._by_word[surname][-_COMPARED:] if c.type == "person" and c.words[-1] == surname]
        office = re.compile(rf"\b{re.escape(first)}\b(?!\s+{re.escape(surname)}\b)")
        held = any(office.search(fold(self._sentence_around(at))) for c in known for at in c.full_at[:4])
        return known[0] if held and len(known) == 1 else None

    def _sentence_around(self, at: int) -> str:
        before, behind = self._text[max(at - 40, 0) : at], self._text[at : at + 80]
        return before.rpartition(". ")[2] + behind.partition(". ")[0]

    def _add_short_name(self, index: int, name: PersonName) -> None:
        word = name.words[0]
        start = self._candidates[index].start
        known = [c for c in self._by_word[word][-4 * _COMPARED :] if c.type == "person" and _compatible(c, name)]
        if not known and is_acronym(name.shown) and (owner := self._initialled(word)):
            known = [owner]
        known = known or self._misspelt(word)
        another = self._text.endswith("surnamed ", max(0, start - len("surnamed ")), start)
        cluster = whose_surname(known, word, start) if known and not another else None
        if cluster is None:
            cluster = self._new(index, "person", name.words)
        if name.titled:
            _note_gender(cluster, name)
        cluster.short_last = start
        self._join(index, cluster)

    def _add_as_surname(self, index: int, openings: set[str]) -> bool:
        """Take a lone word that was typed as a thing for the person whose surname it is: *Amman* told him."""
        name = parse_person(self._surface(index))
        surname, *more = name.words
        if more or surname in openings or (self._type(index) == "location" and self._is_place(index)):
            return False
        if not any(c.type == "person" and c.words[-1] == surname for c in self._by_word[surname][-4 * _COMPARED :]):
            return False
        self._add_short_name(index, name)
        return True

    def _is_place(self, index: int) -> bool:
        """Whether one is in it or comes from it, or it is a country."""
        candidate = self._candidates[index]
        behind = self._text.startswith((", ", "-"), candidate.end)
        low = max(0, candidate.start - _LONGEST_PREPOSITION)
        before = _PLACED.search(self._text, low, candidate.start) is not None
        return before or behind or country_code(self._surface(index)) is not None

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
                and one_edit(surname, word)
            ):
                found.append(cluster)
        return found

    def _add_things(self, things: Sequence[int]) -> None:
        """Longest names first, so that a short form finds the full one wherever it stands."""
        by_acronym: dict[str, Cluster] = {}
        aliases: defaultdict[int, list[str]] = defaultdict(list)
        for alias, i in self._aliases.items():
            aliases[i].append(alias)
        ordered = sorted(things, key=lambda i: (-len(thing_words(self._surface(i))), self._candidates[i].start))
        for i in ordered:
            surface = self._surface(i)
            words = thing_words(surface)
            cluster = self._known_thing(i, surface, words, by_acronym) or self._new(i, self._type(i), words)
            self._by_key.setdefault(" ".join(words), cluster)
            self._by_key.setdefault(unordered(words), cluster)
            if code := country_code(surface):
                self._by_key.setdefault("country:" + code, cluster)
            if self._type(i) not in ("date", "money"):
                for short in acronyms(" ".join(surface.split())):
                    by_acronym.setdefault(short, cluster)
            self._join(i, cluster)
            for alias in aliases.get(i, ()):
                self._by_key.setdefault(alias, cluster)

    def _known_thing(
        self, i: int, surface: str, words: tuple[str, ...], by_acronym: dict[str, Cluster]
    ) -> Cluster | None:
        if found := self._by_key.get(" ".join(words)) or self._by_key.get(unordered(words)):
            return found
        if company := self._companies.get(self._keys[i]):
            return self._by_key.get(" ".join(thing_words(company)))
        if len(words) > 1 and self._type(i) == "organization":  # the Lib Dems, a Lib Dem
            last = words[-1].removesuffix("s") if words[-1].endswith("s") else words[-1] + "s"
            if len(last) > 2 and (found := self._by_key.get(" ".join((*words[:-1], last)))):
                return found
        code = country_code(surface)
        if code and (found := self._by_key.get("country:" + code)):
            return found
        short = bare(surface)
        if is_acronym(short) and (found := by_acronym.get(fold(short)) or self._initialled(fold(short))):
            return found
        owned = _OWNER_BEFORE.search(self._text, max(0, self._candidates[i].start - 4), self._candidates[i].start)
        if self._type(i) in _NESTING_TYPES and not owned:
            return self._longer_thing(words, initials=is_acronym(short))
        return None

    def _initialled(self, letters: str) -> Cluster | None:
        """Whose initials these are, as in the speaker labels of an interview (WN is Wikinews)."""
        return next((c for c in self.clusters[: 8 * _COMPARED] if has_initials(c, letters)), None)

    def _longer_thing(self, words: tuple[str, ...], *, initials: bool) -> Cluster | None:
        """The most recent longer name of the same kind that these words are short for."""
        for cluster in reversed(self._by_word[words[-1]][-_COMPARED:]):
            longer = cluster.type in _NESTING_TYPES and len(cluster.words) > len(words)
            if longer and short_for(words, cluster.words, initials=initials):
                return cluster
        return None


def _compatible(cluster: Cluster, name: PersonName) -> bool:
    return not (name.gender and cluster.gender and name.gender != cluster.gender)


def _note_gender(cluster: Cluster, name: PersonName) -> None:
    if name.gender_sure or not cluster.gender:
        cluster.gender, cluster.gender_sure = name.gender or cluster.gender, name.gender_sure
