"""GET /healthz, /readyz and /metrics: hidden from the schema, never behind an API key.

None of them waits for the inference thread, save for the canary that an idle worker reads.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from service.api.desk import Desk, desk_of
from service.engine.engine import State
from service.errors import NotReady, ServiceError, ShuttingDown
from service.metrics import Metrics

router = APIRouter(include_in_schema=False)

_PROOF_SECONDS = 30.0


@router.api_route("/healthz", methods=["GET", "HEAD"])
async def healthz(request: Request) -> Response:
    """Alive: 503 only when the inference thread hangs, so that the process is restarted."""
    desk: Desk | None = getattr(request.app.state, "desk", None)
    if desk is not None and desk.engine.hung:
        raise NotReady("The inference thread hangs.")
    return JSONResponse({"status": "alive"})


@router.api_route("/readyz", methods=["GET", "HEAD"])
async def readyz(request: Request) -> Response:
    """Ready for articles: loaded, not draining, and the last reading, or a canary's, went well."""
    desk = desk_of(request)
    if desk.engine.state in (State.DRAINING, State.CLOSED):
        raise ShuttingDown
    if desk.engine.state is State.LOADING or desk.engine.hung:
        raise NotReady
    await _prove(desk)
    versions: dict[str, Any] = desk.versions.model_dump()
    return JSONResponse({"status": "ready", "models": versions})


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """All metrics in Prometheus' text format."""
    counted: Metrics = request.app.state.metrics
    return Response(counted.render(), media_type=CONTENT_TYPE_LATEST)


async def _prove(desk: Desk) -> None:
    try:
        await desk.engine.prove(older_than=_PROOF_SECONDS)
    except ServiceError:
        raise NotReady("The canary article could not be read.") from None
