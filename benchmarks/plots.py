"""Draws what the benchmarks found, one SVG a benchmark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.report import Result


def draw(result: Result, directory: Path) -> Path:
    """Write ``directory/NAME.svg``; the same numbers give the same file."""
    import matplotlib  # slow to load, and only drawing needs it

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = result.name
    from matplotlib import pyplot

    plt: Any = pyplot
    figure, axes = plt.subplots(figsize=(6.4, 3.6), layout="constrained")
    for curve in result.plot.curves:
        axes.plot(curve.xs, curve.ys, marker="o", markersize=3, label=curve.label)
    if result.plot.logarithmic:
        axes.set_xscale("log")
        axes.set_yscale("log")
    else:
        axes.set_ylim(bottom=0)
    axes.set_xlabel(result.plot.x_label)
    axes.set_ylabel(result.plot.y_label)
    axes.grid(visible=True, alpha=0.3)
    if len(result.plot.curves) > 1:
        axes.legend()
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"{result.name}.svg"
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
    return path
