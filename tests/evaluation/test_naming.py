"""When two names are the same name."""

from __future__ import annotations

import pytest

from evaluation.naming import alike, normalized


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Marta Lindqvist", "marta lindqvist"),
        ("MARTA \n Lindqvist", "marta lindqvist"),
        ("Lindqvist's", "lindqvist"),
        ("Jones’", "jones"),
        ("Mr. Jones", "jones"),
        ("Sen. Ann Lee", "ann lee"),
        ("Lt. Gen. Ann Lee", "ann lee"),
        ("Deputy Prime Minister Ann Lee", "ann lee"),
        ("Former President Ann Lee", "ann lee"),
        ("President", "president"),
        ("the President", "the president"),
        ("Drake", "drake"),
        ("O'Brien", "o'brien"),
        ("", ""),
    ],
)
def test_normalized(name: str, expected: str) -> None:
    assert normalized(name) == expected


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Lee", "Ann Lee", True),
        ("the ministry", "a ministry", True),
        ("Ann Lee", "Bob Lee", False),
        ("the", "Ann Lee", False),
        ("", "Ann Lee", False),
    ],
)
def test_alike(one: str, two: str, same: bool) -> None:
    assert alike(one, two) is alike(two, one) is same
