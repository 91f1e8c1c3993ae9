"""What the trained heads hand to the rules about people: mentions, and scores between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from service.reading.findings import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention of something: ``[start, end)`` in code points.

    ``form`` is name, nominal or pronoun; ``type`` is an entity type of `findings.Entity`, or
    "" where unknown; ``confidence`` lies in [0, 1].
    """

    start: int
    end: int
    form: str
    type: str
    confidence: float


class Antecedents(Protocol):
    """Trained coreference scores between the mentions of one candidate list."""

    def probability(self, mention: int, antecedent: int) -> float | None:
        """The chance in [0, 1] that both indices mean the same thing; None if never compared."""
        ...


class Attribution(Protocol):
    """A decoded quotation before its speaker is known by name; spans are code points."""

    @property
    def content(self) -> tuple[Span, ...]:
        """The reported words, one or more fragments in text order."""
        ...

    @property
    def cue(self) -> Span | None:
        """The words that introduce it."""
        ...

    @property
    def speaker(self) -> Span | None:
        """The mention of the speaker that the cue attaches to."""
        ...

    @property
    def kind(self) -> str:
        """direct, mixed or indirect."""
        ...

    @property
    def segment(self) -> str:
        """The kind of segment it stands in."""
        ...
