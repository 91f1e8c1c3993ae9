"""The OpenAPI 3.1 description: FastAPI's, plus the request bodies that are parsed by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from service.api.answers import EnrichResponse
from service.api.contents import JSON, JSON_LD
from service.api.format_routes import JSONLD_PATH, NINJS_PATH, SUPERDESK_PATH
from service.api.formats.draft import Draft
from service.api.formats.jsonld import jsonld_article
from service.api.formats.ninjs import ninjs_item
from service.api.formats.superdesk import superdesk_tags
from service.api.problems import Problem
from service.api.requests import BatchRequest, EnrichRequest
from service.reading.taxonomy import Taxonomy

EXAMPLE_FILE = Path(__file__).parent / "examples" / "enrich.json"

_REFERENCE = "#/components/schemas/{model}"

_DESCRIPTION = """\
Raw news text goes in; entities, quotations with their speakers, cited sources and IPTC topics come
out, each anchored to exact characters of the text. Nothing of a text is kept or logged.

Errors are RFC 9457 problems with a `code`. Calls are pure functions: repeating one is safe, and 503
says when (`Retry-After`). `X-Request-ID` is taken over, or made, and sent back.
"""

_TAGS = [
    {"name": "enrichment", "description": "Articles in, findings out."},
    {"name": "formats", "description": "Articles in, metadata in formats that newsrooms exchange out."},
    {"name": "catalogue", "description": "What this build can answer."},
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
    _add_examples(description)
    components["schemas"] = dict(sorted(schemas.items()))
    components["securitySchemes"] = _SECURITY_SCHEMES
    description["security"] = [{}, *({name: []} for name in _SECURITY_SCHEMES)]
    return description


def render_api(app: FastAPI) -> str:
    """The description as the text of ``openapi/openapi.json``."""
    return json.dumps(describe_api(app), indent=2, ensure_ascii=False) + "\n"


def _add_examples(description: dict[str, Any]) -> None:
    """One article and its answer, in every place where a reader of the description looks for them."""
    example: dict[str, Any] = json.loads(EXAMPLE_FILE.read_text(encoding="utf-8"))
    article, answer = example["request"], example["response"]
    item = {"index": 0, "id": answer["id"], "result": answer, "problem": None}
    paths = description["paths"]
    for path, sent, answered in (
        ("/v1/enrich", article, answer),
        ("/v1/enrich/batch", {"articles": [article]}, {"results": [item]}),
    ):
        operation = paths[path]["post"]
        operation["requestBody"]["content"]["application/json"]["example"] = sent
        operation["responses"]["200"]["content"]["application/json"]["example"] = answered
    paths["/v1/enrich"]["post"]["requestBody"]["content"]["text/plain"]["example"] = article["text"]
    draft = Draft(article["text"], article["title"], EnrichResponse.model_validate(answer), Taxonomy.load())
    for path, media_type, exchanged in (
        (NINJS_PATH, JSON, ninjs_item(draft)),
        (JSONLD_PATH, JSON_LD, jsonld_article(draft)),
        (SUPERDESK_PATH, JSON, superdesk_tags(draft)),
    ):
        operation = paths[path]["post"]
        operation["requestBody"]["content"][JSON]["example"] = article
        operation["responses"]["200"]["content"][media_type]["example"] = json.loads(exchanged.to_json())


def _handwritten_schemas() -> dict[str, Any]:
    _, requests = models_json_schema(
        [(EnrichRequest, "validation"), (BatchRequest, "validation")], ref_template=_REFERENCE
    )
    _, problems = models_json_schema([(Problem, "serialization")], ref_template=_REFERENCE)
    return {**requests["$defs"], **problems["$defs"]}
