"""The outcome of a measure, as text with Markdown tables and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluation.labels import Reply
from evaluation.tallies import Tally, intervals, total

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table; figures between 0 and 1 are floats, counts are ints."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 of nothing."""
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a measure found: tallies (with an F1 each), plain figures, tables, and readable errors."""

    scores: Mapping[str, Tally]
    intervals: Mapping[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])
    shares: Mapping[str, Share] = field(default_factory=dict[str, Share])
    figures: Mapping[str, float] = field(default_factory=dict[str, float])
    tables: tuple[Table, ...] = ()
    errors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """An outcome with what it was measured on."""

    measure: str
    replies: Sequence[Reply]
    outcome: Outcome
    unlabelled: int = 0

    def text(self) -> str:
        """The report for people, ready to be pasted into a page of Markdown."""
        outcome = self.outcome
        parts = [self._heading(), _rendered(_score_table(outcome))]
        plain = [(name, share.value, f"{share.right} of {share.of}") for name, share in outcome.shares.items()]
        plain += [(name, value, "") for name, value in outcome.figures.items()]
        if plain:
            parts.append(_rendered(Table("Figures", ("figure", "value", "counts"), tuple(plain))))
        parts += [_rendered(table) for table in outcome.tables]
        parts += [f"Note: {note}" for note in outcome.notes]
        if outcome.errors:
            parts.append("\n\n".join(["## Worst errors", *outcome.errors]))
        return "\n\n".join(parts) + "\n"

    def as_json(self) -> dict[str, Any]:
        """The report for programs."""
        outcome = self.outcome
        return {
            "measure": self.measure,
            "articles": len(self.replies),
            "articles_without_labels": self.unlabelled,
            "refused": [
                {"id": each.article.id, "status": each.refusal.status, "code": each.refusal.code}
                for each in self.replies
                if each.refusal
            ],
            "scores": {name: _score_json(tally, outcome.intervals.get(name)) for name, tally in outcome.scores.items()},
            "shares": {
                name: {"value": round(share.value, 4), "right": share.right, "of": share.of}
                for name, share in outcome.shares.items()
            },
            "figures": {name: round(value, 4) for name, value in outcome.figures.items()},
            "tables": {
                table.title: [dict(zip(table.columns, row, strict=True)) for row in table.rows]
                for table in outcome.tables
            },
            "notes": list(outcome.notes),
            "errors": list(outcome.errors),
        }

    def _heading(self) -> str:
        words = sum(len(reply.article.text.split()) for reply in self.replies)
        lines = [f"# {self.measure}: {len(self.replies)} articles, {words:,} words"]
        refused = Counter(f"{each.refusal.status} {each.refusal.code}" for each in self.replies if each.refusal)
        if refused:
            listed = ", ".join(f"{count} x {problem}" for problem, count in sorted(refused.items()))
            lines.append(f"Refused, and counted as articles in which nothing was found: {listed}")
        if self.unlabelled:
            lines.append(f"Left out for want of labels: {self.unlabelled} articles")
        return "\n\n".join(lines)


def scores_by_outlet(replies: Sequence[Reply], counts: Sequence[Mapping[str, Tally]], *names: str) -> Table:
    """The F1 of some scores for each outlet; names are those of the scores."""
    grouped: dict[str, list[Mapping[str, Tally]]] = {}
    for reply, article in zip(replies, counts, strict=True):
        grouped.setdefault(reply.article.outlet, []).append(article)
    rows: list[tuple[Cell, ...]] = []
    for outlet, articles in sorted(grouped.items()):
        sums = total(articles)
        rows.append((outlet, len(articles), *(sums[name].f1 if name in sums else 0.0 for name in names)))
    return Table("By outlet (F1)", ("outlet", "articles", *names), tuple(rows))


def summed(counts: Sequence[Mapping[str, Tally]], draws: int, **rest: Any) -> Outcome:
    """The outcome of counts per article: sums, intervals of their F1, and whatever else belongs to it."""
    return Outcome(scores=total(counts), intervals=intervals(counts, draws), **rest)


def tally_row(tally: Tally) -> tuple[Cell, ...]:
    """The five columns precision, recall, F1, predicted, gold."""
    return tally.precision, tally.recall, tally.f1, tally.predicted, tally.gold


TALLY_COLUMNS = ("P", "R", "F1", "predicted", "gold")


def _score_table(outcome: Outcome) -> Table:
    rows = tuple(
        (name, *tally_row(tally), _interval(outcome.intervals.get(name))) for name, tally in outcome.scores.items()
    )
    return Table("Scores", ("score", *TALLY_COLUMNS, "F1, 95%"), rows)


def _interval(bounds: tuple[float, float] | None) -> str:
    return f"{bounds[0]:.3f}-{bounds[1]:.3f}" if bounds else ""


def _score_json(tally: Tally, bounds: tuple[float, float] | None) -> dict[str, Any]:
    scored: dict[str, Any] = {
        "P": round(tally.precision, 4),
        "R": round(tally.recall, 4),
        "F1": round(tally.f1, 4),
        "predicted": tally.predicted,
        "gold": tally.gold,
        "correct": tally.hits if tally.hits == tally.found else [tally.hits, tally.found],
    }
    if bounds:
        scored["F1_95"] = [round(bound, 4) for bound in bounds]
    return scored


def _rendered(table: Table) -> str:
    cells = [table.columns, *(tuple(map(_cell, row)) for row in table.rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(table.columns))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([f"## {table.title}", "", lines[0], rule, *lines[1:]])


def _cell(value: Cell) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str(value)
