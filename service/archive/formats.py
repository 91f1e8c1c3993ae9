"""Which files hold articles, and in what format: by their names, or all of them as they are said to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.archive.storage import StoredFile

FORMATS = ("jsonl", "csv", "parquet")

_SUFFIXES = {"jsonl": "jsonl", "ndjson": "jsonl", "csv": "csv", "tsv": "csv", "parquet": "parquet", "pq": "parquet"}
COMPRESSIONS = {"gz": "gzip", "bz2": "bz2", "zst": "zstd", "lz4": "lz4"}
"""Suffix of a compressed file -> pyarrow's name of the codec."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the input; ``compression`` is pyarrow's name of the codec, ``delimiter`` is of CSV alone."""

    name: str
    size: int
    modified_ns: int
    format: str
    compression: str | None = None
    delimiter: str = ","


def find_parts(
    files: Sequence[StoredFile], *, given_format: str | None, delimiter: str | None
) -> tuple[list[Part], list[str]]:
    """The files to read, and the names of those that are no articles by their suffix.

    Names that begin with ``_`` or ``.``, or lie in such a folder, are passed over as other readers of
    Parquet do.  With ``given_format`` the suffix does not matter, save for the compression.
    """
    parts: list[Part] = []
    others: list[str] = []
    for file in files:
        if any(name.startswith(("_", ".")) for name in file.name.split("/")):
            continue
        stem, compression = _uncompressed(file.name)
        suffix = stem.rpartition(".")[2].lower()
        found = given_format or _SUFFIXES.get(suffix)
        if found is None:
            others.append(file.name)
            continue
        between = delimiter or ("\t" if suffix == "tsv" else ",")
        parts.append(Part(file.name, file.size, file.modified_ns, found, compression, between))
    return parts, others


def _uncompressed(name: str) -> tuple[str, str | None]:
    stem, _, suffix = name.rpartition(".")
    compression = COMPRESSIONS.get(suffix.lower())
    return (stem, compression) if compression else (name, None)
