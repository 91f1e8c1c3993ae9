"""Every error code of the contract, provoked through HTTP."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from service.app import create_app
from service.errors import ServiceError, StartupError
from service.reading.pipeline import Reader
from service.settings import Settings
from tests.api.articles import WIRE_STORY
from tests.conftest import Serve, client_of

SECRET = "Xylophonist-Quagmire"
JSON = {"Content-Type": "application/json"}


def check_problem(response: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert set(problem) == {"type", "title", "status", "detail", "instance", "code", "retry_after", "errors"}
    assert (response.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert problem["type"] == f"urn:problem-type:article-enrichment:{code}"
    assert problem["instance"] == f"urn:request:{response.headers['x-request-id']}"
    assert (str(problem["retry_after"]) if problem["retry_after"] else None) == response.headers.get("retry-after")
    assert SECRET not in response.text
    return problem


def article(**fields: Any) -> bytes:
    return json.dumps({"text": WIRE_STORY, **fields}).encode()


BODIES: list[tuple[bytes, str, int, str]] = [
    (b"", "application/json", 400, "malformed_json"),
    (b'{"text": "Xylophonist-Quagmire"', "application/json", 400, "malformed_json"),
    (b'{"text": "Xylophonist-Quagmire", "min_confidence": NaN}', "application/json", 400, "malformed_json"),
    (b'{"text": "x", "min_confidence": -Infinity}', "application/json", 400, "malformed_json"),
    (b'{"text": "Xylophonist-Quagmire\xff"}', "application/json", 400, "malformed_json"),
    (b'{"text": "\xed\xa0\x80"}', "application/json", 400, "malformed_json"),
    (b'{"text": ' + b"[" * 100_000, "application/json", 400, "malformed_json"),
    (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "application/json", 400, "malformed_json"),
    (b'{"text": "x", "topics_limit": ' + b"9" * 5_000 + b"}", "application/json", 400, "malformed_json"),
    (b'{"text": "Xylophonist-Quagmire", "text": "y"}', "application/json", 400, "malformed_json"),
    ('{"text": "x"}'.encode("utf-16"), "application/json", 400, "malformed_json"),
    (b"x" * (1024 * 1024 + 1), "application/json", 413, "body_too_large"),
    (b"x" * (1024 * 1024 + 1), "text/plain", 413, "body_too_large"),
    (article(), "application/xml", 415, "unsupported_media_type"),
    (article(), "", 415, "unsupported_media_type"),
    (article(), "application/json; charset=iso-8859-1", 415, "unsupported_media_type"),
    (b"caf\xe9", "text/plain; charset=latin-1", 415, "unsupported_media_type"),
    (b"[]", "application/json", 422, "invalid_request"),
    (b"null", "application/json", 422, "invalid_request"),
    (b"{}", "application/json", 422, "invalid_request"),
    (article(text=None), "application/json", 422, "invalid_request"),
    (article(text=[SECRET]), "application/json", 422, "invalid_request"),
    (article(offset_unit=SECRET), "application/json", 422, "invalid_request"),
    (article(features=["entities", SECRET]), "application/json", 422, "invalid_request"),
    (article(features=[]), "application/json", 422, "invalid_request"),
    (article(topics_limit=0), "application/json", 422, "invalid_request"),
    (article(topics_limit=2.5), "application/json", 422, "invalid_request"),
    (article(topics_limit=1e300), "application/json", 422, "invalid_request"),
    (article(topics_limit="5"), "application/json", 422, "invalid_request"),
    (article(topics_limit=True), "application/json", 422, "invalid_request"),
    (article(min_confidence=1.01), "application/json", 422, "invalid_request"),
    (article(min_confidence=1e308), "application/json", 422, "invalid_request"),
    (article(include_thoughts="yes"), "application/json", 422, "invalid_request"),
    (article(title="x" * 1001), "application/json", 422, "invalid_request"),
    (article(id="x" * 257), "application/json", 422, "invalid_request"),
    (article(language="not a language"), "application/json", 422, "invalid_request"),
    (article(unknown=SECRET), "application/json", 422, "invalid_request"),
    (article(**{f"{SECRET} said": 1}), "application/json", 422, "invalid_request"),
    (article(text=""), "application/json", 422, "text_empty"),
    (article(text=" \t\n\u00a0\u2003\u200b\ufeff"), "application/json", 422, "text_empty"),
    (b"", "text/plain", 422, "text_empty"),
    (b"\xef\xbb\xbf \n", "text/plain", 422, "text_empty"),
    (article(text="x" * 100_001), "application/json", 422, "text_too_long"),
    (b"x" * 100_001, "text/plain", 422, "text_too_long"),
    (article(text=f"{SECRET} \ud83d"), "application/json", 422, "invalid_text"),
    (article(title="\udc00"), "application/json", 422, "invalid_text"),
    (article(id="\udc00"), "application/json", 422, "invalid_text"),
    (article(**{"\udc00": 1}), "application/json", 422, "invalid_text"),
    (article(features=["\udc00"]), "application/json", 422, "invalid_text"),
    (article(text=f"{SECRET}\x00"), "application/json", 422, "invalid_text"),
    (b"Xylophonist-Quagmire caf\xe9", "text/plain", 422, "invalid_text"),
    (b"a\x00b", "text/plain", 422, "invalid_text"),
    (article(language="de"), "application/json", 422, "unsupported_language"),
    (article(language="zz-Zzzz"), "application/json", 422, "unsupported_language"),
]


@pytest.mark.parametrize(("body", "content_type", "status", "code"), BODIES)
async def test_body_is_refused(
    client: httpx.AsyncClient, body: bytes, content_type: str, status: int, code: str
) -> None:
    response = await client.post("/v1/enrich", content=body, headers={"Content-Type": content_type})
    problem = check_problem(response, status, code)
    if status == 422 and content_type == "application/json":
        assert problem["errors"]


@pytest.mark.parametrize(
    ("options", "pointers"),
    [
        ({"features": ["entities", "x"]}, ["/features/1"]),
        ({"unknown": 1, "topics_limit": 99}, ["/topics_limit", "/unknown"]),
        ({"title": 5, "id": []}, ["/title", "/id"]),
        ({f"{SECRET} said": 1}, [""]),
    ],
)
async def test_faults_are_named_by_json_pointer(
    client: httpx.AsyncClient, options: dict[str, Any], pointers: list[str]
) -> None:
    response = await client.post("/v1/enrich", content=article(**options), headers=JSON)
    assert [fault["pointer"] for fault in response.json()["errors"]] == pointers


@pytest.mark.parametrize("encoding", ["br", "deflate", "zstd", "gzip, gzip"])
async def test_unknown_encodings_are_refused(client: httpx.AsyncClient, encoding: str) -> None:
    response = await client.post("/v1/enrich", content=article(), headers={**JSON, "Content-Encoding": encoding})
    check_problem(response, 415, "unsupported_media_type")


@pytest.mark.parametrize("body", [b"no gzip", gzip.compress(article())[:-9], b""])
async def test_broken_gzip_is_refused(client: httpx.AsyncClient, body: bytes) -> None:
    response = await client.post("/v1/enrich", content=body, headers={**JSON, "Content-Encoding": "gzip"})
    check_problem(response, 400, "malformed_json")


@pytest.mark.parametrize("path", ["/nope", "/v1", "/v1/enrich/", "/v2/enrich", "/page/nope.js", "/page/..%2Fapp.py"])
async def test_unknown_paths(client: httpx.AsyncClient, path: str) -> None:
    check_problem(await client.get(path), 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("GET", "/v1/enrich", "POST"), ("DELETE", "/v1/topics", "GET"), ("POST", "/healthz", "GET, HEAD")],
)
async def test_other_methods(client: httpx.AsyncClient, method: str, path: str, allowed: str) -> None:
    response = await client.request(method, path)
    check_problem(response, 405, "method_not_allowed")
    assert sorted(response.headers["allow"].split(", ")) == allowed.split(", ")


@pytest.mark.parametrize("query", ["level=0", "level=7", "level=x", "text=" + "x" * 201])
async def test_query_out_of_range(client: httpx.AsyncClient, query: str) -> None:
    problem = check_problem(await client.get(f"/v1/topics?{query}"), 422, "invalid_request")
    assert problem["errors"][0]["pointer"] == f"/query/{query.partition('=')[0]}"


async def test_unauthorized(serve: Serve) -> None:
    async with serve(api_keys="correct-horse-battery") as client:
        response = await client.post("/v1/enrich", content=article(), headers=JSON)
        check_problem(response, 401, "unauthorized")
        assert response.headers["www-authenticate"].startswith("Bearer")


async def test_overloaded(serve: Serve) -> None:
    async with serve(queue_size=1) as client:
        posted = (client.post("/v1/enrich", content=article(), headers=JSON) for _ in range(5))
        responses = await asyncio.gather(*posted)
    refused = [response for response in responses if response.status_code != 200]
    assert len(refused) == 4
    for response in refused:
        check_problem(response, 503, "overloaded")


async def test_deadline_exceeded(serve: Serve) -> None:
    async with serve(deadline_seconds=0.01) as client:
        response = await client.post("/v1/enrich", content=article(text=WIRE_STORY * 40), headers=JSON)
    check_problem(response, 503, "deadline_exceeded")


async def test_not_ready_before_the_start(reader: Reader) -> None:
    async with client_of(create_app(Settings(), reader)) as client:
        check_problem(await client.post("/v1/enrich", content=article(), headers=JSON), 503, "not_ready")


async def test_shutting_down_after_the_end(reader: Reader) -> None:
    app = create_app(Settings(), reader)
    async with client_of(app) as client:
        async with app.router.lifespan_context(app):
            pass
        check_problem(await client.post("/v1/enrich", content=article(), headers=JSON), 503, "shutting_down")


async def test_slow_body(serve: Serve) -> None:
    async def trickle() -> AsyncIterator[bytes]:
        yield b'{"text": "'
        await asyncio.sleep(5)
        yield b'x"}'

    async with serve(body_timeout_seconds=0.05) as client:
        response = await client.post("/v1/enrich", content=trickle(), headers=JSON)
    check_problem(response, 408, "request_timeout")
    assert response.headers["connection"] == "close"


def codes(kind: type[ServiceError] = ServiceError) -> Iterator[str]:
    yield kind.code
    for child in kind.__subclasses__():
        if child is not StartupError:
            yield from codes(child)


def test_no_code_is_left_untested() -> None:
    elsewhere = {
        "unauthorized", "not_found", "method_not_allowed", "request_timeout", "overloaded", "not_ready",
        "shutting_down", "deadline_exceeded", "internal",
    }  # fmt: skip
    assert set(codes()) == {code for *_, code in BODIES} | elsewhere
