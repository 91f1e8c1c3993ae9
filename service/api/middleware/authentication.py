"""Asks for an API key before anything of a request's body is read."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from service.errors import Unauthorized
from service.keys import KeyRing

_GUARDED = "/v1"


class Authentication:
    """Guards ``/v1/``; a key comes as ``Authorization: Bearer KEY`` or ``X-API-Key: KEY``."""

    def __init__(self, app: ASGIApp, *, keys: KeyRing) -> None:
        self._app = app
        self._keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "http" and self._keys and _is_guarded(scope["path"]):
            key = _sent_key(Headers(scope=scope))
            if key is None:
                raise Unauthorized("An API key is needed: Authorization: Bearer KEY, or X-API-Key: KEY.")
            if not self._keys.admits(key):
                raise Unauthorized("The API key is not valid.")
        await self._app(scope, receive, send)


def _is_guarded(path: str) -> bool:
    return path == _GUARDED or path.startswith(f"{_GUARDED}/")


def _sent_key(headers: Headers) -> str | None:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    return headers.get("x-api-key")
