"""A dash and a name behind a quotation sign it."""

from __future__ import annotations

import time

import pytest

from service.reading.findings import Span
from service.reading.marks import find_marks
from service.reading.signatures import find_signatures


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“It was a disaster.” — Jane Roe\n\nMore.", ["Jane Roe"]),
        ("“It was a disaster.”\n― Jane Roe, teacher", ["Jane Roe"]),
        ('"It was a disaster." -Commissioner Starks', ["Commissioner Starks"]),
        ("“It was a disaster.” – Zoë de la Cruz (New York)", ["Zoë de la Cruz"]),
        ("“It was a disaster.” ― Jane Roe\u00a0\nMore.", ["Jane Roe"]),
        ("“It was a disaster,” she said — and left.", []),
        ("“It was a disaster” — but nobody was hurt.", []),
        ("“One” — Two said otherwise in a long story that goes on.", []),
    ],
)
def test_finds_who_signs(text: str, names: list[str]) -> None:
    found = find_signatures(text, find_marks(text))
    assert [text[s.start : s.end] for s in found.by_end.values()] == names


def test_thousands_of_signed_quotations_take_linear_time() -> None:
    text = "“a” — B " * 12_000
    began = time.process_time()
    find_signatures(text, find_marks(text))
    assert time.process_time() - began < 3


OPINIONS = "“It was bad.” ― Jane Roe\n“It was good.” ― Per Aas.\n“Neither,” Ann Lee said."


def test_each_of_a_page_of_opinions_goes_to_the_name_behind_it() -> None:
    signatures = find_signatures(OPINIONS, find_marks(OPINIONS))
    end = OPINIONS.index("good.”") + len("good.”")
    roe = OPINIONS.index("Jane Roe")
    found = signatures.signer(OPINIONS, end, Span(roe + 5, roe + 8), Span(roe, roe + 4))
    assert found is not None
    assert OPINIONS[found.start : found.end] == "Per Aas"


def test_a_cue_in_words_outweighs_a_signature() -> None:
    signatures = find_signatures(OPINIONS, find_marks(OPINIONS))
    end, said, lee = OPINIONS.index(" ― Per"), OPINIONS.index("said"), OPINIONS.index("Ann Lee")
    assert signatures.signer(OPINIONS, end, Span(said, said + 4), Span(lee, lee + 7)) is None
