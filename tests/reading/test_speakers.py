from __future__ import annotations

import pytest

from tests.reading.marked import hear, marked


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
        ("A 2010 interview revealed “No”.", "“No”", "revealed", "A", "A 2010 interview", "nominal"),
        ("Then the local group of monks said “No”.", "“No”", "said", "the", "the local group", "nominal"),
        ("“No,” a said.", "“No,”", "said", "a", "a", "nominal"),
        ("“No,” Dr said.", "“No,”", "said", "Dr", "Dr", "nominal"),
        ("“No,” [Roe]p's lawyer said.", "“No,”", "said", "Roe's lawyer", "Roe's lawyer", "nominal"),
        ("[Ann Lee]p and [Bob Ray]p said “no”.", "“no”", "said", "Ann Lee and Bob Ray", "Ann Lee and Bob Ray", "name"),
        ("“No,” Mr Wendt said.", "“No,”", "said", "Mr Wendt", "Wendt", "name"),
        ("JANE ROE: “No.”", "“No.”", None, "JANE ROE", "JANE ROE", "name"),
        ("[Wikinews]o asks. WN: “Why?”", "“Why?”", None, "WN", "Wikinews", "name"),
        ("“No,” [Wang]p of the [APS]o agency said.", "“No,”", "said", "Wang of the APS agency", "Wang", "name"),
        ("a report by [Reuters]o said no", "no", "said", "a report by Reuters", "Reuters", "name"),
        (
            "a report by [Oslo University]o said no",
            "no",
            "said",
            "a report by Oslo University",
            "a report by Oslo University",
            "nominal",
        ),
        ("data from the [Bee Archive]o show no", "no", "show", "data from the Bee Archive", "Bee Archive", "name"),
        ("[Acme]o's official statement read no", "no", "read", "Acme's official statement", "Acme", "name"),
        ("the government said no", "no", "said", "the government", "the government", "nominal"),
        ("the government of Samoa said no", "no", "said", "the government of Samoa", "government of Samoa", "nominal"),
        (
            "<officials> from the [Bee Office]o said no",
            "no",
            "said",
            "officials",
            "officials from the Bee Office",
            "nominal",
        ),
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


@pytest.mark.parametrize(("markup", "name"), [("“No,” the MOE said.", "MOE"), ("“No,” the <MOE> said.", "the MOE")])
def test_a_name_that_only_the_speaker_shows_is_one_mention_without_its_article(markup: str, name: str) -> None:
    heard = hear(markup, [("“No,”", "said", "the MOE")])
    assert heard.names == [name]
    places = [(c.start, c.end) for c in heard.candidates]
    assert len(places) == len(set(places))


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


@pytest.mark.parametrize(
    ("markup", "speaker", "parts"),
    [
        ("[Joe Biden]p and others in the party said no", "Joe Biden and others in the party",
         ["Joe Biden", "others in the party"]),
        ("both the council and the government said no", "both the council and the government",
         ["the council", "the government"]),
        ("both [Chad]l and [Mali]l said no", "both Chad and Mali", ["Chad", "Mali"]),
        ("[Ted Kaufman]p, along with senator [Mark Warner]p of Virginia, said no",
         "Ted Kaufman, along with senator Mark Warner of Virginia", ["Ted Kaufman", "Mark Warner"]),
        ("[Bertelsmann]o, the owner of [Random House]o, and [Pearson]o said no",
         "Bertelsmann, the owner of Random House, and Pearson", ["Bertelsmann", "Pearson"]),
        ("the [Bank of Canada]o, the [Bank of England]o and the [Federal Reserve]o said no",
         "the Bank of Canada, the Bank of England and the Federal Reserve",
         ["Bank of Canada", "Bank of England", "Federal Reserve"]),
        ("energy firms [Shell]o and [British Gas]o owner [Centrica]o said no",
         "energy firms Shell and British Gas owner Centrica", ["Shell", "Centrica"]),
        ("police in [Baytown]l, [Texas]l said no", "police in Baytown, Texas", ["police in Baytown, Texas"]),
        ("A statement by the minister, Mr [Bob Dame]p, said no", "A statement by the minister, Mr Bob Dame",
         ["A statement by the minister, Mr Bob Dame"]),
        ("the lawyers of Mr [Kenyatta]p said no", "the lawyers of Mr Kenyatta", ["the lawyers of Mr Kenyatta"]),
        ("a spokeswoman for [EU]o diplomatic chief [Josep Borrel]p said no",
         "a spokeswoman for EU diplomatic chief Josep Borrel", ["a spokeswoman for EU diplomatic chief Josep Borrel"]),
        ("former [EU]o chief diplomat [Jo Borrel]p said no", "former EU chief diplomat Jo Borrel", ["Jo Borrel"]),
        ("Under Secretary [Uzra Zeya]p said no", "Under Secretary Uzra Zeya", ["Uzra Zeya"]),
        ("[Apple]o's said no", "Apple's", ["Apple"]),
        ("the company president and CEO [Louis Gallois]p said no", "the company president and CEO Louis Gallois",
         ["Louis Gallois"]),
        ("Member of parliament (MP) [Kevin Conolly]p said no", "Member of parliament (MP) Kevin Conolly",
         ["Kevin Conolly"]),
        ("[Parliamentarian Matías Walker]p said no", "Parliamentarian Matías Walker", ["Matías Walker"]),
        ("the [Apple]o website said no", "the Apple website", ["the Apple website"]),
        ("The [Guardian]o website said no", "The Guardian website", ["The Guardian"]),
        ("The armed group, the [Islamic State]o, said no", "The armed group, the Islamic State", ["Islamic State"]),
        ("[Nayib Bukele]p, and the [Police Force]o said no", "Nayib Bukele, and the Police Force",
         ["Nayib Bukele", "Police Force"]),
        ("aides of [Nayib Bukele]p and the [Police Force]o said no", "aides of Nayib Bukele and the Police Force",
         ["aides of Nayib Bukele and the Police Force"]),
        ("retailer [Tesco]o and wholesale retailer [Salling]o said no", "retailer Tesco and wholesale retailer Salling",
         ["Tesco", "Salling"]),
        ("The [Popular Union]o opposition party said no", "The Popular Union opposition party", ["Popular Union"]),
        ("The head of a [Popular Union]o party said no", "The head of a Popular Union party",
         ["The head of a Popular Union party"]),
        ("witnesses and police said no", "witnesses and police", ["witnesses", "police"]),
        ("health and safety officials said no", "health and safety officials", ["health and safety officials"]),
        ("a lawyer in the case and a source in [Leeds]l said no", "a lawyer in the case and a source in Leeds",
         ["a lawyer in the case", "a source in Leeds"]),
        ("a spokesman for [Shell]o and the union said no", "a spokesman for Shell and the union",
         ["a spokesman for Shell and the union"]),
    ],
)  # fmt: skip
def test_who_speaks_together_is_told_apart(markup: str, speaker: str, parts: list[str]) -> None:
    heard = hear(markup, [("no", "said", speaker)])
    assert [source.name for source in heard.cited.sources] == parts


def test_who_opens_without_a_name_is_who_is_named_next() -> None:
    heard = hear(
        "“It was wrong,” <the treasury minister> has said.\n[Alex Allinson]p said the mistake was regrettable.",
        [
            ("“It was wrong,”", "said", "the treasury minister"),
            ("the mistake was regrettable", "said", "Alex Allinson"),
        ],
    )
    assert heard.names == ["Alex Allinson", "Alex Allinson"]


def test_whom_she_names_as_she_speaks_is_not_her() -> None:
    heard = hear(
        "[Ann Lee]p came. Then [Eva Ray]p left. She said [Ray]p “is very good”.", [("“is very good”", "said", "She")]
    )
    assert heard.names == ["Ann Lee"]


def test_whom_he_names_in_his_own_words_is_not_him() -> None:
    heard = hear(
        f"[Bob Ray]p came.{' It rained. It froze.' * 4}\n“Mr [Tom Hill]p said it. Mr [Hill]p is right,” he stated.",
        [("“Mr Tom Hill said it. Mr Hill is right,”", "stated", "he")],
    )
    assert heard.names == ["Bob Ray"]


def test_an_office_with_a_title_is_no_name() -> None:
    heard = hear(
        "[Ann Lee]p and [Bob Ray]p met. “No,” the Deputy PM said. “Yes,” <the ambassador> said.",
        [("“No,”", "said", "the Deputy PM"), ("“Yes,”", "said", "the ambassador")],
    )
    assert heard.names == ["the Deputy PM", "the ambassador"]


@pytest.mark.parametrize(
    ("described", "named", "same"),
    [
        ("a top official from [Etihad Rail]o", "[Ann Lee]p, director of [Etihad Rail]o,", True),
        ("a top official from [Etihad Rail]o", "[Ann Lee]p, mayor of [Leeds]l,", False),
        ("the [Air Force]o officer", "Brigadier [Ann Lee]p", True),
        ("the governor of [Ohio]l", "Governor [Ann Lee]p", True),
        ("a slew of officials", "[Ann Lee]p", False),
        ("the head of the hospital", "the head, [Ann Lee]p,", False),
        ("the head of the hospital", "[Ann Lee]p, head of the [Aviation Authority]o,", False),
    ],
)
def test_who_is_described_in_the_lead_may_be_who_speaks_next(described: str, named: str, same: bool) -> None:
    heard = hear(
        f"“It was wrong,” said {described}.\n“So it was,” said {named} on Monday.",
        [("“It was wrong,”", "said", marked(described)[0]), ("“So it was,”", "said", "Ann Lee")],
    )
    assert (heard.names[0] == "Ann Lee") is same


def test_a_minister_who_speaks_is_nobody_who_does_not() -> None:
    heard = hear(
        "“It was wrong,” <a Cabinet minister> said.\n“So it was,” [Ann Lee]p said. Finance minister [Bob Ray]p left.",
        [("“It was wrong,”", "said", "a Cabinet minister"), ("“So it was,”", "said", "Ann Lee")],
    )
    assert "Bob Ray" not in heard.names


def test_who_is_spoken_of_behind_a_comma_is_not_the_speaker() -> None:
    heard = hear(
        "According to his publicist, [Tony Mendez]p died on Saturday.",
        [("Tony Mendez died on Saturday", "According to", "his publicist")],
    )
    assert heard.names == ["his publicist"]


def test_a_witness_is_not_who_is_named_next() -> None:
    heard = hear(
        "“It was loud,” <a witness> said.\n[Alex Allinson]p said it was a blast.",
        [("“It was loud,”", "said", "a witness"), ("it was a blast", "said", "Alex Allinson")],
    )
    assert heard.names == ["a witness", "Alex Allinson"]


def test_the_official_is_who_spoke_last_unless_another_was_mentioned() -> None:
    quotes = [("“No,”", "said", "Ann Lee"), ("“Never,”", "said", "the official")]
    assert hear("“No,” [Ann Lee]p said.\n“Never,” <the official> said.", quotes).names == ["Ann Lee", "Ann Lee"]
    by_role = "The trees were planted by the Minister of Agriculture, [Enrique Parada]p.\n“No,” said <the official>."
    assert hear(by_role, [("“No,”", "said", "the official")]).names == ["Enrique Parada"]
    two = "[Ann Roe]p met the Minister of Agriculture, [Enrique Parada]p.\n“No,” said <the official>."
    assert hear(two, [("“No,”", "said", "the official")]).names == ["the official"]
    other = hear("<An official> came. “No,” [Ann Lee]p said.\n“Never,” <the official> said.", quotes)
    assert other.names == ["Ann Lee", "An official"]


@pytest.mark.parametrize(
    ("described", "name"),
    [
        ("the Melbourne MP", "Adam Bandt"),
        ("the party spokesman", "Adam Bandt"),
        ("the spokesman", "the spokesman"),
        ("the mayor’s adviser", "the mayor’s adviser"),
        ("the leader of the [UN]o", "the leader of the UN"),
    ],
)
def test_who_is_described_afresh(described: str, name: str) -> None:
    plain = described.replace("[", "").replace("]o", "")
    heard = hear(
        f"“No,” said [Adam Bandt]p, head of his party.\n“Never,” {described} added.",
        [("“No,”", "said", "Adam Bandt"), ("“Never,”", "added", plain)],
    )
    assert heard.names == ["Adam Bandt", name]


def test_the_government_of_another_country_is_another() -> None:
    heard = hear(
        "“No,” said <the German government>.\n“Never,” <the Russian government> said. “No,” the government added.",
        [
            ("“No,”", "said", "the German government"),
            ("“Never,”", "said", "the Russian government"),
            ("“No,”", "added", "the government"),
        ],
    )
    assert heard.names == ["German government", "Russian government", "Russian government"]
