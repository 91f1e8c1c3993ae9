from __future__ import annotations

import time
from dataclasses import replace

import pytest

from service.reading.findings import Span
from service.reading.mending import mend_names
from service.reading.mentions import Candidate
from tests.reading.marked import marked


def mended(markup: str, speaker: str | None = None) -> list[tuple[str, str]]:
    text, candidates = marked(markup)
    speakers = [Span(text.index(speaker), text.index(speaker) + len(speaker))] if speaker else []
    return [(text[c.start : c.end], c.form) for c in mend_names(text, candidates, speakers)]


@pytest.mark.parametrize(
    ("markup", "speaker", "name"),
    [
        ("Michael O'[Leary]p spoke.", None, "Michael O'Leary"),
        ("Jean-[Jacques Muyembe]p spoke.", None, "Jean-Jacques Muyembe"),
        ("Christopher Gallego-[Lazo]p spoke.", None, "Christopher Gallego-Lazo"),
        ("Mary [Poppins]p spoke.", None, "Mary Poppins"),
        ("Saad Al-[Amr]p spoke.", None, "Saad Al-Amr"),
        ("[Bruce Mouat]p-Jones spoke.", None, "Bruce Mouat-Jones"),
        ("BBC [Wales]o said.", "BBC Wales", "BBC Wales"),
        ("Eirik [Sordahl]p said.", "Eirik Sordahl", "Eirik Sordahl"),
        ("The [US automaker GM]o said.", None, "GM"),
        ("[automaker GM]o said.", None, "GM"),
        ("[utility Pacific Gas and Electric]o said.", None, "Pacific Gas and Electric"),
        ("[Portfolio]o.hu said.", None, "Portfolio.hu"),
        ("[McDonald]o's said.", None, "McDonald's"),
        ("Queen [Elizabeth]p II said.", None, "Elizabeth II"),
        ("[Elizabeth]p IIs said.", None, "Elizabeth"),
        ("[Roe]p V Wade said.", None, "Roe"),
        ("[Sotheby’]os said.", None, "Sotheby’s"),
        ("[Berlin]l's mayor said.", None, "Berlin"),
        ("[McDonald]p's lawyer said.", None, "McDonald"),
        ("She told [Radio]o Opole.", None, "Radio Opole"),
        ("He left [Berlin]l.in March.", None, "Berlin"),
        ("The [Guardian newspaper]o said.", None, "Guardian"),
        ("Prime Minister [Rishi Sunak]p said.", "Prime Minister Rishi Sunak", "Rishi Sunak"),
        ("Mayor of [London Sadiq Khan]p said.", None, "Sadiq Khan"),
        ("A senator from [Vermont Bernie Sanders]p said.", None, "Bernie Sanders"),
        ("The family of [Mary Ann Lee]p said.", None, "Mary Ann Lee"),
        ("Kenya's [Uhuru Kenyatta]p said.", "Kenya's Uhuru Kenyatta", "Uhuru Kenyatta"),
        ("At the end. [Roe]p said.", "Roe", "Roe"),
        ("The Advertising [Standards Authority]o (ASA) said.", None, "Advertising Standards Authority"),
        ("[Advertising]o [Standards Authority]o (ASA) said.", None, "Advertising Standards Authority"),
        ("The Bank of [Nova Scotia]o (BNS) said.", None, "Bank of Nova Scotia"),
        ("The New [Standards Authority]o (ASA) said.", None, "Standards Authority"),
        ("Prime Minister [L]p.Oyun-Erdene said.", None, "L.Oyun-Erdene"),
        ("Prime Minister L.[Oyun-Erdene]p said.", None, "L.Oyun-Erdene"),
        ("The Republic of [Korea]l said.", None, "Republic of Korea"),
        ("The Federal Ministry of [Health]o said.", None, "Federal Ministry of Health"),
        ("The Government of [Mongolia]l said.", None, "Government of Mongolia"),
        ("The ruler of [Dubai]l said.", None, "Dubai"),
        ("The [National Army]o-which said.", None, "National Army"),
        ("A [Medellín]l-based firm said.", None, "Medellín"),
        ("His Excellency H. E. [Akbar Baker]p said.", None, "Akbar Baker"),
        ("Prime Minister L. [Oyun-Erdene]p said.", None, "L. Oyun-Erdene"),
        ("The writer J. R. R. [Tolkien]p said.", None, "J. R. R. Tolkien"),
        ("[Para-athlete Olivia Breen]p said.", None, "Olivia Breen"),
        ("Then [William Ford Jr]p. spoke.", None, "William Ford Jr."),
        ("The [Touch]o ‘n Go unit said.", None, "Touch ‘n Go"),
        ("The Parliamentary Commissioner [for Standards]o said.", None, "Parliamentary Commissioner for Standards"),
        ("The activist [Crystal C]p'Bearing said.", None, "Crystal C'Bearing"),
        ("The activist Man[-kei Tam]p said.", None, "Man-kei Tam"),
        ("Of [Amnesty International Man]o[-kei Tam]p said.", None, "Amnesty International"),
        ("[The MOE]o said.", None, "MOE"),
        ("He told [the Ministry]o so.", None, "Ministry"),
        ("[The Peninsula]o said.", None, "The Peninsula"),
        ("[H E Jamal Al Bader]p said.", None, "Jamal Al Bader"),
        ("[DPP Rozaimah Rahman]p said.", None, "Rozaimah Rahman"),
        ("The [Chris Hani cabal]p said.", None, "Chris Hani"),
        ("The [Office]o of the Prime Minister said.", None, "Office of the Prime Minister"),
        ("The [Bank]o of it said.", None, "Bank"),
        ("[Brunei's Ministry of Health]o said.", None, "Ministry of Health"),
        ("[Brunei's Ministry of Health]o said.", None, "Brunei"),
        ("[Moody's Investors Service]o said.", None, "Moody's Investors Service"),
        ("In [White Plains, New York]l, it rained.", None, "White Plains"),
        ("In [White Plains, New York]l, it rained.", None, "New York"),
        ("In [Warren]p's campaign she won.", None, "Warren"),
        ("The [DPP]o said.", None, "DPP"),
        ("The [Pope]p said.", None, "Pope"),
        ("The parliament of [Portugal]l said.", None, "Portugal"),
        ("[As Ramaphosa]p spoke.", None, "Ramaphosa"),
        ("[Simón *]p spoke.", None, "Simón"),
        ("With [Elmer Ortega\n\nBitlabs]p grows.", None, "Elmer Ortega"),
        ("The [Qatar Emergency Response]o Team said.", None, "Qatar Emergency Response Team"),
        ("The [Alternative National Congress ANC]o said.", None, "Alternative National Congress"),
        ("The [Alternative National Congress ANC]o said.", None, "ANC"),
        ("The premier of [Mongolia S.]l Amarsaikhan said.", None, "Mongolia"),
        ("He left [Vitamin B.]l for good.", None, "Vitamin B."),
        (
            "[Al Qaeda]o in the Islamic Maghreb said.",
            "Al Qaeda in the Islamic Maghreb",
            "Al Qaeda in the Islamic Maghreb",
        ),
        ("[Disease Centers]o in the United States said.", "Disease Centers in the United States", "Disease Centers"),
        (
            "The [Meteorological]o, [Climatological]o and [Geophysics Agency]o said.",
            None,
            "Meteorological, Climatological and Geophysics Agency",
        ),
        ("The [Ministry of Hajj]o and [Umrah]o said.", None, "Ministry of Hajj and Umrah"),
    ],
)
def test_a_name_becomes_whole(markup: str, speaker: str | None, name: str) -> None:
    assert (name, "name") in mended(markup, speaker)


@pytest.mark.parametrize(
    ("markup", "mention"),
    [
        ("[Crystal C'Bearing of the Northern Arapaho]p spoke.", ("Crystal C'Bearing", "name")),
        ("[Prince William of the United Kingdom]p spoke.", ("Prince William of the United Kingdom", "name")),
        ("<The Secretary->General spoke.", ("The Secretary-General", "nominal")),
        ("<The woman->led team won.", ("The woman", "nominal")),
        ("The university (<Unam)> spoke.", ("Unam", "nominal")),
        ("<The minister’s> aide spoke.", ("The minister", "nominal")),
        ("<The minister and> others spoke.", ("The minister", "nominal")),
        ("<The ministry today> spoke.", ("The ministry", "nominal")),
        ("<The panel (of three)> spoke.", ("The panel (of three)", "nominal")),
    ],
)
def test_a_mention_ends_where_it_should(markup: str, mention: tuple[str, str]) -> None:
    assert mention in mended(markup)


def test_of_two_names_that_begin_together_the_longer_stays() -> None:
    assert mended("The Hashemite Kingdom of [Jordan]l said.") == [("Hashemite Kingdom of Jordan", "name")]
    text, candidates = marked("The [State]l of [Qatar]l said.")
    kept = [text[c.start : c.end] for c in mend_names(text, candidates, [])]
    assert kept == ["State of Qatar"]


def test_a_lone_title_names_nobody() -> None:
    assert mended("[Eng]p. [Ann Lee]p and [Mr]p. [Jo]p spoke.") == [("Ann Lee", "name"), ("Jo", "name")]
    assert mended("The young [Briton]p beat [Jo]p.") == [("Jo", "name")]


def test_a_name_does_not_grow_into_another() -> None:
    assert mended("Then [Acme]o, [Boeing]o came.") == [("Acme", "name"), ("Boeing", "name")]
    assert mended("Then [Paris]l [Boeing]o came.") == [("Paris", "name"), ("Boeing", "name")]


def test_two_parts_of_a_body_are_one_name() -> None:
    assert mended("The [National Crime]o [Agency]o came.") == [("National Crime Agency", "name")]


def test_a_possessive_name_is_no_part_of_the_next() -> None:
    assert mended("[McDonald's]o [Arts Department]o said.") == [("McDonald's", "name"), ("Arts Department", "name")]


def test_two_bodies_are_no_one_name() -> None:
    text = "[Gallup]o and [Acme]o met the [Centre for Bees and Centre for Food]o. The [Centre for Food]o spoke."
    assert [name for name, _ in mended(text)] == [
        "Gallup",
        "Acme",
        "Centre for Bees",
        "Centre for Food",
        "Centre for Food",
    ]
    assert mended("The [Health and Human Services]o spoke.") == [("Health and Human Services", "name")]


def test_two_parts_of_a_person_are_one_name() -> None:
    assert mended("Then [Mary]p [Poppins]p came.") == [("Mary Poppins", "name")]


def test_capitals_name_a_body_not_people() -> None:
    text, candidates = marked("The [FARC]g and [LGBT]g people and [MBS]p met.")
    assert [c.type for c in mend_names(text, candidates, [])] == ["organization", "group", "person"]


@pytest.mark.parametrize(
    ("markup", "type_"),
    [
        ("President of Mongolia [U.Khurelsukh]l spoke.", "person"),
        ("[S. Korea]l spoke.", "location"),
        ("Wikinews reporter [William S. Saturn]o asked.", "person"),
        ("At [William S. Saturn]o the phone rang.", "organization"),
    ],
)
def test_initials_name_a_person(markup: str, type_: str) -> None:
    text, candidates = marked(markup)
    (mention,) = mend_names(text, candidates, [])
    assert mention.type == type_


@pytest.mark.parametrize(
    ("markup", "type_"),
    [
        ("[Cuba]o said so.", "location"),
        ("[U.S.]o [National Weather Service]o said so.", "organization"),
        ("[Ultra Kirana Sdn Bhd]p said so.", "organization"),
        ("[Xinhua]l said so.", "organization"),
    ],
)
def test_countries_are_places_and_companies_bodies(markup: str, type_: str) -> None:
    text, candidates = marked(markup)
    assert [c.type for c in mend_names(text, candidates, [])] == [type_]


@pytest.mark.parametrize(
    "markup", ["Minister of [Foreign Affairs]o", "The [CFO]o", "minister for Roads and [Highways]o"]
)
def test_an_office_is_no_body(markup: str) -> None:
    assert mended(markup + " Ann spoke.") == []


def test_two_parts_of_a_reporter_are_a_person() -> None:
    text, (whole,) = marked("Wikinews reporter [William S. Saturn]o asked.")
    parts = [replace(whole, end=whole.start + 10), replace(whole, start=whole.start + 8)]
    assert mend_names(text, parts, []) == [replace(whole, type="person")]


def test_a_place_and_whom_its_office_has_are_two() -> None:
    text, candidates = marked("Deputy Prime Minister of [Mongolia S.Amarsaikhan]l spoke.")
    found = [(text[c.start : c.end], c.type) for c in mend_names(text, candidates, [])]
    assert found == [("Mongolia", "location"), ("S.Amarsaikhan", "person")]


def test_no_mention_is_lost_where_one_changes_its_type() -> None:
    text, (ann, whole) = marked("Asked by [Ann Lee]p, reporter [William S. Saturn]o came.")
    parts = [replace(whole, end=whole.start + 10), replace(whole, start=whole.start + 8)]
    assert mend_names(text, [ann, *parts], []) == [ann, replace(whole, type="person")]


def test_an_initial_parts_no_name() -> None:
    assert mended("[William S]p. [Saturn]p spoke.") == [("William S. Saturn", "name")]


def test_lower_case_is_no_name_in_mixed_case() -> None:
    text = "The Bank Of England And The European Central Bank spoke of several [banks]o."
    assert mended(text) == [("banks", "nominal")]


def test_all_lower_case_text_keeps_its_names() -> None:
    assert mended("yesterday [jane roe]p spoke.") == [("jane roe", "name")]


def test_one_mention_for_one_place() -> None:
    assert mended("Michael [O'Leary]p, Michael O'[Leary]p") == [
        ("Michael O'Leary", "name"),
        ("Michael O'Leary", "name"),
    ]


@pytest.mark.parametrize("text", ["", "[.]o", "['s]p", "[-]o-", "[“”]p said"])
def test_scraps_do_no_harm(text: str) -> None:
    assert len(mended(text)) == text.count("[")


@pytest.mark.parametrize("text", ["a [\x1c]p b", "[\x85 ]p", "a [ ]o", "[\n\n]p"])
def test_blanks_are_no_name(text: str) -> None:
    assert mended(text) == []


@pytest.mark.parametrize("gap", [" ", "\n", " \n", "\t", ", ", " and", "a "])
@pytest.mark.parametrize("type_", ["person", "organization", "location"])
def test_a_name_of_many_blanks_costs_linear_time(gap: str, type_: str) -> None:
    text = "Ann" + gap * 40_000 + "Lee"
    start = time.process_time()
    for form in ("name", "nominal"):
        mend_names(text, [Candidate(0, len(text), form, type_, 0.9)], [Span(0, len(text))])
    assert time.process_time() - start < 2.0
