"""What a request leaves for its access log line, its metrics and its ``Server-Timing`` header."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.types import Scope

_KEY = "enricher.notes"


@dataclass(slots=True)
class Notes:
    """``code`` is an error code or ``ok``; ``timings`` are seconds by stage; never any text."""

    code: str = "ok"
    route: str = "unmatched"
    articles: int = 0
    characters: int = 0
    timings: dict[str, float] = field(default_factory=dict[str, float])


def notes_of(scope: Scope) -> Notes:
    """The notes of the request with this scope, made when first asked for."""
    notes: Notes = scope.setdefault(_KEY, Notes())
    return notes
