"""``scripts/api_checks.py``: what is wrong with a description, or breaks its clients, is found."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.api_checks import (
    DESCRIPTION,
    InstallError,
    baseline,
    breaking,
    check_changes,
    install,
    lint,
    may_break,
)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

PROBLEM = "application/problem+json"

Edit = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def tools() -> Path:
    try:
        return install()
    except InstallError as error:
        pytest.skip(f"the tools cannot be installed: {error}")


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[Edit], Path]:
    """Writes the committed description with a change to it."""

    def write(edit: Edit) -> Path:
        description: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
        edit(description)
        path = tmp_path / "openapi.json"
        path.write_text(json.dumps(description), encoding="utf-8")
        return path

    return write


def schema(description: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = description["components"]["schemas"][name]
    return found


def enrich(description: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = description["paths"]["/v1/enrich"]["post"]
    return operation


def remove_field(description: dict[str, Any]) -> None:
    entity = schema(description, "Entity")
    del entity["properties"]["salience"]
    entity["required"].remove("salience")


def rename_schema(description: dict[str, Any]) -> None:
    written = json.dumps(description["paths"]).replace("/TopicsResponse", "/TopicList")
    description["paths"] = json.loads(written)
    schemas = description["components"]["schemas"]
    schemas["TopicList"] = schemas.pop("TopicsResponse")


def add_field(description: dict[str, Any]) -> None:
    entity = schema(description, "Entity")
    entity["properties"]["wikipedia"] = {"type": "string"}
    entity["required"].append("wikipedia")


BREAKING: dict[str, Edit] = {
    "field of an answer removed": remove_field,
    "field of an answer left out at times": lambda d: schema(d, "Entity")["required"].remove("salience"),
    "field of an answer may be null": lambda d: schema(d, "Topic")["properties"].update(
        label={"anyOf": [{"type": "string"}, {"type": "null"}]}
    ),
    "members of a list of another type": lambda d: schema(d, "Source")["properties"]["quotation_ids"]["items"].update(
        type="integer"
    ),
    "field that another schema describes": lambda d: schema(d, "Quotation")["properties"]["content"].update(
        items={"$ref": "#/components/schemas/Segment"}
    ),
    "field of an answer of another type": lambda d: schema(d, "Topic")["properties"]["level"].update(type="string"),
    "field of a request removed": lambda d: schema(d, "EnrichRequest")["properties"].pop("title"),
    "field of a request of another type": lambda d: schema(d, "EnrichRequest")["properties"]["text"].update(
        type="integer"
    ),
    "field of a request required": lambda d: schema(d, "EnrichRequest")["required"].append("id"),
    "shorter texts": lambda d: schema(d, "EnrichRequest")["properties"]["text"].update(maxLength=5000),
    "option removed": lambda d: schema(d, "OffsetUnit")["enum"].remove("utf8"),
    "parameter required": lambda d: d["paths"]["/v1/topics"]["get"]["parameters"][0].update(required=True),
    "answer of another content type": lambda d: enrich(d)["responses"]["200"]["content"].update(
        {"application/xml": enrich(d)["responses"]["200"]["content"].pop("application/json")}
    ),
    "problem no longer described": lambda d: enrich(d)["responses"].pop("503"),
    "key no longer taken in a header": lambda d: d["components"]["securitySchemes"].pop("headerKey"),
    "parameter removed": lambda d: d["paths"]["/v1/topics"]["get"]["parameters"].pop(),
    "body of a type removed": lambda d: enrich(d)["requestBody"]["content"].pop("text/plain"),
    "operation removed": lambda d: d["paths"].pop("/v1/info"),
    "operation renamed": lambda d: enrich(d).update(operationId="enrich"),
    "schema renamed": rename_schema,
}

HARMLESS: dict[str, Edit] = {
    "nothing": lambda d: None,
    "field of an answer added": add_field,
    "field of a request added": lambda d: schema(d, "EnrichRequest")["properties"].update(desk={"type": "string"}),
    "format of a number named": lambda d: schema(d, "EnrichRequest")["properties"]["topics_limit"].update(
        format="int32"
    ),
    "longer texts": lambda d: schema(d, "EnrichRequest")["properties"]["text"].update(maxLength=200_000),
    "value of an open set added": lambda d: schema(d, "Entity")["properties"]["type"]["x-extensible-enum"].append("x"),
    "operation added": lambda d: d["paths"].update({"/v1/about": d["paths"]["/v1/info"]}),
    "other words": lambda d: schema(d, "Entity").update(description="A thing."),
    "another example": lambda d: enrich(d)["responses"]["200"]["content"]["application/json"].update(example={}),
}


UNSOUND: list[tuple[str, Edit]] = [
    ("content-has-an-example", lambda d: enrich(d)["requestBody"]["content"]["text/plain"].pop("example")),
    ("content-has-an-example", lambda d: enrich(d)["responses"]["503"]["content"][PROBLEM].pop("examples")),
    ("parameter-has-an-example", lambda d: d["paths"]["/v1/topics"]["get"]["parameters"][0].pop("examples")),
    ("oas3-valid-media-example", lambda d: schema(d, "Span")["required"].append("length")),
    ("operation-operationId", lambda d: enrich(d).pop("operationId")),
    ("oas3-unused-component", lambda d: d["components"]["schemas"].update(Unused={"type": "string"})),
]


@pytest.mark.parametrize("edit", BREAKING.values(), ids=BREAKING)
def test_what_breaks_clients_is_found(edited: Callable[[Edit], Path], tools: Path, edit: Edit) -> None:
    assert breaking(DESCRIPTION, edited(edit), tools)


@pytest.mark.parametrize("edit", HARMLESS.values(), ids=HARMLESS)
def test_what_breaks_no_client_is_none_of_that(edited: Callable[[Edit], Path], tools: Path, edit: Edit) -> None:
    assert breaking(DESCRIPTION, edited(edit), tools) == []


def test_the_place_is_named(edited: Callable[[Edit], Path], tools: Path) -> None:
    found = breaking(DESCRIPTION, edited(remove_field), tools)
    assert any(line.startswith("remove paths > /v1/enrich > post > responses > 200") for line in found)
    assert any(line.endswith("entities > items > properties > salience") for line in found)


def test_spectral_finds_nothing(tools: Path) -> None:
    assert lint(DESCRIPTION, tools) == ""


@pytest.mark.parametrize(("rule", "edit"), UNSOUND)
def test_spectral_finds(edited: Callable[[Edit], Path], tools: Path, rule: str, edit: Edit) -> None:
    assert f" {rule} " in lint(edited(edit), tools)


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("0.1.0", "0.1.1", False),
        ("0.1.0", "0.2.0", True),
        ("0.9.0", "1.0.0", True),
        ("1.4.0", "1.5.0", False),
        ("1.9.0", "2.0.0", True),
        ("1.0.0", "0.9.0", False),
    ],
)
def test_a_new_version_may_break_clients(before: str, after: str, allowed: bool) -> None:
    assert may_break(before, after) is allowed


def test_changes_count_from_the_last_tag_or_the_last_other_description(
    edited: Callable[[Edit], Path], tools: Path
) -> None:
    program = shutil.which("git")
    if program is None:
        pytest.skip("there is no git here")
    path = edited(lambda d: None)

    def git(*arguments: str) -> str:
        author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        done = subprocess.run((program, *author, *arguments), cwd=path.parent, capture_output=True, check=True)
        return done.stdout.decode().strip()

    git("init", "--quiet")
    assert baseline(path) is None
    git("add", "openapi.json")
    git("commit", "--quiet", "--message", "first")
    first = git("rev-parse", "HEAD")
    assert baseline(path) is None

    edited(remove_field)
    assert baseline(path) == first
    assert check_changes(path, first, tools)
    git("commit", "--quiet", "--all", "--message", "second")
    git("commit", "--quiet", "--allow-empty", "--message", "third")
    assert baseline(path) == first

    git("tag", "v0.1.1")
    assert baseline(path) == "v0.1.1"
    assert check_changes(path, "v0.1.1", tools) == []
    assert check_changes(path, "no-such-revision", tools)


def test_a_new_version_silences_the_check(edited: Callable[[Edit], Path], tools: Path) -> None:
    def edit(description: dict[str, Any]) -> None:
        remove_field(description)
        description["info"]["version"] = "1000.0.0"

    program = shutil.which("git")
    if program is None:
        pytest.skip("there is no git here")
    path = edited(lambda d: None)
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (("init",), ("add", "openapi.json"), ("commit", "--message", "first")):
        subprocess.run((program, *author, *arguments), cwd=path.parent, capture_output=True, check=True)
    assert check_changes(edited(edit), "HEAD", tools) == []
