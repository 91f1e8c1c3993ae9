"""Takes in the bodies of the operations that have one, and gives up when the client has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.middleware.body_reader import BodyReader, MemoryBudget
from service.api.notes import notes_of
from service.api.problems import problem_response
from service.errors import BodyTooLarge, Overloaded, RequestTimeout, ServiceError
from service.metrics import Metrics

_DISCARDED_AT_MOST = 8 * 1024 * 1024
_DISCARDING_SECONDS = 1.0


class Bodies:
    """``limits`` are bytes by path; other paths are passed on with their body unread."""

    def __init__(
        self, app: ASGIApp, *, limits: Mapping[str, int], pending_limit: int, timeout: float, metrics: Metrics
    ) -> None:
        self._app = app
        self._limits = limits
        self._budget = MemoryBudget(pending_limit)
        self._timeout = timeout
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http" or scope["method"] != "POST" or scope["path"] not in self._limits:
            await self._app(scope, receive, send)
            return
        notes_of(scope).route = scope["path"]
        headers = Headers(scope=scope)
        reader = BodyReader(headers, limit=self._limits[scope["path"]], budget=self._budget)
        try:
            body = await self._read(reader, receive)
            self._metrics.pending_bytes.set(self._budget.held)
        except ClientDisconnect:
            return
        except ServiceError as error:
            if isinstance(error, Overloaded):
                self._metrics.refused(error.limit)
            await _refuse(error, headers, scope, receive, send)
        else:
            await _while_connected(self._app, scope, body, receive, send)
        finally:
            reader.release()
            self._metrics.pending_bytes.set(self._budget.held)

    async def _read(self, reader: BodyReader, receive: Receive) -> bytes:
        try:
            async with asyncio.timeout(self._timeout):
                return await reader.read(receive)
        except TimeoutError:
            raise RequestTimeout(f"The body did not arrive within {self._timeout:g} seconds.") from None


async def _while_connected(app: ASGIApp, scope: Scope, body: bytes, receive: Receive, send: Send) -> None:
    """Run the route, and cancel it as soon as nobody waits for the answer."""
    unread = [body]
    answered = False

    async def send_watched(message: Message) -> None:
        nonlocal answered
        await send(message)
        answered = message["type"] == "http.response.body" and not message.get("more_body", False)

    async def replay() -> Message:
        if unread:
            return {"type": "http.request", "body": unread.pop(), "more_body": False}
        return await receive()

    async def watch() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    work = asyncio.ensure_future(app(scope, replay, send_watched))
    watcher = asyncio.create_task(watch())
    try:
        await asyncio.wait((work, watcher), return_when=asyncio.FIRST_COMPLETED)
        if work.done() or answered:
            await work
    finally:
        for task in (work, watcher):
            task.cancel()
        await asyncio.gather(work, watcher, return_exceptions=True)


async def _refuse(error: ServiceError, headers: Headers, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer before the body's end, and close: what still comes is thrown away for a moment.

    Without that moment many clients, busy sending, see a reset connection instead of the answer.
    """
    if isinstance(error, BodyTooLarge) and "expect" not in headers:
        await _discard(receive)
    await problem_response(error, scope, {"Connection": "close"})(scope, receive, send)


async def _discard(receive: Receive) -> None:
    discarded, more = 0, True
    try:
        async with asyncio.timeout(_DISCARDING_SECONDS):
            while more and discarded < _DISCARDED_AT_MOST:
                message = await receive()
                discarded += len(message.get("body", b""))
                more = message["type"] == "http.request" and message.get("more_body", False)
    except TimeoutError:
        return
