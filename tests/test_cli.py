"""The command line, run as a user runs it."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from service import __version__
from tests.api.articles import WIRE_STORY
from tests.running import ROOT, RunningService, environment, running_service


def run(*arguments: str, text: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "service", *arguments],
        input=text,
        capture_output=True,
        encoding="utf-8",
        env=environment(**settings),
        timeout=120,
        check=False,
    )


def test_version_and_wrong_use() -> None:
    assert run("--version").stdout.strip() == __version__
    assert run().returncode == 2
    assert run("archive").returncode == 2


def test_openapi_is_printed_or_written(tmp_path: Path) -> None:
    printed = run("openapi")
    assert (printed.returncode, printed.stderr) == (0, "")
    assert printed.stdout == (ROOT / "openapi" / "openapi.json").read_text(encoding="utf-8")
    written = tmp_path / "openapi.json"
    assert run("openapi", "--out", str(written)).stdout == ""
    assert written.read_text(encoding="utf-8") == printed.stdout


async def test_enrich_prints_what_the_service_answers(client: httpx.AsyncClient, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(WIRE_STORY, encoding="utf-8")
    expected = (await client.post("/v1/enrich", json={"text": WIRE_STORY})).json()
    from_file, from_stdin = await asyncio.gather(
        asyncio.to_thread(run, "enrich", str(path)), asyncio.to_thread(run, "enrich", "-", text=WIRE_STORY)
    )
    for finished in (from_file, from_stdin):
        assert (finished.returncode, finished.stderr) == (0, "")
        assert json.loads(finished.stdout) == expected


async def test_enrich_posts_to_a_running_service(client: httpx.AsyncClient, live_service: RunningService) -> None:
    expected = (await client.post("/v1/enrich", json={"text": WIRE_STORY})).json()
    finished = await asyncio.to_thread(run, "enrich", "-", "--url", live_service.url + "/", text=WIRE_STORY)
    assert (finished.returncode, finished.stderr) == (0, "")
    assert json.loads(finished.stdout) == expected


@pytest.mark.parametrize(
    ("arguments", "status", "complaint"),
    [
        (["enrich", "/no/such/file"], 2, "cannot read /no/such/file: No such file"),
        (["enrich", "-"], 1, "text_empty"),
        (["enrich", "-", "--url", "http://127.0.0.1:1"], 1, "cannot reach http://127.0.0.1:1"),
        (["serve", "--host", "0.0.0.0"], 1, "ALLOW_ANONYMOUS"),
        (["serve", "--port", "99999"], 1, "PORT: "),
    ],
)
def test_refusals_say_why_without_a_traceback(arguments: list[str], status: int, complaint: str) -> None:
    finished = run(*arguments)
    assert (finished.returncode, finished.stdout) == (status, "")
    assert complaint in finished.stderr
    assert "Traceback" not in finished.stderr


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"ENRICHER_PROT": "1"}, "unknown setting ENRICHER_PROT; did you mean ENRICHER_PORT?"),
        ({"AUTHORITY_FILE": "/no/such/file.csv"}, "AUTHORITY_FILE: there is no /no/such/file.csv"),
        ({"TOPIC_MAP": "/dev/null"}, "the header must be"),
    ],
)
def test_a_wrong_setting_stops_the_start(settings: dict[str, str], complaint: str) -> None:
    finished = run("serve", "--port", "0", **settings)
    assert finished.returncode != 0
    assert complaint in finished.stderr


def test_the_key_is_sent_from_the_environment() -> None:
    key = "correct-horse-battery"
    with running_service(API_KEYS=key) as service:
        assert "unauthorized" in run("enrich", "-", "--url", service.url, text=WIRE_STORY).stderr
        assert run("enrich", "-", "--url", service.url, text=WIRE_STORY, API_KEY=key).returncode == 0


async def test_sigterm_drains_finishes_and_exits_cleanly() -> None:
    """Not ready at once, still serving in the grace, no accepted request lost, exit status 0."""
    with running_service(SHUTDOWN_GRACE_SECONDS="2", DEADLINE_SECONDS="60", QUEUE_SECONDS="60") as service:
        async with httpx.AsyncClient(base_url=service.url, timeout=60.0) as client:
            long = [asyncio.create_task(client.post("/v1/enrich", json={"text": WIRE_STORY * 30})) for _ in range(3)]
            await asyncio.sleep(0.3)
            begun = time.monotonic()
            service.process.send_signal(signal.SIGTERM)
            await asyncio.sleep(0.3)
            ready = await client.get("/readyz")
            assert (ready.status_code, ready.json()["code"]) == (503, "shutting_down")
            late = await client.post("/v1/enrich", json={"text": WIRE_STORY})
            assert [response.status_code for response in [*await asyncio.gather(*long), late]] == [200] * 4
        status = await asyncio.to_thread(service.process.wait, 30)
        assert (status, time.monotonic() - begun < 30) == (0, True), service.logged()
        assert "Traceback" not in service.logged()


def metrics(service: RunningService) -> str:
    return httpx.get(service.url + "/metrics", timeout=30.0).text


def wait_for_workers(service: RunningService, number: int) -> None:
    begun = time.monotonic()
    while f"enricher_ready_workers {number}.0" not in metrics(service):
        assert time.monotonic() < begun + 120, service.logged()
        time.sleep(0.2)


def test_a_killed_worker_is_replaced_and_metrics_are_shared() -> None:
    with running_service("--workers", "2") as service:
        for _ in range(4):
            assert httpx.post(service.url + "/v1/enrich", json={"text": WIRE_STORY}, timeout=30.0).status_code == 200
        wait_for_workers(service, 2)
        assert re.search(r'enricher_articles_total\{outcome="read"\} [4-9]\.0', metrics(service))
        first = next(json.loads(line) for line in service.logged().splitlines() if "Started server process" in line)
        worker = int(re.findall(r"\d+", first["event"])[0])
        os.kill(worker, signal.SIGKILL)
        begun = time.monotonic()
        while service.logged().count('"ready"') < 3:
            assert time.monotonic() < begun + 120, service.logged()
            time.sleep(0.2)
        wait_for_workers(service, 2)
        assert service.ask("/readyz") == 200
