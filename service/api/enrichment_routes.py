"""POST /v1/enrich and POST /v1/enrich/batch."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request
from fastapi.responses import Response

from service.api.answers import BatchItem, BatchResponse, EnrichResponse
from service.api.contents import JSON, content_type_of
from service.api.desk import Desk, desk_of
from service.api.intake import Refusal, Submission
from service.api.notes import Notes, notes_of
from service.api.operations import ARTICLE_BODY, ARTICLE_PROBLEMS, BATCH_BODY, BATCH_PROBLEMS
from service.api.problems import describe
from service.api.submissions import submission_in
from service.errors import ServiceError

ENRICH_PATH = "/v1/enrich"
BATCH_PATH = "/v1/enrich/batch"

router = APIRouter(tags=["enrichment"])


@router.post(
    ENRICH_PATH,
    operation_id="enrichArticle",
    summary="Enrich one article",
    response_model=EnrichResponse,
    response_description="Everything found in the article.",
    responses=ARTICLE_PROBLEMS,
    openapi_extra={"requestBody": ARTICLE_BODY},
)
async def enrich_article(request: Request) -> Response:
    """Find the entities, quotations with their speakers, cited sources and topics of one article.

    Post JSON to choose options, or the raw article as `text/plain` for the defaults. The answer is a
    pure function of text, options and model versions: repeating a call is safe.
    """
    desk = desk_of(request)
    submission = await submission_in(request, desk.intake)
    answer = await desk.enrich(submission, notes_of(request.scope))
    return Response(answer.model_dump_json(), media_type=JSON)


@router.post(
    BATCH_PATH,
    operation_id="enrichBatch",
    summary="Enrich up to 32 articles",
    response_model=BatchResponse,
    response_description="A result or a problem for each article, in order.",
    responses=BATCH_PROBLEMS,
    openapi_extra={"requestBody": BATCH_BODY},
)
async def enrich_batch(request: Request) -> Response:
    """Enrich several articles; each is admitted on its own.

    An article that is faulty, or that does not fit into the queue, becomes a problem in its place and
    does not touch the others. The status is 200 as soon as the batch itself is readable.
    """
    desk = desk_of(request)
    content_type_of(request, (JSON,))
    articles = desk.intake.from_batch(await request.body())
    notes = notes_of(request.scope)
    wait = desk.engine.expected_wait()
    items = await asyncio.gather(*(_item(desk, index, article, notes, wait) for index, article in enumerate(articles)))
    return Response(BatchResponse(results=items).model_dump_json(), media_type=JSON)


async def _item(desk: Desk, index: int, article: Submission | Refusal, notes: Notes, wait: float) -> BatchItem:
    if isinstance(article, Refusal):
        return BatchItem(index=index, id=article.id, problem=describe(article.error))
    try:
        return BatchItem(index=index, id=article.id, result=await desk.enrich(article, notes, wait=wait))
    except ServiceError as error:
        return BatchItem(index=index, id=article.id, problem=describe(error))
