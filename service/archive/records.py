"""The articles of one file, one after the other, each as the body of a request.

A record that cannot be understood is handed on as it is, so that it gets the problem that the service
would answer; only one that is too large to hold is left out (its body is None).
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow.parquet

from service.api.strict_json import is_object, parse_json
from service.archive.columns import Columns
from service.archive.formats import Part
from service.archive.storage import Folder, arrow
from service.errors import MalformedJSON, UnreadableFile

parquet: Any = pyarrow.parquet

MAX_RECORD_BYTES = 16 * 1024 * 1024
"""A larger record is not read into memory: it becomes the problem `body_too_large`."""

_PARQUET_ROWS = 64
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Record:
    """``read`` is how far into the file this record goes, in bytes as stored (compressed where it is)."""

    body: bytes | None
    read: int


def read_records(folder: Folder, part: Part, columns: Columns, options: Mapping[str, Any]) -> Iterator[Record]:
    """The records of a file in their order, with bounded memory.

    Raises:
        UnreadableFile: it is damaged or has not the columns; the records before that have been given.
    """
    readers = {"jsonl": _json_lines, "csv": _csv_rows, "parquet": _parquet_rows}
    try:
        with folder.reading(part.name) as raw:
            yield from readers[part.format](raw, part, columns, options)
    except (OSError, EOFError, csv.Error, arrow.ArrowException) as error:
        raise UnreadableFile(f"cannot be read ({type(error).__name__})") from error


def _json_lines(raw: Any, part: Part, columns: Columns, options: Mapping[str, Any]) -> Iterator[Record]:
    lines = _stream(raw, part)
    first = True
    while line := lines.readline(MAX_RECORD_BYTES + 1):
        whole = line.endswith(b"\n") or len(line) <= MAX_RECORD_BYTES
        if not whole:
            _skip_line(lines)
        line = line.removeprefix(_MARK) if first else line
        first = False
        if line.strip():
            yield Record(_json_body(line, columns, options) if whole else None, raw.tell())


def _skip_line(lines: io.BufferedReader) -> None:
    while (piece := lines.readline(MAX_RECORD_BYTES)) and not piece.endswith(b"\n"):
        pass


def _json_body(line: bytes, columns: Columns, options: Mapping[str, Any]) -> bytes:
    try:
        value = parse_json(line)
    except MalformedJSON:
        return line
    return columns.body(value, options) if is_object(value) else line


def _csv_rows(raw: Any, part: Part, columns: Columns, options: Mapping[str, Any]) -> Iterator[Record]:
    csv.field_size_limit(min(MAX_RECORD_BYTES, sys.maxsize))
    # A byte that is no UTF-8 becomes a lone surrogate, and the article `invalid_text`.
    text = io.TextIOWrapper(_stream(raw, part), encoding="utf-8-sig", errors="surrogateescape", newline="")
    rows = csv.reader(text, delimiter=part.delimiter)
    header = [name.strip() for name in next(rows, list[str]())]
    if header:
        _check(columns, header)
    while (row := _next_row(rows)) is not None:
        if row == []:
            continue
        yield Record(_csv_body(header, row, columns, options) if isinstance(row, list) else None, raw.tell())


def _next_row(rows: Iterator[list[str]]) -> list[str] | csv.Error | None:
    """A row; the error where a field is too large; None at the end."""
    try:
        return next(rows, None)
    except csv.Error as error:
        return error


def _csv_body(header: list[str], row: list[str], columns: Columns, options: Mapping[str, Any]) -> bytes:
    values = {name: value or None for name, value in zip(header, row, strict=False)}
    if columns.text in values:
        values[columns.text] = values[columns.text] or ""
    # More fields than columns: quotation marks are broken, and the row is refused as a request with a
    # field too many would be.
    surplus = {"surplus_fields": len(row) - len(header)} if len(row) > len(header) else {}
    return columns.body(values, {**options, **surplus})


def _parquet_rows(raw: Any, part: Part, columns: Columns, options: Mapping[str, Any]) -> Iterator[Record]:
    file = parquet.ParquetFile(raw)
    present: list[str] = file.schema_arrow.names
    _check(columns, present)
    wanted = [name for name in columns.fields.values() if name in present]
    total = max(1, file.metadata.num_rows)
    seen = 0
    for batch in file.iter_batches(batch_size=_PARQUET_ROWS, columns=wanted):
        values = {name: _values(batch.column(name)) for name in wanted}
        for at in range(batch.num_rows):
            seen += 1
            row = {name: column[at] for name, column in values.items()}
            yield Record(_fitting(columns.body(row, options)), part.size * seen // total)


def _fitting(body: bytes) -> bytes | None:
    return body if len(body) <= MAX_RECORD_BYTES else None


def _values(column: Any) -> list[Any]:
    """The values of a column; bytes that are no UTF-8 become lone surrogates."""
    kind = column.type
    if arrow.types.is_dictionary(kind):
        return _values(column.dictionary_decode())
    if arrow.types.is_string(kind) or arrow.types.is_large_string(kind) or arrow.types.is_string_view(kind):
        stored: list[bytes | None] = column.cast(arrow.large_binary()).to_pylist()
        return [None if value is None else value.decode("utf-8", errors="surrogateescape") for value in stored]
    values: list[Any] = column.to_pylist()
    return values


def _check(columns: Columns, present: list[str]) -> None:
    if missing := columns.missing(present):
        raise UnreadableFile(f"has no column {', '.join(missing)}")


def _stream(raw: Any, part: Part) -> io.BufferedReader:
    stream = arrow.CompressedInputStream(raw, part.compression) if part.compression else raw
    return io.BufferedReader(stream, buffer_size=256 * 1024)
