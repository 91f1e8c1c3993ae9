"""What decides the answers of an archive run: versions, weights, newsroom files, options and columns."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.api.answers import Models
from service.api.strict_json import is_object
from service.archive.columns import Columns
from service.errors import ArchiveRefused
from service.settings import Settings

_PACKAGED_MODEL = Path(__file__).parent.parent / "model"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Two runs of the same recipe give the same rows, byte for byte.

    ``files`` holds the SHA-256 of the model's `meta.json` (which names the hashes of all weights), of
    the authority file and of the topic map, or None.
    """

    models: Mapping[str, str]
    files: Mapping[str, str | None]
    options: Mapping[str, Any]
    columns: Mapping[str, str]
    max_text_length: int

    @classmethod
    def of(cls, settings: Settings, versions: Models, columns: Columns, options: Mapping[str, Any]) -> Recipe:
        """The recipe of readers that are set up so."""
        meta = (settings.model_dir or _PACKAGED_MODEL) / "meta.json"
        named = {"model": meta, "authority_file": settings.authority_file, "topic_map": settings.topic_map}
        return cls(
            models=versions.model_dump(),
            files={name: _digest(path) for name, path in named.items()},
            options=dict(options),
            columns=columns.fields,
            max_text_length=settings.max_text_length,
        )

    def as_json(self) -> dict[str, Any]:
        """As the manifest holds it."""
        return dataclasses.asdict(self)

    def differences(self, recorded: Mapping[str, Any]) -> list[str]:
        """Names of what is another in a recorded recipe: `models.reader`, `options`..."""
        own = self.as_json()
        found: list[str] = []
        for name in own:
            here, there = own[name], recorded.get(name)
            if here == there:
                continue
            if is_object(here) and is_object(there):
                keys = sorted({*here, *there})
                found += [f"{name}.{key}" for key in keys if here.get(key) != there.get(key)]
            else:
                found.append(name)
        return found

    def check(self, other: Recipe) -> None:
        """Refuse a reader on another machine that would answer otherwise.

        Raises:
            ArchiveRefused: its recipe is another.
        """
        if different := self.differences(other.as_json()):
            raise ArchiveRefused(f"a node of the cluster has other versions or files: {', '.join(different)}")


def _digest(path: Path | None) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path is not None else None
