"""A quotation that stands twice in an article is marked as a repeat of the one in the story."""

from __future__ import annotations

from service.reading.findings import Span
from service.reading.quotations import Attribution
from service.reading.repeats import find_repeats


def quote(text: str, words: str, segment: str, at: int = 0) -> Attribution:
    start = text.index(words, at)
    return Attribution((Span(start, start + len(words)),), None, None, "direct", "statement", segment, 0.9)


def test_a_headline_repeats_the_story() -> None:
    text = "‘The bridge is safe’\n\n“The bridge is safe, and it will stay so,” she said."
    found = find_repeats(
        text,
        [quote(text, "The bridge is safe", "headline"), quote(text, "The bridge is safe, and it will stay so", "body")],
    )
    assert found == [1, None]


def test_a_pull_quote_in_the_story_repeats_the_earlier_one() -> None:
    text = "“We are very tired.” ... “We are very tired.”"
    found = find_repeats(text, [quote(text, "We are very tired", "body"), quote(text, "We are very tired", "body", 9)])
    assert found == [None, 0]


def test_short_or_different_words_are_no_repeats() -> None:
    text = "‘No’ ‘No’ “We left early” “We left late”"
    found = find_repeats(
        text,
        [
            quote(text, "No", "headline"),
            quote(text, "No", "body", 3),
            quote(text, "We left early", "headline"),
            quote(text, "We left late", "body"),
        ],
    )
    assert found == [None] * 4
