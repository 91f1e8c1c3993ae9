"""Descriptions mean whom they fit: by role, by kind, in number, and by what stands beside them."""

from __future__ import annotations

import pytest

from tests.reading.marked import grouped, hear


def test_an_organization_by_its_kind() -> None:
    groups = grouped(
        "The [Ministry of Unification]o spoke of [Hyundai]o. <The company> rose. <The ministry> said it would act."
    )
    assert groups["Hyundai"] == ["Hyundai", "The company"]
    assert groups["Ministry of Unification"] == ["Ministry of Unification", "The ministry", "it"]


def test_a_description_keeps_its_most_informative_form() -> None:
    groups = grouped("<A ministry official> spoke. <The official> added more.")
    assert groups == {"A ministry official": ["A ministry official", "The official"]}


def test_a_headline_foretells_who_is_named_later() -> None:
    groups = grouped("<Texas judge> blocks draft\nUS District Judge [Gray Miller]p ruled on Friday.")
    assert groups == {"Gray Miller": ["Texas judge", "Gray Miller"]}


def test_the_head_of_one_house_is_not_the_head_of_another() -> None:
    groups = grouped("<The head of the field hospital> wept. The head of Aviation, [Gray Miller]p, spoke.")
    assert groups["Gray Miller"] == ["Gray Miller"]


def test_a_body_is_foretold_by_the_words_of_its_name() -> None:
    groups = grouped("At least one died, <the health ministry> said.\nThe [Gaza Health Ministry]o spoke of many.")
    assert groups == {"Gaza Health Ministry": ["the health ministry", "Gaza Health Ministry"]}


def test_army_and_military_are_one_word() -> None:
    assert grouped("<The Israeli army> fired. <The military> said so.") == {
        "The Israeli army": ["The Israeli army", "The military"]
    }


def test_a_government_is_not_its_account() -> None:
    groups = grouped("<an official government account> spoke. Then <the government> spoke.")
    assert set(groups) == {"an official government account", "the government"}


def test_nobody_is_called_by_a_statement_of_theirs() -> None:
    heard = hear(
        "“No,” <his family> said. “Never,” <The family>'s statement said.",
        [("“No,”", "said", "his family"), ("“Never,”", "said", "The family's statement")],
    )
    assert heard.names == ["his family", "his family"]


def test_the_city_of_a_name_is_what_the_name_means() -> None:
    groups = grouped("<The US city> of [White Plains]l voted. <The city> said it would. <The mayor> of [Rye]l left.")
    assert groups["White Plains"] == ["The US city", "White Plains", "The city", "it"]
    assert groups["Rye"] == ["Rye"]


def test_the_police_are_the_only_force_with_a_name() -> None:
    groups = grouped("The [Thames Valley Police]o came. <Police> said it was late.")
    assert groups["Thames Valley Police"] == ["Thames Valley Police", "Police", "it"]


def test_the_chamber_is_not_two_together() -> None:
    heard = hear(
        "“No,” the [Chamber of Commerce]o and other groups said. “Never,” <the chamber> added.",
        [("“No,”", "said", "the Chamber of Commerce and other groups"), ("“Never,”", "added", "the chamber")],
    )
    assert heard.names == ["Chamber of Commerce and other groups", "Chamber of Commerce"]


def test_the_researchers_are_the_scientists() -> None:
    groups = grouped("<Scientists> from [Yale]o and the [University of Oslo]o dug. <The researchers> found gold.")
    assert groups["Scientists from Yale and the University of Oslo"] == ["Scientists", "The researchers"]


def test_each_share_of_those_asked_is_its_own() -> None:
    groups = grouped(
        "<49 percent of the respondents> agreed. <53 percent of the respondents> did not. <32 percent> left."
    )
    assert len(groups) == 3


def test_the_pm_is_the_prime_minister() -> None:
    groups = grouped("Prime Minister [Jane Roe]p met health minister [Bob Ray]p. <The PM> smiled.")
    assert groups["Jane Roe"] == ["Jane Roe", "The PM"]


def test_a_headline_tells_of_the_name_that_opens_it() -> None:
    groups = grouped("[Jane Roe]p: <Former PM> returns\nThe health minister, [Bob Ray]p, wept: <a surgeon> came.")
    assert groups["Jane Roe"] == ["Jane Roe", "Former PM"]
    assert groups["Bob Ray"] == ["Bob Ray"]


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("Alliance leader [Naomi Long]p spoke. “No,” the [DUP]o leader said.", "the DUP leader"),
        ("The [DUP]o leader [Naomi Long]p spoke. “No,” the [DUP]o leader said.", "Naomi Long"),
        ("President [Naomi Long]p spoke. “No,” the [ANC]o president said.", "Naomi Long"),
    ],
)
def test_the_leader_of_one_party_does_not_lead_another(markup: str, name: str) -> None:
    speaker = markup.split("“No,” ")[1].removesuffix(" said.").replace("[", "").replace("]o", "")
    assert hear(markup, [("“No,”", "said", speaker)]).names == [name]


def test_his_lawyer_is_not_who_is_named_before() -> None:
    groups = grouped("Calls are mounting for [John Hlophe]p, <his lawyer> said today. [Jane Roe]p, <his lawyer>, left.")
    assert "his lawyer" not in groups["John Hlophe"]
    assert "his lawyer" in groups["Jane Roe"]
