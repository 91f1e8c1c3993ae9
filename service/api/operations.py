"""Parts of the OpenAPI description that FastAPI cannot derive, as bodies are parsed by hand."""

from __future__ import annotations

from typing import Any

from service.api.contents import JSON, TEXT
from service.api.problems import MEDIA_TYPE

_WHAT = {
    400: "The body is not JSON, or not what its encoding says (`malformed_json`).",
    401: "An API key is needed (`unauthorized`).",
    408: "The body did not arrive in time (`request_timeout`).",
    413: "The body is too large (`body_too_large`).",
    415: "The content type, charset or encoding is not read here (`unsupported_media_type`).",
    422: "The request cannot be worked on (`invalid_request`, `text_empty`, `text_too_long`, `invalid_text`, "
    "`unsupported_language`).",
    500: "The service failed (`internal`).",
    503: "Try again after `Retry-After` seconds (`overloaded`, `not_ready`, `shutting_down`, `deadline_exceeded`).",
}

_RETRY_AFTER = {
    "Retry-After": {
        "description": "Seconds after which to try again.",
        "schema": {"type": "integer", "minimum": 0},
    }
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Responses of an operation with these statuses, all of them `Problem`."""
    return {status: _problem(status) for status in statuses}


def _problem(status: int) -> dict[str, Any]:
    response: dict[str, Any] = {
        "description": _WHAT[status],
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status == 503:
        response["headers"] = _RETRY_AFTER
    return response


ARTICLE_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        JSON: {"schema": {"$ref": "#/components/schemas/EnrichRequest"}},
        TEXT: {
            "schema": {
                "type": "string",
                "minLength": 1,
                "description": "The raw article in UTF-8; all options have their defaults.",
            }
        },
    },
}

BATCH_BODY: dict[str, Any] = {
    "required": True,
    "content": {JSON: {"schema": {"$ref": "#/components/schemas/BatchRequest"}}},
}
