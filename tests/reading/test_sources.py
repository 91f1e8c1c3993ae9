from __future__ import annotations

import time

import pytest

from service.reading.citations import cited_phrases
from service.reading.findings import Span
from service.reading.sources import described_kind, find_sources
from tests.reading.marked import hear


def test_one_source_for_all_quotations_of_a_person() -> None:
    heard = hear(
        "“It is safe,” said [Marta Lindqvist]p, the city engineer. “Quite safe,” she told [Reuters]o.",
        [("“It is safe,”", "said", "Marta Lindqvist"), ("“Quite safe,”", "told", "she")],
    )
    person, outlet = heard.cited.sources
    assert (person.name, person.kind, person.role_title, person.named) == (
        "Marta Lindqvist",
        "person",
        "city engineer",
        True,
    )
    assert person.quotations == (0, 1)
    assert person.quoted_words_share == 1.0
    assert [heard.text[m.start : m.end] for m in person.mentions] == ["Marta Lindqvist", "she"]
    assert (outlet.name, outlet.kind, outlet.quotations, outlet.cited_as) == ("Reuters", "media", (), "attribution")
    assert heard.cited.of_quotation == (0, 0)


@pytest.mark.parametrize(
    ("markup", "cue", "role"),
    [
        (
            "[Ann Lee]p, secretary of [Rwanda Climate and Development Network]o, said “no”.",
            "said",
            "secretary of Rwanda Climate and Development Network",
        ),
        (
            "[Union of Bank Employers]o vice president [Ann Lee]p said “no”.",
            "said",
            "Union of Bank Employers vice president",
        ),
        (
            "The [Department of Health]o spokeswoman [Ann Lee]p said “no”.",
            "said",
            "Department of Health spokeswoman",
        ),
        (
            "The director of the [Association of Lawyers (AL)]o, [Ann Lee]p, said “no”.",
            "said",
            "director of the Association of Lawyers (AL)",
        ),
        (
            "The Samoan delegate to the [House of Representatives]o, [Ann Lee]p, said “no”.",
            "said",
            "Samoan delegate to the House of Representatives",
        ),
        ("The House of [Representatives]o [Ann Lee]p said “no”.", "said", None),
        ("[Ann Lee]p, survivor from [India]l agreed “no”.", "agreed", "survivor from India"),
        ("One of the authors, [Ann Lee]p, said “no”.", "said", "One of the authors"),
        ("His wife [Ann Lee]p said “no”.", "said", None),
    ],
)
def test_a_role_has_whole_names_and_no_cue(markup: str, cue: str, role: str | None) -> None:
    heard = hear(markup, [("“no”", cue, "Ann Lee")])
    assert [source.role_title for source in heard.cited.sources] == [role]


def test_a_former_role_gives_way_to_one_that_is_held() -> None:
    heard = hear(
        "“No,” said the former chief of the old navy, [Ann Lee]p. [Ann Lee]p, a judge, left.",
        [("“No,”", "said", "Ann Lee")],
    )
    assert [source.role_title for source in heard.cited.sources] == ["judge"]


def test_authors_have_their_role_from_the_byline() -> None:
    text = "By Ann Lee, science editor\n\nBees slept."
    heard = hear(text, [], [("byline", "Ann Lee", Span(3, 10))])
    assert [(s.name, s.kind, s.role_title) for s in heard.cited.sources] == [("Ann Lee", "person", "science editor")]


def test_who_has_a_name_is_not_unnamed() -> None:
    text = "“No,” said Ann Lee."
    heard = hear("“No,” said [Ann Lee]p.", [("“No,”", "said", "Ann Lee")])
    speaker = Span(text.index("Ann"), text.index("."))
    scores = {speaker: {"unnamed": 0.9, "person": 0.1}}
    cited = find_sources(text, heard.quoted, heard.speakers, heard.candidates, heard.groups, (), scores)
    assert [source.kind for source in cited.sources] == ["person"]


def test_who_speaks_next_is_no_role() -> None:
    heard = hear(
        "“No,” [Ann Lee]p said. Against [Ann Lee]p, lawyers argued “yes”.",
        [("“No,”", "said", "Ann Lee"), ("“yes”", "argued", "lawyers")],
    )
    assert [(s.name, s.role_title) for s in heard.cited.sources] == [("Ann Lee", None), ("lawyers", None)]


def test_joint_speakers_are_two_sources_that_share_the_words() -> None:
    heard = hear(
        "[Ann Lee]p and [Bob Ray]p said “no more taxes”.", [("“no more taxes”", "said", "Ann Lee and Bob Ray")]
    )
    assert [(s.name, s.quoted_words_share) for s in heard.cited.sources] == [("Ann Lee", 0.5), ("Bob Ray", 0.5)]
    assert heard.cited.of_quotation == (0,)


def test_shares_add_up_and_unknown_speakers_take_theirs() -> None:
    heard = hear(
        "“One two three,” [Ann Lee]p said. It was “great fun”.",
        [("“One two three,”", "said", "Ann Lee"), ("“great fun”", None, None)],
    )
    assert [s.quoted_words_share for s in heard.cited.sources] == [0.6]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        (
            "said, speaking on condition of anonymity because he was not authorised to brief the press.",
            "speaking on condition of anonymity because he was not authorised to brief the press",
        ),
        ("said. He asked not to be named, citing company policy.", "He asked not to be named, citing company policy"),
        ("said on Monday.", None),
    ],
)
def test_the_reason_for_anonymity(sentence: str, reason: str | None) -> None:
    heard = hear(f"“No,” a ministry official {sentence}", [("“No,”", "said", "a ministry official")])
    (source,) = heard.cited.sources
    assert (source.kind, source.named, source.anonymity_reason) == ("unnamed", False, reason)


def test_a_reason_belongs_to_the_nearest_unnamed_source() -> None:
    heard = hear(
        "“No,” a miner said. “Yes,” a trader said on condition of anonymity.",
        [("“No,”", "said", "a miner"), ("“Yes,”", "said", "a trader")],
    )
    assert [s.anonymity_reason for s in heard.cited.sources] == [None, "said on condition of anonymity"]


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("a ministry official", "unnamed"),
        ("two sources", "unnamed"),
        ("a 2021 UN report", "document"),
        ("court documents", "document"),
        ("state media", "media"),
        ("the ministry", "organization"),
        ("police", "organization"),
        ("his family", "group"),
        ("38 percent", "unnamed"),
    ],
)
def test_described_kind(description: str, kind: str) -> None:
    assert described_kind(description) == kind


@pytest.mark.parametrize(
    ("markup", "name", "kind"),
    [
        ("He told [Kuwait Times]o that all is well.", "Kuwait Times", "media"),
        ("In an interview with [Spice FM]o, he said so.", "Spice FM", "media"),
        ("[Xinhua]o quoted him as saying so.", "Xinhua", "media"),
        ("According to data from the [Gun Violence Archive]o, it rose.", "Gun Violence Archive", "organization"),
        ("He told local media that all is well.", "local media", "media"),
        ("“We will,” he told [Perfil]o.", "Perfil", "media"),
        (
            "The findings were published on Monday in [Scientific Reports]w, researchers believe.",
            "Scientific Reports",
            "media",
        ),
        ("A film was made, according to posts on [Twitter]o.", "Twitter", "social_media"),
        ("Court documents seen by us show it.", "Court documents", "document"),
    ],
)
def test_cited_without_words(markup: str, name: str, kind: str) -> None:
    (source,) = hear(markup, []).cited.sources
    assert (source.name, source.kind, source.quoted_words_share) == (name, kind, 0.0)


def test_an_agency_that_is_named_is_not_cited_twice() -> None:
    heard = hear("He told Iran’s state news agency [IRNA]o. He was cited by state media.", [])
    assert [source.name for source in heard.cited.sources] == ["IRNA", "state media"]


@pytest.mark.parametrize(
    "markup",
    [
        "He told [Congress]o that.",
        "[Reuters]o opened an office.",
        "He watches local media.",
        "He told the [Kenya Kwanza]o team.",
        "It appeared in [Al-Qaeda]o videos.",
        "He announced it on [Twitter]o.",
    ],
)
def test_not_cited(markup: str) -> None:
    assert hear(markup, []).cited.sources == ()


def test_credits_are_sources_of_their_own() -> None:
    text = "By Ann Lee\nPhoto: Getty Images"
    credited = [("person", "Ann Lee", Span(3, 10)), ("media", "Getty Images", Span(18, 30))]
    sources = hear(text, [], credited).cited.sources
    assert [(s.name, s.kind, s.cited_as, s.named) for s in sources] == [
        ("Ann Lee", "person", "credit", True),
        ("Getty Images", "media", "credit", True),
    ]


def test_a_trained_kind_can_outweigh_the_rules() -> None:
    assert trained_kind("The [Taliban]o said “no”.", "The Taliban", {}) == "organization"
    assert trained_kind("The [Taliban]o said “no”.", "The Taliban", {"group": 0.9}) == "group"


def test_patterns_are_linear_on_long_text() -> None:
    start = time.process_time()
    for piece in ("local state ", "media ", "told the ", "documents from ", "anonymity ", "speaking on condition of "):
        text = piece * (100_000 // len(piece))
        list(cited_phrases(text))
        hear(text, [])
    assert time.process_time() - start < 10


def test_a_role_may_stand_in_place_of_the_name() -> None:
    heard = hear(
        "“It rose,” <the regional governor> said.\n[Ewa Stelmach]p told reporters that it fell.",
        [("“It rose,”", "said", "the regional governor"), ("that it fell", "told", "Ewa Stelmach")],
    )
    assert [(source.name, source.role_title) for source in heard.cited.sources] == [
        ("Ewa Stelmach", "regional governor")
    ]


def test_whoever_is_described_as_a_person_is_no_body_whatever_the_head_says() -> None:
    assert trained_kind("A ministry official said “no”.", "A ministry official", {"organization": 1.0}) == "unnamed"
    assert trained_kind("The palace said “no”.", "The palace", {"organization": 1.0}) == "organization"


def trained_kind(markup: str, speaker: str, chances: dict[str, float]) -> str:
    """The kind of the one source where the trained head gives these chances to its mention."""
    heard = hear(markup, [("“no”", "said", speaker)])
    scores = {heard.cited.sources[0].mentions[0]: chances}
    (source,) = find_sources(
        heard.text, heard.quoted, heard.speakers, heard.candidates, heard.groups, kind_scores=scores
    ).sources
    return source.kind
