"""What Starlette and FastAPI raise themselves, as problems of ours."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from service.api.problems import problem_response
from service.errors import Fault, InvalidRequest, MethodNotAllowed, NotFound, ServiceError

_BY_STATUS: Mapping[int, type[ServiceError]] = {
    HTTPStatus.NOT_FOUND: NotFound,
    HTTPStatus.METHOD_NOT_ALLOWED: MethodNotAllowed,
}


async def answer_http_exception(request: Request, error: Exception) -> Response:
    """No such path, or no such method there (with ``Allow``)."""
    if not isinstance(error, HTTPException):
        raise error
    kind = _BY_STATUS.get(error.status_code, ServiceError)
    return problem_response(kind(), request.scope, dict(error.headers or {}))


async def answer_query_fault(request: Request, error: Exception) -> Response:
    """A query parameter is out of range; bodies have checks of their own."""
    if not isinstance(error, RequestValidationError):
        raise error
    raised: list[dict[str, Any]] = list(error.errors())
    faults = [Fault("/".join(("", *map(str, fault["loc"]))), fault["msg"]) for fault in raised]
    return problem_response(InvalidRequest("The query is not valid.", faults=faults), request.scope)
