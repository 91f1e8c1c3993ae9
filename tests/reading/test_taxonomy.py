"""The packaged IPTC vocabulary is complete, a tree, and refused when it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import ModelUnusable
from service.reading.taxonomy import Taxonomy

HEADER = "qcode\tparent\tlevel\tlabel\tdefinition\twikidata"


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def test_holds_every_active_topic_of_the_release(taxonomy: Taxonomy) -> None:
    assert taxonomy.version == "2025-03-31"
    assert len(taxonomy.topics) == 1085
    assert sorted(topic.qcode for topic in taxonomy.topics if topic.level == 1) == [
        f"medtop:{number:02d}000000" for number in range(1, 18)
    ]


def test_every_parent_stands_before_its_children_one_level_up(taxonomy: Taxonomy) -> None:
    levels: dict[str, int] = {}
    for topic in taxonomy.topics:
        assert topic.level == (levels[topic.parent] + 1 if topic.parent else 1), topic.qcode
        levels[topic.qcode] = topic.level


def test_topic_has_label_definition_uri_and_wikidata_id(taxonomy: Taxonomy) -> None:
    cinema = taxonomy.get("medtop:20000005")
    assert cinema is not None
    assert (cinema.label, cinema.level, cinema.parent) == ("cinema", 3, "medtop:20000002")
    assert cinema.uri == "http://cv.iptc.org/newscodes/mediatopic/20000005"
    assert cinema.wikidata == "Q16144339"
    assert cinema.definition.startswith("Stories told through motion pictures")
    assert all(topic.label and topic.definition for topic in taxonomy.topics)


def test_ancestors_lead_to_the_top(taxonomy: Taxonomy) -> None:
    assert [topic.qcode for topic in taxonomy.ancestors("medtop:20000005")] == ["medtop:20000002", "medtop:01000000"]
    assert list(taxonomy.ancestors("medtop:01000000")) == []


@pytest.mark.parametrize("qcode", ["medtop:99999999", "medtop:20000030", "", "01000000"])
def test_unknown_codes_give_none(taxonomy: Taxonomy, qcode: str) -> None:
    """medtop:20000030 was retired by IPTC and is left out."""
    assert taxonomy.get(qcode) is None


@pytest.mark.parametrize(
    "content",
    [
        "",
        f"{HEADER}\nmedtop:01000000\t\t1\tarts\tAll\t",
        "# version: 1\nqcode\tlabel\nmedtop:01000000\tarts",
        f"# version: 1\n{HEADER}\nmedtop:01000000\t\t1\tarts",
        f"# version: 1\n{HEADER}\nmedtop:01000000\t\tone\tarts\tAll\t",
        f"# version: 1\n{HEADER}\nmedtop:01000000\tmedtop:02000000\t1\tarts\tAll\t",
        f"# version: 1\n{HEADER}\nmedtop:01000000\t\t2\tarts\tAll\t",
        f"# version: 1\n{HEADER}\nmedtop:01000000\t\t1\tarts\tAll\t\nmedtop:01000000\t\t1\tarts\tAll\t",
    ],
)
def test_a_file_that_is_no_tree_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "topics.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ModelUnusable):
        Taxonomy.load(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="No such file"):
        Taxonomy.load(tmp_path / "none.tsv")
