from __future__ import annotations

import pytest

from tests.reading.marked import hear


@pytest.mark.parametrize(
    ("markup", "content", "cue", "speaker", "name", "resolution"),
    [
        ("“No,” Health Minister [Jane Roe]p said.", "“No,”", "said", "Health Minister Jane Roe", "Jane Roe", "name"),
        ("[Jane Roe]p came. “No,” [Roe]p said.", "“No,”", "said", "Roe", "Jane Roe", "name"),
        ("[Jane Roe]p came. “No,” she said.", "“No,”", "said", "she", "Jane Roe", "pronoun"),
        ("“No,” a ministry official said.", "“No,”", "said", "a ministry official", "a ministry official", "nominal"),
        (
            "“No,” said the director of the [Ask Society]o, [Bob Hughes]p.",
            "“No,”",
            "said",
            "the director of the Ask Society, Bob Hughes",
            "Bob Hughes",
            "name",
        ),
        (
            "“No,” a spokesman for [Tesla]o said.",
            "“No,”",
            "said",
            "a spokesman for Tesla",
            "a spokesman for Tesla",
            "nominal",
        ),
        (
            "“No,” the [Emergencies Ministry]o said.",
            "“No,”",
            "said",
            "the Emergencies Ministry",
            "Emergencies Ministry",
            "name",
        ),
        ("“No,” the [Arapaho]g said.", "“No,”", "said", "the", "Arapaho", "name"),
        ("“No,” [Roe]p's lawyer said.", "“No,”", "said", "Roe's lawyer", "Roe's lawyer", "nominal"),
        ("[Ann Lee]p and [Bob Ray]p said “no”.", "“no”", "said", "Ann Lee and Bob Ray", "Ann Lee and Bob Ray", "name"),
        ("“No,” Mr Wendt said.", "“No,”", "said", "Mr Wendt", "Wendt", "name"),
        ("JANE ROE: “No.”", "“No.”", None, "JANE ROE", "JANE ROE", "name"),
        ("[Wikinews]o asks. WN: “Why?”", "“Why?”", None, "WN", "Wikinews", "name"),
        ("“No,” [Wang]p of the [APS]o agency said.", "“No,”", "said", "Wang of the APS agency", "Wang", "name"),
        ("a report by [Reuters]o said no", "no", "said", "a report by Reuters", "Reuters", "name"),
    ],
)
def test_resolve(markup: str, content: str, cue: str | None, speaker: str, name: str, resolution: str) -> None:
    (found,) = hear(markup, [(content, cue, speaker)]).speakers
    assert found is not None
    assert (found.name, found.resolution) == (name, resolution)


def test_a_description_is_named_by_its_best_form() -> None:
    heard = hear(
        "“We condemn it,” <a ministry official> said.\n\n“It must stop,” <the official> added.",
        [("“We condemn it,”", "said", "a ministry official"), ("“It must stop,”", "added", "the official")],
    )
    assert heard.names == ["a ministry official", "a ministry official"]


def test_a_quote_without_cue_is_carried_on() -> None:
    heard = hear(
        "“No,” [Ann Lee]p said.\n\n“Never.”\n\n“Not once.”\n\nNight fell.\n\n“Why?”",
        [("“No,”", "said", "Ann Lee"), ("“Never.”", None, None), ("“Not once.”", None, None), ("“Why?”", None, None)],
    )
    assert heard.names == ["Ann Lee", "Ann Lee", "Ann Lee", None]
    assert [speaker.resolution for speaker in heard.speakers if speaker] == ["name", "carried", "carried"]


def test_she_is_not_who_is_spoken_of_inside_the_quote() -> None:
    heard = hear(
        "[Ann Lee]p opened the meeting. “[Beth Moor]p was wonderful,” she said.",
        [("“Beth Moor was wonderful,”", "said", "she")],
    )
    assert heard.names == ["Ann Lee"]


def test_no_speaker_is_none() -> None:
    assert hear("It was “great”.", [("“great”", None, None)]).names == [None]


def test_they_are_the_joint_speakers() -> None:
    heard = hear(
        "“No,” [Ann Lee]p and [Bob Ray]p said. “Never,” they added.",
        [("“No,”", "said", "Ann Lee and Bob Ray"), ("“Never,”", "added", "they")],
    )
    assert heard.names == ["Ann Lee and Bob Ray", "Ann Lee and Bob Ray"]
    assert [len(speaker.groups) for speaker in heard.speakers if speaker] == [2, 2]
