"""ISO 3166 countries under the names that articles use: ``vocabulary/countries.tsv`` and ``country_names.tsv``."""

from __future__ import annotations

from functools import cache

from service.reading import lexicon
from service.reading.names import bare, fold


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for code, _, name, official, common in lexicon.rows("countries.tsv"):
        for known in filter(None, (name, official, common)):
            codes[fold(bare(known))] = code
        if name:
            codes.setdefault(fold(bare(name.split(",")[0])), code)
    for name, code in lexicon.rows("country_names.tsv"):
        if code:
            codes[fold(name)] = code
        else:
            codes.pop(fold(name), None)
    return codes


def country_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country's name or common abbreviation, or None."""
    return _codes().get(fold(bare(name)))
