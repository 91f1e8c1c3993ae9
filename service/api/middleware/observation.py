"""Counts, times and logs every request; adds ``Server-Timing``, and to its trace what the log says."""

from __future__ import annotations

import logging
import time

from opentelemetry import trace
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.notes import Notes, notes_of
from service.identity import current_identity
from service.metrics import Metrics

_log = logging.getLogger("service.access")

CLIENT_GONE = 499
_QUIET_ROUTES = frozenset({"/healthz", "/readyz", "/metrics"})


class Observation:
    """The access log line has the method, the route's template, statuses and sizes, nothing of a body."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, access_log: bool) -> None:
        self._app = app
        self._metrics = metrics
        self._access_log = access_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        notes = notes_of(scope)
        begun = time.perf_counter()
        status = CLIENT_GONE

        async def send_observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["Server-Timing"] = _server_timing(notes, time.perf_counter() - begun)
                _annotate_span(notes)
            await send(message)

        self._metrics.requests_in_progress.inc()
        try:
            await self._app(scope, receive, send_observed)
        finally:
            self._metrics.requests_in_progress.dec()
            self._record(scope, notes, status, time.perf_counter() - begun)

    def _record(self, scope: Scope, notes: Notes, status: int, seconds: float) -> None:
        code = "client_gone" if status == CLIENT_GONE else notes.code
        route = _template(scope, notes)
        self._metrics.request_answered(route=route, method=scope["method"], status=status, code=code, seconds=seconds)
        if not self._access_log or (route in _QUIET_ROUTES and status < 400):
            return
        _log.info(
            "request",
            extra={
                "method": scope["method"] if scope["method"].isalpha() else "other",
                "route": route,
                "status": status,
                "code": code,
                "articles": notes.articles,
                "characters": notes.characters,
                "milliseconds": round(seconds * 1000, 1),
                **{f"{stage}_milliseconds": round(spent * 1000, 1) for stage, spent in notes.timings.items()},
            },
        )


def _template(scope: Scope, notes: Notes) -> str:
    """The path of the route as it was declared: there are only so many, whatever clients ask for."""
    path: str = getattr(scope.get("route"), "path", notes.route)
    return path


def _server_timing(notes: Notes, total: float) -> str:
    stages = {**notes.timings, "total": total}
    return ", ".join(f"{stage};dur={seconds * 1000:.1f}" for stage, seconds in stages.items())


def _annotate_span(notes: Notes) -> None:
    span = trace.get_current_span()
    if not span.is_recording():
        return
    span.set_attributes(
        {
            "enricher.request_id": current_identity().request_id,
            "enricher.code": notes.code,
            "enricher.articles": notes.articles,
            "enricher.characters": notes.characters,
            **{f"enricher.{stage}_seconds": seconds for stage, seconds in notes.timings.items()},
        }
    )
