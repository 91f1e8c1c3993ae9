from __future__ import annotations

import time

import pytest

from service.reading.names import acronyms, bare, fold, is_acronym, parse_person, same_person, split_acronym


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Yevgeny  Zinichev", "yevgeny zinichev"),
        ("U.S.", "us"),
        ("Łukasz Šimić", "lukasz simic"),
        ("O’Rourke", "o'rourke"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("the Senate", "Senate"),
        ("THE BBC", "BBC"),
        ("Trump's", "Trump"),
        ("Reuters’", "Reuters"),
        ("“Apple”", "Apple"),
        ("McDonald’s", "McDonald’s"),
        ("the Levi's", "Levi's"),
        ("Amnesty\nInternational", "Amnesty International"),
        ("Theresa May", "Theresa May"),
    ],
)
def test_bare(written: str, expected: str) -> None:
    assert bare(written) == expected


@pytest.mark.parametrize(
    ("written", "shown", "gender"),
    [
        ("Mr Bandt", "Bandt", "m"),
        ("Prime Minister Igor Matovič", "Igor Matovič", "m"),
        ("Dr. Saad bin Mohammed Al-Muhaimid", "Saad bin Mohammed Al-Muhaimid", "m"),
        ("Durham Hall QC", "Durham Hall", ""),
        ("Roger Maris Jr.", "Roger Maris Jr.", "m"),
        ("Lord Ricketts", "Lord Ricketts", "m"),
        ("Pope Francis", "Pope Francis", "m"),
        ("Kenya’s Uhuru Kenyatta", "Uhuru Kenyatta", ""),
        ("MARTA LINDQVIST", "MARTA LINDQVIST", "f"),
        ("jane roe", "jane roe", "f"),
        ("Ma Ngok", "Ma Ngok", ""),
        ("Lo Ping-cheng", "Lo Ping-cheng", ""),
        ("President", "President", ""),
    ],
)
def test_parse_person(written: str, shown: str, gender: str) -> None:
    name = parse_person(written)
    assert (name.shown, name.gender) == (shown, gender)


def test_a_person_is_no_company() -> None:
    assert parse_person("Ronald McDonald's").shown == parse_person("Ronald McDonald").shown
    assert parse_person("McDonald's").shown == "McDonald"


def test_a_title_is_surer_of_the_gender_than_a_first_name() -> None:
    assert parse_person("Mr Ashley Bandt").gender_sure
    assert not parse_person("Marta Lindqvist").gender_sure


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kim Jong Un", "Kim Yo Jong", False),
        ("Bill Clinton", "Hillary Clinton", False),
        ("J. K. Rowling", "Joanne Rowling", True),
        ("Chris Wood", "Christopher Wood", True),
        ("Darwish Al Shaibani", "Darwish Ahmed Al Shaibani", True),
        ("Luis Lacalle", "Luis Lacalle Pou", True),
        ("George H. W. Bush", "George W. Bush", True),
        ("John Smith", "John Jones", False),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    a, b = (parse_person(name).words for name in (one, other))
    assert same_person(a, b) is same
    assert same_person(b, a) is same


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Anti-Corruption Commission", "acc"),
        ("Federal Bureau of Investigation", "fbi"),
        ("Democratic People’s Republic of Korea", "dprk"),
        ("General Motors Corporation", "gm"),
        ("Independent Parliamentary Standards Authority (Ipsa)", "ipsa"),
    ],
)
def test_acronyms(name: str, short: str) -> None:
    assert short in acronyms(name)


def test_a_single_word_has_no_acronym() -> None:
    assert acronyms("Reuters") == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"), [("FSB", True), ("U.S.", True), ("Ford", False), ("A", False), ("NHS UK", False)]
)
def test_is_acronym(text: str, expected: bool) -> None:
    assert is_acronym(text) is expected


def test_split_acronym() -> None:
    assert split_acronym("Federal Security Service (FSB)") == ("Federal Security Service", "FSB")
    assert split_acronym("Federal Security Service") == ("Federal Security Service", None)


def test_long_names_cost_linear_time() -> None:
    start = time.process_time()
    for text in ("(" * 50_000, "A " * 50_000, "Mr " * 30_000 + "X", "a's " * 30_000):
        parse_person(text)
        split_acronym(text)
        acronyms(text)
    assert time.process_time() - start < 5
