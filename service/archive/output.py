"""The folder that an archive run writes: rows, commit markers and the manifest.

::

    OUTPUT/2024/05/stories.jsonl-00000.parquet          rows of the first block of 2024/05/stories.jsonl
    OUTPUT/_commits/2024/05/stories.jsonl/00000.json    marker: that block is whole
    OUTPUT/_manifest.json                               counts, words, problems, seconds, versions
    OUTPUT/_temporary/                                  files in the making

The rows are written first and the marker after them; what has no marker counts as not written, and is
written over by the next run.  Readers of Parquet pass over names that begin with ``_``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from service.archive.commits import Commit
from service.archive.storage import Folder
from service.errors import ArchiveRefused

_COMMITS = "_commits"
_MANIFEST = "_manifest.json"
_READERS = 16


class Output:
    """Reads and writes one output folder; can be sent to other processes."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def rows_name(self, part: str, index: int) -> str:
        """Name of the Parquet file of a block."""
        return f"{part}-{index:05d}.parquet"

    def committed(self, part: str, index: int) -> Commit | None:
        """The marker of a block, or None."""
        content = self._folder.read(self._marker(part, index))
        return None if content is None else Commit.from_bytes(content)

    def commit(self, commit: Commit, rows: bytes) -> None:
        """Write the rows of a block, then its marker."""
        self._folder.write(commit.file, rows)
        self._folder.write(self._marker(commit.part, commit.index), commit.to_bytes())

    def commits(self) -> Iterator[Commit]:
        """All markers."""
        names = [file.name for file in self._folder.list(_COMMITS)]
        with ThreadPoolExecutor(max_workers=_READERS) as threads:
            for name, content in zip(names, threads.map(self._folder.read, names), strict=True):
                if content is not None:
                    yield _parsed(name, content)

    def forget(self, commit: Commit) -> None:
        """Delete a marker, then the rows it stands for."""
        self._folder.delete(self._marker(commit.part, commit.index))
        self._folder.delete(commit.file)

    def is_used(self) -> bool:
        """Whether there are files."""
        return bool(self._folder.list())

    def manifest(self) -> dict[str, Any] | None:
        """The manifest of the runs before, or None."""
        content = self._folder.read(_MANIFEST)
        try:
            return None if content is None else json.loads(content)
        except ValueError as error:
            raise ArchiveRefused(f"{_MANIFEST} of the output is not JSON") from error

    def write_manifest(self, manifest: dict[str, Any]) -> None:
        """Replace the manifest."""
        self._folder.write(_MANIFEST, json.dumps(manifest, indent=2).encode() + b"\n")

    def clear_temporary(self) -> None:
        """Delete what killed writers have left."""
        self._folder.clear_temporary()

    def _marker(self, part: str, index: int) -> str:
        return f"{_COMMITS}/{part}/{index:05d}.json"


def _parsed(name: str, content: bytes) -> Commit:
    try:
        return Commit.from_bytes(content)
    except ValueError as error:
        raise ArchiveRefused(f"{name} of the output is no commit marker") from error
