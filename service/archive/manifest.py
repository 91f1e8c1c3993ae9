"""The manifest of an output: what made it, what is in it, and how each run went."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib import metadata
from typing import Any

from service.archive.commits import Damage, Totals
from service.archive.recipe import Recipe
from service.errors import ArchiveRefused

_LAYOUT = 1


class Manifest:
    """The document of one output folder, as JSON."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    @classmethod
    def begin(
        cls, before: Mapping[str, Any] | None, recipe: Recipe, *, source: str, block_words: int, forced: bool
    ) -> Manifest:
        """The manifest at the beginning of a run, with the runs before it."""
        runs: list[Any] = [*before["runs"]] if before else []
        runs.append({"started": _now(), "seconds": None, "forced": forced})
        document: dict[str, Any] = {
            "layout": _LAYOUT,
            "state": "running",
            "input": source,
            "recipe": recipe.as_json(),
            "block_words": block_words,
            "runs": runs,
        }
        return cls(document)

    def end(self, state: str, run: Totals, seconds: float, **counts: Any) -> None:
        """Fill in how the run went, and ``counts`` of the whole output."""
        self.document["state"] = state
        self.document.update(counts)
        self.document["runs"][-1].update(
            {
                **run.as_json(),
                "seconds": round(seconds, 3),
                "articles_per_second": round(run.articles / seconds, 3) if seconds else 0.0,
                "words_per_second": round(run.words / seconds, 3) if seconds else 0.0,
                "python": platform.python_version(),
                "ray": metadata.version("ray"),
            }
        )


def describe_damage(damaged: Sequence[Damage]) -> list[dict[str, str]]:
    """Files that could not be read, or not further."""
    return [{"file": damage.part, "reason": damage.reason} for damage in sorted(damaged, key=lambda d: d.part)]


def check_output(before: Mapping[str, Any] | None, recipe: Recipe, *, force: bool) -> None:
    """Refuse to mix: rows of other versions, weights, files, options or columns.

    Raises:
        ArchiveRefused: the output was made with another recipe, and ``force`` is not given.
    """
    if before is None or force:
        return
    if different := recipe.differences(before["recipe"]):
        raise ArchiveRefused(
            f"the output was made with another {', '.join(different)}: write to a new folder, "
            "or give --force to mix (each row names the versions that made it)"
        )


def agreed_block_words(before: Mapping[str, Any] | None, asked: int | None, default: int) -> int:
    """The size of blocks: that of the runs before, for only then do they cut alike.

    Raises:
        ArchiveRefused: another one is asked for.
    """
    if before is None:
        return asked or default
    words: int = before["block_words"]
    if asked not in (None, words):
        raise ArchiveRefused(f"the output was begun with --block-words {words}, and goes on with it")
    return words


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
