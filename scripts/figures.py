"""Measure on the development articles and write the figures into README, docs and model card.

    python -m training.dev_sets --corpora ../shared/corpora --out build/dev
    python -m scripts.figures --dev build/dev

Every measure of `evaluation` is run on its articles (reports go to ``build/figures``), and every
row of a table that gives one of its figures is written anew; what stands around the tables, date,
machine and commit among it, is for people to write.  ``--again`` reads the reports of the last run.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Report = Mapping[str, Any]
RUNS: Mapping[str, Sequence[str]] = {
    "house": ("quotations", "house.jsonl"),
    "polnear": ("quotations", "polnear.jsonl", "--include-thoughts"),
    "speakers": ("speakers", "house.jsonl"),
    "sources": ("sources", "house.jsonl"),
    "segments": ("segments", "house.jsonl"),
    "calibration": ("calibration", "house.jsonl"),
    "names": ("names", "names.jsonl"),
    "coreference": ("coreference", "coreference.jsonl"),
    "topics": ("topics", "topics.jsonl"),
}
# What a row is called in the docs (and in the README, where it stands there too): report, score or share.
ROWS: Sequence[tuple[str, str, str, str]] = (
    (
        "attribution: right words, right source | 95 house",
        "who said what (attribution F1), 95 news articles",
        "house",
        "attribution",
    ),
    ("… direct quotations only | 95 house", "", "house", "attribution_direct"),
    ("content tokens | 95 house", "reported words (content tokens F1), news", "house", "tokens.content"),
    ("… inside quotation marks | 95 house", "", "house", "tokens.content_in_quotes"),
    ("source tokens | 95 house", "", "house", "tokens.source"),
    ("cue tokens | 95 house", "", "house", "tokens.cue"),
    (
        "attribution, beliefs and plans included | 84 PolNeAR",
        "… on US politics with beliefs and plans",
        "polnear",
        "attribution",
    ),
    ("… direct quotations only | 84 PolNeAR", "… direct quotations, US politics", "polnear", "attribution_direct"),
    ("content tokens | 84 PolNeAR", "… US politics", "polnear", "tokens.content"),
    ("… inside quotation marks | 84 PolNeAR", "", "polnear", "tokens.content_in_quotes"),
    (
        "who said it: right words, right full name | 95 house",
        "who said it by full name (F1), news",
        "speakers",
        "speaker",
    ),
    ("… a part of the name is enough | 95 house", "", "speakers", "speaker_alike"),
    ("distinct sources of an article | 95 house", "distinct sources (F1), news", "sources", "sources"),
    ("kind of the sources found | 95 house", "kind of a source found", "sources", "kind_given_source"),
    ("names: person, organization, location; exact | 93 newswire", "names, exact (F1), world newswire", "names", "all"),
    ("pronouns: given to the name they mean | 505 GAP, GUM, LitBank", "", "coreference", "same"),
    (
        "… pairs told right, of those that differ as well | 505 GAP, GUM, LitBank",
        "",
        "coreference",
        "decisions_right",
    ),
    ("topics, level 1 | 412 labelled", "topics of the top level (F1)", "topics", "level_1"),
    ("topics, level 2 | 412 labelled", "topics of the second level (F1)", "topics", "level_2"),
    ("main topic | 412 labelled", "main topic right", "topics", "main_topic"),
    ("boilerplate, characters | 95 house", "boilerplate characters (F1), news", "segments", "boilerplate"),
)


def measure(dev: Path, out: Path) -> None:
    """Run every measure; its report goes to ``OUT/NAME.json``."""
    out.mkdir(parents=True, exist_ok=True)
    for name, (what, file, *more) in RUNS.items():
        command = [
            sys.executable,
            "-m",
            "evaluation",
            what,
            str(dev / file),
            *more,
            "--json",
            str(out / f"{name}.json"),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        print(f"measured {name}", flush=True)


def fill(text: str, reports: Mapping[str, Report]) -> str:
    """The page with all its figures as the reports give them; raises `KeyError` for one they lack."""
    rows = {first: (full, short) for first, full, short in _rows(reports)}
    lines: list[str] = []
    heading = ""
    for line in text.splitlines():
        heading = line if line.startswith("#") else heading
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("| ") else []
        if " | ".join(cells[:2]) in rows and len(cells) == 5:
            line = rows[" | ".join(cells[:2])][0]
        elif cells and len(cells) == 4 and cells[0] in rows and not heading.startswith("###"):
            line = _aimed(cells, rows[cells[0]][1])
        elif len(cells) > 2:
            line = _detail(heading, cells, reports) or line
        lines.append(line)
    error = reports["calibration"]["figures"]["expected_calibration_error"]
    page = "\n".join(lines) + "\n"
    return re.sub(r"(expected calibration error[^.]*? is) 0\.\d+", rf"\g<1> {error:.3f}", page)


def _rows(reports: Mapping[str, Report]) -> Iterator[tuple[str, str, str]]:
    for label, short, report, name in ROWS:
        given = reports[report]
        if name in given["scores"]:
            s = given["scores"][name]
            low, high = s["F1_95"]
            full = f"| {label} | {s['P']:.3f} | {s['R']:.3f} | **{s['F1']:.3f}** [{low:.2f}–{high:.2f}] |"
            value = f"{s['F1']:.3f}"
        else:
            s = given["shares"][name]
            full = f"| {label} | | | **{s['value']:.3f}** ({s['right']} of {s['of']}) |"
            value = f"{s['value']:.3f}"
        yield label, full, value
        if short:
            yield short, full, value


def _aimed(cells: Sequence[str], value: str) -> str:
    reached = "reached" if float(value) >= float(cells[2]) else "**below**"
    return f"| {cells[0]} | {value} | {cells[2]} | {reached} |"


def _detail(heading: str, cells: Sequence[str], reports: Mapping[str, Report]) -> str | None:
    """One row of a table by kind, outlet, type or confidence; None where the row is none of these."""
    first = cells[0].strip("`")
    return next((row(first, heading, reports) for title, row in _DETAILS.items() if heading.startswith(title)), None)


def _by_kind(kind: str, _: str, reports: Mapping[str, Report]) -> str | None:
    found = [_table_row(reports[r], "By kind", score="attribution", kind=kind) for r in ("house", "polnear")]
    figures = [f"{row['P']:.3f} | {row['R']:.3f} | {row['F1']:.3f} | {row['gold']}" for row in found if row]
    return f"| {kind} | {' | '.join(figures)} |" if len(figures) == len(found) else None


def _by_outlet(outlet: str, heading: str, reports: Mapping[str, Report]) -> str | None:
    house = "house" in heading
    row = _table_row(reports["house" if house else "polnear"], "By outlet (F1)", outlet=outlet)
    if row is None:
        return None
    figures = [row["attribution"], row["attribution_direct"], row["tokens.content"]]
    if house and (who := _table_row(reports["speakers"], "By outlet (F1)", outlet=outlet)):
        figures.append(who["speaker"])
    return f"| `{outlet}` | {row['articles']} | " + " | ".join(f"{f:.3f}" for f in figures) + " |"


def _by_type(first: str, _: str, reports: Mapping[str, Report]) -> str | None:
    if (row := _table_row(reports["names"], "By outlet (F1)", outlet=first)) is not None:
        return f"| `{first}` | {row['articles']} | {row['all']:.3f} |"
    if (s := reports["names"]["scores"].get(first)) is None:
        return None
    low, high = s["F1_95"]
    return f"| {first} | {s['P']:.3f} | {s['R']:.3f} | {s['F1']:.3f} [{low:.2f}–{high:.2f}] | {s['gold']} |"


def _by_confidence(first: str, _: str, reports: Mapping[str, Report]) -> str | None:
    if not re.fullmatch(r"[\d.]+", first):
        return None
    row = _table_row(reports["calibration"], "By least confidence", min_confidence=float(first))
    return f"| {first} | {row['P']:.3f} | {row['R']:.3f} | {row['F1']:.3f} | {row['quotations']} |" if row else None


_DETAILS = {
    "### Quotations by kind": _by_kind,
    "### Quotations by outlet": _by_outlet,
    "### Names by type": _by_type,
    "### Confidence": _by_confidence,
}


def _table_row(report: Report, table: str, **cells: str | float) -> Mapping[str, Any] | None:
    rows = report["tables"].get(table, ())
    return next((row for row in rows if all(row[column] == value for column, value in cells.items())), None)


def main() -> None:
    """Run from the command line, in the repository."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dev", type=Path, default=Path("build/dev"))
    parser.add_argument("--reports", type=Path, default=Path("build/figures"))
    parser.add_argument("--again", action="store_true", help="write the figures of the last run")
    options = parser.parse_args()
    if not options.again:
        measure(options.dev, options.reports)
    reports = {name: json.loads((options.reports / f"{name}.json").read_text(encoding="utf-8")) for name in RUNS}
    for page in (Path("README.md"), Path("docs/accuracy.md"), Path("service/model/MODEL_CARD.md")):
        page.write_text(fill(page.read_text(encoding="utf-8"), reports), encoding="utf-8")


if __name__ == "__main__":
    main()
