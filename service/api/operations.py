"""Parts of the OpenAPI description that FastAPI cannot derive, as bodies are parsed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from service.api.contents import JSON, TEXT
from service.api.examples.problems import EXAMPLES
from service.api.problems import MEDIA_TYPE

_WHAT = {
    400: "The body is not JSON, or not what its encoding says",
    401: "An API key is needed",
    408: "The body did not arrive in time",
    413: "The body is too large",
    415: "The content type, charset or encoding is not read here",
    422: "The request cannot be worked on",
    500: "The service failed",
    503: "Try again after `Retry-After` seconds",
}

_RETRY_AFTER = {
    "Retry-After": {
        "description": "Seconds after which to try again.",
        "schema": {"type": "integer", "minimum": 0},
    }
}


def problems(*names: str) -> dict[int | str, dict[str, Any]]:
    """Responses of an operation that can answer the problems of `EXAMPLES` with these names, by status."""
    statuses = sorted({EXAMPLES[name].status for name in names})
    return {
        status: _response(status, [name for name in names if EXAMPLES[name].status == status]) for status in statuses
    }


def _response(status: int, names: Sequence[str]) -> dict[str, Any]:
    codes = ", ".join(f"`{EXAMPLES[name].code}`" for name in names)
    examples = {name: {"$ref": f"#/components/examples/{name}"} for name in names}
    response: dict[str, Any] = {
        "description": f"{_WHAT[status]} ({codes}).",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": examples}},
    }
    if status == 503:
        response["headers"] = _RETRY_AFTER
    return response


ARTICLE_PROBLEMS = problems(
    "malformed_json",
    "unauthorized",
    "request_timeout",
    "body_too_large",
    "unsupported_media_type",
    "invalid_request",
    "text_empty",
    "text_too_long",
    "invalid_text",
    "unsupported_language",
    "internal",
    "overloaded",
    "not_ready",
    "shutting_down",
    "deadline_exceeded",
)

BATCH_PROBLEMS = problems(
    "malformed_json",
    "unauthorized",
    "request_timeout",
    "batch_too_large",
    "unsupported_media_type",
    "invalid_batch",
    "internal",
    "overloaded",
    "not_ready",
)
"""Of the batch as a whole; a problem of one article stands in its place."""

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
