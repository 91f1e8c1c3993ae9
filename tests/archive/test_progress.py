"""The line of progress: shares of all, rates of this run, time left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.archive.commits import Commit, Progressed, Totals
from service.archive.progress import Progress

COMMIT = Commit(
    part="a.jsonl",
    size=1000,
    modified_ns=1,
    index=0,
    last=False,
    file="a.jsonl-00000.parquet",
    articles=10,
    words=5000,
    characters=30_000,
    problems={"text_empty": 1},
    seconds=2.5,
    read=100,
    models={"service": "1", "reader": "2", "taxonomy": "3"},
)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_rate_share_and_time_left_are_of_this_run_and_all_of_the_input(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    progress = Progress(total=1000, read_before=500, clock=clock)
    assert "50.0% of the input, 0 articles" in progress.line()
    assert "unknown time left" in progress.line()
    clock.now = 10.0
    progress.add(COMMIT)
    line = capsys.readouterr().err.strip()
    assert line == ("archive: 60.0% of the input, 10 articles, 1 with problems, 1.0 articles/s, 500 words/s, 40 s left")
    progress.add(COMMIT)
    assert capsys.readouterr().err == "", "two lines within five seconds"
    clock.now = 20_000.0
    progress.add(COMMIT)
    assert "80.0% of the input" in capsys.readouterr().err
    assert progress.line().endswith("3.7 h left")


def test_a_run_over_empty_files_is_done() -> None:
    assert "100.0% of the input" in Progress(total=0, read_before=0).line()


def test_a_part_is_complete_with_all_blocks_up_to_its_last() -> None:
    part = Progressed()
    for index, last in ((2, True), (0, False)):
        part.add(replace(COMMIT, index=index, last=last))
        assert not part.complete
    part.add(replace(COMMIT, index=1))
    assert part.complete
    assert part.read == 300


def test_totals_count_each_set_of_versions() -> None:
    totals = Totals()
    for commit in (COMMIT, COMMIT, replace(COMMIT, models={**COMMIT.models, "reader": "9"})):
        totals.add(commit)
    assert totals.as_json() == {
        "blocks": 3,
        "articles": 30,
        "enriched": 27,
        "refused": 3,
        "problems": {"text_empty": 3},
        "words": 15_000,
        "characters": 90_000,
        "reading_seconds": 7.5,
        "models": [
            {"reader": "2", "service": "1", "taxonomy": "3", "articles": 20},
            {"reader": "9", "service": "1", "taxonomy": "3", "articles": 10},
        ],
    }


def test_a_marker_is_read_back_and_anything_else_refused() -> None:
    assert Commit.from_bytes(COMMIT.to_bytes()) == COMMIT
    for content in (b"", b"{}", b"[]", b'{"part": 1}'):
        with pytest.raises(ValueError, match=r".*"):
            Commit.from_bytes(content)
