"""Quotation marks are paired on characters, whatever their style, and nothing is lost or raised."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.reading.marks import find_marks

PAIRED: list[tuple[str, list[str]]] = [
    ("“A,” she said. “B.”", ["“A,”", "“B.”"]),
    ('"A," she said. "B."', ['"A,"', '"B."']),
    ("‘We won,’ he said.", ["‘We won,’"]),
    ("'We won,' he said.", ["'We won,'"]),
    ("«On a gagné», dit-il.", ["«On a gagné»"]),
    ("``Yes,'' he said.", ["``Yes,''"]),
    ("He said:“no” twice.", ["“no”"]),
    ("“He said ‘no’ to me.”", ["“He said ‘no’ to me.”", "‘no’"]),
    ("‘Workers’ rights,’ he said.", ["‘Workers’ rights,’"]),
    ("”Fel,” sa han.", ["”Fel,”"]),
    ("The ‘90s and ’tis the boys’ plan; don’t.", []),
    ("rock 'n' roll and 'em all", []),
    ("It is 5'10\" tall", []),
]


@pytest.mark.parametrize(("text", "expected"), PAIRED)
def test_pairs_marks_of_every_style(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_marks(text).quoted if q.close_width] == expected


def test_marks_are_not_paired_across_paragraphs() -> None:
    text = "She said “one.\n\nThe next” day came."
    marks = find_marks(text)
    assert [(text[q.start : q.end], q.close_width) for q in marks.quoted] == [("“one.", 0)]
    assert [text[at] for at in marks.stray] == ["”"]


def test_reopened_paragraph_continues_the_quotation() -> None:
    text = "“One paragraph.\n\n“And another.”"
    first, second = find_marks(text).quoted
    assert first.reopened
    assert not first.close_width
    assert not second.reopened
    assert text[second.start : second.end] == "“And another.”"


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = 'He said "the very long line that an e-mail programme\nbroke in two" and left.'
    assert [text[q.start : q.end] for q in find_marks(text).quoted] == [text[8:-10]]


def test_a_sentence_a_line_is_one_quotation() -> None:
    text = '"It is late.\nIt is dark," she said.\n\nHe said "no.\n\nThen" it ended.'
    marks = find_marks(text)
    assert [text[q.start : q.end] for q in marks.quoted if q.close_width] == ['"It is late.\nIt is dark,"']
    assert len([q for q in marks.quoted if not q.close_width]) == 1
    assert len(marks.stray) == 1


def test_an_unclosed_straight_mark_ends_where_the_next_opens() -> None:
    text = 'He said "no and left. "Yes," she said.'
    quoted = find_marks(text).quoted
    assert [(text[q.start : q.end], bool(q.close_width)) for q in quoted] == [
        ('"no and left.', False),
        ('"Yes,"', True),
    ]


@pytest.mark.parametrize("unit", ['"a ', "“a ", "a” ", "‘a ", "'a", "“‘", '"', "”\n"])
def test_thousands_of_unbalanced_marks_take_linear_time(unit: str) -> None:
    text = (unit * (100_000 // len(unit)))[:100_000]
    began = time.process_time()
    find_marks(text)
    assert time.process_time() - began < 3


@pytest.mark.parametrize("gap", ["\n", " ", " \n", "\u2028"])
def test_thousands_of_open_marks_before_a_long_gap_take_linear_time(gap: str) -> None:
    text = "“a " * 16_000 + gap * (50_000 // len(gap)) + "“b"
    began = time.process_time()
    marks = find_marks(text)
    assert time.process_time() - began < 3
    assert len(marks.quoted) == 16_001


@settings(deadline=None)
@given(st.text(alphabet="ab .,\n“”\"'‘’«»`’", max_size=200))
def test_spans_hold_whatever_the_text(text: str) -> None:
    marks = find_marks(text)
    for q in marks.quoted:
        assert 0 <= q.start < q.end <= len(text)
        assert q.open_width + q.close_width <= q.end - q.start
    assert list(marks.quoted) == sorted(marks.quoted, key=lambda q: (q.start, -q.end))
