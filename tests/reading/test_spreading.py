from __future__ import annotations

import time

import pytest

from service.reading.mentions import Candidate
from service.reading.spreading import spread_names
from tests.reading.marked import marked


def spread(markup: str) -> list[tuple[str, str]]:
    text, candidates = marked(markup)
    return [(text[c.start : c.end], c.type) for c in spread_names(text, candidates) if c.form == "name"]


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("[Ann Lee]p left. Ann Lee returned.", [("Ann Lee", "person"), ("Ann Lee", "person")]),
        ("[Ann Lee]p left. Ann Leeson came.", [("Ann Lee", "person")]),
        ("[Kyiv]l fell. In Kyiv it rained.", [("Kyiv", "location"), ("Kyiv", "location")]),
        ("He told the BBC that.", [("BBC", "organization")]),
        ("He told Fox News that.", [("Fox News", "organization")]),
        ("The Times They Are a-Changin", []),
        ("[BBC Wales]o, the BBC's channel", [("BBC Wales", "organization"), ("BBC", "organization")]),
        ("Ann [Lee]p and [Ann Lee]p", [("Lee", "person"), ("Ann Lee", "person")]),
        (
            "[Al Qaeda in Sinai]o struck. [Al Qaeda]o in [Sinai]l fled.",
            [("Al Qaeda in Sinai", "organization"), ("Al Qaeda in Sinai", "organization")],
        ),
        ("[Ann Leeson]p left. [Ann Lee]p came.", [("Ann Leeson", "person"), ("Ann Lee", "person")]),
        ("", []),
    ],
)
def test_spread(markup: str, names: list[tuple[str, str]]) -> None:
    assert spread(markup) == names


def test_what_the_tagger_is_unsure_of_does_not_spread() -> None:
    text = "Ann Lee left. Ann Lee returned."
    unsure = Candidate(0, 7, "name", "person", 0.3)
    assert spread_names(text, [unsure]) == [unsure]


def test_thousands_of_names_cost_linear_time() -> None:
    text = "".join(f"Kim Lee{i} spoke. " for i in range(5000)) * 2
    step = len("Kim Lee0 spoke. ")
    candidates = [Candidate(i * step, i * step + 8, "name", "person", 0.9) for i in range(10)]
    candidates += [Candidate(i, i + 3, "name", "person", 0.9) for i in range(1000, 40_000, 40)]
    start = time.process_time()
    spread_names(text, candidates)
    assert time.process_time() - start < 2
