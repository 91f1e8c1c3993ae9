"""Reading an article leaves nothing behind and talks to nobody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.running import ROOT

PROGRAM = """
import socket, sys

def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
        sys.exit(f"the reader talks to somebody: {event}")

sys.addaudithook(watch)
from service.reading.findings import Manuscript
from service.reading.pipeline import Reader

reader = Reader.load()
reader.read([Manuscript(open(sys.argv[1], encoding="utf-8").read())])

# Threads of C libraries are not seen by audit hooks: whatever they opened is among the descriptors.
import contextlib, os

for number in os.listdir("/proc/self/fd"):
    with contextlib.suppress(FileNotFoundError):
        name = os.readlink(f"/proc/self/fd/{number}")
        if name.startswith("socket:") or "onnxruntime" in name:
            print(name)
"""


def test_reading_opens_no_socket_and_writes_no_file(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PROGRAM, str(ROOT / "seeds/wire-dateline.txt")]
    run = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=280, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout == ""
    assert list(tmp_path.rglob("*")) == []
