"""Cuts the articles of a file into blocks of about so many words: what is read, written and committed at one go.

The cut depends on the content of the file alone, so that every run cuts alike and a block that is
committed need not be looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from service.archive.records import Record

_CHARACTERS_A_WORD = 12
_WORDS_AN_ARTICLE = 25


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive articles of one file.

    ``first`` is the number of the first one in the file, from 0; ``read`` how many bytes of the file,
    as stored, the block takes up; ``last`` whether the file ends with it.
    """

    index: int
    first: int
    bodies: tuple[bytes | None, ...]
    read: int
    last: bool


def cut_blocks(records: Iterable[Record], *, words: int) -> Iterator[Block]:
    """Cut where ``words`` are reached; a file without articles gives one empty block."""
    index = first = begun = weight = 0
    bodies: list[bytes | None] = []
    ended = 0
    for record in records:
        if weight >= words:
            yield Block(index, first, tuple(bodies), ended - begun, last=False)
            index, first, begun = index + 1, first + len(bodies), ended
            bodies, weight = [], 0
        bodies.append(record.body)
        weight += weigh(record.body)
        ended = record.read
    yield Block(index, first, tuple(bodies), ended - begun, last=True)


def weigh(body: bytes | None) -> int:
    """About how many words of reading a record is, without parsing it.

    Scripts without blanks are counted by their length, and each article costs something of its own.
    """
    if body is None:
        return _WORDS_AN_ARTICLE
    return _WORDS_AN_ARTICLE + max(len(body.split()), len(body) // _CHARACTERS_A_WORD)
