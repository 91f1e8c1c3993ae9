"""The TypeScript client of openapi-typescript and openapi-fetch: it type-checks, and works against the service."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.running import ROOT, RunningService

CLIENTS = ROOT / "openapi" / "clients" / "typescript"
FILES = (".npmrc", "package.json", "package-lock.json", "tsconfig.json", "try_it.ts")
INSTALLING_SECONDS = 400

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def run(*command: str | Path, cwd: Path, **environment: str) -> None:
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the generated types, compiled together with the program that uses them."""
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("there is no node or no npm here")
    directory = tmp_path_factory.mktemp("typescript")
    for name in FILES:
        shutil.copy(CLIENTS / name, directory)
    _install(directory)
    tools = directory / "node_modules" / ".bin"
    description = ROOT / "openapi" / "openapi.json"
    run(tools / "openapi-typescript", description, "--default-non-nullable=false", "-o", "api.ts", cwd=directory)
    return directory


def _install(directory: Path) -> None:
    """Skip where the packages cannot be had; the versions are those of the lock file."""
    command = ["npm", "ci", "--ignore-scripts", "--prefer-offline"]
    try:
        done = subprocess.run(
            command, cwd=directory, capture_output=True, text=True, timeout=INSTALLING_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        pytest.skip("npm took too long to install the generator")
    if done.returncode:
        pytest.skip(f"npm cannot install the generator: {done.stderr.strip().splitlines()[:1]}")


def test_it_type_checks_and_calls_every_operation(generated: Path, live_service: RunningService) -> None:
    run(generated / "node_modules" / ".bin" / "tsc", "-p", ".", cwd=generated)
    run("node", "try_it.js", cwd=generated, SERVICE_URL=live_service.url)


def test_versions_are_exact_and_no_host_is_named() -> None:
    lock = (CLIENTS / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    package = (CLIENTS / "package.json").read_text(encoding="utf-8")
    assert not any(mark in package for mark in ("^", "~", "latest"))
