"""The examples of the description are what the service answers: to an article of ``seeds/``, and to faulty ones."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.api.examples.articles import ARTICLE_FILE
from service.api.examples.problems import INSTANCE
from service.api.openapi import describe_api
from service.api.strict_json import is_array, is_object
from service.app import create_app
from service.errors import ServiceError
from service.reading.pipeline import Reader
from service.settings import Settings
from tests.api.articles import cut
from tests.api.test_enrich import spans
from tests.api.test_errors import codes
from tests.conftest import Serve, client_of

SEED = Path(__file__).parents[2] / "seeds" / "brief.txt"
TEXT = SEED.read_bytes().decode()
DESCRIPTION: dict[str, Any] = describe_api(create_app(Settings()))
PROBLEMS: dict[str, Any] = DESCRIPTION["components"]["examples"]
LIMITS = ("/v1/info",)
"""Answers that tell how the service is set up, which the tests do in their own way."""

OPERATIONS = [
    (method, path, operation)
    for path, methods in DESCRIPTION["paths"].items()
    for method, operation in methods.items()
    if path not in LIMITS
]
JSON = {"Content-Type": "application/json"}
PLAIN = {"Content-Type": "text/plain"}


def assert_alike(found: Any, shown: Any, at: str = "") -> None:
    """The same but for confidences, which another processor may round otherwise."""
    if is_object(shown):
        assert set(found) == set(shown), at
        for key, member in shown.items():
            assert_alike(found[key], member, f"{at}/{key}")
    elif is_array(shown):
        assert len(found) == len(shown), at
        for index, member in enumerate(shown):
            assert_alike(found[index], member, f"{at}/{index}")
    elif isinstance(shown, float):
        assert found == pytest.approx(shown, abs=0.05), at
    elif at.endswith(("/confidence", "/relevance")):
        assert found == pytest.approx(shown, abs=5), at
    else:
        assert found == shown, f"{at}; after new weights: make examples openapi"


def bodies(operation: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for media_type, body in operation.get("requestBody", {"content": {}})["content"].items():
        yield media_type, body["example"]


def test_the_article_is_a_seed() -> None:
    assert ARTICLE_FILE.read_bytes() == SEED.read_bytes()
    for _, path, operation in OPERATIONS:
        for media_type, body in bodies(operation):
            text = body if media_type == "text/plain" else body.get("articles", [body])[0]["text"]
            assert text == TEXT, path


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=lambda value: str(value)[:30])
async def test_the_answer_is_the_services(
    client: httpx.AsyncClient, method: str, path: str, operation: dict[str, Any]
) -> None:
    query = {
        found["name"]: next(iter(found["examples"].values()))["value"] for found in operation.get("parameters", [])
    }
    body = dict(bodies(operation)).get("application/json")
    response = await client.request(method, path, params=query, json=body)
    (content,) = operation["responses"]["200"]["content"].values()
    assert response.status_code == 200
    assert_alike(response.json(), content["example"])


async def test_raw_text_gives_what_json_gives(client: httpx.AsyncClient) -> None:
    for method, path, operation in OPERATIONS:
        raw = dict(bodies(operation)).get("text/plain")
        if raw is not None:
            assert (await client.request(method, path, content=raw.encode(), headers=PLAIN)).status_code == 200


async def test_the_service_tells_of_itself_what_the_example_says(serve: Serve) -> None:
    defaults = Settings()
    async with serve(deadline_seconds=defaults.deadline_seconds) as client:
        (content,) = DESCRIPTION["paths"]["/v1/info"]["get"]["responses"]["200"]["content"].values()
        assert (await client.get("/v1/info")).json() == content["example"]


def test_spans_are_exact() -> None:
    answer = DESCRIPTION["paths"]["/v1/enrich"]["post"]["responses"]["200"]["content"]["application/json"]["example"]
    found = list(spans(answer))
    assert found
    for span in found:
        assert cut(TEXT, span["start"], span["end"], answer["offset_unit"]) == span["text"]


def test_every_code_has_an_example() -> None:
    shown = {example["value"]["code"] for example in PROBLEMS.values()}
    assert shown == set(codes(ServiceError)) - {"not_found", "method_not_allowed"}


def assert_shown(name: str, response: httpx.Response, as_set_here: tuple[str, str] = ("", "")) -> None:
    """The response is the example, with what this service is set to in the place of the default."""
    shown = json.loads(json.dumps(PROBLEMS[name]["value"]).replace(*as_set_here))
    problem = response.json()
    assert response.status_code == problem["status"]
    assert {**problem, "instance": INSTANCE} == shown


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("malformed_json", f'{{"text": {TEXT}}}'.encode()),
        ("body_too_large", b" " * (1024 * 1024 + 1)),
        ("invalid_request", json.dumps({"text": TEXT, "topics_limit": 50, "topic_limit": 5}).encode()),
        ("text_empty", json.dumps({"text": " \n"}).encode()),
        ("text_too_long", json.dumps({"text": (TEXT * 500)[:100_001]}).encode()),
        ("invalid_text", json.dumps({"text": f"{TEXT}\x00"}).encode()),
        ("unsupported_language", json.dumps({"text": TEXT, "language": "de"}).encode()),
    ],
)
async def test_a_faulty_body(client: httpx.AsyncClient, name: str, body: bytes) -> None:
    assert_shown(name, await client.post("/v1/enrich", content=body, headers=JSON))


@pytest.mark.parametrize(
    ("name", "body"), [("batch_too_large", b" " * (16 * 1024 * 1024 + 1)), ("invalid_batch", b'{"articles": []}')]
)
async def test_a_faulty_batch(client: httpx.AsyncClient, name: str, body: bytes) -> None:
    assert_shown(name, await client.post("/v1/enrich/batch", content=body, headers=JSON))


async def test_a_faulty_query(client: httpx.AsyncClient) -> None:
    assert_shown("invalid_query", await client.get("/v1/topics", params={"level": 9}))


async def test_another_charset(client: httpx.AsyncClient) -> None:
    headers = {"Content-Type": "text/plain; charset=iso-8859-1"}
    assert_shown("unsupported_media_type", await client.post("/v1/enrich", content=b"caf\xe9", headers=headers))


async def test_no_key(serve: Serve) -> None:
    async with serve(api_keys="correct-horse-battery") as client:
        assert_shown("unauthorized", await client.post("/v1/enrich", json={"text": TEXT}))


async def test_a_slow_body(serve: Serve) -> None:
    async def trickle() -> AsyncIterator[bytes]:
        yield b'{"text": "'
        await asyncio.sleep(5)
        yield b'x"}'

    async with serve(body_timeout_seconds=0.05) as client:
        response = await client.post("/v1/enrich", content=trickle(), headers=JSON)
    assert_shown("request_timeout", response, ("30 seconds", "0.05 seconds"))


async def test_too_slow_an_answer(serve: Serve) -> None:
    async with serve(deadline_seconds=0.01) as client:
        response = await client.post("/v1/enrich", json={"text": TEXT * 200})
    assert_shown("deadline_exceeded", response, ("20 seconds", "0.01 seconds"))


async def test_too_many_bodies(serve: Serve) -> None:
    async with serve(max_body_bytes=1024, max_batch_bytes=1024, max_pending_bytes=1024) as client:
        posted = (client.post("/v1/enrich", content=(TEXT * 3).encode(), headers=PLAIN) for _ in range(2))
        responses = await asyncio.gather(*posted)
    (refused,) = [response for response in responses if response.status_code != 200]
    problem, shown = refused.json(), PROBLEMS["overloaded"]["value"]
    assert problem["detail"] == "Too many request bodies are in work."
    assert refused.headers["Retry-After"] == str(problem["retry_after"])
    own = {"instance": INSTANCE, "detail": shown["detail"], "retry_after": shown["retry_after"]}
    assert {**problem, **own} == shown


async def test_before_during_and_after_the_service(reader: Reader) -> None:
    app = create_app(Settings(), reader)
    async with client_of(app) as client:
        assert_shown("not_ready", await client.post("/v1/enrich", json={"text": TEXT}))
        async with app.router.lifespan_context(app):
            desk, app.state.desk = app.state.desk, object()
            assert_shown("internal", await client.post("/v1/enrich", json={"text": TEXT}))
            app.state.desk = desk
        assert_shown("shutting_down", await client.post("/v1/enrich", json={"text": TEXT}))
