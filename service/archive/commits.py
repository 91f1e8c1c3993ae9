"""Commit markers: one small JSON file for each block that is written, and what they add up to."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from service.archive.formats import Part


@dataclass(frozen=True, slots=True)
class Commit:
    """A block that is written.

    ``part`` is the input file with its ``size`` and ``modified_ns`` as they were; ``file`` the Parquet
    file of the block; ``seconds`` the time of one reader; ``read`` bytes of the input file, as stored;
    ``problems`` counts by code; ``models`` are the versions that read it.
    """

    part: str
    size: int
    modified_ns: int
    index: int
    last: bool
    file: str
    articles: int
    words: int
    characters: int
    problems: Mapping[str, int]
    seconds: float
    read: int
    models: Mapping[str, str]

    def to_bytes(self) -> bytes:
        """As a marker holds it."""
        return json.dumps(dataclasses.asdict(self)).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Commit:
        """Read a marker.

        Raises:
            ValueError: it is none.
        """
        try:
            return cls(**json.loads(content))
        except TypeError as error:
            raise ValueError("no commit marker") from error

    def is_of(self, part: Part) -> bool:
        """Whether the input file is still the one that was read."""
        return (self.size, self.modified_ns) == (part.size, part.modified_ns)


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that cannot be read, or not further, and why."""

    part: str
    reason: str


@dataclass(slots=True)
class Progressed:
    """Which blocks of one file are committed; ``end`` is the index after its last block, once that is known."""

    done: set[int] = field(default_factory=set[int])
    end: int | None = None
    read: int = 0

    def add(self, commit: Commit) -> None:
        """Count one block."""
        self.done.add(commit.index)
        self.read += commit.read
        if commit.last:
            self.end = commit.index + 1

    @property
    def complete(self) -> bool:
        """Whether no block of the file is left."""
        return self.end is not None and len(self.done) == self.end


@dataclass(slots=True)
class Totals:
    """Sums over commits."""

    blocks: int = 0
    articles: int = 0
    words: int = 0
    characters: int = 0
    reading_seconds: float = 0.0
    problems: Counter[str] = field(default_factory=Counter[str])
    models: Counter[tuple[tuple[str, str], ...]] = field(default_factory=Counter[tuple[tuple[str, str], ...]])

    def add(self, commit: Commit) -> None:
        """Count one block."""
        self.blocks += 1
        self.articles += commit.articles
        self.words += commit.words
        self.characters += commit.characters
        self.reading_seconds += commit.seconds
        self.problems.update(commit.problems)
        self.models[tuple(sorted(commit.models.items()))] += commit.articles

    def as_json(self) -> dict[str, Any]:
        """As the manifest holds them; ``models`` counts the articles of each set of versions."""
        refused = sum(self.problems.values())
        return {
            "blocks": self.blocks,
            "articles": self.articles,
            "enriched": self.articles - refused,
            "refused": refused,
            "problems": dict(sorted(self.problems.items())),
            "words": self.words,
            "characters": self.characters,
            "reading_seconds": round(self.reading_seconds, 3),
            "models": [{**dict(versions), "articles": count} for versions, count in sorted(self.models.items())],
        }
