from __future__ import annotations

import time

import pytest

from service.reading.mentions import Candidate
from service.reading.people import group_mentions
from tests.reading.marked import grouped, hear, marked, span


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


def test_nominals_and_pronouns() -> None:
    groups = grouped(
        "Health Minister [Jane Roe]p met [Tom Lee]p, <a surgeon>.\n"
        "<The minister> said she was glad. <The surgeon> said he was tired."
    )
    assert groups["Jane Roe"] == ["Jane Roe", "The minister", "she"]
    assert groups["Tom Lee"] == ["Tom Lee", "a surgeon", "The surgeon", "he"]


def test_i_is_whoever_speaks() -> None:
    text, candidates = marked("“I am glad,” [Ann Lee]p said. “He is not,” she said of [Bob Ray]p.")
    speakers = [i for i, c in enumerate(candidates) if text[c.start : c.end] in ("Ann Lee", "she")]
    voices = {span(text, "“I am glad,”"): speakers[0], span(text, "“He is not,”"): speakers[1]}
    groups = group_mentions(text, candidates, None, list(voices), voices)
    ann = next(group for group in groups if group.name == "Ann Lee")
    assert [text[candidates[i].start : candidates[i].end] for i in ann.members] == ["I", "Ann Lee", "she"]


class _Scores:
    """Trained scores that are sure of one pair, and against all others."""

    def __init__(self, mention: int, antecedent: int) -> None:
        self._pair = (mention, antecedent)

    def probability(self, mention: int, antecedent: int) -> float | None:
        return 0.99 if (mention, antecedent) == self._pair else 0.01


def test_trained_scores_decide_between_equals() -> None:
    text, candidates = marked("[Alex Moor]p met [Sam Hill]p. Then he left.")
    for antecedent, name in ((0, "Alex Moor"), (1, "Sam Hill")):
        groups = group_mentions(text, candidates, _Scores(2, antecedent), [])
        assert next(group.name for group in groups if 2 in group.members) == name


def test_a_mention_inside_a_quote_does_not_hide_that_she_spoke_last_outside() -> None:
    class Doubtful:
        def probability(self, mention: int, antecedent: int) -> float | None:
            return 0.9 if antecedent == (0 if mention == she else 1) else 0.1

    text, candidates = marked("[Beth Moor]p called this wrong and [Ann Lee]p said all was late. “Never her,” she said.")
    she = next(i for i, c in enumerate(candidates) if text[c.start : c.end] == "she")
    voices = {span(text, "wrong"): 0, span(text, "all was late"): 1, span(text, "“Never her,”"): she}
    groups = group_mentions(text, candidates, Doubtful(), list(voices), voices)
    assert next(group.name for group in groups if she in group.members) == "Ann Lee"


def test_every_name_is_in_one_group_and_offsets_hold() -> None:
    text, candidates = marked("[Ann Lee]p of [Acme]o said it and they said we would. <The firm> it is.")
    groups = group_mentions(text, candidates, None, [])
    members = [i for group in groups for i in group.members]
    assert len(members) == len(set(members))
    assert {i for i, c in enumerate(candidates) if c.form == "name"} <= set(members)


def test_nothing_gives_nothing() -> None:
    assert group_mentions("", [], None, []) == []


@pytest.mark.parametrize(
    "word",
    [
        "Kim A{i}",
        "A{i} Kim",
        "Kim",
        "Org{i} of Health",
        "the minister {i}",
        "he",
        "the company",
        "Unit{i} Group (U{i})",
    ],
)
def test_thousands_of_mentions_cost_linear_time(word: str) -> None:
    def seconds(count: int, first: int) -> float:
        surfaces = [word.format(i=i) for i in range(first, first + count)]
        text = "Kim Lee, Kim Roe. " + ". ".join(surfaces)
        at = len("Kim Lee, Kim Roe. ")
        candidates = [Candidate(0, 7, "name", "person", 1.0), Candidate(9, 16, "name", "person", 1.0)]
        for surface in surfaces:
            form = "pronoun" if surface == "he" else "nominal" if surface.startswith("the ") else "name"
            type_ = "organization" if "of" in surface or "Group" in surface else "person" if form == "name" else ""
            candidates.append(Candidate(at, at + len(surface), form, type_, 1.0))
            at += len(surface) + 2
        start = time.process_time()
        group_mentions(text, candidates, None, [])
        return time.process_time() - start

    few, many = zip(*((seconds(500, at), seconds(4000, at + 500)) for at in (0, 10_000, 20_000)), strict=True)
    assert min(many) < 20 * min(few)  # linear is 8, quadratic 64; machines wander by a factor of two


def test_names_of_thousands_of_words_cost_linear_time() -> None:
    words = " ".join(f"A{i}" for i in range(6000))
    text, candidates = marked(f"[{words} X]p and [{words} Y]p came.")
    start = time.process_time()
    group_mentions(text, candidates, None, [])
    assert time.process_time() - start < 1


def test_they_are_not_one_woman() -> None:
    people = grouped("Mrs. [Ewa Stelmach]p spoke. She wept. A couple in their seventies died.")
    assert people["Ewa Stelmach"] == ["Ewa Stelmach", "She"]


def test_a_joint_speaker_whose_part_is_named_later_keeps_that_part() -> None:
    text, candidates = marked(
        "<The Greek foreign minister and> [Unesco]o objected. Greek Foreign Minister [George Katrougalos]p said no."
    )
    start, end = text.index("The Greek"), text.index("Unesco") + 6
    whole = Candidate(start, end, "nominal", "", 1.0)
    part = Candidate(start, text.index(" and"), "nominal", "person", 1.0)
    kept = [c for c in candidates if c.form != "nominal"]
    groups = group_mentions(text, sorted([whole, part, *kept], key=lambda c: (c.start, -c.end)), None, [])
    joint = next(group for group in groups if group.parts)
    assert joint.name == "George Katrougalos and Unesco"
    assert [groups[i].name for i in joint.parts] == ["George Katrougalos", "Unesco"]


@pytest.mark.parametrize(
    ("markup", "joint"),
    [
        ("[Liz Truss]p and [Emmanuel Macron]p met in [Prague]l. They smiled.", ["They"]),
        ("[GM]o and [Chrysler]o were given loans after they had warned.", ["they"]),
        ("[Ann Lee]p and her husband [Bob Ray]p spoke. <The couple> left.", ["The couple"]),
        ("PM [Ann Lee]p and French President [Bob Ray]p spoke of [Peru]l. <The two> left.", ["The two"]),
        ("[Shell]o and [BP]o pay [Ann Lee]p. <Both companies> declined.", ["Both companies"]),
        ("[Chad]l and [Niger]l met [Ann Lee]p and [Bob Ray]p. <The two countries> agreed.", ["The two countries"]),
    ],
)
def test_two_named_together_are_meant_together(markup: str, joint: list[str]) -> None:
    text, candidates = marked(markup)
    groups = group_mentions(text, candidates, None, [])
    [both] = [group for group in groups if group.parts]
    assert [text[candidates[i].start : candidates[i].end] for i in both.members] == joint
    assert [groups[part].name for part in both.parts] == both.name.split(" and ")


@pytest.mark.parametrize(
    "markup",
    [
        "[Ann Lee]p and [Bob Ray]p left. <Two workers> stayed. All went well. Rain fell. They said no.",
        "[Ann Lee]p, [Cy Moor]p and [Bob Ray]p came. <The couple> left.",
        "[Ann Lee]p and [Bob Ray]p met. <Both companies> declined.",
        "[Ann Lee]p and [Bob Ray]p met. She left.",
    ],
)
def test_two_are_not_meant_by_what_fits_them_not(markup: str) -> None:
    text, candidates = marked(markup)
    assert not any(group.parts for group in group_mentions(text, candidates, None, []))


def test_an_office_before_a_surname_is_no_first_name() -> None:
    groups = grouped("[Rachel Kyte]p, dean of the school, spoke. [Dean Kyte]p left. [Bob Ray]p saw [Dean Ray]p.")
    assert {name: len(mentions) for name, mentions in groups.items()} == {"Rachel Kyte": 2, "Bob Ray": 1, "Dean Ray": 1}


@pytest.mark.parametrize(
    ("markup", "named"),
    [("The [U.S.]l agency fell.", False), ("The [Xinhua]o news agency reported.", True)],
)
def test_a_place_before_an_agency_is_not_its_name(markup: str, named: bool) -> None:
    text, candidates = marked(markup)
    agency = Candidate(0, text.index("agency") + 6, "nominal", "", 1.0)
    groups = group_mentions(text, [agency, *candidates], None, [])
    assert any(set(group.members) == {0, 1} for group in groups) is named


def test_the_us_agency_is_the_body_that_spells_its_country_out() -> None:
    groups = grouped(
        "[Irma]l hit [Cuba]l, the [United States Weather Service]o said. Rain fell. <The U.S. agency> said."
    )
    assert groups["United States Weather Service"] == ["United States Weather Service", "The U.S. agency"]


def test_joint_bodies_keep_stop_and_nationality_apart() -> None:
    text, candidates = marked("[Bank of America Corp]o. and [South Korean]g [Hyundai]o said so.")
    whole = Candidate(0, text.index(" said"), "nominal", "", 1.0)
    groups = group_mentions(text, sorted([whole, *candidates], key=lambda c: (c.start, -c.end)), None, [])
    [both] = [group for group in groups if group.parts]
    assert both.name == "Bank of America Corp. and Hyundai"


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("[Elisa Haule]p came. “No,” he said.", "Elisa Haule"),
        ("Mrs [Elisa Haule]p came. “No,” he said.", "he"),
        ("[Sam Hill]p came. [Elisa Haule]p came. “No,” he said.", "Sam Hill"),
    ],
)
def test_a_first_name_alone_rules_nobody_out(markup: str, name: str) -> None:
    heard = hear(markup, [("“No,”", "said", "he")])
    assert heard.names == [name]
