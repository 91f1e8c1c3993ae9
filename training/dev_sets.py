"""Write the development articles, which no weight was trained on, as files for ``python -m evaluation``.

    python -m training.dev_sets --corpora ../shared/corpora --out build/dev

Rows are copied as they stand in the corpora (coreference is made into pairs); ``splits.py`` says which
of them are for development.
``docs/accuracy.md`` gives the command for each file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from training.coreference_pairs import development_rows
from training.splits import is_dev

# PolNeAR comes with a development part of its own, which is taken whole.
WHOLE: Mapping[str, Sequence[str]] = {"polnear": ["quotations/polnear_dev.jsonl"]}
SPLIT: Mapping[str, Sequence[str]] = {
    "house": ["quotations/wikinews.jsonl", "quotations/news.jsonl"],
    "names": ["names/worldwide_newswire.jsonl"],
    "topics": ["topics/iptc_train.jsonl"],
}


def rows_of(path: Path) -> Iterator[str]:
    """The lines of a JSONL file, each with its line end, without the empty ones."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        yield from (line.rstrip("\n") + "\n" for line in lines if line.strip())


def write_dev_sets(corpora: Path, out: Path) -> dict[str, int]:
    """Write ``NAME.jsonl`` for every set into ``out``; returns how many articles each holds."""
    out.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    for name, files in {**WHOLE, **SPLIT}.items():
        rows = [row for file in files for row in rows_of(corpora / file)]
        if name in SPLIT:
            rows = [row for row in rows if is_dev(json.loads(row)["id"])]
        (out / f"{name}.jsonl").write_text("".join(rows), encoding="utf-8", newline="\n")
        counts[name] = len(rows)
    pairs = list(development_rows(corpora / "people"))
    (out / "coreference.jsonl").write_text("".join(pairs), encoding="utf-8", newline="\n")
    return {**counts, "coreference": len(pairs)}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--out", type=Path, default=Path("build/dev"))
    options = parser.parse_args()
    for name, articles in write_dev_sets(options.corpora, options.out).items():
        print(f"{options.out / name}.jsonl: {articles} articles")


if __name__ == "__main__":
    main()
