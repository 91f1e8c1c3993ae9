"""The paragraphs of one article while they are being labelled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.reading.findings import Span


@dataclass(slots=True)
class Page:
    """One page: its paragraphs, their ``lines`` as seen, and their ``kinds``, which fill up rule by rule.

    ``first_story`` and ``last_story`` are the indices of the first and last paragraph of prose;
    without any, every paragraph is above the first and below the last.
    """

    text: str
    paragraphs: Sequence[Span]
    lines: list[str]
    kinds: list[str | None]
    opens_list: list[bool]
    certain: list[bool]
    first_story: int
    last_story: int

    def open_indices(self) -> Iterator[int]:
        """Yield the indices of the paragraphs that no rule has labelled so far."""
        return (index for index, kind in enumerate(self.kinds) if kind is None)
