"""Fragments are fitted to quotation marks: no quoted word is lost, none is gained."""

from __future__ import annotations

import re

import numpy as np
import pytest

from service.reading.bio import WordSpan
from service.reading.encoder import Encoded
from service.reading.fragments import snap_fragments
from service.reading.marks import find_marks
from service.reading.pointers import Pointers

EMPTY = np.zeros((0, 1), dtype=np.float32)


def words_of(text: str) -> Encoded:
    spans = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
    starts, ends = (np.array(side, dtype=np.int64) for side in zip(*spans, strict=True))
    return Encoded(starts, ends, {}, EMPTY, EMPTY, Pointers((), EMPTY, ()), truncated=False)


def snapped(text: str, *fragments: str) -> list[str]:
    encoded = words_of(text)
    given: list[WordSpan] = []
    for fragment in fragments:
        low, high = encoded.words(text.index(fragment), text.index(fragment) + len(fragment))
        given.append(WordSpan(low, high, "content", 0.9))
    found = snap_fragments(text, encoded, find_marks(text), given)
    return [text[encoded.starts[f.low] : encoded.ends[f.high - 1]] for f in found]


@pytest.mark.parametrize(
    ("text", "fragments", "expected"),
    [
        ("“The bridge is safe,” she said.", ["bridge is safe"], ["“The bridge is safe,”"]),
        ("“The bridge is safe,” she said.", ["The bridge is safe,” she"], ["“The bridge is safe,” she"]),
        ("“The bridge is safe,” she said.", ["“The bridge", "safe,”"], ["“The bridge is safe,”"]),
        ("She said that it was “safe and sound” now.", ["that it was “safe"], ["that it was “safe and sound”"]),
        (
            "He said taxes rise. “We all have to pay for it in the end,” she said.",
            ["taxes rise. “We"],
            ["taxes rise."],
        ),
        ("No marks are here at all.", ["marks are here"], ["marks are here"]),
        ("‘We won the cup,’ he said.", ["We won the"], ["‘We won the cup,’"]),
    ],
)
def test_snaps_to_marks(text: str, fragments: list[str], expected: list[str]) -> None:
    assert snapped(text, *fragments) == expected


def test_an_unclosed_mark_only_moves_the_beginning() -> None:
    text = "“We won, he said and then went on about the weather for a long while"
    assert snapped(text, "We won") == ["“We won"]


def test_marks_inside_marks_are_left_to_the_outer_ones() -> None:
    text = "“She called it ‘a big mistake’ and left,” he said."
    assert snapped(text, "She called it ‘a big") == ["“She called it ‘a big mistake’ and left,”"]
