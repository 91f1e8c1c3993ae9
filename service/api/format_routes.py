"""POST /v1/enrich/ninjs, /v1/enrich/jsonld and /v1/enrich/superdesk: the answer in formats of others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from service.api.contents import JSON, JSON_LD
from service.api.desk import desk_of
from service.api.formats.draft import Draft, Exchanged
from service.api.formats.jsonld import JsonLdArticle, jsonld_article
from service.api.formats.ninjs import NinjsItem, ninjs_item
from service.api.formats.superdesk import SuperdeskTags, superdesk_tags
from service.api.notes import notes_of
from service.api.operations import ARTICLE_BODY, ARTICLE_PROBLEMS
from service.api.requests import OffsetUnit
from service.api.submissions import submission_in

NINJS_PATH = "/v1/enrich/ninjs"
JSONLD_PATH = "/v1/enrich/jsonld"
SUPERDESK_PATH = "/v1/enrich/superdesk"

_BODY: dict[str, Any] = {"requestBody": ARTICLE_BODY}

router = APIRouter(tags=["formats"])


class JsonLdResponse(JSONResponse):
    """An answer whose content type says that it is JSON-LD."""

    media_type = JSON_LD


@router.post(
    NINJS_PATH,
    operation_id="enrichArticleNinjs",
    summary="Enrich one article as ninjs",
    response_model=NinjsItem,
    response_description="The metadata of the article as a partial IPTC ninjs 3.1 item.",
    responses=ARTICLE_PROBLEMS,
    openapi_extra=_BODY,
)
async def enrich_article_ninjs(request: Request) -> Response:
    """Enrich one article and answer an IPTC ninjs 3.1 item; takes what `enrichArticle` takes.

    Quotations are its `associations`; ninjs has no offsets, so `offset_unit` is of no effect.
    """
    return _response(ninjs_item(await _draft(request)), JSON)


@router.post(
    JSONLD_PATH,
    operation_id="enrichArticleJsonLd",
    summary="Enrich one article as JSON-LD",
    response_model=JsonLdArticle,
    response_description="The article as a schema.org NewsArticle.",
    response_class=JsonLdResponse,
    responses=ARTICLE_PROBLEMS,
    openapi_extra=_BODY,
)
async def enrich_article_jsonld(request: Request) -> Response:
    """Enrich one article and answer a schema.org NewsArticle; takes what `enrichArticle` takes.

    Quotations are its `hasPart`; JSON-LD has no offsets, so `offset_unit` is of no effect.
    """
    return _response(jsonld_article(await _draft(request)), JSON_LD)


@router.post(
    SUPERDESK_PATH,
    operation_id="enrichArticleSuperdesk",
    summary="Enrich one article as Superdesk tags",
    response_model=SuperdeskTags,
    response_description="Tags as Superdesk's auto-tagging reads them.",
    responses=ARTICLE_PROBLEMS,
    openapi_extra=_BODY,
)
async def enrich_article_superdesk(request: Request) -> Response:
    """Enrich one article and answer tags for Superdesk; takes what `enrichArticle` takes.

    Only topics and entities have a place there.
    """
    return _response(superdesk_tags(await _draft(request)), JSON)


async def _draft(request: Request) -> Draft:
    desk = desk_of(request)
    submission = replace(await submission_in(request, desk.intake), offset_unit=OffsetUnit.CODE_POINT)
    answer = await desk.enrich(submission, notes_of(request.scope))
    return Draft(submission.manuscript.text, submission.manuscript.title, answer, desk.taxonomy)


def _response(answer: Exchanged, media_type: str) -> Response:
    return Response(answer.to_json(), media_type=media_type)
