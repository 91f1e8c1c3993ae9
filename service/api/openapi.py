"""The OpenAPI 3.1 description: FastAPI's, plus the request bodies that are parsed by hand."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from service.api.examples.articles import add_examples
from service.api.examples.problems import problem_examples
from service.api.problems import Problem
from service.api.requests import BatchRequest, EnrichRequest

_REFERENCE = "#/components/schemas/{model}"

_DESCRIPTION = """\
Raw news text goes in; entities, quotations with their speakers, cited sources and IPTC topics come
out, each anchored to exact characters of the text. Nothing of a text is kept or logged.

Errors are RFC 9457 problems with a `code`. Calls are pure functions: repeating one is safe, and 503
says when (`Retry-After`). `X-Request-ID` is taken over, or made, and sent back.
"""

_TAGS = [
    {"name": "catalogue", "description": "What this build can answer."},
    {"name": "enrichment", "description": "Articles in, findings out."},
    {"name": "formats", "description": "Articles in, metadata in formats that newsrooms exchange out."},
]

_SECURITY_SCHEMES = {
    "bearerKey": {"type": "http", "scheme": "bearer", "description": "An API key, where the service asks for one."},
    "headerKey": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same key, in a header."},
}


def describe_api(app: FastAPI) -> dict[str, Any]:
    """The description as JSON values; the same for every setting of the service."""
    description = get_openapi(
        title=app.title,
        version=app.version,
        openapi_version="3.1.0",
        description=_DESCRIPTION,
        routes=app.routes,
        tags=_TAGS,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        servers=[{"url": "/"}],
    )
    components: dict[str, Any] = description.setdefault("components", {})
    schemas: dict[str, Any] = components.setdefault("schemas", {})
    schemas.update(_handwritten_schemas())
    add_examples(description["paths"])
    components["schemas"] = dict(sorted(schemas.items()))
    components["examples"] = problem_examples()
    components["securitySchemes"] = _SECURITY_SCHEMES
    description["security"] = [{}, *({name: []} for name in _SECURITY_SCHEMES)]
    return description


def render_api(app: FastAPI) -> str:
    """The description as the text of ``openapi/openapi.json``."""
    return json.dumps(describe_api(app), indent=2, ensure_ascii=False) + "\n"


def _handwritten_schemas() -> dict[str, Any]:
    _, requests = models_json_schema(
        [(EnrichRequest, "validation"), (BatchRequest, "validation")], ref_template=_REFERENCE
    )
    _, problems = models_json_schema([(Problem, "serialization")], ref_template=_REFERENCE)
    return {**requests["$defs"], **problems["$defs"]}
