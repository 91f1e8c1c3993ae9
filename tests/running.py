"""Starts the service as its users do: ``python -m service serve`` on a free port, over real sockets."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
START_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class RunningService:
    """``log`` is the file that standard error goes to."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def logged(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def ask(self, path: str) -> int | None:
        """Status of a GET on a connection of its own; None where none is taken."""
        try:
            return httpx.get(self.url + path, timeout=10.0).status_code
        except httpx.TransportError:
            return None

    def wait_for(self, path: str, status: int | None, seconds: float = START_SECONDS) -> None:
        """Poll until the path answers so (None: until nobody listens), or fail with the log."""
        end = time.monotonic() + seconds
        while self.ask(path) != status:
            assert time.monotonic() < end, self.logged()
            if status is not None:
                assert self.process.poll() is None, self.logged()
            time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(**settings: str) -> dict[str, str]:
    """The environment of the tests without what would set up the service."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), **settings}


@contextmanager
def running_service(*arguments: str, **settings: str) -> Generator[RunningService]:
    """A service that is ready; told to stop at the end, and killed if it does not."""
    port = free_port()
    command = [sys.executable, "-m", "service", "serve", "--port", str(port), *arguments]
    with tempfile.TemporaryDirectory() as directory:
        log = Path(directory) / "log"
        with log.open("wb") as stderr:
            process = subprocess.Popen(command, cwd=directory, env=environment(**settings), stderr=stderr)
        service = RunningService(f"http://127.0.0.1:{port}", process, log)
        try:
            service.wait_for("/readyz", 200)
            yield service
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                try:
                    process.wait(timeout=20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
