"""GET /healthz, /readyz and /metrics."""

from __future__ import annotations

import asyncio
import re

import httpx
import pytest
from fastapi import FastAPI

from service.api.desk import Desk
from service.app import create_app
from service.reading.pipeline import Reader
from service.settings import Settings
from tests.api.articles import WIRE_STORY
from tests.conftest import Serve, client_of


async def test_ready_once_started(client: httpx.AsyncClient) -> None:
    assert (await client.get("/healthz")).json() == {"status": "alive"}
    ready = await client.get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (200, "ready")
    assert ready.json()["models"]["taxonomy"] == "2025-03-31"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_probes_may_use_head(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.head(path)).status_code == 200


async def test_alive_but_not_ready_before_the_start(reader: Reader) -> None:
    async with client_of(create_app(Settings(), reader)) as client:
        assert (await client.get("/healthz")).status_code == 200
        ready = await client.get("/readyz")
        assert (ready.status_code, ready.json()["code"], ready.headers["retry-after"]) == (503, "not_ready", "2")


async def test_draining_is_not_ready_yet_goes_on(reader: Reader) -> None:
    app = create_app(Settings(), reader)
    async with app.router.lifespan_context(app), client_of(app) as client:
        desk: Desk = app.state.desk
        desk.engine.drain()
        assert (await client.get("/readyz")).json()["code"] == "shutting_down"
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.post("/v1/enrich", json={"text": WIRE_STORY})).status_code == 200


async def test_a_hung_reading_fails_both_probes(serve: Serve) -> None:
    """With a stall limit shorter than one reading, any reading counts as hung while it runs."""
    async with serve(stall_seconds=0.001) as client:
        reading = asyncio.create_task(client.post("/v1/enrich", json={"text": WIRE_STORY * 20}))
        await asyncio.sleep(0.05)
        health, ready = await client.get("/healthz"), await client.get("/readyz")
        assert (health.status_code, ready.status_code) == (503, 503)
        assert (await reading).status_code == 200
        assert (await client.get("/healthz")).status_code == 200


async def test_health_answers_while_a_long_article_is_read(client: httpx.AsyncClient) -> None:
    loop = asyncio.get_running_loop()
    reading = asyncio.create_task(client.post("/v1/enrich", json={"text": WIRE_STORY * 100}))
    waits: list[float] = []
    while not reading.done():
        begun = loop.time()
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get("/readyz")).status_code == 200
        waits.append(loop.time() - begun)
        await asyncio.sleep(0.01)
    assert (await reading).status_code == 200
    assert sorted(waits)[len(waits) // 2] < 0.05


async def test_nothing_here_asks_for_a_key(serve: Serve) -> None:
    async with serve(api_keys="correct-horse-battery") as client:
        for path in ("/healthz", "/readyz", "/metrics", "/", "/openapi.json"):
            assert (await client.get(path)).status_code == 200, path


def sample(text: str, series: str) -> float:
    found = re.search(rf"^{re.escape(series)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


async def test_metrics_count_what_happened(reader: Reader) -> None:
    app: FastAPI = create_app(Settings(), reader)
    async with app.router.lifespan_context(app), client_of(app) as client:
        before = (await client.get("/metrics")).text
        await client.post("/v1/enrich", json={"text": WIRE_STORY})
        await client.post("/v1/enrich", json={"text": " "})
        await client.request("BREW", "/coffee/pot/4711")
        after = (await client.get("/metrics")).text
    assert after.startswith("# HELP enricher_")
    ok = 'enricher_requests_total{code="ok",method="POST",route="/v1/enrich",status="200"}'
    empty = 'enricher_requests_total{code="text_empty",method="POST",route="/v1/enrich",status="422"}'
    strange = 'enricher_requests_total{code="not_found",method="other",route="unmatched",status="404"}'
    assert [sample(after, series) for series in (ok, empty, strange)] == [1, 1, 1]
    for series, grown in (
        ('enricher_articles_total{outcome="read"}', 1),
        ("enricher_characters_total", len(WIRE_STORY)),
        ("enricher_words_total", len(WIRE_STORY.split())),
        ("enricher_batch_articles_count", 1),
        ("enricher_queue_seconds_count", 1),
    ):
        assert sample(after, series) - sample(before, series) == grown, series
    assert sample(after, "enricher_ready_workers") == 1
    assert sample(after, "enricher_queue_articles") == 0
    assert sample(after, "enricher_pending_bytes") == 0
    assert sample(after, "enricher_resident_bytes") > 10_000_000
    assert sample(after, "enricher_reading_seconds_total") > 0
    assert "4711" not in after
    assert "bridge" not in after
