"""One pass of the trained encoder over an article, shared by everything that reads on.

The weights are an int8 ONNX graph run by onnxruntime on one thread.  What comes out is given a
word at a time (a word being a maximal run of letters or digits, or one other character).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from service.reading.confidence import Scales
from service.reading.marks import Marks
from service.reading.pointers import Pointers, WindowPointers, bias_by_distance
from service.reading.tokens import GAPS, Pieces, split_pieces
from service.reading.weights import Graph, load_meta
from service.reading.windows import Window, cut_windows

Floats = NDArray[np.float32]
_CLS, _SEP = 101, 102
_BREAKS = (GAPS.index("newline"), GAPS.index("blank_line"))


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder says of an article of n words; arrays have n rows.

    ``starts`` and ``ends`` are code points; ``heads`` gives the logits of each token head,
    ``hidden`` the last layer, ``pool`` the weights of each word in the topics (not normalised);
    ``truncated`` tells that the text was too dense to be read to its end.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    heads: dict[str, Floats]
    hidden: Floats
    pool: Floats
    pointers: Pointers
    truncated: bool

    def words(self, start: int, end: int) -> tuple[int, int]:
        """The words ``[low, high)`` that overlap the characters ``[start, end)``."""
        return int(self.ends.searchsorted(start, side="right")), int(self.starts.searchsorted(end, side="left"))


class Encoder:
    """Loads the weights once and encodes one article after another; not thread-safe."""

    def __init__(self, graph: Graph, tokenizer: Tokenizer, meta: dict[str, Any], bias: Floats) -> None:
        self._graph = graph
        self._tokenizer = tokenizer
        self._bias = bias
        self.labels: dict[str, list[str]] = meta["token_heads"]
        self.relations: list[str] = meta["relations"]
        self.scales: Scales = meta["quotation_confidence"]
        self._size: int = meta["window"]["size"]
        self._context: int = meta["window"]["context"]
        self._bounds = np.cumsum([0, *(len(labels) for labels in self.labels.values())]).tolist()

    @classmethod
    def load(cls, folder: Path) -> Encoder:
        """Load ``reader.onnx`` and what belongs to it.

        Raises:
            ModelUnusable: a file is missing or is not the one that ``meta.json`` names by its hash.
        """
        meta = load_meta(folder)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        bias = bias_by_distance(np.array(meta["pointer_distance"], dtype=np.float32))
        return cls(Graph(folder / "reader.onnx"), tokenizer, meta, bias)

    def encode(self, text: str, marks: Marks) -> Encoded:
        """Read ``text`` in windows; any text will do, also an empty one."""
        pieces = split_pieces(self._tokenizer, text, marks)
        breaks = np.flatnonzero(np.isin(pieces.gaps, _BREAKS)).tolist()
        windows = cut_windows(breaks, len(pieces.ids), self._size, self._context)
        heads = np.flatnonzero(pieces.first)
        scores, hidden, pool = (_Rows(len(heads), width) for width in (self._bounds[-1], 1, 1))
        parts: list[WindowPointers] = []
        for w in windows:  # what a window gave is cut down at once: all of it would take 400 MB for a long article
            logits, projected, last, weights = self._run(pieces, w)
            kept = np.flatnonzero(pieces.first[w.keep_start : w.keep_end]) + w.keep_start - w.start + 1
            parts.append(_window_pointers(heads, w, projected))
            for rows, given in ((scores, logits), (hidden, last), (pool, weights)):
                rows.append(given[kept])
        return Encoded(
            starts=pieces.starts[heads],
            ends=_word_ends(pieces, heads),
            heads={
                head: scores.rows[:, low:high]
                for head, low, high in zip(self.labels, self._bounds[:-1], self._bounds[1:], strict=True)
            },
            hidden=hidden.rows,
            pool=pool.rows,
            pointers=Pointers(parts, self._bias, self.relations),
            truncated=pieces.truncated,
        )

    def _run(self, pieces: Pieces, window: Window) -> list[Floats]:
        rows = np.zeros((4, window.end - window.start + 2), dtype=np.int64)
        rows[0, 0], rows[0, -1] = _CLS, _SEP
        for row, values in zip(rows, (pieces.ids, pieces.shapes, pieces.gaps, pieces.quotes), strict=True):
            row[1:-1] = values[window.start : window.end]
        names = ("ids", "shapes", "gaps", "quotes")
        given = {name: row[np.newaxis] for name, row in zip(names, rows, strict=True)}
        return [out[0] for out in self._graph.run(["tokens", "pointers", "hidden", "pool"], given)]


def _window_pointers(heads: NDArray[np.int64], window: Window, projected: Floats) -> WindowPointers:
    low, high = np.searchsorted(heads, (window.start, window.end)).tolist()
    keep_low, keep_high = np.searchsorted(heads, (window.keep_start, window.keep_end)).tolist()
    at = heads[low:high] - window.start + 1
    asking = projected[at, 0] / np.float32(projected.shape[-1] ** 0.5)
    asked = np.ascontiguousarray(projected[np.append(0, at), 1].transpose(1, 2, 0))
    return WindowPointers(low, keep_low, keep_high, at, asking, asked)


class _Rows:
    """An array filled from the top, as wide as what comes first: parts to join at the end would take twice the room."""

    def __init__(self, count: int, width: int) -> None:
        self.rows: Floats = np.zeros((0, width), dtype=np.float32)
        self._count, self._filled = count, 0

    def append(self, part: Floats) -> None:
        """Take the next rows."""
        if not self._filled:
            self.rows = np.empty((self._count, part.shape[1]), dtype=np.float32)
        self.rows[self._filled : self._filled + len(part)] = part
        self._filled += len(part)


def _word_ends(pieces: Pieces, heads: NDArray[np.int64]) -> NDArray[np.int64]:
    return pieces.ends[np.append(heads[1:], len(pieces.ends)) - 1] if len(heads) else pieces.ends
