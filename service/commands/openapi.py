"""``python -m service openapi``: prints or writes the OpenAPI description."""

from __future__ import annotations

import sys
from pathlib import Path

from service.api.openapi import render_api
from service.app import create_app
from service.settings import Settings


def write_openapi(out: Path | None) -> int:
    """Write the description, which no setting changes, to a file or standard output."""
    text = render_api(create_app(Settings()))
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")
    return 0
