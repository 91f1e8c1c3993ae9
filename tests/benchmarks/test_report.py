"""Tables, quantiles, lengths and drawings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.articles import count_words, load_articles, of_length
from benchmarks.bare import record_feeds
from benchmarks.plots import draw
from benchmarks.report import Curve, Plot, Result, quantile, write_json

RESULT = Result(
    "trial",
    ("load", "ms"),
    (("one client", 12.345), ("many", 12_345.6)),
    ("A note.",),
    Plot("clients", "ms", (Curve("p50", (1.0, 4.0), (12.3, 12_345.6)),), logarithmic=True),
)
MODEL = Path(__file__).parents[2] / "service" / "model"


def test_a_table_is_markdown_with_its_notes() -> None:
    lines = RESULT.as_text().splitlines()
    assert lines[2:6] == [
        "| load       | ms     |",
        "|------------|--------|",
        "| one client | 12.3   |",
        "| many       | 12,346 |",
    ]
    assert "A note." in lines


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1), (0.5, 3), (0.99, 4), (1.0, 4)])
def test_quantile(share: float, expected: float) -> None:
    assert quantile([4, 1, 3, 2], share) == expected


def test_json_holds_the_machine_and_the_results(tmp_path: Path) -> None:
    write_json(tmp_path / "found.json", {"processors": 2}, [RESULT])
    found = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert found["machine"] == {"processors": 2}
    assert found["results"][0]["rows"] == [["one client", 12.345], ["many", 12345.6]]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of what matplotlib imports
def test_the_same_numbers_are_drawn_the_same(tmp_path: Path) -> None:
    assert draw(RESULT, tmp_path / "a").read_bytes() == draw(RESULT, tmp_path / "b").read_bytes()


@pytest.mark.parametrize("length", [1, 100, 100_000])
def test_articles_of_a_length(length: int) -> None:
    assert len(of_length(["One story.", "Another."], length)) == length


def test_articles_are_the_seeds_and_what_is_given(tmp_path: Path) -> None:
    given = tmp_path / "articles.jsonl"
    given.write_text('{"text": "A story."}\n{"text": " "}\n{"text": "Not taken."}\n', encoding="utf-8")
    seeds = load_articles(None, 0)
    assert len(seeds) >= 20
    assert load_articles(given, 2) == [*seeds, "A story."]
    assert count_words(["A story.", "Of four words more."]) == 6


def test_the_bare_loop_runs_the_windows_of_the_service() -> None:
    text = "“The bridge is safe,” said Anna Smith.\n\n" * 60
    graph, feeds = record_feeds([text], MODEL)
    sizes = [inputs["ids"].shape[1] for _, inputs in feeds]
    assert len(sizes) > 1
    outputs, inputs = feeds[0]
    assert graph.run(outputs, inputs)[0].shape[1] == sizes[0]
