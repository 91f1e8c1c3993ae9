"""Which operation reads which content type."""

from __future__ import annotations

from email.message import Message

from starlette.requests import Request

from service.errors import UnsupportedMediaType

JSON = "application/json"
JSON_LD = "application/ld+json"
TEXT = "text/plain"

_UTF_8 = frozenset({"utf-8", "utf8", "us-ascii"})


def content_type_of(request: Request, allowed: tuple[str, ...]) -> str:
    """The media type of the body, without parameters.

    Raises:
        UnsupportedMediaType: it is missing, not allowed, or its charset is another than UTF-8.
    """
    header = Message()
    header["Content-Type"] = request.headers.get("content-type", "")
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sent not in allowed:
        raise UnsupportedMediaType(f"The content types read here are {' and '.join(allowed)}.")
    charset = header.get_content_charset("utf-8")
    if charset not in _UTF_8:
        raise UnsupportedMediaType("The only charset read is UTF-8.")
    return sent
