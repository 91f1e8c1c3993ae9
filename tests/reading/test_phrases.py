from __future__ import annotations

import time

import pytest

from service.reading.phrases import parse_phrase, singular


@pytest.mark.parametrize(
    ("text", "head", "kind", "definite", "plural"),
    [
        ("a ministry official", "official", "person", False, False),
        ("the official", "official", "person", True, False),
        ("U.S. officials familiar with the talks", "official", "person", None, True),
        ("Chelyabinsk's governor", "governor", "person", True, False),
        ("a 2021 United Nations report", "report", "document", False, False),
        ("the state media", "media", "media", True, False),
        ("One of the victims", "victim", "person", False, False),
        ("the U.S. embassy in Beijing", "embassy", "organization", True, False),
        ("several people with knowledge of the matter", "person", "person", False, True),
        ("his lawyers", "lawyer", "person", True, True),
        ("the Greens leader will", "leader", "person", True, False),
        ("A statement issued by the ministry", "statement", "document", False, False),
        ("the accused", "accused", "person", True, False),
        ("", "", "", None, False),
    ],
)
def test_parse_phrase(text: str, head: str, kind: str, definite: bool | None, plural: bool) -> None:
    phrase = parse_phrase(text)
    assert (phrase.head, phrase.kind, phrase.definite, phrase.plural) == (head, kind, definite, plural)


@pytest.mark.parametrize(
    ("noun", "one"),
    [
        ("ministries", "ministry"),
        ("witnesses", "witness"),
        ("police", "police"),
        ("men", "man"),
        ("analysis", "analysis"),
    ],
)
def test_singular(noun: str, one: str) -> None:
    assert singular(noun) == one


def test_a_phrase_without_end_costs_little() -> None:
    start = time.process_time()
    parse_phrase("one of " * 20_000)
    parse_phrase("x" * 100_000)
    assert time.process_time() - start < 1
