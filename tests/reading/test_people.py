from __future__ import annotations

import time

import pytest

from service.reading.mentions import Candidate
from service.reading.people import group_mentions
from tests.reading.marked import grouped, hear, marked, span


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

    few, many = zip(*((seconds(1000, at), seconds(4000, at + 1000)) for at in (0, 10_000, 20_000)), strict=True)
    assert min(many) < 7 * min(few) + 0.3  # the best of three in turns, for machines wander


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
