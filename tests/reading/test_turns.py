"""Labelled turns are speech with or without marks; a label that does not recur is none."""

from __future__ import annotations

import time

import pytest

from service.reading.structure.paragraphs import find_paragraphs
from service.reading.turns import Turn, find_turns

HEARING = """TRANSCRIPT: The panel meets

LEE: Good morning.

ORTEGA (D-N.M.): Thank you.

I have two questions.

(LAUGHTER)

LEE: Go on.

ORTEGA: Why now?

CHAIR: Order.

LEE: Because of you.

The session ended."""


def turns_of(text: str) -> list[Turn]:
    return find_turns(text, find_paragraphs(text))


def test_turns_run_to_the_next_label_without_asides() -> None:
    found = [
        (HEARING[t.label.start : t.label.end], [HEARING[c.start : c.end] for c in t.content]) for t in turns_of(HEARING)
    ]
    assert found == [
        ("LEE", ["Good morning."]),
        ("ORTEGA", ["Thank you.", "I have two questions."]),
        ("LEE", ["Go on."]),
        ("ORTEGA", ["Why now?"]),
        ("CHAIR", ["Order."]),
        ("LEE", ["Because of you."]),
    ]


def test_questions_and_answers() -> None:
    text = "Q: Why?\n\nA: Because.\n\nQ: When?\n\nA: Now."
    assert [text[t.label.start : t.label.end] for t in turns_of(text)] == ["Q", "A", "Q", "A"]


def test_what_stands_without_marks_behind_a_quoted_turn_is_the_article_s() -> None:
    text = (
        'The captain was asked.\n\nLEE: "He was big."\n\n"And fast."\n\nWho? A winger of 30 years.\n\n'
        'ORTEGA: "No."\n\nLEE: "Yes."\n\nORTEGA: "Why?"\n\nThe end.'
    )
    found = [[text[c.start : c.end] for c in t.content] for t in turns_of(text)]
    assert found == [['"He was big."', '"And fast."'], ['"No."'], ['"Yes."'], ['"Why?"']]


def test_tags_in_double_parentheses_are_labels() -> None:
    text = "((WN)) Why?\n\n((Ann Lee)) : Because.\n\n((WN)) When?\n\n((Ann Lee)) Now."
    turns = turns_of(text)
    assert [text[t.label.start : t.label.end] for t in turns] == ["WN", "Ann Lee", "WN", "Ann Lee"]
    assert text[turns[1].content[0].start : turns[1].content[0].end] == "Because."


@pytest.mark.parametrize(
    "text",
    [
        "Photo: Jane Roe\n\nText: John Doe\n\nShe said: “No.”",
        "What we know: nothing.\n\nWhat we know: less.",
        "“Yes,” said Lee.",
        "",
    ],
)
def test_labels_that_do_not_recur_are_no_turns(text: str) -> None:
    assert turns_of(text) == []


def test_thousands_of_labels_take_linear_time() -> None:
    text = "AB: c\n\n" * 14_000
    began = time.process_time()
    assert len(turns_of(text)) == 14_000
    assert time.process_time() - began < 5
