from __future__ import annotations

from pathlib import Path

import pytest

from service.reading.links import Linker
from service.reading.people import group_mentions
from tests.reading.marked import marked


@pytest.fixture(scope="module")
def linker(tmp_path_factory: pytest.TempPathFactory) -> Linker:
    path: Path = tmp_path_factory.mktemp("authority") / "newsroom.csv"
    path.write_text(
        "id,name,aliases,type,uri,description\n"
        'P-204,"Lindqvist, Marta",,person,,\n'
        "P-1,John Smith,,person,,footballer\n"
        "P-2,John Smith,,person,,judge\n"
        "O-1,Anti-Corruption Commission,ACC,organization,,\n",
        encoding="utf-8",
    )
    return Linker.load(path)


def linked(linker: Linker, markup: str) -> dict[str, list[str]]:
    text, candidates = marked(markup)
    groups = group_mentions(text, candidates, None, [])
    return {
        g.name: [link.id for link in found]
        for g, found in zip(groups, linker.link(text, groups, candidates), strict=True)
    }


@pytest.mark.parametrize(
    ("markup", "links"),
    [
        ("[Lindqvist]p spoke. City engineer [Marta Lindqvist]p", {"Marta Lindqvist": ["P-204"]}),
        ("[Lindqvist]p spoke.", {"Lindqvist": []}),
        ("The [ACC]o acted.", {"ACC": ["O-1"]}),
        ("Judge [John Smith]p ruled.", {"John Smith": ["P-2"]}),
        ("[John Smith]p ruled.", {"John Smith": []}),
        ("[Paris]l, [Texas]l", {"Paris": ["4717560"], "Texas": ["US-TX", "4736286"]}),
        ("[Birmingham]l in [Britain]l", {"Birmingham": ["2655603"], "Britain": ["GB", "2635167"]}),
        ("[Birmingham]l, [Alabama]l", {"Birmingham": ["4049979"], "Alabama": ["US-AL", "4829764"]}),
        ("[Paris]p spoke.", {"Paris": []}),
    ],
)
def test_link(linker: Linker, markup: str, links: dict[str, list[str]]) -> None:
    assert linked(linker, markup) == links


def test_without_an_authority_file_places_are_still_linked() -> None:
    assert linked(Linker.load(None), "[Marta Lindqvist]p in [Germany]l") == {
        "Marta Lindqvist": [],
        "Germany": ["DE", "2921044"],
    }
