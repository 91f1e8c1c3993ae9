"""Errors as RFC 9457 problem details (`application/problem+json`)."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response
from starlette.types import Scope

from service.api.notes import notes_of
from service.errors import ServiceError
from service.identity import current_identity

MEDIA_TYPE = "application/problem+json"
TYPE_BASE = "urn:problem-type:article-enrichment:"


class ProblemFault(BaseModel):
    """One broken rule of a request."""

    model_config = ConfigDict(
        frozen=True, use_attribute_docstrings=True, json_schema_serialization_defaults_required=True
    )

    pointer: str
    """Place in the request body as a JSON pointer (`/articles/3/offset_unit`); for the query string `/query/NAME`."""

    message: str
    """The rule that is broken; never repeats what was sent."""


class Problem(BaseModel):
    """Why a request, or one article of a batch, could not be answered (RFC 9457)."""

    model_config = ConfigDict(
        frozen=True,
        use_attribute_docstrings=True,
        json_schema_serialization_defaults_required=True,
        json_schema_extra={
            "example": {
                "type": "urn:problem-type:article-enrichment:text_empty",
                "title": "Text is empty",
                "status": 422,
                "detail": "The text has no character but white space.",
                "instance": "urn:request:8f14e45fceea4c0a",
                "code": "text_empty",
                "retry_after": None,
                "errors": [{"pointer": "/text", "message": "The text has no character but white space."}],
            }
        },
    )

    type: str
    """URI of the kind of problem; ends with `code`."""

    title: str
    """The kind of problem in words; the same for every occurrence."""

    status: Annotated[int, Field(ge=400, le=599)]
    """The HTTP status; in a batch the one that the article alone would have had."""

    detail: str | None = None
    """What happened this time; never holds text of an article."""

    instance: str | None = None
    """`urn:request:` and the request's `X-Request-ID`; null for one article of a batch."""

    code: str
    """The kind of problem for programs, an open set: malformed_json, unauthorized, not_found, method_not_allowed,
    request_timeout, body_too_large, unsupported_media_type, invalid_request, text_empty, text_too_long, invalid_text,
    unsupported_language, overloaded, not_ready, shutting_down, deadline_exceeded, internal."""

    retry_after: int | None = None
    """Seconds after which the same request may succeed; null where repeating it is of no use."""

    errors: list[ProblemFault] = Field(default_factory=list[ProblemFault])
    """The broken rules one by one, where the request itself is at fault."""


def describe(error: ServiceError, *, instance: str | None = None) -> Problem:
    """The problem that stands for an error."""
    return Problem(
        type=TYPE_BASE + error.code,
        title=error.title,
        status=error.status,
        detail=error.detail,
        instance=instance,
        code=error.code,
        retry_after=error.retry_after,
        errors=[ProblemFault(pointer=fault.pointer, message=fault.message) for fault in error.faults],
    )


def problem_response(error: ServiceError, scope: Scope, headers: dict[str, str] | None = None) -> Response:
    """The HTTP response to the request with this scope, with ``Retry-After`` where trying again is worth it."""
    notes_of(scope).code = error.code
    problem = describe(error, instance=f"urn:request:{current_identity().request_id}")
    sent = dict(headers or {})
    if error.retry_after is not None:
        sent["Retry-After"] = str(error.retry_after)
    if error.status == 401:
        sent["WWW-Authenticate"] = 'Bearer realm="article-enrichment"'
    return Response(problem.model_dump_json(), status_code=error.status, headers=sent, media_type=MEDIA_TYPE)
