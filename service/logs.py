"""JSON log lines on standard error, one an event; they never hold text of an article."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

from service.identity import known_identity

_QUIETED = ("uvicorn.access",)
_EACH_TIME = ("Unsupported upgrade request.", "No supported WebSocket library")
"""What uvicorn says of every request that offers HTTP/2, which is answered all the same."""


def configure_logs(level: str) -> None:
    """Send the log records of this process, uvicorn's too, to standard error as JSON lines."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_identity,
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _drop_colours,
                _frames_only,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _QUIETED:
        logging.getLogger(name).disabled = True
    logging.getLogger("uvicorn.error").addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith(_EACH_TIME)


def _add_identity(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    identity = known_identity()
    if identity is not None:
        event["request_id"] = identity.request_id
        if identity.trace_id is not None:
            event["trace_id"] = identity.trace_id
            event["span_id"] = identity.span_id
    return event


def _drop_colours(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    event.pop("color_message", None)
    return event


def _frames_only(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Name the exception and its frames, not its message: that may quote what was being read."""
    match event.pop("exc_info", None):
        case (_, BaseException() as error, _):
            event["exception"] = _outline(error)
        case _:
            pass
    return event


def _outline(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "type": type(error).__qualname__,
        "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
