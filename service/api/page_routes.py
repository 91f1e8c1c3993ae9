"""GET / and what the inspector page loads: static files under /page, nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

PAGE_DIRECTORY = Path(__file__).parent / "page"
_FRESH = {"Cache-Control": "no-cache"}  # kept by the browser, but asked for by its ETag each time

_files = StaticFiles(directory=PAGE_DIRECTORY)

router = APIRouter(include_in_schema=False)


@router.get("/")
async def inspector() -> FileResponse:
    """The page on which an editor pastes an article and sees what was found."""
    return FileResponse(PAGE_DIRECTORY / "index.html", media_type="text/html", headers=_FRESH)


@router.get("/page/{name}")
async def page_file(name: str, request: Request) -> Response:
    """One of the page's scripts, styles or pictures."""
    response = await _files.get_response(name, request.scope)
    response.headers.update(_FRESH)
    return response
