"""Folders on this machine and behind fsspec: whole files or none, and one listing of both."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.archive.formats import find_parts
from service.archive.storage import Folder, StoredFile, open_folder, open_input, shown
from service.errors import ArchiveRefused
from tests.archive.s3 import s3_server


@pytest.fixture(params=["", "file://", "local://"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    """By path, by pyarrow, by fsspec (which alone knows ``local``)."""
    return open_folder(f"{request.param}{tmp_path}/made")


def test_files_are_written_whole_listed_replaced_and_deleted(folder: Folder, tmp_path: Path) -> None:
    assert folder.list() == []
    assert folder.read("a/b=1/c.txt") is None
    folder.write("a/b=1/c.txt", b"first")
    folder.write("a/b=1/c.txt", b"second")
    folder.write("d.txt", b"")
    folder.clear_temporary()
    folder.clear_temporary()
    assert [(file.name, file.size) for file in folder.list()] == [("a/b=1/c.txt", 6), ("d.txt", 0)]
    assert [file.name for file in folder.list("a")] == ["a/b=1/c.txt"]
    assert folder.read("a/b=1/c.txt") == b"second"
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["c.txt", "d.txt"]
    folder.delete("d.txt")
    assert folder.read("d.txt") is None


def test_a_writer_that_fails_leaves_what_was_there(folder: Folder, tmp_path: Path) -> None:
    folder.write("a.txt", b"whole")
    with pytest.raises(TypeError):
        folder.write("a.txt", None)  # pyright: ignore[reportArgumentType]
    assert folder.read("a.txt") == b"whole"
    folder.clear_temporary()
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["a.txt"]


def test_input_is_a_folder_or_one_file(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "x.jsonl").write_bytes(b"{}")
    for address in (str(tmp_path), f"file://{tmp_path}", f"local://{tmp_path}"):
        assert [file.name for file in open_input(address)[1]] == ["sub/x.jsonl"]
        folder, files = open_input(f"{address}/sub/x.jsonl")
        assert ([(file.name, file.size) for file in files], folder.read("x.jsonl")) == ([("x.jsonl", 2)], b"{}")
        assert files[0].modified_ns > 0


@pytest.mark.parametrize("address", ["/no/such/folder", "nosuchscheme://bucket/x", "file://relative"])
def test_what_cannot_be_opened_is_refused(address: str) -> None:
    with pytest.raises(ArchiveRefused):
        open_input(address)


def test_parts_by_their_names() -> None:
    names = ["a.jsonl", "b.CSV", "c.tsv.gz", "year=2024/d.parquet", "e.json", "_commits/f.jsonl", "g/.h.jsonl", "i.pq"]
    files = [StoredFile(name, 1, 1) for name in names]
    parts, others = find_parts(files, given_format=None, delimiter=None)
    assert [(part.name, part.format, part.compression, part.delimiter) for part in parts] == [
        ("a.jsonl", "jsonl", None, ","),
        ("b.CSV", "csv", None, ","),
        ("c.tsv.gz", "csv", "gzip", "\t"),
        ("year=2024/d.parquet", "parquet", None, ","),
        ("i.pq", "parquet", None, ","),
    ]
    assert others == ["e.json"]
    parts, others = find_parts(files[4:5], given_format="jsonl", delimiter=None)
    assert ([part.format for part in parts], others) == (["jsonl"], [])


def test_a_bucket_is_a_folder_too() -> None:
    with s3_server() as bucket:
        folder = open_folder(bucket.url("archive/made"))
        assert folder.list() == []
        assert folder.read("a/b=1/c.txt") is None
        folder.write("a/b=1/c.txt", b"first")
        folder.write("a/b=1/c.txt", b"second")
        folder.write("big", bytes(6_000_000))
        folder.clear_temporary()
        assert set(bucket.objects) == {"archive/made/a/b=1/c.txt", "archive/made/big"}
        assert [(file.name, file.size) for file in folder.list()] == [("a/b=1/c.txt", 6), ("big", 6_000_000)]
        assert (folder.read("a/b=1/c.txt"), folder.read("big")) == (b"second", bytes(6_000_000))
        folder.delete("big")
        assert folder.read("big") is None
        assert [file.name for file in open_input(bucket.url("archive"))[1]] == ["made/a/b=1/c.txt"]
        assert [file.name for file in open_input(bucket.url("archive/made/a/b=1/c.txt"))[1]] == ["c.txt"]
        with pytest.raises(ArchiveRefused, match=r"there is no s3://archive/other$"):
            open_input(bucket.url("archive/other"))


def test_keys_in_a_url_are_not_shown() -> None:
    assert shown("s3://key:secret@bucket/in?endpoint_override=x") == "s3://bucket/in"
    assert shown("/a/path@home?/") == "/a/path@home?"
