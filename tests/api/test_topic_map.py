"""TOPIC_MAP: a newsroom's own tags, checked at start and answered beside the topics."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from service.api.topic_map import load_topic_map
from service.errors import InvalidTopicMap
from service.reading.taxonomy import Taxonomy
from tests.api.articles import WIRE_STORY
from tests.conftest import Serve

TAXONOMY = Taxonomy.load()


def written(tmp_path: Path, content: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "topics.csv"
    path.write_text(content, encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_rows_become_tags_in_file_order(tmp_path: Path, encoding: str) -> None:
    path = written(
        tmp_path,
        'qcode,tag\nmedtop:15000000,Sport\n\nmedtop:15000000,"Sport, all of it"\nmedtop:20000827,Läufe\n',
        encoding,
    )
    assert dict(load_topic_map(path, TAXONOMY)) == {
        "medtop:15000000": ("Sport", "Sport, all of it"),
        "medtop:20000827": ("Läufe",),
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "line 1"),
        ("code,tag\nmedtop:15000000,Sport\n", "line 1: the header"),
        ("qcode,tag\nmedtop:15000000\n", "line 2: two columns"),
        ("qcode,tag\nmedtop:15000000,Sport,more\n", "line 2: two columns"),
        ("qcode,tag\nmedtop:99999999,Sport\n", "line 2: 'medtop:99999999' is no active"),
        ("qcode,tag\nmedtop:20000030,Retired\n", "line 2: 'medtop:20000030' is no active"),
        ("qcode,tag\nmedtop:15000000, \n", "line 2: the tag is empty"),
        ("qcode,tag\nmedtop:15000000,A\nmedtop:15000000,A\n", "line 3: the tag is repeated"),
        ('qcode,tag\nmedtop:15000000,"open\n', "unexpected end"),
    ],
)
def test_a_faulty_map_is_refused_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InvalidTopicMap, match=message):
        load_topic_map(written(tmp_path, content), TAXONOMY)


def test_a_missing_map_and_one_in_another_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidTopicMap, match="No such file"):
        load_topic_map(tmp_path / "none.csv", TAXONOMY)
    with pytest.raises(InvalidTopicMap):
        load_topic_map(written(tmp_path, "qcode,tag\nmedtop:15000000,Läufe\n", "latin-1"), TAXONOMY)


async def test_tags_are_answered_with_topics(serve: Serve, client: httpx.AsyncClient, tmp_path: Path) -> None:
    plain = (await client.post("/v1/enrich", json={"text": WIRE_STORY})).json()["topics"]
    assert [topic["tags"] for topic in plain] == [[]] * len(plain)
    rows = "".join(f"{topic['qcode']},Desk {number}\n" for number, topic in enumerate(plain))
    async with serve(topic_map=written(tmp_path, "qcode,tag\n" + rows)) as tagged:
        topics = (await tagged.post("/v1/enrich", json={"text": WIRE_STORY})).json()["topics"]
        assert [topic["tags"] for topic in topics] == [[f"Desk {number}"] for number in range(len(plain))]
        listed = (await tagged.get("/v1/topics", params={"text": "desk 0"})).json()["topics"]
        assert [(topic["qcode"], topic["tags"]) for topic in listed] == [(plain[0]["qcode"], ["Desk 0"])]


async def test_a_faulty_map_stops_the_start(serve: Serve, tmp_path: Path) -> None:
    with pytest.raises(InvalidTopicMap):
        async with serve(topic_map=written(tmp_path, "nonsense")):
            pass
