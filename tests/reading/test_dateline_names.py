from __future__ import annotations

import pytest

from service.reading.dateline_names import with_dateline_names
from service.reading.findings import Segment
from service.reading.mentions import Candidate
from service.reading.structure.datelines import DatelineFinder
from service.reading.structure.lexicon import Lexicon


@pytest.fixture(scope="module")
def finder() -> DatelineFinder:
    return DatelineFinder(Lexicon.load())


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        ("KLANG:", [("KLANG", "location")]),
        ("Kuala Lumpur, July 3:", [("Kuala Lumpur", "location")]),
        ("GAZA, Sept. 21 (Xinhua) --", [("GAZA", "location"), ("Xinhua", "organization")]),
        ("Ulaanbaatar/MONTSAME/.", [("Ulaanbaatar", "location"), ("MONTSAME", "organization")]),
        ("YANGON, July 25 (Borneo Bulletin/ANN):", [("YANGON", "location"), ("ANN", "organization")]),
    ],
)
def test_a_dateline_names_its_place_and_sender(
    finder: DatelineFinder, opening: str, names: list[tuple[str, str]]
) -> None:
    text = opening + " The storm passed."
    assert finder.find(text, 0, len(text)) == len(opening)
    misread = [Candidate(0, 4, "name", "person", 0.9), Candidate(text.index("The"), len(text) - 1, "nominal", "", 1.0)]
    found = with_dateline_names(text, misread, [Segment("dateline", 0, len(opening)), Segment("body", 20, len(text))])
    assert [(text[c.start : c.end], c.type) for c in found if c.end <= len(opening)] == names
    assert found[-1].form == "nominal"


@pytest.mark.parametrize(
    "text",
    [
        "JANE ROE: No.",
        "UPDATE: The fire is out.",
        "Nancy: We did.",
        "OBREGON: I did.\n\nREPORTER: You?\n\nOBREGON: Yes.",
    ],
)
def test_a_label_is_no_dateline(finder: DatelineFinder, text: str) -> None:
    assert finder.find(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        ("Friday, January 4, 2019", " The storm passed."),
        ("Published: May 3, 2022", "\n\nThe storm passed."),
        ("Updated (Wed)", ""),
    ],
)
def test_a_date_or_a_line_of_the_page_names_no_place(opening: str, rest: str) -> None:
    assert with_dateline_names(opening + rest, [], [Segment("dateline", 0, len(opening))]) == []
