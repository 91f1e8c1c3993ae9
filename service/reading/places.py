"""Countries, subdivisions and cities with their GeoNames ids and ISO 3166 codes; no network.

Data: ``vocabulary/countries.tsv``, ``us_states.tsv`` and ``cities.tsv`` (15,000 people and more) from
GeoNames, ``subdivisions.tsv`` from ISO 3166-2; ``scripts/gazetteer.py`` makes them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from service.reading import lexicon
from service.reading.countries import country_code
from service.reading.findings import Link
from service.reading.names import bare, fold

_DOMINANT = 8.0
_CLEARLY_LARGER = 4.0
_CITY_OF_STATE_NAME = 500_000
_ALSO_US_STATE = {"georgia": "GE"}


@dataclass(frozen=True, slots=True)
class City:
    """A city; ``region`` is its first-level division in GeoNames' own code (US: the state)."""

    id: int
    name: str
    country: str
    region: str
    population: int


class Gazetteer:
    """Places by folded name; load it once, it is read only."""

    def __init__(self) -> None:
        self._country_ids, self._country_names = _countries()
        self._cities, self._exonyms = _cities()
        self._states = _us_states()
        self._divisions = _divisions()

    @classmethod
    def load(cls) -> Gazetteer:
        """Read the packaged data (about a fifth of a second, some ten megabytes)."""
        return cls()

    def country(self, name: str) -> str | None:
        """The ISO 3166-1 alpha-2 code of a country's name."""
        return country_code(name)

    def country_of_city(self, name: str) -> str | None:
        """The country of a city that has no namesake, or is far larger than all of them."""
        city = self._city(fold(bare(name)), {}, None)
        return city.country if city else None

    def links(self, name: str, around: Mapping[str, float], qualifier: str | None = None) -> tuple[Link, ...]:
        """The links of a place name; empty where it is unknown or could be several places.

        Args:
            name: as the article writes it.
            around: weights of the countries (ISO codes) that the article is about.
            qualifier: what stands behind it after a comma ("Paris, *Texas*").
        """
        key = fold(bare(name))
        code = country_code(name) or (self._country_or_state(key, around) if not qualifier else None)
        if code:
            return self._country_links(code)
        division = self._division(key, around, qualifier)
        city = self._city(key, around, qualifier)
        if division and not qualifier and self._also_large_city(key):
            return ()
        if division and not (city and qualifier):
            return division
        return (_geonames(city.id, city.name),) if city else ()

    def _countries_with(self, division: str) -> set[str]:
        return {code[:2] for code, _ in self._divisions.get(fold(bare(division)), ())}

    def _also_large_city(self, key: str) -> bool:
        cities = (*self._cities.get(key, ()), *self._exonyms.get(key, ()))
        return any(city.population > _CITY_OF_STATE_NAME for city in cities)

    @staticmethod
    def _country_or_state(key: str, around: Mapping[str, float]) -> str | None:
        """Georgia: the country where the article is about it or its neighbours, and not about the US."""
        code = _ALSO_US_STATE.get(key)
        return code if code and around and (code in around or "US" not in around) else None

    def _country_links(self, code: str) -> tuple[Link, ...]:
        iso = Link("iso3166", code, None, self._country_names.get(code, code))
        number = self._country_ids.get(code)
        return (iso, _geonames(number, iso.label)) if number else (iso,)

    def _division(self, key: str, around: Mapping[str, float], qualifier: str | None) -> tuple[Link, ...]:
        in_country = key not in _ALSO_US_STATE or "US" in around
        if len(key) > 2 and key in self._states and in_country and (not qualifier or country_code(qualifier) == "US"):
            code, number, name = self._states[key]
            return (Link("iso3166", code, None, name), _geonames(number, name))
        wanted = country_code(qualifier) if qualifier else None
        found = [
            (code, name)
            for code, name in self._divisions.get(key, ())
            if (code[:2] == wanted if wanted else code[:2] in around)
        ]
        return (Link("iso3166", found[0][0], None, found[0][1]),) if len(found) == 1 else ()

    def _city(self, key: str, around: Mapping[str, float], qualifier: str | None) -> City | None:
        found = self._cities.get(key) or self._exonyms.get(key) or ()
        if qualifier and found:
            country, state = country_code(qualifier), self._states.get(fold(bare(qualifier)))
            if state:
                found = [c for c in found if c.country == "US" and c.region == state[0][3:]]
            elif countries := {country} if country else self._countries_with(qualifier):
                found = [c for c in found if c.country in countries]
        elif around and len(found) > 1:
            near = [c for c in found if c.country in around]
            if near and (chosen := _clearly_largest(near, _CLEARLY_LARGER)):
                biggest = max(found, key=lambda c: c.population)
                return chosen if biggest.population < _DOMINANT * chosen.population else None
        return _clearly_largest(found, _CLEARLY_LARGER if qualifier else _DOMINANT)


def _clearly_largest(cities: list[City] | tuple[City, ...], times: float) -> City | None:
    ranked = sorted(cities, key=lambda c: -c.population)[:2]
    if len(ranked) == 2 and ranked[0].population < times * ranked[1].population:
        return None
    return ranked[0] if ranked else None


def _geonames(number: int, name: str) -> Link:
    return Link("geonames", str(number), f"https://sws.geonames.org/{number}/", name)


def _countries() -> tuple[dict[str, int], dict[str, str]]:
    """GeoNames ids and usual names by ISO code."""
    rows = lexicon.rows("countries.tsv")
    ids = {code: int(number) for code, number, *_ in rows if number}
    names = {code: common or name for code, _, name, _, common in rows if name}
    return ids, names


def _us_states() -> dict[str, tuple[str, int, str]]:
    """ISO code, GeoNames id and name of each US state, by folded name and by postal code."""
    found: dict[str, tuple[str, int, str]] = {}
    for code, number, name in lexicon.rows("us_states.tsv"):
        row = (code, int(number), name)
        found[fold(name)] = row
        found[code.removeprefix("US-").lower()] = row
    return found


def is_large_city(name: str, population: int) -> bool:
    """Whether a city of so many people bears this name."""
    own, other = _cities()
    key = fold(bare(name))
    return any(city.population >= population for city in (*own.get(key, ()), *other.get(key, ())))


@cache
def _cities() -> tuple[dict[str, tuple[City, ...]], dict[str, tuple[City, ...]]]:
    """Cities by their English name, and large ones by names they have elsewhere (Bombay, Kiev)."""
    own: defaultdict[str, list[City]] = defaultdict(list)
    other: defaultdict[str, list[City]] = defaultdict(list)
    for number, name, country, region, population, names in lexicon.stream("cities.tsv"):
        city = City(int(number), name, country, region, int(population))
        key = fold(name)
        own[key].append(city)
        if key.endswith(" city"):
            other[key.removesuffix(" city")].append(city)
        if names:
            for elsewhere in sorted({fold(n) for n in names.split("|")} - {key}):
                other[elsewhere].append(city)
    return {key: tuple(found) for key, found in own.items()}, {key: tuple(found) for key, found in other.items()}


def _divisions() -> dict[str, tuple[tuple[str, str], ...]]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for code, name in lexicon.stream("subdivisions.tsv"):
        found[fold(name)].append((code, name))
    return {key: tuple(divisions) for key, divisions in found.items()}
