"""The packaged word lists, read once each and never changed.

Every file of ``service/vocabulary`` opens with ``#`` lines that state its source and licence;
a TSV then names its columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from service.errors import ModelUnusable

_FOLDER = Path(__file__).parent.parent / "vocabulary"


def _lines(name: str) -> list[str]:
    path = _FOLDER / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ModelUnusable(f"cannot read the word list {path}: {error.strerror}") from error
    return [line for line in lines if line and not line.startswith("#")]


def stream(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of a TSV, for those who make something else of them: unlike `rows` it keeps nothing.

    Raises:
        ModelUnusable: the file is missing.
    """
    return (tuple(line.split("\t")) for line in _lines(name)[1:])


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a TSV without its header of column names.

    Raises:
        ModelUnusable: the file is missing.
    """
    return tuple(stream(name))


@cache
def mapping(name: str) -> dict[str, str]:
    """First column to second column of a TSV.

    Raises:
        ModelUnusable: the file is missing.
    """
    return {row[0]: row[1] for row in rows(name)}


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The lines of a plain list.

    Raises:
        ModelUnusable: the file is missing.
    """
    return tuple(_lines(name))


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class of ``word_classes.tsv``.

    Raises:
        ModelUnusable: the file is missing or has no such class.
    """
    try:
        return frozenset(mapping("word_classes.tsv")[name].split())
    except KeyError as error:
        raise ModelUnusable(f"word_classes.tsv has no class {name}") from error
