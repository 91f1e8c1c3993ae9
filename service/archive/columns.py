"""From the columns of a file to the body of a request, as `POST /v1/enrich` would get it."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from service.api.requests import EnrichRequest


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns that are read; those in ``needed`` must be there, others may be missing."""

    text: str = "text"
    id: str = "id"
    title: str = "title"
    language: str | None = None
    needed: frozenset[str] = frozenset({"text"})

    @property
    def fields(self) -> dict[str, str]:
        """Field of a request -> name of the column."""
        named = {"id": self.id, "text": self.text, "title": self.title, "language": self.language}
        return {field: column for field, column in named.items() if column is not None}

    def missing(self, present: Collection[str]) -> list[str]:
        """Columns that a file must have and has not."""
        return sorted(self.needed - set(present))

    def body(self, row: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
        """The request for one row, in JSON.

        An absent value is left out and a whole number as ``id`` is written in digits; nothing else is
        converted, so that the checks of a request see what the file holds.
        """
        request: dict[str, Any] = dict(options)
        for field, column in self.fields.items():
            value = _value(field, row.get(column))
            if value is not None:
                request[field] = value
        return json.dumps(request, default=str).encode("ascii")


def _value(field: str, value: Any) -> Any:
    if isinstance(value, float) and math.isnan(value):  # how pandas writes that there is none
        return None
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def check_options(options: Mapping[str, Any]) -> None:
    """Check the options that all articles are read with.

    Raises:
        ValidationError: they are not those of an `EnrichRequest`.
    """
    EnrichRequest.model_validate({"text": "", **options})
