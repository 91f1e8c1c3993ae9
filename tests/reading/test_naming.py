from __future__ import annotations

import pytest

from service.reading.naming import (
    fullest_description,
    fullest_name,
    with_noble_title,
    with_own_article,
    with_own_stop,
)


@pytest.mark.parametrize(
    ("surfaces", "type_", "name"),
    [
        (["Jaroslaw Kaczynski", "Jarosław Kaczyński", "Kaczyński"], "person", "Jarosław Kaczyński"),
        (["Don Imus", "Imus"], "person", "Don Imus"),
        (["UN", "United Nations", "the UN"], "organization", "United Nations"),
        (["JANE ROE", "Jane Roe"], "person", "Jane Roe"),
        (["Lib Dems", "Lib Dem", "Lib Dems"], "organization", "Lib Dems"),
        (["Cornwall Insight", "Cornwall Insights"], "organization", "Cornwall Insight"),
        (["United Nations"], "organization", "United Nations"),
        (["Islamic Republic of Iran", "Iran"], "location", "Iran"),
        (["Republic of Korea"], "location", "Republic of Korea"),
    ],
)
def test_the_most_complete_form_is_the_name(surfaces: list[str], type_: str, name: str) -> None:
    assert fullest_name(surfaces, type_) == name


@pytest.mark.parametrize(
    ("surfaces", "description"),
    [
        (["his family", "The family"], "his family"),
        (["the government publicly"], "the government"),
        (["the government's"], "the government"),
        (["protesters'"], "protesters"),
        (["The WHO"], "The WHO"),
        (["The ministry who"], "The ministry"),
        (["the MP Kevin Conolly"], "the MP Kevin Conolly"),
        (["a police chief who spoke"], "a police chief"),
        (["the security forces killed"], "the security forces"),
        (["a report from the Safety Board (NTSB"], "a report from the Safety Board"),
        (["an official", "a senior finance ministry official"], "a senior finance ministry official"),
    ],
)
def test_a_description_ends_where_it_describes_no_more(surfaces: list[str], description: str) -> None:
    assert fullest_description(surfaces) == description


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("He told The Verge so.", "Verge", "The Verge"),
        ("He told the Verge so.", "Verge", "Verge"),
        ("Rain. The Senate met.", "Senate", "Senate"),
        ("Rain. The Guardian asked.", "Guardian", "The Guardian"),
        ("Verge", "Verge", "Verge"),
    ],
)
def test_an_article_that_is_written_as_part_of_a_name_stays(text: str, name: str, shown: str) -> None:
    assert with_own_article(name, text, [text.index(name)]) == shown


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("It made Apple Inc. pay.", "Apple Inc", "Apple Inc."),
        ("It made Apple Inc pay.", "Apple Inc", "Apple Inc"),
        ("It made Apple.", "Apple", "Apple"),
    ],
)
def test_a_short_form_keeps_the_stop_that_the_text_gives_it(text: str, name: str, shown: str) -> None:
    assert with_own_stop(name, text, [text.index(name) + len(name)]) == shown


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("Pope Francis spoke.", "Francis", "Pope Francis"),
        ("It rained.\nPope Francis spoke.", "Francis", "Pope Francis"),
        ("his father Anwar spoke.", "Anwar", "Anwar"),
        ("President Trump spoke.", "Trump", "Trump"),
        ("Lord John Ricketts spoke.", "John Ricketts", "John Ricketts"),
        ("Francis spoke.", "Francis", "Francis"),
    ],
)
def test_nobles_keep_their_title_before_one_word(text: str, name: str, shown: str) -> None:
    assert with_noble_title(name, text, [text.index(name)]) == shown
