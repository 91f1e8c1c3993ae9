"""Builds the application: the reader, the engine, the routes and the middleware around them."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from service import __version__
from service.api import catalogue, enrichment_routes, format_routes, health, page_routes, reference_routes
from service.api.desk import Desk
from service.api.enrichment_routes import BATCH_PATH, ENRICH_PATH
from service.api.format_routes import JSONLD_PATH, NINJS_PATH, SUPERDESK_PATH
from service.api.handlers import answer_http_exception, answer_query_fault
from service.api.intake import Intake
from service.api.mapping import Mapper, versions_of
from service.api.middleware.authentication import Authentication
from service.api.middleware.bodies import Bodies
from service.api.middleware.identification import Identification
from service.api.middleware.observation import Observation
from service.api.middleware.recovery import Recovery
from service.api.middleware.security_headers import SecurityHeaders
from service.api.openapi import describe_api
from service.api.topic_map import NO_TAGS, load_topic_map
from service.engine.drain import draining_on_sigterm
from service.engine.engine import Engine, EngineLimits
from service.errors import StartupError
from service.logs import configure_logs
from service.metrics import Metrics
from service.reading.pipeline import Reader
from service.settings import Settings
from service.tracing import request_spans, wants_tracing

if TYPE_CHECKING:
    from service.trace_export import TraceExport

_log = logging.getLogger(__name__)

_CLOSING_SECONDS = 3.0
_ARTICLE_PATHS = (ENRICH_PATH, NINJS_PATH, JSONLD_PATH, SUPERDESK_PATH)


def create_app(settings: Settings, reader: Reader | None = None, traces: TraceExport | None = None) -> FastAPI:
    """The application as an ASGI callable; its lifespan loads the reader unless one is given.

    With ``traces``, requests and batches have spans, which are exported until the application ends.
    """
    metrics = Metrics()
    app = FastAPI(
        title="Article enrichment",
        version=__version__,
        lifespan=_lifespan(settings, reader, metrics, traces),
        middleware=_middleware(settings, metrics),
        telemetry=request_spans(traces.provider if traces else None),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.add_exception_handler(HTTPException, answer_http_exception)
    app.add_exception_handler(RequestValidationError, answer_query_fault)
    app.state.settings = settings
    app.state.metrics = metrics
    for routes in (enrichment_routes, format_routes, catalogue, health, page_routes, reference_routes):
        app.include_router(routes.router)
    app.openapi = lambda: describe_api(app)
    return app


def from_environment() -> FastAPI:
    """The application as the environment sets it up; what uvicorn calls in each worker process."""
    settings = Settings.from_environment()
    configure_logs(settings.log_level)
    return create_app(settings, traces=_trace_export())


def _trace_export() -> TraceExport | None:
    """Imported when it is asked for: its packages are an extra."""
    if not wants_tracing(os.environ):
        return None
    from service.trace_export import TraceExport

    return TraceExport.from_environment()


def _lifespan(
    settings: Settings, reader: Reader | None, metrics: Metrics, traces: TraceExport | None
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        try:
            desk = await _open_desk(settings, reader, metrics, traces)
        except StartupError as error:
            _log.critical("cannot start: %s", error)
            raise
        app.state.desk = desk
        try:
            with draining_on_sigterm(desk.engine.drain, grace_seconds=settings.shutdown_grace_seconds):
                yield
        finally:
            await desk.engine.close(within=_CLOSING_SECONDS)
            if traces is not None:
                await traces.close()

    return lifespan


async def _open_desk(settings: Settings, reader: Reader | None, metrics: Metrics, traces: TraceExport | None) -> Desk:
    """Load everything, off the event loop, and prove that it reads.

    Raises:
        StartupError: the model, the authority file or the topic map cannot be used.
    """
    if reader is None:
        reader = await asyncio.to_thread(Reader.load, settings.model_dir, authority_file=settings.authority_file)
    taxonomy = reader.topics
    tags = load_topic_map(settings.topic_map, taxonomy) if settings.topic_map else NO_TAGS
    versions = versions_of(reader)
    tracer = traces.provider.get_tracer("service", __version__) if traces else None
    engine = Engine(reader, limits=_engine_limits(settings), metrics=metrics, tracer=tracer)
    await engine.start()
    metrics.running(**versions.model_dump())
    _log.info("ready", extra={"models": versions.model_dump()})
    return Desk(
        engine=engine,
        intake=Intake(max_text_length=settings.max_text_length),
        mapper=Mapper(taxonomy=taxonomy, tags=tags, versions=versions),
        taxonomy=taxonomy,
        tags=tags,
        versions=versions,
    )


def _engine_limits(settings: Settings) -> EngineLimits:
    return EngineLimits(
        queue_size=settings.queue_size,
        queue_seconds=settings.queue_seconds,
        deadline_seconds=settings.deadline_seconds,
        micro_batch_size=settings.micro_batch_size,
        micro_batch_characters=settings.micro_batch_characters,
        stall_seconds=settings.stall_seconds,
    )


def _middleware(settings: Settings, metrics: Metrics) -> list[Middleware]:
    """From the outside in: each sees what those below it raise or answer."""
    cors = Middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "X-API-Key", "X-Request-ID", "traceparent"],
        expose_headers=["Retry-After", "Server-Timing", "X-Request-ID"],
    )
    return [
        Middleware(Identification),
        Middleware(Observation, metrics=metrics, access_log=settings.access_log),
        Middleware(SecurityHeaders),
        *([cors] if settings.cors_origins else []),
        Middleware(Recovery),
        Middleware(Authentication, keys=settings.api_keys),
        Middleware(
            Bodies,
            limits={**dict.fromkeys(_ARTICLE_PATHS, settings.max_body_bytes), BATCH_PATH: settings.max_batch_bytes},
            pending_limit=settings.max_pending_bytes,
            timeout=settings.body_timeout_seconds,
            metrics=metrics,
        ),
    ]
