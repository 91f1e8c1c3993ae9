"""Input files of the archive tests, written as archives come."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from service.archive.columns import Columns
from service.archive.formats import Part, find_parts
from service.archive.records import Record, read_records
from service.archive.storage import StoredFile, open_folder

arrow: Any = pyarrow
parquet: Any = pyarrow.parquet


def json_lines(rows: Iterable[Any]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def csv_rows(header: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows([header, *rows])
    return written.getvalue().encode()


def parquet_rows(columns: Mapping[str, Any], **options: Any) -> bytes:
    sink = io.BytesIO()
    parquet.write_table(arrow.table(dict(columns)), sink, **options)
    return sink.getvalue()


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return folder


def part_of(folder: Path, name: str, **given: Any) -> Part:
    size = (folder / name).stat().st_size
    ((part,), _) = find_parts(
        [StoredFile(name, size, 1)], given_format=given.get("format"), delimiter=given.get("delimiter")
    )
    return part


def records_of(folder: Path, name: str, columns: Columns | None = None, **options: Any) -> list[Record]:
    return list(read_records(open_folder(str(folder)), part_of(folder, name), columns or Columns(), options))


def requests_of(folder: Path, name: str, columns: Columns | None = None, **options: Any) -> list[Any]:
    """The request that is made of each record."""
    return [json.loads(record.body or b"null") for record in records_of(folder, name, columns, **options)]
