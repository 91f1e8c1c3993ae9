"""``python -m service serve``: uvicorn with one or several worker processes.

With several, uvicorn's supervisor replaces a worker that dies; each worker has its own model.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import tempfile
from types import FrameType
from typing import NoReturn

import uvicorn
from uvicorn.supervisors import Multiprocess

from service.errors import InvalidSettings
from service.logs import configure_logs
from service.metrics import SHARED_DIRECTORY
from service.settings import Settings
from service.tracing import wants_tracing

_APPLICATION = "service.app:from_environment"
_KEEP_ALIVE_SECONDS = 75  # longer than the idle time of usual load balancers, so that they close first
_BACKLOG = 512


def serve(*, host: str | None, port: int | None, workers: int | None) -> int:
    """Serve until SIGTERM or Ctrl-C; arguments win over the environment.

    Raises:
        InvalidSettings: the settings are wrong, or would open the service to strangers.
    """
    settings = Settings.from_environment(host=host, port=port, workers=workers)
    settings.check_exposure()
    _check_files(settings)
    wants_tracing(os.environ)  # says here, once, what each worker would stumble over
    configure_logs(settings.log_level)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no article text in a core dump
    signal.signal(signal.SIGTERM, _exit_cleanly)
    config = _configuration(settings)
    if settings.workers == 1:
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run()
        return 0
    with tempfile.TemporaryDirectory(prefix="enricher-metrics-") as directory:
        os.environ[SHARED_DIRECTORY] = directory
        Multiprocess(config, sockets=[config.bind_socket()]).run()
    return 0


def _configuration(settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        _APPLICATION,
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        http="h11",  # httptools drops the body of what offers HTTP/2, as Java's HttpClient does each time
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=settings.shutdown_finish_seconds,
        timeout_worker_healthcheck=30,
    )


def _exit_cleanly(_number: int, _frame: FrameType | None) -> NoReturn:
    """Uvicorn raises the signal once more when it has stopped."""
    sys.exit(0)


def _check_files(settings: Settings) -> None:
    """Say at once what each worker would stumble over."""
    for name in ("authority_file", "topic_map", "model_dir"):
        path = getattr(settings, name)
        if path is not None and not path.exists():
            raise InvalidSettings(f"{name.upper()}: there is no {path}")
