"""``python -m service enrich``: one article, read here or by a running service."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import httpx

from service.errors import ServiceError


def enrich(file: str, *, url: str | None, api_key: str | None) -> int:
    """Print the answer for a text file (``-``: standard input) as indented JSON.

    Returns 1, with the problem on standard error, where the service refuses the article.
    """
    try:
        body = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        print(f"service: cannot read {file}: {error.strerror}", file=sys.stderr)  # noqa: T201
        return 2
    if url is None:
        return asyncio.run(_read_here(body))
    return _post(body, url=url, api_key=api_key or os.environ.get("API_KEY"))


async def _read_here(body: bytes) -> int:
    """Through the application itself, so that the answer has the very same bytes."""
    from service.app import create_app
    from service.settings import Settings

    app = create_app(Settings.from_environment(api_keys="", access_log=False))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client,
    ):
        return _show(await client.post("/v1/enrich", content=body, headers={"Content-Type": "text/plain"}))


def _post(body: bytes, *, url: str, api_key: str | None) -> int:
    headers = {"Content-Type": "text/plain; charset=utf-8"}
    if api_key:
        headers["Authorization"] = f"Bearer {api_key}"
    try:
        return _show(httpx.post(f"{url.rstrip('/')}/v1/enrich", content=body, headers=headers, timeout=60.0))
    except httpx.HTTPError as error:
        raise ServiceError(f"cannot reach {url}: {type(error).__name__}") from error


def _show(response: httpx.Response) -> int:
    answered_json = "json" in response.headers.get("content-type", "")
    shown = json.dumps(response.json(), indent=2, ensure_ascii=False) if answered_json else response.text
    print(shown, file=sys.stdout if response.is_success else sys.stderr)
    return 0 if response.is_success else 1
