"""GET /docs: the API reference, hidden from the description that it shows."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse

from service.api.reference.page import draw_reference

_STYLE = Path(__file__).parent / "reference" / "style.css"

router = APIRouter(include_in_schema=False)


@router.get("/docs")
async def reference(request: Request) -> HTMLResponse:
    """Every operation and schema on one page."""
    return HTMLResponse(draw_reference(request.app.openapi()))


@router.get("/docs/style.css")
async def reference_style() -> FileResponse:
    """The page's style sheet."""
    return FileResponse(_STYLE, media_type="text/css")
