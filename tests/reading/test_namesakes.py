from __future__ import annotations

import time

import pytest

from service.reading.people import group_mentions
from service.reading.surnames import is_relative
from tests.reading.marked import grouped, marked


def test_relatives_with_one_surname_stay_apart() -> None:
    groups = grouped(
        "North Korean leader [Kim Jong Un]p took a ride, said his sister [Kim Yo Jong]p.\n"
        "[Kim Jong Un]p has a collection of cars. [Kim]p has used a Maybach."
    )
    assert groups["Kim Jong Un"] == ["Kim Jong Un", "his", "Kim Jong Un", "Kim"]
    assert groups["Kim Yo Jong"] == ["Kim Yo Jong"]


@pytest.mark.parametrize(
    ("markup", "name", "mentions"),
    [
        ("[Marta Lindqvist]p spoke. [Lindqvist]p left. [MARTA LINDQVIST]p", "Marta Lindqvist", 3),
        ("[Lindqvist]p resigns\n[Marta Lindqvist]p resigned.", "Marta Lindqvist", 2),
        ("The [Federal Security Service]o ([FSB]o) said. The [FSB]o denies.", "Federal Security Service", 3),
        ("[NHC]o warns. The [National Hurricane Center]o", "National Hurricane Center", 2),
        ("The [U.S.]l and the [United States]l, [America]l", "United States", 3),
        ("[Apple Inc.]o rose. [Apple]o fell.", "Apple Inc.", 2),
        ("[Ford Motor Company]o rose. [Ford]o fell.", "Ford Motor Company", 2),
        ("[Duke Energy Corp]o closed. [Duke]o said.", "Duke Energy Corp", 2),
        ("The [State Department]o, the [Department of State]o", "Department of State", 2),
        ("[Berjaya Assets Bhd]o rose. [Berjaya Assets]o fell.", "Berjaya Assets Bhd", 2),
        ("The [U.S. Geological Survey]o, the [United States Geological Survey]o", "United States Geological Survey", 2),
        ("The [National Hurricane Center]o warned. The [Hurricane Center]o", "National Hurricane Center", 2),
        ("[Swedish Academy]o chose. The [Royal Swedish Academy of Sciences]o", "Royal Swedish Academy of Sciences", 2),
        ("The [Lib Dems]o met. A [Lib Dem]o spoke to [Lib Dems]o.", "Lib Dems", 3),
        ("[Didi Chuxing Co Ltd]o paid. [Didi]p rose. [Didi]p fell.", "Didi Chuxing Co Ltd", 3),
        ("[Vladimir Putin]p’s car. [Putin’s]p visit", "Vladimir Putin", 2),
        ("[Mr Raab]p spoke. [Dominic Raab]p left.", "Dominic Raab", 2),
        ("[Dennis DesRosier]p spoke. [DesRoiser]p left.", "Dennis DesRosier", 2),
        ("[Donald Trump]p spoke. [Trump]o left.", "Donald Trump", 2),
        ("[Sudesh Amman]p fled. [Amman]l told police of [Amman]l.", "Sudesh Amman", 3),
        ("[Ana Flores]p spoke. [María Ana Flores Ruiz]p left.", "María Ana Flores Ruiz", 2),
        ("Figures of ratings body [Barb]p fell. [Barb]p rose.", "Barb", 2),
        ("[McDonald's]o rose. [McDonald]o fell.", "McDonald's", 2),
    ],
)
def test_forms_of_one_name(markup: str, name: str, mentions: int) -> None:
    assert {key: len(found) for key, found in grouped(markup).items()} == {name: mentions}


@pytest.mark.parametrize(
    "markup",
    [
        "[Bill Clinton]p met [Hillary Clinton]p.",
        "[North Korea]l and [South Korea]l",
        "[Ministry of Health]o, [Ministry of Defence]o",
        "[Ford Motor Company]o was founded by [Henry Ford]p.",
        "[Didi Co Ltd]o owes its name to [Ann Didi]p. [Didi]p wept.",
        "[Health Service]o and [Health Services Union]o",
        "[Hong Kong]l and the [Hong Kong Police Force]o",
        "[Sudesh Amman]p fled. They met in [Amman]l.",
        "[Michael Jordan]p fled. [Jordan]l said so.",
    ],
)
def test_different_things_stay_apart(markup: str) -> None:
    assert len(grouped(markup)) == 2


def test_a_bare_surname_is_not_the_relative_named_in_passing() -> None:
    groups = grouped(
        "Police summoned [Ann Roe]p, who leads the party. She and her husband, former prime minister [Raj Roe]p, "
        "spoke of the country. They deny that any money was taken out of the accounts of the paper. [Roe]p left."
    )
    assert groups["Ann Roe"][-1] == "Roe"


def test_a_bare_surname_is_the_friend_s_that_stands_nearer() -> None:
    text = "Police summoned [Ann Roe]p, who leads the party. With her came [Raj Roe]p. " + "It rained. " * 60
    assert grouped(f"{text}[Raj Roe]p spoke. {'It rained. ' * 20}[Roe]p left.")["Raj Roe"][-1] == "Roe"


@pytest.mark.parametrize(
    ("markup", "type_"),
    [
        ("Figures of ratings body [Barb]p fell.", "organization"),
        ("The body [Barb]p found fell.", "person"),
        ("Figures of ratings body [Barb]p fell. [Ann Barb]p wept.", "person"),
        ("In court [Barb]p fell.", "person"),
        ("Shares of [Puma]p (PUMG_n.DE) fell. [Puma]p fell.", "person"),
        ("Shares of [Puma]p (PUMGn.DE) fell. [Puma]p fell.", "organization"),
        ("The sales of [Amazon]l’s (AMZN.O) goods. [Amazon]l said so. [Amazon]l fell.", "organization"),
    ],
)
def test_what_is_called_a_body_is_one(markup: str, type_: str) -> None:
    text, candidates = marked(markup)
    assert {group.type for group in group_mentions(text, candidates, None, [])} == {type_}


def test_who_is_surnamed_alike_is_another() -> None:
    groups = grouped("[Lai Min-nan]p lived. A friend surnamed [Lai]p was freed. A man surnamed [Chen]p and [Chen]p.")
    assert list(groups.values()) == [["Lai Min-nan"], ["Lai"], ["Chen", "Chen"]]


def test_the_title_tells_namesakes_apart() -> None:
    groups = grouped("[Mary Smith]p and [John Smith]p came. [Mrs Smith]p spoke. [Mr Smith]p listened.")
    assert groups == {"Mary Smith": ["Mary Smith", "Mrs Smith"], "John Smith": ["John Smith", "Mr Smith"]}


def test_an_office_before_a_surname_is_no_first_name() -> None:
    groups = grouped("[Rachel Kyte]p, dean of the school, spoke. [Dean Kyte]p left. [Bob Ray]p saw [Dean Ray]p.")
    assert {name: len(mentions) for name, mentions in groups.items()} == {"Rachel Kyte": 2, "Bob Ray": 1, "Dean Ray": 1}


def test_names_of_thousands_of_words_cost_linear_time() -> None:
    words = " ".join(f"A{i}" for i in range(6000))
    text, candidates = marked(f"[{words} X]p and [{words} Y]p came.")
    start = time.process_time()
    group_mentions(text, candidates, None, [])
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("before", "relative"),
    [
        ("She met her husband, former prime minister ", True),
        ("It was led by Ann Roe's ex-husband ", True),
        ("She met the prime minister ", False),
        ("She met a father and ", False),
        ("She met her husband. Then came ", False),
        ("", False),
    ],
)
def test_who_is_brought_in_as_somebody_s_relative(before: str, relative: bool) -> None:
    assert is_relative(f"{before}Raj Roe left.", len(before)) is relative
