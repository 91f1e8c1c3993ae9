"""The outermost handler: whatever is raised inside becomes a problem, and nothing leaks."""

from __future__ import annotations

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import problem_response
from service.errors import ServiceError

_log = logging.getLogger(__name__)


class Recovery:
    """Turns errors of the service into their problem, and all others into ``internal``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_watched)
        except ServiceError as error:
            await self._answer(error, scope, receive, send, started=started)
        except Exception:
            _log.exception("request failed")
            await self._answer(ServiceError(), scope, receive, send, started=started)

    async def _answer(self, error: ServiceError, scope: Scope, receive: Receive, send: Send, *, started: bool) -> None:
        if not started:
            await problem_response(error, scope)(scope, receive, send)
