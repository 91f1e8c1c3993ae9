"""Which names an editor would call the same."""

from __future__ import annotations

import pytest

from tests.seeds.names import holds, pair, same_name


@pytest.mark.parametrize(
    ("one", "other", "described", "same"),
    [
        ("The Met Office", "Met Office", False, True),
        ("ROSA CÁCERES", "Rosa Cáceres", False, True),
        ("Brightwater", "Brightwater Foods", False, False),
        ("A report by Ofsted", "a report by Ofsted last year", True, True),
        ("officials", "three officials with direct knowledge of the file", True, False),
        ("a lorry driver", "two lorry drivers", True, False),
    ],
)
def test_names_are_the_same_but_for_case_and_article(one: str, other: str, described: bool, same: bool) -> None:
    assert same_name(one, other, described=described) is same
    assert same_name(other, one, described=described) is same


def test_a_role_may_be_given_in_more_words() -> None:
    assert holds("mayor", "Mayor of Nysa")
    assert not holds("mayor", "governor")


def test_pairing_takes_the_strictest_test_first_and_each_item_once() -> None:
    def equal(one: str, other: str) -> bool:
        return one == other

    def alike(one: str, other: str) -> bool:
        return one[0] == other[0]

    assert list(pair(["ab", "ac"], ["ac", "ad", "b"], (equal, alike))) == [("ac", "ac"), ("ab", "ad"), (None, "b")]
