"""A newsroom's own tags for IPTC topics, from the CSV file that `TOPIC_MAP` names."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from service.errors import InvalidTopicMap
from service.reading.taxonomy import Taxonomy

TopicTags = Mapping[str, tuple[str, ...]]
NO_TAGS: TopicTags = MappingProxyType({})


def load_topic_map(path: Path, taxonomy: Taxonomy) -> TopicTags:
    """Read ``qcode,tag`` rows into qcode -> tags in file order; several rows for a topic are fine.

    Raises:
        InvalidTopicMap: with the line, for a file that cannot be read, a wrong header, a topic that
            the taxonomy does not have, an empty tag, or a row that is repeated.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _collect(csv.reader(file, strict=True), taxonomy)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InvalidTopicMap(f"TOPIC_MAP {path}: {error}") from error
    except ValueError as error:
        raise InvalidTopicMap(f"TOPIC_MAP {path}, {error}") from error


def _collect(rows: Iterable[list[str]], taxonomy: Taxonomy) -> TopicTags:
    tags: dict[str, list[str]] = {}
    for line, qcode, tag in _rows(rows):
        if taxonomy.get(qcode) is None:
            raise ValueError(f"line {line}: {qcode!r} is no active IPTC Media Topic")
        if not tag or tag in tags.get(qcode, ()):
            raise ValueError(f"line {line}: the tag is {'repeated' if tag else 'empty'}")
        tags.setdefault(qcode, []).append(tag)
    return MappingProxyType({qcode: tuple(own) for qcode, own in tags.items()})


def _rows(rows: Iterable[list[str]]) -> Iterator[tuple[int, str, str]]:
    numbered = enumerate(rows, start=1)
    _, header = next(numbered, (1, [""]))
    if [name.strip() for name in header] != ["qcode", "tag"]:
        raise ValueError("line 1: the header must be 'qcode,tag'")
    for line, row in numbered:
        if not row:
            continue
        if len(row) != 2:
            raise ValueError(f"line {line}: two columns are needed")
        yield line, row[0].strip(), row[1].strip()
