"""Runs the command as its users do, and looks at what it has written."""

from __future__ import annotations

import contextlib
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pyarrow.dataset

from service.archive.output import Output
from service.archive.storage import open_folder
from tests.running import environment

dataset: Any = pyarrow.dataset

SECONDS = 240.0


def command(source: Path | str, target: Path | str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "service", "archive", str(source), str(target), *arguments]


def archive(
    source: Path | str, target: Path | str, *arguments: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run to the end."""
    return subprocess.run(
        command(source, target, *arguments),
        env=environment(**settings),
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )


class Running:
    """A run in the background, in a process group of its own."""

    def __init__(self, source: Path, target: Path, *arguments: str, **settings: str) -> None:
        self._target = target
        self._log = target.parent / f"{target.name}.log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                command(source, target, *arguments), env=environment(**settings), stderr=log, start_new_session=True
            )

    def logged(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def markers(self) -> dict[str, int]:
        return markers(self._target)

    def family(self) -> list[psutil.Process]:
        """The command and all that it has started."""
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]

    def listening(self) -> set[str]:
        """Addresses that it takes connections on."""
        found: set[str] = set()
        for process in self.family():
            with contextlib.suppress(psutil.NoSuchProcess):
                ports = process.net_connections()
                found |= {port.laddr.ip.removeprefix("::ffff:") for port in ports if port.status == psutil.CONN_LISTEN}
        return found

    def wait_for_blocks(self, number: int) -> None:
        """Until so many blocks are committed, or fail with the log."""
        end = time.monotonic() + SECONDS
        while len(self.markers()) < number:
            assert time.monotonic() < end, self.logged()
            assert self.process.poll() is None, self.logged()
            time.sleep(0.02)

    def kill(self, number: signal.Signals) -> int:
        """Send a signal to the command alone; its exit status, once its readers are gone, too."""
        family = self.family()
        self.process.send_signal(number)
        status = self.process.wait(timeout=60)
        end = time.monotonic() + 60
        while left := [process for process in family if _lives(process)]:
            assert time.monotonic() < end, f"{left} outlive it"
            time.sleep(0.05)
        return status


def _lives(process: psutil.Process) -> bool:
    """Whether it runs and is none of Ray's own agents, which hold no articles and take minutes to notice."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE and not process.name().endswith("Agent")
    except psutil.NoSuchProcess:
        return False


def markers(target: Path) -> dict[str, int]:
    """Commit markers with the time of their last change."""
    found = (target / "_commits").rglob("*.json")
    return {str(path.relative_to(target)): path.stat().st_mtime_ns for path in found}


def rows_of(target: Path) -> list[dict[str, Any]]:
    """All rows, by file and position."""
    found: list[dict[str, Any]] = dataset.dataset(target, format="parquet").to_table().to_pylist()
    return sorted(found, key=lambda row: (row["file"], row["position"]))


def files_of(target: Path) -> dict[str, bytes]:
    """Every Parquet file with its bytes."""
    return {str(path.relative_to(target)): path.read_bytes() for path in target.rglob("*.parquet") if path.is_file()}


def manifest_of(target: Path) -> dict[str, Any]:
    manifest = Output(open_folder(str(target))).manifest()
    assert manifest is not None
    return manifest


def a_while(most: float) -> None:
    """Wait for a random moment."""
    time.sleep(random.uniform(0.0, most))
