"""The command on one machine, on the Ray that it starts itself."""

from __future__ import annotations

import json
import shutil
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.archive.articles import small_stories, write_archive
from tests.archive.files import json_lines, put, records_of
from tests.archive.runs import Running, a_while, archive, files_of, manifest_of, markers, rows_of
from tests.archive.s3 import s3_server

BLOCKS = ("--block-words", "120")
ARTICLES = {
    "year=2023/odd.jsonl": 16,
    "year=2023/stories.jsonl.gz": 9,
    "year=2024/stories.csv": 8,
    "year=2024/bad.csv": 5,
    "year=2024/stories.parquet": 3,
    "year=2024/nothing.jsonl": 0,
    "year=2024/nothing.csv": 0,
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An output that was written without an interruption, and what the run said."""
    target = tmp_path_factory.mktemp("whole") / "out"
    finished = archive(source, target, *BLOCKS, "--actors", "2")
    assert finished.returncode == 0, finished.stderr
    return target, finished.stderr


def test_every_article_has_one_row_in_the_partition_of_its_file(whole: tuple[Path, str]) -> None:
    rows = rows_of(whole[0])
    assert Counter(row["file"] for row in rows) == Counter(ARTICLES)
    for name, count in ARTICLES.items():
        assert [row["position"] for row in rows if row["file"] == name] == list(range(count))
        written = sorted(whole[0].glob(f"{name}-*.parquet"))
        assert [path.name for path in written] == [f"{Path(name).name}-{at:05d}.parquet" for at in range(len(written))]
        assert written
    assert len(list(whole[0].glob("year=2023/stories.jsonl.gz-*"))) > 1


async def test_rows_hold_what_the_service_answers(
    whole: tuple[Path, str], source: Path, client: httpx.AsyncClient
) -> None:
    """Byte for byte, for every article and problem; of a problem all but `instance`, which names a request."""
    versions = (await client.get("/v1/info")).json()["models"]
    posted = {name: [record.body or b"" for record in records_of(source, name)] for name in ARTICLES}
    for row in rows_of(whole[0]):
        name, at = str(row["file"]), int(row["position"])
        body = posted[name][at]
        answered = await client.post("/v1/enrich", content=body, headers={"Content-Type": "application/json"})
        if answered.status_code == 200:
            request = json.loads(body)
            assert row["enrichment"].encode() == answered.content
            assert (row["id"], row["problem"], row["words"]) == (request.get("id"), None, len(request["text"].split()))
        else:
            assert json.loads(row["problem"]) == {**answered.json(), "instance": None}
            assert (row["problem_code"], row["enrichment"]) == (answered.json()["code"], None)
        assert {name: row[f"model_{name}"] for name in versions} == versions


def test_ids_given_twice_are_kept_and_told_apart_by_file_and_position(whole: tuple[Path, str]) -> None:
    rows = [row for row in rows_of(whole[0]) if row["id"] == "dup"]
    assert [(row["file"], row["position"]) for row in rows] == [("year=2024/bad.csv", 0), ("year=2024/bad.csv", 1)]
    assert rows[0]["enrichment"] == rows[1]["enrichment"]


def test_the_manifest_adds_up(whole: tuple[Path, str]) -> None:
    manifest, rows = manifest_of(whole[0]), rows_of(whole[0])
    codes = Counter(row["problem_code"] for row in rows if row["problem_code"])
    assert set(codes) == {
        "text_empty", "text_too_long", "invalid_request", "invalid_text", "malformed_json", "unsupported_language",
    }  # fmt: skip
    assert manifest["problems"] == codes
    assert (manifest["state"], manifest["files"], manifest["articles"]) == ("finished", 7, len(rows))
    assert manifest["enriched"] + manifest["refused"] == len(rows)
    assert manifest["words"] == sum(row["words"] for row in rows)
    assert manifest["skipped_files"] == ["notes.txt"]
    assert manifest["unreadable_files"] == []
    assert manifest["blocks"] == len(markers(whole[0])) == len(files_of(whole[0]))
    assert manifest["models"] == [{**manifest["recipe"]["models"], "articles": len(rows)}]
    (run,) = manifest["runs"]
    assert run["articles"] == len(rows)
    assert run["articles_per_second"] == pytest.approx(len(rows) / run["seconds"], rel=0.01)
    assert run["words_per_second"] == pytest.approx(manifest["words"] / run["seconds"], rel=0.01)


def test_it_shows_progress_and_no_text(whole: tuple[Path, str]) -> None:
    lines = [line for line in whole[1].splitlines() if line.startswith("archive: ")]
    assert "100.0% of the input, 41 articles" in lines[-3]
    assert "words/s" in lines[-3]
    assert lines[-3].endswith("0 s left")
    assert lines[-2:] == [
        "archive: 1 files are no JSON Lines, CSV or Parquet by their names and were left alone; see --format",
        "archive: finished",
    ]
    assert "Lindqvist" not in whole[1]
    assert "Traceback" not in whole[1]


def test_nothing_is_left_in_the_making(whole: tuple[Path, str]) -> None:
    assert sorted(path.name for path in whole[0].iterdir()) == ["_commits", "_manifest.json", "year=2023", "year=2024"]


def test_a_finished_run_is_not_done_again_nor_mixed(whole: tuple[Path, str], source: Path, tmp_path: Path) -> None:
    target = shutil.copytree(whole[0], tmp_path / "out")
    before = markers(target)
    again = archive(source, target)
    assert (again.returncode, markers(target)) == (0, before), again.stderr
    assert len(manifest_of(target)["runs"]) == 2
    refused = archive(source, target, "--options", '{"offset_unit": "utf16"}')
    assert refused.returncode == 1
    assert "made with another options.offset_unit" in refused.stderr
    assert markers(target) == before


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_run_that_is_killed_goes_on_without_losing_or_redoing_an_article(
    number: signal.Signals, whole: tuple[Path, str], source: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    running = Running(source, target, *BLOCKS, "--actors", "1")
    running.wait_for_blocks(2)
    assert running.listening() <= {"127.0.0.1", "::1"}
    a_while(1.0)
    status = running.kill(number)
    before = markers(target)
    if number is signal.SIGTERM:
        assert status == 130
        assert manifest_of(target)["state"] == "interrupted"
    assert len(before) < len(markers(whole[0])), "it was done before it was killed"
    finished = archive(source, target, "--actors", "1")
    assert finished.returncode == 0, finished.stderr
    assert files_of(target) == files_of(whole[0])
    after = markers(target)
    assert {name: after[name] for name in before} == before, "a block was written again"
    manifest = manifest_of(target)
    assert manifest["articles"] == sum(ARTICLES.values())
    assert manifest["runs"][-1]["blocks"] == len(after) - len(before)
    assert not (target / "_temporary").exists()


def test_a_damaged_file_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = small_stories(3, "hull")
    put(tmp_path / "in", {"a.jsonl": json_lines(rows), "b.parquet": b"PAR1 broken", "c.csv": b"body\nx\n"})
    finished = archive(tmp_path / "in", f"local://{tmp_path}/out", "--actors", "1")
    assert finished.returncode == 1
    assert "archive: b.parquet cannot be read" in finished.stderr
    assert "archive: c.csv has no column text" in finished.stderr
    manifest = manifest_of(tmp_path / "out")
    assert (manifest["state"], manifest["articles"]) == ("incomplete", 3)
    assert [damage["file"] for damage in manifest["unreadable_files"]] == ["b.parquet", "c.csv"]
    put(tmp_path / "in", {"c.csv": b"text\nx\n"})
    (tmp_path / "in" / "b.parquet").unlink()
    mended = archive(tmp_path / "in", tmp_path / "out", "--actors", "1")
    assert (mended.returncode, manifest_of(tmp_path / "out")["articles"]) == (0, 4), mended.stderr


def test_from_a_bucket_into_a_bucket(tmp_path: Path) -> None:
    with s3_server() as bucket:
        bucket.objects["archive/in/b/a.jsonl"] = json_lines(small_stories(3, "leith"))
        finished = archive(bucket.url("archive/in"), bucket.url("archive/out"), "--actors", "1")
        assert finished.returncode == 0, finished.stderr
        written = {name for name in bucket.objects if not name.endswith("/")} - {"archive/in/b/a.jsonl"}
        assert written == {
            "archive/out/_manifest.json",
            "archive/out/_commits/b/a.jsonl/00000.json",
            "archive/out/b/a.jsonl-00000.parquet",
        }
        put(tmp_path, {"rows.parquet": bucket.objects["archive/out/b/a.jsonl-00000.parquet"]})
        manifest = json.loads(bucket.objects["archive/out/_manifest.json"])
    assert [row["id"] for row in rows_of(tmp_path)] == ["leith0", "leith1", "leith2"]
    assert manifest["articles"] == 3
    assert "secret" not in json.dumps(manifest) + finished.stderr


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["/no/such/folder", "HERE/out"], "there is no /no/such/folder"),
        (["HERE/empty", "HERE/out"], "no JSON Lines, CSV or Parquet files"),
        (["HERE/input", "HERE/input/out"], "must not lie in the input"),
        (["HERE/input", "HERE/used"], "holds files of something else"),
        (["HERE/input", "HERE/out", "--options", "[1]"], "--options must be a JSON object"),
        (["HERE/input", "HERE/out", "--options", '{"text": "x"}'], "--options must be a JSON object without text"),
        (
            ["HERE/input", "HERE/out", "--options", '{"topics_limit": 99}'],
            "breaks the schema of EnrichRequest in topics_limit",
        ),
        (["HERE/input", "HERE/out", "--actors", "0"], "must be at least 1"),
    ],
)
def test_refusals_say_why_before_ray_is_started(arguments: list[str], complaint: str, tmp_path: Path) -> None:
    put(tmp_path, {"input/a.jsonl": b"{}\n", "used/other.txt": b"x"})
    (tmp_path / "empty").mkdir()
    finished = archive(*(argument.replace("HERE", str(tmp_path)) for argument in arguments))
    assert (finished.returncode, finished.stdout) == (1, "")
    assert complaint in finished.stderr
    assert "Traceback" not in finished.stderr
