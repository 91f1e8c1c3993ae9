"""Labelled articles read from files of every documented format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.errors import UnreadableGoldError
from evaluation.gold import read, spread, statements_only, with_speakers
from evaluation.labels import Article, Attribution, CitedSource, Labels, MarkedSegment, Name, TopicLabel

TEXT = "Ann Lee said it was over."
CONTENT, SPEAKER, CUE = (13, 24), (0, 7), (8, 12)


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    return path


QUOTATION = Attribution((CONTENT,), (SPEAKER,), (CUE,), "Ann Lee")


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param(
            {"attributions": [{"source": [SPEAKER], "cue": [CUE], "content": [CONTENT]}]},
            Attribution((CONTENT,), (SPEAKER,), (CUE,)),
            id="PolNeAR",
        ),
        pytest.param(
            {"quotations": [{"content": [CONTENT], "cue": CUE, "speaker": SPEAKER, "speaker_name": "Ann Lee"}]},
            QUOTATION,
            id="quotations with resolved speakers",
        ),
        pytest.param(
            {"quotations": [{"content": [CONTENT], "cue": None, "speaker": None, "speaker_name": None}]},
            Attribution((CONTENT,)),
            id="neither cue nor speaker",
        ),
        pytest.param(
            {
                "quotations": [
                    {
                        "content": [{"start": 13, "end": 24, "text": "it was over"}],
                        "cue": {"start": 8, "end": 12, "text": "said"},
                        "speaker": {"mention": {"start": 0, "end": 7, "text": "Ann Lee"}, "name": "Ann Lee"},
                        "mode": "statement",
                        "confidence": 0.5,
                    }
                ]
            },
            Attribution((CONTENT,), (SPEAKER,), (CUE,), "Ann Lee", "statement", 0.5),
            id="an answer of the service",
        ),
    ],
)
def test_quotations(tmp_path: Path, record: dict[str, Any], expected: Attribution) -> None:
    [article] = read(write(tmp_path / "a.jsonl", {"id": "wire-1", "text": TEXT, **record}))
    assert article.labels.attributions == (expected,)
    assert article.labels.speakers_resolved == ("quotations" in record)
    assert article.outlet == "wire"


def test_everything_else_of_an_article(tmp_path: Path) -> None:
    record = {
        "id": 4711,
        "text": TEXT,
        "title": "Over",
        "outlet": "The Post",
        "entities": [
            {
                "type": "person",
                "mentions": [{"start": 0, "end": 7, "form": "name"}, {"start": 13, "end": 15, "form": "pronoun"}],
            }
        ],
        "sources": [{"name": "Ann Lee", "kind": "person", "cited_as": "attribution", "mentions": [[0, 7]]}],
        "topics": ["medtop:15000000", {"qcode": "medtop:11000000", "confidence": 0.4}],
        "boilerplate": [[0, 3]],
    }
    [article] = read(write(tmp_path / "a.jsonl", record))
    assert article == Article(
        "4711",
        TEXT,
        "The Post",
        Labels(
            names=(Name(0, 7, "person"),),
            entities=(frozenset({(0, 7), (13, 15)}),),
            sources=(CitedSource("Ann Lee", "person"),),
            topics=(TopicLabel("medtop:15000000"), TopicLabel("medtop:11000000", 0.4)),
            segments=(MarkedSegment("boilerplate", 0, 3),),
        ),
        "Over",
    )


def test_names_may_stand_in_a_flat_list(tmp_path: Path) -> None:
    record = {"id": "a", "text": TEXT, "names": [{"start": 0, "end": 7, "type": "PER"}]}
    [article] = read(write(tmp_path / "a.jsonl", record))
    assert article.labels.names == (Name(0, 7, "person"),)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "a.jsonl:1"),
        ('{"id": "a"}', "a.jsonl:1: text"),
        (
            '{"id": "a", "text": "secret words", "coreference": [{"mention": [0, 9], "name": [0, 99], "same": true}]}',
            "a.jsonl:1: a span ends behind",
        ),
        (
            '{"id": "a", "text": "secret words", "quotations": [{"content": [[0, 99]]}]}',
            "a.jsonl:1: a span ends behind",
        ),
        ('{"id": "a", "text": "secret words", "names": [{"start": "secret", "end": 2, "type": "x"}]}', "names.0.start"),
        ('{"id": "a", "sentences": [["secret"]]}', "a.jsonl:1: sentences"),
    ],
)
def test_a_bad_line_is_named_without_its_text(tmp_path: Path, line: str, complaint: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(UnreadableGoldError) as caught:
        read(path)
    assert complaint in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableGoldError, match="No such file"):
        read(tmp_path / "nowhere.jsonl")


def test_speakers_are_joined_in_the_order_of_the_attributions(tmp_path: Path) -> None:
    attribution = {"source": [SPEAKER], "cue": [CUE], "content": [CONTENT]}
    articles = read(
        write(
            tmp_path / "a.jsonl",
            {"id": "a", "text": TEXT, "attributions": [attribution, attribution]},
            {"id": "b", "text": TEXT, "attributions": []},
        )
    )
    speakers = write(
        tmp_path / "s.jsonl",
        {"id": "a", "speakers": [{"name": "Ann Lee", "mode": "statement"}, {"name": None, "mode": "thought"}]},
    )
    [article] = with_speakers(articles, speakers)
    assert article.labels.speakers_resolved
    assert [(each.speaker, each.mode) for each in article.labels.attributions or ()] == [
        ("Ann Lee", "statement"),
        (None, "thought"),
    ]
    assert [each.mode for each in statements_only(article).labels.attributions or ()] == ["statement"]


def test_speakers_that_do_not_fit_their_article_are_refused(tmp_path: Path) -> None:
    articles = read(write(tmp_path / "a.jsonl", {"id": "a", "text": TEXT, "attributions": []}))
    speakers = write(tmp_path / "s.jsonl", {"id": "a", "speakers": [{"name": "Ann Lee"}]})
    with pytest.raises(UnreadableGoldError, match="a has 0 attributions and 1 speakers"):
        with_speakers(articles, speakers)


@pytest.mark.parametrize(("limit", "expected"), [(None, "abcdefghij"), (20, "abcdefghij"), (5, "acegi"), (3, "adg")])
def test_a_limit_takes_articles_from_all_parts(limit: int | None, expected: str) -> None:
    articles = [Article(name, "", "", Labels()) for name in "abcdefghij"]
    assert "".join(each.id for each in spread(articles, limit)) == expected
