"""The article as the encoder sees it: word pieces with the case, gaps and marks they lost.

The encoder is uncased and knows no white space.  Three small features a piece give back what a
reader of news needs: the shape of the word as it was written, the gap before it, and where it
stands towards the quotation marks (which are paired on characters, see `marks`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from service.reading.marks import Marks

SHAPES = ("special", "lower", "title", "upper", "letter", "mixed", "number", "alphanumeric", "punctuation", "other")
GAPS = ("none", "space", "newline", "blank_line")
QUOTES = ("outside", "opening", "inside", "closing", "single")

LONGEST_RUN = 64
MOST_PIECES = 48_000

_SHAPE = {name: index for index, name in enumerate(SHAPES)}
_GAP = {name: index for index, name in enumerate(GAPS)}
_QUOTE = {name: index for index, name in enumerate(QUOTES)}


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text, all arrays of one length n.

    ``starts`` and ``ends`` are code points, half-open; ``first`` is true where a word begins;
    ``ids`` are vocabulary ids; ``shapes``, ``gaps`` and ``quotes`` index the tuples above.
    ``truncated`` tells that the text goes on behind the last piece.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    first: NDArray[np.bool_]
    shapes: NDArray[np.int64]
    gaps: NDArray[np.int64]
    quotes: NDArray[np.int64]
    truncated: bool


def split_pieces(tokenizer: Tokenizer, text: str, marks: Marks) -> Pieces:
    """Tokenize once; offsets point into ``text`` as it was submitted.

    Of one piece repeated without end ("......") only the first `LONGEST_RUN` are kept: no article
    has more, and a hostile one must not cost many times what its length is worth.  For the same
    reason at most `MOST_PIECES` are kept, twice what the longest text of prose has.
    """
    encoding = tokenizer.encode(text, add_special_tokens=False)
    ids = np.array(encoding.ids, dtype=np.int64)
    fitting = np.flatnonzero(_run_positions(ids) < LONGEST_RUN)
    kept = fitting[:MOST_PIECES]
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)[kept]
    starts, ends = offsets[:, 0], offsets[:, 1]
    words = np.array(encoding.word_ids, dtype=np.int64)[kept]
    first = np.ones(len(words), dtype=np.bool_)
    first[1:] = words[1:] != words[:-1]
    heads = np.flatnonzero(first)
    word_of = np.cumsum(first) - 1
    word_ends = ends[np.append(heads[1:], len(words)) - 1] if len(heads) else ends
    word_starts = starts[heads]
    written = [text[s:e] for s, e in zip(word_starts.tolist(), word_ends.tolist(), strict=True)]
    shape_of = {word: word_shape(word) for word in set(written)}
    shapes = np.fromiter((shape_of[word] for word in written), dtype=np.int64, count=len(heads))
    return Pieces(
        ids=ids[kept],
        starts=starts,
        ends=ends,
        first=first,
        shapes=shapes[word_of] if len(heads) else shapes,
        gaps=_gaps(text, starts, ends, first),
        quotes=quote_states(marks, starts),
        truncated=len(kept) < len(fitting),
    )


def _run_positions(ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many pieces just before each piece are the same as it."""
    places = np.arange(len(ids))
    changes = np.ones(len(ids), dtype=np.bool_)
    changes[1:] = ids[1:] != ids[:-1]
    return places - np.maximum.accumulate(np.where(changes, places, 0))


def word_shape(word: str) -> int:
    """How a word is written, as an index into `SHAPES`."""
    if word.isalpha():
        if word.islower():
            return _SHAPE["lower"]
        if word.isupper():
            return _SHAPE["letter"] if len(word) == 1 else _SHAPE["upper"]
        if word[0].isupper() and word[1:].islower():
            return _SHAPE["title"]
        return _SHAPE["mixed"]
    if word.isnumeric():
        return _SHAPE["number"]
    if word.isalnum():
        return _SHAPE["alphanumeric"]
    return _SHAPE["punctuation"] if len(word) == 1 else _SHAPE["other"]


def _gaps(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64], first: NDArray[np.bool_]) -> NDArray[np.int64]:
    gaps = np.zeros(len(starts), dtype=np.int64)
    if not len(starts):
        return gaps
    gaps[0] = _GAP["blank_line"]
    apart = np.flatnonzero(first[1:] & (starts[1:] > ends[:-1])) + 1
    for at in apart.tolist():
        breaks = text.count("\n", int(ends[at - 1]), int(starts[at]))
        gaps[at] = _GAP["space"] if not breaks else _GAP["newline"] if breaks == 1 else _GAP["blank_line"]
    return gaps


def quote_states(marks: Marks, starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each piece stands towards the paired marks, as an index into `QUOTES`."""
    states = np.zeros(len(starts), dtype=np.int64)
    quoted = sorted(marks.quoted, key=lambda q: not q.single)
    edges = [(q.start, q.start + q.open_width, q.end - q.close_width, q.end) for q in quoted]
    pieces = starts.searchsorted(np.array(edges, dtype=np.int64).reshape(-1, 4))
    for q, (low, opened, closing, high) in zip(quoted, pieces.tolist(), strict=True):
        if q.single:
            states[low:high] = _QUOTE["single"]
            continue
        states[low:high] = _QUOTE["inside"]
        states[low:opened] = _QUOTE["opening"]
        if q.close_width:
            states[closing:high] = _QUOTE["closing"]
    return states
