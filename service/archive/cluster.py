"""The Ray that a run works on: one that starts with it on this machine, or a cluster that is there already."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from service.errors import ArchiveRefused
from service.processors import granted_processors

_TRIES = 3
_REACH_SECONDS = 10.0
_STORE_BYTES = 256 * 1024 * 1024
_ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_AUTH_MODE": "token",
    # Whether Ray may be one node of several: where it may not, its node is 127.0.0.1, and so are its ports.
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
}


def own_processors() -> int:
    """Processors of this machine that a run may use: the CPU quota, else all that the process may run on."""
    return granted_processors(otherwise=len(os.sched_getaffinity(0)))


@contextmanager
def embedded_ray(actors: int) -> Generator[None]:
    """A Ray of one node for this process alone; it listens on loopback only, and ends with the process.

    No usage statistics, no dashboard; a token that only its own processes know keeps others on the
    machine out.  Its files go to a temporary folder, which is deleted at the end.

    Raises:
        ArchiveRefused: it does not start.
    """
    os.environ.update(_ENVIRONMENT)
    os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
    folder = tempfile.mkdtemp(prefix="ray-")
    try:
        _start(actors, folder)
        yield
    finally:
        _ray().shutdown()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def joined_ray(address: str) -> Generator[None]:
    """A running cluster; `auto` is the one that this machine is a node of.

    Raises:
        ArchiveRefused: there is none, or it has another version of Ray or Python.
    """
    _reach(address)
    try:
        _init(address=address, logging_level="error")
    except Exception as error:  # Ray raises whatever its layers do: ConnectionError, RuntimeError, its own
        raise ArchiveRefused(f"cannot join the Ray cluster at {address}: {error}") from error
    try:
        yield
    finally:
        _ray().shutdown()


def _reach(address: str) -> None:
    """Knock at an address of host and port: Ray itself waits minutes for one where nothing listens."""
    host, separator, port = address.removeprefix("ray://").rpartition(":")
    if not separator or not port.isdecimal():
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_REACH_SECONDS).close()
    except OSError as error:
        raise ArchiveRefused(f"cannot join the Ray cluster at {address}: {error.strerror or error}") from error


def _start(actors: int, folder: str) -> None:
    """Start Ray; again, on a machine too busy to start its processes within the time that Ray gives them."""
    for left in reversed(range(_TRIES)):
        try:
            _init(
                address="local",
                num_cpus=actors,
                object_store_memory=_STORE_BYTES,
                include_dashboard=False,
                logging_level="critical",
                _temp_dir=folder,
            )
            return
        except Exception as error:  # Ray raises a bare Exception here
            _ray().shutdown()
            if not left:
                raise ArchiveRefused(f"Ray does not start: {error}") from error
            print("archive: Ray did not start in time, trying again", file=sys.stderr, flush=True)  # noqa: T201


def _init(**options: Any) -> None:
    """Start or join, and keep what the command does on SIGTERM: Ray would end the process at once."""
    handler = signal.getsignal(signal.SIGTERM)
    _ray().init(**options)
    signal.signal(signal.SIGTERM, handler)


def _ray() -> Any:
    """Ray is imported only when its environment is set up, for it reads that once."""
    import ray

    return ray
