"""``python -m evaluation MEASURE FILE...``: ask the service about labelled articles, print the scores."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.answers import ask_all, connect
from evaluation.errors import EvaluationError, UnreadableGoldError
from evaluation.gold import read, spread, statements_only, with_speakers
from evaluation.labels import Article, Reply
from evaluation.measures import MEASURES, Measure
from evaluation.report import Report
from evaluation.spacing import Spacing

EPILOG = "Formats and measures: docs/accuracy.md. The key of a guarded service is read from EVALUATION_API_KEY."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one measure; the exit code is 0, or 2 when files or service cannot be used."""
    options = _parser().parse_args(arguments)
    measure = MEASURES[options.measure]
    try:
        articles = _articles(options)
        labelled = [each for each in articles if measure.labelled(each.labels)]
        if not labelled:
            raise UnreadableGoldError(f"no article has the labels that {options.measure} needs (docs/accuracy.md)")
        replies = asyncio.run(_ask(options, measure, spread(labelled, options.limit)))
    except EvaluationError as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 2
    outcome = measure.evaluate(replies, draws=options.bootstrap, errors=options.errors)
    report = Report(options.measure, replies, outcome, unlabelled=len(articles) - len(labelled))
    print(report.text(), end="")
    if options.json is not None:
        options.json.write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__, epilog=EPILOG)
    parser.add_argument("measure", choices=MEASURES)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="labelled articles")
    parser.add_argument("--url", help="a running service; without it the application runs in this process")
    parser.add_argument("--limit", type=_positive, metavar="N", help="at most N articles, spread over the files")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures to a file as well")
    parser.add_argument("--speakers", type=Path, metavar="FILE", help="resolved speakers (polnear_speakers.jsonl)")
    parser.add_argument("--include-thoughts", action="store_true", help="ask for, and score, beliefs and plans too")
    parser.add_argument("--bootstrap", type=int, default=500, metavar="N", help="draws for the intervals (0: none)")
    parser.add_argument("--errors", type=int, default=15, metavar="N", help="examples of each sort of error")
    parser.add_argument("--concurrency", type=_positive, default=4, metavar="N", help="requests at a time")
    parser.add_argument(
        "--spacing",
        type=Spacing,
        choices=list(Spacing),
        default=Spacing.NATURAL,
        help="how tokenized corpora are joined",
    )
    return parser


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _articles(options: argparse.Namespace) -> list[Article]:
    articles = [article for path in options.files for article in read(path, spacing=options.spacing)]
    if options.speakers is not None:
        articles = with_speakers(articles, options.speakers)
    return articles if options.include_thoughts else [statements_only(each) for each in articles]


async def _ask(options: argparse.Namespace, measure: Measure, articles: Sequence[Article]) -> list[Reply]:
    async with connect(options.url, api_key=os.environ.get("EVALUATION_API_KEY")) as client:
        return await ask_all(
            client,
            articles,
            measure.features,
            include_thoughts=options.include_thoughts,
            concurrency=options.concurrency,
        )


if __name__ == "__main__":
    sys.exit(main())
