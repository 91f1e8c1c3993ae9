"""A real Chromium on the real service."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright, expect

from tests.page.inspector import Inspector
from tests.running import RunningService, running_service

CHROMIUM = shutil.which("chromium")
# Without the last four, Chromium looks for its maker's servers at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = "axe-core-4.14.1"

expect.set_options(timeout=20_000)  # for a machine that is busy with something else


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no /usr/bin/chromium; apt-get install chromium"))


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> str:
    """The service under test: the one at ``INSPECTOR_URL``, else one of our own."""
    if running := os.environ.get("INSPECTOR_URL"):
        return running
    service: RunningService = request.getfixturevalue("live_service")
    return f"{service.url}/"


@pytest.fixture(scope="module")
def locked_site() -> Iterator[str]:
    """A service that asks for the key ``correct-horse-battery``."""
    with running_service(API_KEYS="correct-horse-battery") as service:
        yield f"{service.url}/"


@pytest.fixture(scope="session")
async def browser() -> AsyncGenerator[Browser]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        await chromium.close()


@pytest.fixture
async def inspector(browser: Browser, site: str) -> AsyncGenerator[Inspector]:
    """The page, opened; after the test it must have nothing to complain of and have asked nobody else."""
    context = await browser.new_context(
        viewport={"width": 1360, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    context.set_default_timeout(60_000)
    inspector = Inspector(await context.new_page(), site)
    await inspector.open()
    yield inspector
    await context.close()
    assert inspector.complaints == []
    assert [url for url in inspector.requests if not url.startswith((site, "blob:", "data:"))] == []


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core, from the npm registry."""
    directory = tmp_path_factory.mktemp("axe")
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm to fetch axe-core with")
    fetched = subprocess.run(
        [npm, "pack", AXE.replace("core-", "core@"), "--silent"],
        cwd=directory,
        capture_output=True,
        text=True,
        timeout=120,
    )
    if fetched.returncode:
        pytest.skip(f"axe-core could not be fetched: {fetched.stderr.strip()[-200:]}")
    with tarfile.open(directory / f"{AXE}.tgz") as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member is not None
        with member:
            return member.read().decode()
