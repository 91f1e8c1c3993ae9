"""Gives every request its identity, and sends the request id back."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.identity import enter, identify


class Identification:
    """``X-Request-ID`` is taken over when sane, else made; ``traceparent`` (W3C) goes to the logs."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        identity = identify(headers.get("x-request-id", ""), headers.get("traceparent", ""))
        enter(identity)

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Request-ID"] = identity.request_id
            await send(message)

        await self._app(scope, receive, send_with_id)
