"""The Python client that openapi-python-client makes: it type-checks, and works against the service."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import ROOT, RunningService

CLIENTS = ROOT / "openapi" / "clients" / "python"
BIN = Path(sys.executable).parent

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def run(*command: str | Path, cwd: Path) -> str:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the package ``client`` and the program that uses it."""
    generator = BIN / "openapi-python-client"
    if not generator.exists():
        pytest.skip("openapi-python-client is not installed: make install-dev")
    directory = tmp_path_factory.mktemp("python")
    source = ("--path", ROOT / "openapi" / "openapi.json", "--config", CLIENTS / "settings.yaml")
    run(generator, "generate", *source, "--meta", "none", "--output-path", directory / "client", cwd=directory)
    shutil.copy(CLIENTS / "try_it.py", directory)
    return directory


def test_it_type_checks(generated: Path) -> None:
    settings = {"include": ["try_it.py"], "typeCheckingMode": "strict", "pythonVersion": "3.11"}
    (generated / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    run(BIN / "pyright", "--pythonpath", sys.executable, cwd=generated)


def test_it_calls_every_operation(generated: Path, live_service: RunningService) -> None:
    run(sys.executable, "try_it.py", live_service.url, cwd=generated)
