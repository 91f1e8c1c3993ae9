"""Annotations are found where a reader would look for them."""

from __future__ import annotations

import pytest

from service.reading.findings import Span
from tests.seeds.locating import NotLocatedError, locate_after, locate_near, locate_only, occurrences


@pytest.mark.parametrize(
    ("text", "wanted", "places"),
    [
        ("the other he", "he", [(10, 12)]),
        ("“I am\r\n  here,”", "“I am here,”", [(0, 15)]),
        ("within\u00a0days", "within days", [(0, 11)]),
        ("Vella’s Vella", "Vella", [(0, 5), (8, 13)]),
        ("said", "Said", []),
    ],
)
def test_annotations_are_found_as_whole_words_whatever_the_blanks(
    text: str, wanted: str, places: list[tuple[int, int]]
) -> None:
    assert occurrences(text, wanted) == [Span(*place) for place in places]


def test_an_annotation_that_stands_twice_needs_its_occurrence() -> None:
    with pytest.raises(NotLocatedError, match="2 times"):
        locate_only("A and A", "A")
    with pytest.raises(NotLocatedError, match="no occurrence 3"):
        locate_only("A and A", "A", occurrence=3)

    assert locate_only("A and A", "A", occurrence=2) == Span(6, 7)


def test_a_later_fragment_is_the_first_after_the_one_before() -> None:
    assert locate_after("No. No. No.", "No.", 3) == Span(4, 7)
    with pytest.raises(NotLocatedError, match="after offset 9"):
        locate_after("No. No. No.", "No.", 9)


def test_a_cue_is_sought_in_the_paragraph_of_its_quotation_first() -> None:
    text = "“No,” she said.\r\n\r\nThe bridge will close, the mayor said."

    assert locate_near(text, "said", Span(19, 40), outside=[]) == Span(52, 56)


def test_a_speaker_is_not_sought_in_the_quoted_words() -> None:
    text = "A: A lamp can be automatic."

    assert locate_near(text, "A", Span(3, 27), outside=[Span(3, 27)]) == Span(0, 1)
    with pytest.raises(NotLocatedError):
        locate_near(text, "lamp", Span(3, 27), outside=[Span(3, 27)])
