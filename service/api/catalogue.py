"""GET /v1/topics and GET /v1/info: what this build can answer, and within which limits."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from service.api import answers
from service.api.contents import JSON
from service.api.desk import desk_of
from service.api.intake import LANGUAGES
from service.api.operations import problems
from service.api.requests import (
    MAX_BATCH_ARTICLES,
    MAX_ID_LENGTH,
    MAX_TITLE_LENGTH,
    MAX_TOPICS,
    Feature,
    OffsetUnit,
    Real,
)
from service.api.topic_map import TopicTags
from service.reading.taxonomy import Taxonomy, Topic
from service.settings import Settings

router = APIRouter(tags=["catalogue"])


class TaxonomyTopic(answers.Answer):
    """One IPTC Media Topic of the tree."""

    qcode: str
    uri: str
    label: str
    definition: str
    level: Annotated[int, Field(ge=1, le=6)]
    """1 is the top of the tree."""

    parent_qcode: str | None = None
    wikidata_id: str | None = None
    """The Wikidata item that IPTC maps it to."""

    tags: list[str]
    """The newsroom's own tags for this topic, where the service has a `TOPIC_MAP`."""


class TopicsResponse(answers.Answer):
    """The topics this build can emit, parents before children."""

    taxonomy: str
    """Release of the IPTC Media Topics."""

    topics: list[TaxonomyTopic]


class Limits(answers.Answer):
    """Limits of one request; sizes are in bytes after decompression, lengths in code points."""

    max_text_length: int
    max_title_length: int
    max_id_length: int
    max_topics: int
    max_body_bytes: int
    max_batch_articles: int
    max_batch_bytes: int
    queue_size: int
    deadline_seconds: Real


class InfoResponse(answers.Answer):
    """What is running here."""

    models: answers.Models
    languages: list[str]
    features: list[Feature]
    offset_units: list[OffsetUnit]
    entity_types: list[str]
    quotation_kinds: list[str]
    source_kinds: list[str]
    segment_kinds: list[str]
    limits: Limits


@router.get(
    "/v1/topics",
    operation_id="listTopics",
    summary="List the topics",
    response_model=TopicsResponse,
    response_description="The topics that match.",
    responses=problems("unauthorized", "invalid_query", "internal", "not_ready"),
)
async def list_topics(
    request: Request,
    level: Annotated[
        int | None,
        Query(
            ge=1, le=6, description="Only topics of this level of the tree.", openapi_examples={"leaf": {"value": 4}}
        ),
    ] = None,
    text: Annotated[
        str | None,
        Query(
            max_length=200,
            description="Only topics with these characters in label, definition, qcode or tags.",
            openapi_examples={"word": {"value": "strike"}},
        ),
    ] = None,
) -> Response:
    """The IPTC Media Topics that an answer can hold, as a tree: each names its parent."""
    desk = desk_of(request)
    return Response(topics(desk.taxonomy, desk.tags, level=level, text=text).model_dump_json(), media_type=JSON)


@router.get(
    "/v1/info",
    operation_id="getServiceInfo",
    summary="Describe the service",
    response_model=InfoResponse,
    response_description="Versions, languages, features and limits.",
    responses=problems("unauthorized", "internal", "not_ready"),
)
async def get_service_info(request: Request) -> Response:
    """Versions of service and models, what can be asked for, and the limits of a request."""
    desk = desk_of(request)
    return Response(info(desk.versions, request.app.state.settings).model_dump_json(), media_type=JSON)


def topics(taxonomy: Taxonomy, tags: TopicTags, *, level: int | None, text: str | None) -> TopicsResponse:
    """The topics of a level (None: of all) that have the characters of ``text`` somewhere, in any case."""
    wanted = (text or "").casefold().strip()
    found = [
        _entry(topic, tags)
        for topic in taxonomy.topics
        if level in (None, topic.level) and wanted in _searched(topic, tags)
    ]
    return TopicsResponse(taxonomy=taxonomy.version, topics=found)


def info(versions: answers.Models, settings: Settings) -> InfoResponse:
    """What a service of these versions, set up so, says of itself."""
    return InfoResponse(
        models=versions,
        languages=list(LANGUAGES),
        features=list(Feature),
        offset_units=list(OffsetUnit),
        entity_types=list(answers.ENTITY_TYPES),
        quotation_kinds=list(answers.QUOTATION_KINDS),
        source_kinds=list(answers.SOURCE_KINDS),
        segment_kinds=list(answers.SEGMENT_KINDS),
        limits=_limits(settings),
    )


def _limits(settings: Settings) -> Limits:
    return Limits(
        max_text_length=settings.max_text_length,
        max_title_length=MAX_TITLE_LENGTH,
        max_id_length=MAX_ID_LENGTH,
        max_topics=MAX_TOPICS,
        max_body_bytes=settings.max_body_bytes,
        max_batch_articles=MAX_BATCH_ARTICLES,
        max_batch_bytes=settings.max_batch_bytes,
        queue_size=settings.queue_size,
        deadline_seconds=settings.deadline_seconds,
    )


def _entry(topic: Topic, tags: TopicTags) -> TaxonomyTopic:
    return TaxonomyTopic(
        qcode=topic.qcode,
        uri=topic.uri,
        label=topic.label,
        definition=topic.definition,
        level=topic.level,
        parent_qcode=topic.parent,
        wikidata_id=topic.wikidata,
        tags=list(tags.get(topic.qcode, ())),
    )


def _searched(topic: Topic, tags: TopicTags) -> str:
    return "\n".join((topic.qcode, topic.label, topic.definition, *tags.get(topic.qcode, ()))).casefold()
