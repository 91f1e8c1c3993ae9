"""The articles that are measured: the seeds, or any JSON lines with a ``text``."""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"


def load_articles(path: Path | None, limit: int) -> list[str]:
    """The texts of the seeds, and of at most ``limit`` lines of ``path`` if it is given."""
    texts = [seed.read_text(encoding="utf-8") for seed in sorted(SEEDS.glob("*.txt"))]
    if path is not None:
        with path.open(encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for _, line in zip(range(limit), lines, strict=False)]
    return [text for text in texts if text.strip() and len(text) <= 100_000]


def of_length(texts: list[str], characters: int) -> str:
    """One article of exactly so many code points, made of whole articles one after the other."""
    joined = "\n\n".join(texts)
    repeated = "\n\n".join([joined] * (characters // len(joined) + 1))
    return repeated[:characters]


def count_words(texts: list[str]) -> int:
    """Words as white space parts them: the same count for every contender."""
    return sum(len(text.split()) for text in texts)
