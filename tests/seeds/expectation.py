"""What a careful editor expects of one sample article: ``seeds/<slug>.expected.json``, and where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from service.reading.findings import Span
from tests.seeds.locating import NotLocatedError, inked, locate_after, locate_near, locate_only

SEEDS = Path(__file__).parents[2] / "seeds"


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Place(_Written):
    """A substring and which of its occurrences is meant, counted from 1."""

    text: str
    occurrence: int = Field(ge=1)


class ExpectedSegment(_Written):
    """One part of the page that is not body: by its words, or by its first and last ones.

    ``kind`` may name alternatives ("footer|credit") where an editor would accept either.
    """

    kind: str
    text: str | Place | None = None
    first: str | None = Field(default=None, alias="from")
    last: str | None = Field(default=None, alias="to")


class ExpectedQuotation(_Written):
    """One quotation: its fragments with their marks, what introduces it and whose it is."""

    kind: Literal["direct", "mixed", "indirect"]
    mode: Literal["statement", "thought"] = "statement"
    content: list[str | Place] = Field(min_length=1)
    cue: str | Place | None
    speaker: str | Place | None
    speaker_name: str | None
    resolution: Literal["name", "nominal", "pronoun", "carried"] | None = None
    unclosed: bool = False


class ExpectedSource(_Written):
    """One source; it counts as named unless its kind is ``unnamed``."""

    name: str
    kind: str
    cited_as: Literal["attribution", "credit"] = "attribution"
    role_title: str | None = None
    anonymity_reason: str | None = None


class ExpectedEntity(_Written):
    """One of the main entities; ``type`` may name alternatives."""

    type: str
    name: str


class ExpectedTopics(_Written):
    """The main subject, at the top level (alternatives allowed), and all that an editor would give."""

    main: str
    all: list[str]


class Expectation(_Written):
    """The whole file."""

    note: str
    segments: list[ExpectedSegment]
    quotations: list[ExpectedQuotation]
    sources: list[ExpectedSource]
    entities: list[ExpectedEntity]
    topics: ExpectedTopics
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class LocatedQuotation:
    """A quotation with the places of its parts in the article."""

    expected: ExpectedQuotation
    content: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None


@dataclass(frozen=True)
class Seed:
    """One sample article and its expectation."""

    slug: str
    text: str
    expectation: Expectation

    @cached_property
    def quotations(self) -> tuple[LocatedQuotation, ...]:
        """The expected quotations, in the order of the file."""
        return tuple(self._locate(quotation) for quotation in self.expectation.quotations)

    @cached_property
    def segments(self) -> tuple[tuple[ExpectedSegment, Span], ...]:
        """The expected segments, each found after the one before it."""
        found: list[tuple[ExpectedSegment, Span]] = []
        after = 0
        for segment in self.expectation.segments:
            span = self._locate_segment(segment, after)
            found.append((segment, span))
            after = span.end
        return tuple(found)

    def ink(self, *spans: Span) -> frozenset[int]:
        """The offsets of all characters in ``spans`` that are no blanks."""
        return frozenset[int]().union(*(inked(self.text, span) for span in spans))

    def line_of(self, span: Span) -> int:
        """Number of the line that ``span`` begins in, from 1."""
        return self.text.count("\n", 0, span.start) + 1

    def _locate(self, quotation: ExpectedQuotation) -> LocatedQuotation:
        content: list[Span] = []
        for part in quotation.content:
            content.append(self._locate_place(part, after=content[-1].end if content else None))
        hull = Span(content[0].start, content[-1].end)
        cue = self._locate_beside(quotation.cue, hull, content)
        speaker = self._locate_beside(quotation.speaker, cue or hull, content)
        return LocatedQuotation(quotation, tuple(content), cue, speaker)

    def _locate_place(self, wanted: str | Place, after: int | None) -> Span:
        if isinstance(wanted, Place):
            return locate_only(self.text, wanted.text, wanted.occurrence)
        return locate_only(self.text, wanted) if after is None else locate_after(self.text, wanted, after)

    def _locate_beside(self, wanted: str | Place | None, near: Span, content: list[Span]) -> Span | None:
        if wanted is None:
            return None
        if isinstance(wanted, Place):
            return locate_only(self.text, wanted.text, wanted.occurrence)
        return locate_near(self.text, wanted, near, outside=content)

    def _locate_segment(self, segment: ExpectedSegment, after: int) -> Span:
        if segment.first is not None and segment.last is not None:
            start = locate_after(self.text, segment.first, after)
            return Span(start.start, locate_after(self.text, segment.last, start.start).end)
        if segment.text is None:
            raise NotLocatedError(f"a segment of {self.slug} has neither text nor from and to")
        if isinstance(segment.text, Place):
            return locate_only(self.text, segment.text.text, segment.text.occurrence)
        return locate_after(self.text, segment.text, after)


def read_seed(slug: str) -> Seed:
    """Read one sample article, byte exact, and its expectation."""
    text = (SEEDS / f"{slug}.txt").read_bytes().decode("utf-8")
    written = json.loads((SEEDS / f"{slug}.expected.json").read_text(encoding="utf-8"))
    return Seed(slug, text, Expectation.model_validate(written))


def slugs() -> list[str]:
    """All sample articles, in alphabetical order."""
    return sorted(path.stem for path in SEEDS.glob("*.txt"))


def read_seeds() -> Iterator[Seed]:
    """All sample articles, in alphabetical order."""
    return (read_seed(slug) for slug in slugs())
