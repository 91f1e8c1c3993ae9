"""The committed OpenAPI description is the code's, valid, and made for generators."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.api.openapi import describe_api, render_api
from service.app import create_app
from service.settings import Settings

COMMITTED = Path(__file__).parent.parent / "openapi" / "openapi.json"
DESCRIPTION: dict[str, Any] = describe_api(create_app(Settings()))
SCHEMAS: dict[str, Any] = DESCRIPTION["components"]["schemas"]
REQUESTS = {"EnrichRequest", "BatchRequest"}
EXCHANGED = ("Ninjs", "JsonLd", "Superdesk")


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in DESCRIPTION["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_the_committed_description_is_the_codes() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == render_api(create_app(Settings())), "run: make openapi"


def test_no_setting_changes_it() -> None:
    changed = Settings(max_text_length=5, api_keys="correct-horse-battery", cors_origins="https://a.example")  # pyright: ignore[reportArgumentType] - parsed
    assert describe_api(create_app(changed)) == DESCRIPTION


def test_it_has_the_operations_of_the_contract_and_no_others() -> None:
    assert {name: operation["operationId"] for name, operation in operations()} == {
        "POST /v1/enrich": "enrichArticle",
        "POST /v1/enrich/batch": "enrichBatch",
        "POST /v1/enrich/ninjs": "enrichArticleNinjs",
        "POST /v1/enrich/jsonld": "enrichArticleJsonLd",
        "POST /v1/enrich/superdesk": "enrichArticleSuperdesk",
        "GET /v1/topics": "listTopics",
        "GET /v1/info": "getServiceInfo",
    }
    assert all(len(operation["tags"]) == 1 for _, operation in operations())


def test_problems_are_only_ever_problem_json() -> None:
    for name, operation in operations():
        for status, response in operation["responses"].items():
            answered = "application/ld+json" if name.endswith("/jsonld") else "application/json"
            expected = answered if status == "200" else "application/problem+json"
            assert list(response["content"]) == [expected], (name, status)


def test_every_field_of_an_answer_is_required() -> None:
    for name, schema in SCHEMAS.items():
        if name not in REQUESTS and schema["type"] == "object" and not name.startswith(EXCHANGED):
            assert schema["required"] == list(schema["properties"]), name


def test_what_other_standards_shape_leaves_keys_out_and_has_no_null() -> None:
    for name, schema in SCHEMAS.items():
        if name.startswith(EXCHANGED):
            assert '"null"' not in json.dumps(schema), name
            assert '"default"' not in json.dumps(schema), name
            assert set(schema.get("required", [])) <= set(schema["properties"]), name


def test_only_the_text_is_required_of_a_request() -> None:
    assert SCHEMAS["EnrichRequest"]["required"] == ["text"]
    assert SCHEMAS["EnrichRequest"]["additionalProperties"] is False


def test_enums_are_closed_sets_alone() -> None:
    assert [
        name for name, schema in SCHEMAS.items() if "enum" in json.dumps(schema).replace("x-extensible-enum", "")
    ] == [
        "Feature",
        "OffsetUnit",
    ]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_schema_is_described(name: str) -> None:
    assert SCHEMAS[name].get("description"), name


def test_fastapis_own_error_schema_is_gone() -> None:
    assert not {"HTTPValidationError", "ValidationError"} & set(SCHEMAS)
