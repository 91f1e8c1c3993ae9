"""A newsroom's own list of people, bodies and places, to link entities to.

CSV (with a header line) or JSONL; columns or keys: ``id`` and ``name`` (needed), ``aliases``
(separated by "|"; in JSONL also a list), ``type`` (an entity type), ``uri``, ``description``.
A name may be inverted ("Lindqvist, Marta").  The description serves to tell namesakes apart.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from service.errors import InvalidAuthorityFile
from service.reading.findings import Link
from service.reading.names import bare, fold, parse_person

_COLUMNS = ("id", "name", "aliases", "type", "uri", "description")
_TYPES = frozenset(
    "person organization location event work product group facility law money date".split()  # noqa: SIM905
)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}:\S{1,2000}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_ALIAS_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the file; ``words`` are the folded words of its description."""

    id: str
    name: str
    aliases: tuple[str, ...]
    type: str
    uri: str | None
    words: frozenset[str]

    @property
    def link(self) -> Link:
        """The entry as the link of an entity."""
        return Link("authority", self.id, self.uri, self.name)


class AuthorityFile:
    """All entries, found by folded name or alias in constant time."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_name: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            for key in dict.fromkeys(key for name in (entry.name, *entry.aliases) for key in _keys(name)):
                by_name[key].append(entry)
        self._by_name = dict(by_name)

    @classmethod
    def load(cls, path: Path) -> AuthorityFile:
        """Read and check a file; its name ends in .csv or .jsonl.

        Raises:
            InvalidAuthorityFile: it cannot be read, or a row is not in the documented form; the
                message names the line.
        """
        readers = {".csv": _csv_rows, ".jsonl": _jsonl_rows}
        read = readers.get(path.suffix.lower())
        if read is None:
            raise InvalidAuthorityFile(f"{path}: the name of an authority file ends in .csv or .jsonl")
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise InvalidAuthorityFile(f"cannot read {path}: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise InvalidAuthorityFile(f"{path}: not UTF-8 at byte {error.start}") from error
        return cls(_checked(path, read(path, text)))

    def find(self, names: Sequence[str], type_: str, context: frozenset[str]) -> Entry | None:
        """The one entry that a thing with these names, most complete first, can be.

        Among namesakes only a description that shares more words with ``context`` (folded words
        around the mentions) than the others' decides; otherwise none is chosen.
        """
        for name in names:
            found = [e for e in self._by_name.get(fold(bare(name)), ()) if _fits(e.type, type_)]
            if len(found) == 1:
                return found[0]
            if found:
                return _told_apart(found, context)
        return None


def _fits(wanted: str, type_: str) -> bool:
    places = ("location", "facility", "organization")
    return not wanted or not type_ or wanted == type_ or (wanted in places and type_ in places)


def _told_apart(entries: Sequence[Entry], context: frozenset[str]) -> Entry | None:
    ranked = sorted(entries, key=lambda entry: -len(entry.words & context))
    best, second = (len(entry.words & context) for entry in ranked[:2])
    return ranked[0] if best > second else None


def _keys(name: str) -> Iterator[str]:
    yield fold(bare(name))
    family, comma, given = name.partition(",")
    if comma and given.strip() and "," not in given:
        yield fold(f"{given.strip()} {family.strip()}")
    yield fold(parse_person(name).shown)


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    rows = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        first: list[str] = next(rows, [""])
        header = [column.strip().lower() for column in first]
        unknown = [column for column in header if column not in _COLUMNS]
        if "id" not in header or "name" not in header or unknown or len(set(header)) < len(header):
            raise InvalidAuthorityFile(f"{path}, line 1: the columns are {', '.join(_COLUMNS)}; id and name are needed")
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(header):
                raise InvalidAuthorityFile(f"{path}, line {rows.line_num}: {len(row)} cells instead of {len(header)}")
            yield rows.line_num, dict(zip(header, row, strict=True))
    except csv.Error as error:
        raise InvalidAuthorityFile(f"{path}, line {rows.line_num}: {error}") from error


def _jsonl_rows(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InvalidAuthorityFile(f"{path}, line {number}: not JSON") from error
        if not isinstance(row, dict):
            raise InvalidAuthorityFile(f"{path}, line {number}: not an object")
        row = cast("dict[str, object]", row)
        if unknown := sorted(set(row) - set(_COLUMNS)):
            raise InvalidAuthorityFile(f"{path}, line {number}: unknown key {unknown[0]!r}")
        yield number, row


def _checked(path: Path, rows: Iterable[tuple[int, Mapping[str, object]]]) -> Iterator[Entry]:
    seen: dict[str, int] = {}
    for number, row in rows:
        try:
            entry = _entry(row)
        except ValueError as error:
            raise InvalidAuthorityFile(f"{path}, line {number}: {error}") from error
        if entry.id in seen:
            raise InvalidAuthorityFile(f"{path}, line {number}: the id of line {seen[entry.id]} again")
        seen[entry.id] = number
        yield entry


def _entry(row: Mapping[str, object]) -> Entry:
    id_, name, type_, uri = (_text(row, key) for key in ("id", "name", "type", "uri"))
    if not id_ or not name:
        raise ValueError("id and name must not be empty")
    if type_ and type_ not in _TYPES:
        raise ValueError(f"unknown type; known are {', '.join(sorted(_TYPES))}")
    if uri and not _URI.fullmatch(uri):
        raise ValueError("uri is not an absolute URI")
    words = frozenset(fold(word) for word in _WORD.findall(_text(row, "description")))
    return Entry(id_, name, _aliases(row.get("aliases")), type_, uri or None, words)


def _text(row: Mapping[str, object], key: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"{key} is not a string")
    return str(value).strip()


def _aliases(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        parts = cast("list[object]", value)
        if not all(isinstance(part, str) for part in parts):
            raise ValueError("aliases are not strings")
        names = [str(part) for part in parts]
    elif value is None or isinstance(value, str):
        names = (value or "").split(_ALIAS_SEPARATOR)
    else:
        raise ValueError("aliases are not a string or list")
    return tuple(name.strip() for name in names if name.strip())
