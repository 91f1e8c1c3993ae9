"""Word pieces keep their place in the text and get back the case and gaps they lost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

import service
from service.reading.marks import find_marks
from service.reading.tokens import GAPS, LONGEST_RUN, MOST_PIECES, QUOTES, SHAPES, Pieces, split_pieces, word_shape


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    path = Path(service.__file__).parent / "model" / "tokenizer.json"
    loaded = Tokenizer.from_file(str(path))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


def pieces_of(tokenizer: Tokenizer, text: str) -> Pieces:
    return split_pieces(tokenizer, text, find_marks(text))


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("bridge", "lower"),
        ("Oslo", "title"),
        ("NATO", "upper"),
        ("A", "letter"),
        ("McKay", "mixed"),
        ("2026", "number"),
        ("G20", "alphanumeric"),
        ("“", "punctuation"),
        ("co\u00adop", "other"),
    ],
)
def test_shape_tells_how_a_word_was_written(word: str, shape: str) -> None:
    assert SHAPES[word_shape(word)] == shape


def test_offsets_point_into_the_text_as_submitted(tokenizer: Tokenizer) -> None:
    text = "🙂 Łódź’s co\u00adoperative “naïve” é"
    pieces = pieces_of(tokenizer, text)
    heads = np.flatnonzero(pieces.first).tolist()
    starts = [text[pieces.starts[i]] for i in heads]
    assert starts[:3] == ["🙂", "Ł", "’"]
    assert all(0 <= s < e <= len(text) for s, e in zip(pieces.starts, pieces.ends, strict=True))


def test_gaps_tell_lines_from_paragraphs(tokenizer: Tokenizer) -> None:
    pieces = pieces_of(tokenizer, "One two,\nthree\n\nfour")
    words: list[str] = [GAPS[g] for g, first in zip(pieces.gaps, pieces.first, strict=True) if first]
    assert words == ["blank_line", "space", "none", "newline", "blank_line"]


def test_quotation_states_follow_the_paired_marks(tokenizer: Tokenizer) -> None:
    pieces = pieces_of(tokenizer, "He said “go ‘now’” twice")
    assert [QUOTES[q] for q in pieces.quotes] == [
        "outside",
        "outside",
        "opening",
        *["inside"] * 4,
        "closing",
        "outside",
    ]


@pytest.mark.parametrize("text", ["", " \n\t ", "\u00ad\u200b"])
def test_a_text_without_words_has_no_pieces(tokenizer: Tokenizer, text: str) -> None:
    assert len(pieces_of(tokenizer, text).ids) == 0


def test_one_piece_repeated_without_end_is_cut_short(tokenizer: Tokenizer) -> None:
    pieces = pieces_of(tokenizer, "So" + "." * 10_000 + " it goes")
    assert len(pieces.ids) == LONGEST_RUN + 3
    assert pieces.starts[-1] == 10_006


def test_a_text_of_too_many_pieces_is_cut_and_says_so(tokenizer: Tokenizer) -> None:
    assert not pieces_of(tokenizer, "“a” " * 100).truncated
    dense = pieces_of(tokenizer, "“a” " * 25_000)
    assert dense.truncated
    assert len(dense.ids) == MOST_PIECES
