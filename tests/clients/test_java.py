"""The Java client that openapi-generator makes: it compiles, and works against the service."""

from __future__ import annotations

import shutil
import subprocess
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tests.running import ROOT, RunningService

CLIENTS = ROOT / "openapi" / "clients" / "java"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def run(*command: str | Path, cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-5000:]


def test_it_compiles_and_calls_every_operation(tmp_path: Path, live_service: RunningService) -> None:
    """Against the libraries in the generator's own jar: Jackson and JSpecify, which a build takes from Maven."""
    if not shutil.which("java") or not shutil.which("javac"):
        pytest.skip("there is no JDK here; on Debian: apt-get install default-jdk-headless")
    generator = pytest.importorskip("openapi_generator_cli", reason="run: make install-dev")
    with as_file(files(generator) / "openapi-generator.jar") as jar:
        options = ("-g", "java", "-c", "settings.yaml", "-i", ROOT / "openapi" / "openapi.json", "-o", tmp_path)
        run("java", "-jar", jar, "generate", *options, cwd=CLIENTS)
        sources = sorted((tmp_path / "src" / "main").rglob("*.java"))
        run("javac", "-encoding", "UTF-8", "-cp", jar, "-d", "classes", *sources, CLIENTS / "TryIt.java", cwd=tmp_path)
        run("java", "-cp", f"classes:{jar}", "TryIt", live_service.url, cwd=tmp_path)
