from __future__ import annotations

import time
from pathlib import Path

import pytest

from service.errors import InvalidAuthorityFile
from service.reading.authority import AuthorityFile

CSV = """id,name,aliases,type,uri,description
P-204,"Lindqvist, Marta",M. Lindqvist|Märta Lindqvist,person,https://example.org/p/204,city engineer
P-1,John Smith,,person,,footballer striker
P-2,John Smith,,person,,judge at the high court
O-1,Anti-Corruption Commission,ACC,organization,,
L-1,Acme,,,,
"""


@pytest.fixture
def newsroom(tmp_path: Path) -> AuthorityFile:
    return AuthorityFile.load(written(tmp_path, "newsroom.csv", CSV))


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "type_", "context", "id_"),
    [
        ("Marta Lindqvist", "person", "", "P-204"),
        ("MARTA LINDQVIST", "person", "", "P-204"),
        ("Lindqvist, Marta", "person", "", "P-204"),
        ("the ACC", "organization", "", "O-1"),
        ("Acme", "product", "", "L-1"),
        ("John Smith", "person", "judge", "P-2"),
        ("John Smith", "person", "striker goal", "P-1"),
        ("John Smith", "person", "", None),
        ("John Smith", "person", "judge footballer", None),
        ("Lindqvist", "person", "", None),
        ("Marta Lindqvist", "work", "", None),
        ("", "person", "", None),
    ],
)
def test_find(newsroom: AuthorityFile, name: str, type_: str, context: str, id_: str | None) -> None:
    entry = newsroom.find([name], type_, frozenset(context.split()))
    assert (entry.id if entry else None) == id_


def test_the_link(newsroom: AuthorityFile) -> None:
    entry = newsroom.find(["Marta Lindqvist"], "person", frozenset())
    assert entry is not None
    assert (entry.link.scheme, entry.link.id, entry.link.uri, entry.link.label) == (
        "authority",
        "P-204",
        "https://example.org/p/204",
        "Lindqvist, Marta",
    )


def test_jsonl_says_the_same(tmp_path: Path, newsroom: AuthorityFile) -> None:
    line = '{"id": "P-204", "name": "Lindqvist, Marta", "aliases": ["M. Lindqvist"], "type": "person"}\n\n'
    other = AuthorityFile.load(written(tmp_path, "newsroom.jsonl", line))
    for name in ("Marta Lindqvist", "M. Lindqvist"):
        found, expected = (file.find([name], "person", frozenset()) for file in (other, newsroom))
        assert found is not None
        assert expected is not None
        assert found.id == expected.id


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "", "line 1: the columns are"),
        ("a.csv", "id,label\n", "line 1: the columns are"),
        ("a.csv", "id,name,id\n", "line 1: the columns are"),
        ("a.csv", "id,name\n1,Ann\n2\n", "line 3: 1 cells instead of 2"),
        ("a.csv", "id,name\n1,\n", "line 2: id and name must not be empty"),
        ("a.csv", "id,name\n1,Ann\n1,Bob\n", "line 3: the id of line 2 again"),
        ("a.csv", "id,name,type\n1,Ann,human\n", "line 2: unknown type"),
        ("a.csv", "id,name,uri\n1,Ann,ann\n", "line 2: uri is not an absolute URI"),
        ("a.csv", 'id,name\n1,"Ann\n', "line 2"),
        ("a.jsonl", "{}\n{", "line 1: id and name must not be empty"),
        ("a.jsonl", '{"id": "1", "name": "Ann"}\n{', "line 2: not JSON"),
        ("a.jsonl", "[1]", "line 1: not an object"),
        ("a.jsonl", '{"id": "1", "name": "Ann", "alias": "A"}', "line 1: unknown key 'alias'"),
        ("a.jsonl", '{"id": "1", "name": ["Ann"]}', "line 1: name is not a string"),
        ("a.jsonl", '{"id": "1", "name": "Ann", "aliases": [1]}', "line 1: aliases are not strings"),
        ("a.txt", "", "ends in .csv or .jsonl"),
    ],
)
def test_a_broken_file_names_its_line(tmp_path: Path, name: str, content: str, message: str) -> None:
    with pytest.raises(InvalidAuthorityFile) as error:
        AuthorityFile.load(written(tmp_path, name, content))
    assert message in str(error.value.detail)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidAuthorityFile, match="cannot read"):
        AuthorityFile.load(tmp_path / "none.csv")


def test_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,name\n1,M\xe4rta\n")
    with pytest.raises(InvalidAuthorityFile, match="not UTF-8 at byte 11"):
        AuthorityFile.load(tmp_path / "a.csv")


def test_tens_of_thousands_of_rows_cost_a_request_nothing(tmp_path: Path) -> None:
    rows = "".join(f"{i},Person {i} Name,,person,\n" for i in range(30_000))
    large = AuthorityFile.load(written(tmp_path, "large.csv", "id,name,aliases,type,uri\n" + rows))
    start = time.process_time()
    for i in range(1000):
        assert large.find([f"Person {i} Name"], "person", frozenset()) is not None
    assert time.process_time() - start < 1
