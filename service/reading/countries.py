"""ISO 3166 countries under the names that articles use; data packaged with pycountry."""

from __future__ import annotations

from functools import cache

import pycountry

from service.reading import lexicon
from service.reading.names import bare, fold


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for country in pycountry.countries:
        for attribute in ("name", "official_name", "common_name"):
            if name := getattr(country, attribute, None):
                codes[fold(bare(name))] = country.alpha_2
                codes.setdefault(fold(bare(name.split(",")[0])), country.alpha_2) if attribute == "name" else None
    for name, code in lexicon.rows("country_names.tsv"):
        if code:
            codes[fold(name)] = code
        else:
            codes.pop(fold(name), None)
    return codes


def country_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country's name or common abbreviation, or None."""
    return _codes().get(fold(bare(name)))
