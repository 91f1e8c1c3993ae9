from __future__ import annotations

import pytest

from service.reading.countries import country_code
from service.reading.places import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("the U.S.", "US"),
        ("United States of America", "US"),
        ("Britain", "GB"),
        ("South Korea", "KR"),
        ("the Democratic People’s Republic of Korea", "KP"),
        ("Côte d’Ivoire", "CI"),
        ("Turkey", "TR"),
        ("Congo", None),
        ("Georgia", None),
        ("Narnia", None),
    ],
)
def test_country_code(name: str, code: str | None) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("name", "around", "qualifier", "ids"),
    [
        ("Germany", {}, None, ["DE", "2921044"]),
        ("Paris", {}, None, ["2988507"]),
        ("Paris", {"FR": 1.0}, "Texas", ["4717560"]),
        ("London", {}, "Ontario", ["6058560"]),
        ("Gainesville", {}, "Florida", ["4156404"]),
        ("Birmingham", {"US": 1.0}, None, ["4049979"]),
        ("Birmingham", {"GB": 1.0}, None, ["2655603"]),
        ("Kiev", {}, None, ["703448"]),
        ("Texas", {}, None, ["US-TX", "4736286"]),
        ("Ontario", {"CA": 1.0}, None, ["CA-ON"]),
        ("Georgia", {"US": 1.0}, None, ["US-GA", "4197000"]),
        ("Georgia", {"GE": 0.5, "US": 0.5}, None, ["GE", "614540"]),
        ("Washington", {}, "D.C.", ["4140963"]),
        ("Springfield", {}, "Illinois", ["4250542"]),
    ],
)
def test_links(
    gazetteer: Gazetteer, name: str, around: dict[str, float], qualifier: str | None, ids: list[str]
) -> None:
    assert [link.id for link in gazetteer.links(name, around, qualifier)] == ids


@pytest.mark.parametrize(
    ("name", "around"),
    [
        ("Springfield", {"US": 1.0}),
        ("Georgia", {}),
        ("Washington", {"US": 1.0}),
        ("London", {"CA": 1.0}),
        ("Narnia", {}),
        ("", {}),
    ],
)
def test_no_guess_between_namesakes(gazetteer: Gazetteer, name: str, around: dict[str, float]) -> None:
    assert gazetteer.links(name, around) == ()


def test_a_link_says_where_it_leads(gazetteer: Gazetteer) -> None:
    iso, geonames = gazetteer.links("France", {})
    assert (iso.scheme, iso.label, iso.uri) == ("iso3166", "France", None)
    assert (geonames.scheme, geonames.uri) == ("geonames", "https://sws.geonames.org/3017382/")
