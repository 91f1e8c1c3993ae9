import textwrap
import time

import pytest

from service.reading.structure.paragraphs import find_paragraphs

PROSE = (
    "The council of Lindholm voted on Monday to close the old bridge for good, the city engineer told reporters here.",
    "Shopkeepers on the east bank fear for their trade and asked for a ferry.",
    "A decision on the ferry is expected in spring, once the money for it has been found in the budget of the county.",
)


def stretches(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        (" \n\t\r\n", []),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
        ("One.\u2028Two.\u2029Three.", ["One.", "Two.", "Three."]),
        ("\tOne.  \n \u00a0 \n\tTwo.", ["One.", "Two."]),
        ("One.\n&nbsp;\n\u200b\nTwo.", ["One.", "Two."]),
        ("co\u00adoperate", ["co\u00adoperate"]),
    ],
)
def test_paragraphs_are_the_lines_that_can_be_seen(text: str, paragraphs: list[str]) -> None:
    assert stretches(text) == paragraphs


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n"])
def test_hard_wrapped_lines_are_joined(width: int, gap: str) -> None:
    text = gap.join(gap[: len(gap) // 2].join(textwrap.wrap(paragraph, width)) for paragraph in PROSE * 2)
    assert [" ".join(stretch.split()) for stretch in stretches(text)] == list(PROSE * 2)


def test_lines_that_end_where_sentences_end_are_paragraphs() -> None:
    lines = [f"Sentence number {number} is about as long as all of the others." for number in range(12)]
    assert stretches("\n".join(lines)) == lines


def test_a_list_of_headlines_is_not_joined() -> None:
    lines = ["Bridge closed for good", "Ferry plan divides the council of Lindholm", "Mayor resigns", "Snow in May"] * 3
    assert stretches("\n".join(lines)) == lines


@pytest.mark.parametrize("text", ["x" * 100_000, "a\n" * 50_000, "\n" * 100_000, ("x" * 70 + "\n") * 1_400])
def test_cost_grows_with_length_only(text: str) -> None:
    began = time.process_time()
    find_paragraphs(text)
    assert time.process_time() - began < 2
