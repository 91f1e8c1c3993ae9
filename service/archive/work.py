"""What the tasks and actors of a run are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.archive.columns import Columns
from service.archive.formats import Part
from service.archive.output import Output
from service.archive.recipe import Recipe
from service.archive.storage import Folder
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Work:
    """The same for all of them; ``done`` holds the committed blocks of each part."""

    source: Folder
    output: Output
    parts: Sequence[Part]
    done: Sequence[frozenset[int]]
    columns: Columns
    options: Mapping[str, Any]
    block_words: int
    settings: Settings
    recipe: Recipe
