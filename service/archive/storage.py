"""Folders of files wherever they are: on this machine, in S3, or behind any filesystem that fsspec knows."""

from __future__ import annotations

import uuid
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec.core
import pyarrow
import pyarrow.fs

from service.errors import ArchiveRefused

# pyarrow carries no types; what is taken from it is annotated where it enters.
arrow: Any = pyarrow
arrow_fs: Any = pyarrow.fs
fsspec_core: Any = fsspec.core

ARROW_SCHEMES = ("file", "s3", "gs", "gcs", "abfs", "abfss", "hdfs", "viewfs")
"""Schemes that pyarrow reads itself; all others go to fsspec."""

_PUTS_WHOLE = ("s3", "gcs", "abfs")
_TEMPORARY = "_temporary"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file below a folder: ``name`` is relative to it, with ``/``; size in bytes, time in ns since 1970."""

    name: str
    size: int
    modified_ns: int


class Folder:
    """One folder on a pyarrow filesystem; can be sent to other processes."""

    def __init__(self, filesystem: Any, path: str) -> None:
        self._filesystem = filesystem
        self._path = path.rstrip("/")

    def list(self, under: str = "") -> list[StoredFile]:
        """All files below ``under``, in order of their names; none where it does not exist."""
        base = self._at(under) if under else self._path
        selector = arrow_fs.FileSelector(base, recursive=True, allow_not_found=True)
        found = [
            StoredFile(info.path[len(self._path) :].lstrip("/"), info.size, info.mtime_ns or 0)
            for info in self._filesystem.get_file_info(selector)
            if info.is_file
        ]
        return sorted(found, key=lambda file: file.name)

    @contextmanager
    def reading(self, name: str) -> Generator[Any]:
        """Open a file as a `pyarrow.NativeFile` that can seek."""
        with self._filesystem.open_input_file(self._at(name)) as file:
            yield file

    def read(self, name: str) -> bytes | None:
        """The content of a file; None where there is none."""
        try:
            with self.reading(name) as file:
                content: bytes = file.read()
                return content
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Write a file that appears whole or not at all; one of that name is replaced.

        Object stores put whole objects; elsewhere the file is written under a temporary name and moved.
        """
        if self._filesystem.type_name in _PUTS_WHOLE:
            self._put(self._at(name), content)
            return
        interim = self._at(f"{_TEMPORARY}/{uuid.uuid4().hex}")
        self._filesystem.create_dir(self._at(_TEMPORARY), recursive=True)
        self._put(interim, content)
        self._filesystem.create_dir(self._at(name).rpartition("/")[0], recursive=True)
        self._filesystem.move(interim, self._at(name))

    def delete(self, name: str) -> None:
        """Delete a file that exists."""
        self._filesystem.delete_file(self._at(name))

    def clear_temporary(self) -> None:
        """Delete what writers that were killed have left."""
        if self._filesystem.get_file_info(self._at(_TEMPORARY)).type == arrow_fs.FileType.Directory:
            self._filesystem.delete_dir(self._at(_TEMPORARY))

    def _put(self, path: str, content: bytes) -> None:
        with self._filesystem.open_output_stream(path) as stream:
            stream.write(content)

    def _at(self, name: str) -> str:
        return f"{self._path}/{name}"


def open_folder(address: str) -> Folder:
    """The folder at a path or URL; it need not exist.

    Raises:
        ArchiveRefused: no filesystem for it.
    """
    return Folder(*_locate(address))


def open_input(address: str) -> tuple[Folder, list[StoredFile]]:
    """What to read at a path or URL: all files below a folder, or the one file that it names.

    Raises:
        ArchiveRefused: there is nothing there, or it cannot be reached.
    """
    filesystem, path = _locate(address)
    try:
        info = filesystem.get_file_info(path)
        if info.type == arrow_fs.FileType.NotFound:
            raise ArchiveRefused(f"there is no {shown(address)}")
        if not info.is_file:
            folder = Folder(filesystem, path)
            return folder, folder.list()
    except OSError as error:
        raise ArchiveRefused(f"cannot read {shown(address)}: {type(error).__name__}") from error
    parent, _, name = path.rpartition("/")
    return Folder(filesystem, parent), [StoredFile(name, info.size, info.mtime_ns or 0)]


def shown(address: str) -> str:
    """An address as it may be shown: a URL without its keys and parameters, a path in full; no ``/`` at the end."""
    scheme, separator, rest = address.partition("://")
    if not separator:
        return str(Path(address).absolute())
    return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}".rstrip("/")


def _locate(address: str) -> tuple[Any, str]:
    scheme, separator, _ = address.partition("://")
    if not separator:
        return arrow_fs.LocalFileSystem(), str(Path(address).absolute())
    try:
        if scheme in ARROW_SCHEMES:
            return arrow_fs.FileSystem.from_uri(address)
        filesystem, path = fsspec_core.url_to_fs(address)
    except (OSError, ValueError, ImportError, arrow.ArrowInvalid) as error:
        raise ArchiveRefused(f"no filesystem for {shown(address)}: {type(error).__name__}") from error
    return arrow_fs.PyFileSystem(arrow_fs.FSSpecHandler(filesystem)), path
