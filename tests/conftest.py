"""The real service, loaded once for all tests: real model, real application, no network."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from service.app import create_app
from service.reading.pipeline import Reader
from service.settings import Settings
from tests.running import RunningService, running_service

PATIENT = 120.0

Serve = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


def client_of(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://service")


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def app(reader: Reader) -> AsyncGenerator[FastAPI]:
    """The application, started; nothing but the patience that slow machines need is set."""
    application = create_app(Settings(deadline_seconds=PATIENT, queue_seconds=PATIENT), reader)
    async with application.router.lifespan_context(application):
        yield application


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def client(app: FastAPI) -> AsyncGenerator[httpx.AsyncClient]:
    """A client of the application."""
    async with client_of(app) as connected:
        yield connected


@pytest.fixture(scope="session")
def serve(reader: Reader) -> Serve:
    """``async with serve(queue_size=1) as client``: an application with settings of its own."""

    @asynccontextmanager
    async def started(**settings: Any) -> AsyncGenerator[httpx.AsyncClient]:
        chosen: dict[str, Any] = {"deadline_seconds": PATIENT, "queue_seconds": PATIENT, **settings}
        application = create_app(Settings(**chosen), reader)
        async with application.router.lifespan_context(application), client_of(application) as connected:
            yield connected

    return started


@pytest.fixture(scope="session")
def live_service() -> Iterator[RunningService]:
    """``python -m service serve`` in a process of its own."""
    with running_service(DEADLINE_SECONDS="120", QUEUE_SECONDS="120") as service:
        yield service
