"""What a benchmark found: tables for the terminal, numbers for JSON, curves for a plot."""

from __future__ import annotations

import dataclasses
import json
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

Cell = str | float | int


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a plot."""

    label: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """Curves over one pair of axes; ``logarithmic`` is for both of them."""

    x_label: str
    y_label: str
    curves: tuple[Curve, ...]
    logarithmic: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """The table of one benchmark; ``notes`` are sentences that say what it means."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    plot: Plot

    def as_text(self) -> str:
        """A Markdown table with its notes."""
        cells = [self.columns, *[tuple(_written(cell) for cell in row) for row in self.rows]]
        widths = [max(len(row[at]) for row in cells) for at in range(len(self.columns))]
        lines = [
            "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
            for row in cells
        ]
        lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
        return "\n".join([f"## {self.name}", "", *lines, "", *self.notes, ""])


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the values lie (nearest rank); nan where there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def machine() -> dict[str, Cell]:
    """Where and when this was measured, and how busy the machine was with other things."""
    return {
        "date": time.strftime("%Y-%m-%d %H:%M", time.gmtime()),
        "python": platform.python_version(),
        "processors": psutil.cpu_count() or 0,
        "processor": _processor(),
        "load_before": round(psutil.getloadavg()[0], 2),
    }


def write_json(path: Path, where: dict[str, Cell], results: Sequence[Result]) -> None:
    """Everything that was measured, as JSON."""
    found = {"machine": where, "results": [dataclasses.asdict(result) for result in results]}
    path.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def _written(cell: Cell) -> str:
    return (
        f"{cell:.3g}"
        if isinstance(cell, float) and abs(cell) < 1000
        else f"{cell:,.0f}"
        if not isinstance(cell, str)
        else cell
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
