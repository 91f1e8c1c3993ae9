"""What every response carries: its identity, security headers, CORS, keys, and no leaks."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import re

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from service.api.middleware.recovery import Recovery
from service.errors import Overloaded
from service.logs import configure_logs
from tests.api.articles import WIRE_STORY
from tests.conftest import Serve

KEY, OTHER = "correct-horse-battery", "staple-staple-staple"


@pytest.mark.parametrize("sent", ["abc", "cms:4711/42", "a" * 128, "01J5-x_y.z~+="])
async def test_a_sane_request_id_is_taken_over(client: httpx.AsyncClient, sent: str) -> None:
    response = await client.get("/healthz", headers={"X-Request-ID": sent})
    assert response.headers["x-request-id"] == sent


@pytest.mark.parametrize("sent", ["", "a b", "a" * 129, "x\ty", '"quoted"', "<script>", "-dash"])
async def test_another_is_replaced(client: httpx.AsyncClient, sent: str) -> None:
    response = await client.get("/healthz", headers={"X-Request-ID": sent})
    assert re.fullmatch("[0-9a-f]{32}", response.headers["x-request-id"])


@pytest.mark.parametrize("path", ["/", "/healthz", "/nope", "/v1/info", "/metrics"])
async def test_security_headers_are_on_every_response(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] in ("no-store", "no-cache")


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": f"Bearer {KEY}"}, {"X-API-Key": OTHER}, {"Authorization": f"bearer  {KEY}"}],
)
async def test_each_key_opens(serve: Serve, headers: dict[str, str]) -> None:
    hashed = "sha256:" + hashlib.sha256(OTHER.encode()).hexdigest()
    async with serve(api_keys=f"{KEY}, {hashed}") as client:
        assert (await client.get("/v1/info", headers=headers)).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer "},
        {"Authorization": f"Basic {KEY}"},
        {"Authorization": f"Bearer {KEY}x"},
        {"X-API-Key": KEY[:-1]},
        {"X-API-Key": ""},
        {"X-API-Key": "sha256:" + hashlib.sha256(KEY.encode()).hexdigest()},
    ],
)
async def test_anything_else_does_not(serve: Serve, headers: dict[str, str]) -> None:
    async with serve(api_keys=KEY) as client:
        for path in ("/v1/info", "/v1/topics", "/v1/none"):
            response = await client.get(path, headers=headers)
            assert (response.status_code, response.json()["code"]) == (401, "unauthorized")
            assert KEY not in response.text


async def test_a_stranger_is_refused_before_the_body_is_read(serve: Serve) -> None:
    async with serve(api_keys=KEY) as client:
        response = await client.post("/v1/enrich", content=b"x" * 5_000_000)
    assert response.status_code == 401


async def test_cors_is_off_by_default(client: httpx.AsyncClient) -> None:
    response = await client.get("/v1/info", headers={"Origin": "https://cms.example"})
    assert "access-control-allow-origin" not in response.headers


async def test_cors_lets_listed_origins_in(serve: Serve) -> None:
    async with serve(cors_origins="https://cms.example, https://desk.example", api_keys=KEY) as client:
        preflight = await client.options(
            "/v1/enrich",
            headers={
                "Origin": "https://desk.example",
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "Content-Type, X-API-Key",
            },
        )
        assert (preflight.status_code, preflight.headers["access-control-allow-origin"]) == (
            200,
            "https://desk.example",
        )
        refused = await client.get("/v1/info", headers={"Origin": "https://desk.example"})
        assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (401, "https://desk.example")
        stranger = await client.get("/v1/info", headers={"Origin": "https://evil.example", "X-API-Key": KEY})
        assert "access-control-allow-origin" not in stranger.headers


async def recovered(error: Exception) -> tuple[int, str]:
    sent: list[Message] = []

    async def route(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise error

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await Recovery(route)({"type": "http", "method": "GET", "path": "/", "headers": []}, receive, send)
    return sent[0]["status"], sent[1]["body"].decode()


async def test_an_unexpected_error_tells_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither to the client nor to the log, where it leaves its type and frames alone."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    try:
        configure_logs("info")
        status, body = await recovered(ValueError("Lindqvist said"))
    finally:
        root.handlers, root.level = handlers, level
    problem = json.loads(body)
    assert (status, problem["code"], problem["detail"]) == (500, "internal", None)
    line = json.loads(capsys.readouterr().err)
    assert line["exception"]["type"] == "ValueError"
    assert any("route" in frame for frame in line["exception"]["frames"])
    assert "Lindqvist" not in body + json.dumps(line)


async def test_an_error_of_the_service_becomes_its_problem() -> None:
    status, body = await recovered(Overloaded("full", limit="queue_size"))
    assert (status, json.loads(body)["code"]) == (503, "overloaded")


async def test_logs_name_the_request_and_never_its_text(serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    try:
        configure_logs("debug")
        async with serve() as client:
            headers = {
                "X-Request-ID": "cms-4711",
                "traceparent": f"00-{'4bf92f3577b34da6a3ce929d0e0e4736'}-{'00f067aa0ba902b7'}-01",
            }
            for body in ({"text": WIRE_STORY}, {"text": WIRE_STORY, "Lindqvist": 1}, {"text": WIRE_STORY * 200}):
                await asyncio.create_task(client.post("/v1/enrich", json=body, headers=headers))
    finally:
        root.handlers, root.level = handlers, level
    logged = capsys.readouterr().err
    lines = [json.loads(line) for line in logged.splitlines()]
    requests = [line for line in lines if line["event"] == "request"]
    assert [line["status"] for line in requests] == [200, 422, 422]
    assert requests[0]["characters"] == len(WIRE_STORY)
    for line in requests:
        assert (line["request_id"], line["route"]) == ("cms-4711", "/v1/enrich")
        assert (line["trace_id"], line["span_id"]) == ("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7")
    assert "Lindqvist" not in logged
    assert "bridge" not in logged
