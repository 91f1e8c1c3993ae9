"""GET / and what the inspector page loads: static files under /page, nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response
from pydantic import BaseModel
from starlette.staticfiles import StaticFiles

PAGE_DIRECTORY = Path(__file__).parent / "page"
SEED_DIRECTORY = Path(__file__).parents[2] / "seeds"
_FRESH = {"Cache-Control": "no-cache"}  # kept by the browser, but asked for by its ETag each time

_files = StaticFiles(directory=PAGE_DIRECTORY)

router = APIRouter(include_in_schema=False)


class Seed(BaseModel):
    """A sample article for the page's picker."""

    slug: str
    title: str
    text: str


@router.get("/")
async def inspector() -> FileResponse:
    """The page on which an editor pastes an article and sees what was found."""
    return FileResponse(PAGE_DIRECTORY / "index.html", media_type="text/html", headers=_FRESH)


@router.get("/page/seeds.json")
def sample_articles() -> list[Seed]:
    """The articles in ``seeds/``, byte for byte; none where the service was installed without them."""
    return [
        Seed(slug=path.stem, title=path.stem.replace("-", " ").capitalize(), text=path.read_bytes().decode())
        for path in sorted(SEED_DIRECTORY.glob("*.txt"))
    ]


@router.get("/page/{name}")
async def page_file(name: str, request: Request) -> Response:
    """One of the page's scripts, styles or pictures."""
    response = await _files.get_response(name, request.scope)
    response.headers.update(_FRESH)
    return response
