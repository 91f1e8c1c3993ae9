"""``python -m benchmarks speed|latency|length|memory|startup|archive``; see docs/performance.md."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.archive import measure_archive
from benchmarks.articles import load_articles
from benchmarks.latency import measure_latency
from benchmarks.length import measure_length
from benchmarks.memory import measure_memory
from benchmarks.plots import draw
from benchmarks.report import Result, machine, write_json
from benchmarks.speed import measure_speed
from benchmarks.startup import measure_startup

_NAMES = ("speed", "latency", "length", "memory", "startup", "archive")


def main() -> int:
    """Run the benchmarks that were asked for; returns the exit status."""
    options = _parser().parse_args()
    texts = load_articles(options.articles, options.articles_limit)
    where = machine()
    results: list[Result] = []
    for name in dict.fromkeys(options.names):
        results.append(_run(name, options, texts))
        print(results[-1].as_text(), flush=True)
        if options.plot:
            print(f"plot: {draw(results[-1], options.plot)}")
    print(", ".join(f"{key} {value}" for key, value in where.items()))
    if options.json:
        write_json(options.json, where, results)
    return 0


def _run(name: str, options: argparse.Namespace, texts: list[str]) -> Result:
    if name == "speed":
        return measure_speed(texts, rounds=options.rounds, spacy_python=options.spacy_python)
    if name == "latency":
        return measure_latency(texts, seconds=options.seconds)
    if name == "length":
        return measure_length(texts, rounds=options.rounds)
    if name == "memory":
        return measure_memory(texts, count=options.articles_count)
    if name == "archive":
        return measure_archive(texts, count=options.articles_count, rounds=options.rounds, price=options.price)
    return measure_startup(rounds=options.rounds)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the service on this machine.")
    parser.add_argument("names", nargs="+", choices=_NAMES, metavar="|".join(_NAMES))
    parser.add_argument("--articles", type=Path, help="JSON lines with a text each, read besides the seeds")
    parser.add_argument("--articles-limit", type=int, default=300, help="lines of --articles to take (300)")
    parser.add_argument(
        "--articles-count", type=int, default=2000, help="articles that `memory` and `archive` read (2000)"
    )
    parser.add_argument("--rounds", type=int, default=3, help="rounds of speed, length, startup, archive (3)")
    parser.add_argument("--seconds", type=float, default=8.0, help="how long `latency` holds each load (8)")
    parser.add_argument("--price", type=float, default=0.05, help="of one processor for an hour, for `archive` (0.05)")
    parser.add_argument("--spacy-python", type=Path, help="Python with benchmarks/requirements.txt installed")
    parser.add_argument("--json", type=Path, help="write the numbers there")
    parser.add_argument("--plot", type=Path, help="draw SVG plots into this directory")
    return parser


if __name__ == "__main__":
    sys.exit(main())
