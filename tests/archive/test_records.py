"""From files of each format to requests, whatever is in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.archive import records
from service.archive.columns import Columns
from service.errors import UnreadableFile
from tests.archive.files import arrow, csv_rows, json_lines, parquet_rows, put, records_of, requests_of

ROWS = [{"id": "a", "text": "One. “Zwei”, 三."}, {"id": "b", "text": "Two\nlines.", "title": "A title"}]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("in.jsonl", json_lines(ROWS)),
        ("in.ndjson.gz", json_lines(ROWS)),
        ("bom.jsonl", b"\xef\xbb\xbf" + json_lines(ROWS)),
        ("crlf.jsonl", json_lines(ROWS).replace(b"\n", b"\r\n\r\n").rstrip()),
        ("in.csv", csv_rows(["id", "text", "title"], [["a", ROWS[0]["text"], ""], ["b", "Two\nlines.", "A title"]])),
        (
            "in.tsv",
            csv_rows(["id", "text", "title"], [["a", ROWS[0]["text"], ""], ["b", "Two\nlines.", "A title"]], "\t"),
        ),
        ("bom.csv.gz", '\ufeffid,title,text\na,,"One. “Zwei”, 三."\n\nb,A title,"Two\nlines."'.encode()),
        ("in.parquet", parquet_rows({"id": ["a", "b"], "text": [r["text"] for r in ROWS], "title": [None, "A title"]})),
    ],
)
def test_all_formats_give_the_same_requests(tmp_path: Path, name: str, content: bytes) -> None:
    put(tmp_path, {name: content})
    assert requests_of(tmp_path, name) == ROWS


def test_progress_through_a_file_ends_at_its_size(tmp_path: Path) -> None:
    rows = [{"text": f"Story {number}. " * 40} for number in range(2000)]
    put(
        tmp_path,
        {
            "a.jsonl": json_lines(rows),
            "b.jsonl.gz": json_lines(rows),
            "c.parquet": parquet_rows({"text": [row["text"] for row in rows]}),
        },
    )
    for name in ("a.jsonl", "b.jsonl.gz", "c.parquet"):
        read = [record.read for record in records_of(tmp_path, name)]
        assert read == sorted(read)
        assert read[-1] == (tmp_path / name).stat().st_size


def test_columns_by_name_options_and_ids_that_are_numbers(tmp_path: Path) -> None:
    columns = Columns(text="body", id="key", title="head", language="lang")
    row = {"key": 17, "body": "A story.", "head": "H", "lang": "en-GB", "text": "not this", "other": [1]}
    put(tmp_path, {"in.jsonl": json_lines([row])})
    assert requests_of(tmp_path, "in.jsonl", columns, offset_unit="utf16") == [
        {"id": "17", "text": "A story.", "title": "H", "language": "en-GB", "offset_unit": "utf16"}
    ]


def test_what_is_no_record_is_handed_on_for_its_problem(tmp_path: Path) -> None:
    lines = [
        b'{"text": "cut off',
        b"[1, 2]",
        b'{"text": NaN}',
        b"\xff\xfe",
        b'{"text": "a", "text": "b"}',
        b'{"id": 1}',
    ]
    put(tmp_path, {"in.jsonl": b"\n".join(lines)})
    bodies = [record.body for record in records_of(tmp_path, "in.jsonl")]
    assert [body.strip() for body in bodies[:5] if body is not None] == lines[:5]
    assert bodies[5] == b'{"id": "1"}'


def test_bytes_that_are_no_utf8_are_marked_not_dropped(tmp_path: Path) -> None:
    stored = arrow.array([b"caf\xe9", b"fine"]).cast(arrow.string(), safe=False)
    put(tmp_path, {"in.csv": b"id,text\n1,caf\xe9\n2,fine\n", "in.parquet": parquet_rows({"text": stored})})
    for name in ("in.csv", "in.parquet"):
        assert [request["text"] for request in requests_of(tmp_path, name)] == ["caf\udce9", "fine"]


def test_a_csv_row_that_does_not_fit_its_header_is_refused_as_a_request(tmp_path: Path) -> None:
    put(tmp_path, {"in.csv": b"id,text\n1,a,b\n2\n3,fine\n"})
    assert requests_of(tmp_path, "in.csv") == [
        {"id": "1", "text": "a", "surplus_fields": 1},
        {"id": "2"},
        {"id": "3", "text": "fine"},
    ]


@pytest.mark.parametrize("name", ["in.jsonl", "in.csv", "in.parquet"])
def test_a_record_too_large_to_hold_is_passed_over(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_RECORD_BYTES", 1000)
    texts = ["first", "x" * 5000, "last"]
    contents = {
        "in.jsonl": json_lines({"text": text} for text in texts),
        "in.csv": csv_rows(["text"], [[text] for text in texts]),
        "in.parquet": parquet_rows({"text": texts}),
    }
    put(tmp_path, {name: contents[name]})
    bodies = [record.body for record in records_of(tmp_path, name)]
    assert [json.loads(body)["text"] if body else None for body in bodies] == ["first", None, "last"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("in.jsonl", b""),
        ("in.csv", b""),
        ("in.csv", b"id,text\n"),
        ("in.parquet", parquet_rows({"text": arrow.array([], arrow.string())})),
        ("in.jsonl.gz", b""),
    ],
)
def test_empty_files_hold_no_records(tmp_path: Path, name: str, content: bytes) -> None:
    put(tmp_path, {name: content})
    assert records_of(tmp_path, name) == []


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("in.parquet", b"PAR1 no more", "cannot be read"),
        ("in.parquet", parquet_rows({"body": ["x"]}), "has no column text"),
        ("in.csv", b"id,body\n1,x\n", "has no column text"),
        ("in.jsonl.bz2", b"plain", "cannot be read"),
    ],
)
def test_a_damaged_file_is_named_with_its_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    put(tmp_path, {name: content})
    with pytest.raises(UnreadableFile, match=reason):
        records_of(tmp_path, name)


def test_ids_of_parquet_may_be_numbers_dictionaries_or_missing(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "ints.parquet": parquet_rows({"id": [1, 2], "text": ["a", "b"]}),
            "nan.parquet": parquet_rows({"id": arrow.array([float("nan"), 2.5]), "text": ["a", "b"]}),
            "dict.parquet": parquet_rows({"id": arrow.array(["x", "y"]).dictionary_encode(), "text": ["a", None]}),
        },
    )
    assert [request.get("id") for request in requests_of(tmp_path, "ints.parquet")] == ["1", "2"]
    assert [request.get("id") for request in requests_of(tmp_path, "nan.parquet")] == [None, 2.5]
    assert requests_of(tmp_path, "dict.parquet") == [{"id": "x", "text": "a"}, {"id": "y"}]
