"""One article of ``seeds/`` and its answers, in every place where a reader of the description looks for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from service.api.answers import BatchItem, BatchResponse, EnrichResponse
from service.api.catalogue import info, topics
from service.api.contents import JSON, TEXT
from service.api.enrichment_routes import BATCH_PATH, ENRICH_PATH
from service.api.format_routes import JSONLD_PATH, NINJS_PATH, SUPERDESK_PATH
from service.api.formats.draft import Draft
from service.api.formats.jsonld import jsonld_article
from service.api.formats.ninjs import ninjs_item
from service.api.formats.superdesk import superdesk_tags
from service.api.problems import describe
from service.api.requests import BatchRequest, EnrichRequest
from service.api.topic_map import NO_TAGS
from service.errors import Fault, TextEmpty
from service.reading.taxonomy import Taxonomy
from service.settings import Settings

ARTICLE_FILE = Path(__file__).parent / "article.txt"
ANSWER_FILE = Path(__file__).parent / "answer.json"

_ID = "cms-4711"
_BLANK = "The text has no character but white space."


def example_article() -> EnrichRequest:
    """The article with all options at their defaults."""
    return EnrichRequest(text=ARTICLE_FILE.read_bytes().decode(), id=_ID)


def example_answer() -> EnrichResponse:
    """What the service found in it."""
    answer: dict[str, Any] = json.loads(ANSWER_FILE.read_text(encoding="utf-8"))
    return EnrichResponse.model_validate({**answer, "id": _ID})


def add_examples(paths: dict[str, Any]) -> None:
    """Put an example into each request body, and into each answer that is no problem."""
    article, answer, taxonomy = example_article(), example_answer(), Taxonomy.load()
    draft = Draft(article.text, article.title, answer, taxonomy)
    blank = EnrichRequest(text=" \n", id="cms-4712")
    answers = {
        ENRICH_PATH: answer.model_dump_json(),
        NINJS_PATH: ninjs_item(draft).to_json(),
        JSONLD_PATH: jsonld_article(draft).to_json(),
        SUPERDESK_PATH: superdesk_tags(draft).to_json(),
    }
    for path, answered in answers.items():
        _show(paths[path]["post"], answered, {JSON: article.model_dump_json(), TEXT: json.dumps(article.text)})
    batch = BatchRequest(articles=[article, blank]).model_dump_json()
    _show(paths[BATCH_PATH]["post"], _batch_answer(answer).model_dump_json(), {JSON: batch})
    _show(paths["/v1/topics"]["get"], topics(taxonomy, NO_TAGS, level=4, text="strike").model_dump_json())
    _show(paths["/v1/info"]["get"], info(answer.models, Settings()).model_dump_json())


def _show(operation: dict[str, Any], answered: str, sent: Mapping[str, str] = MappingProxyType({})) -> None:
    """Examples as JSON text, of the answer and by media type of the body."""
    for content in operation["responses"]["200"]["content"].values():
        content["example"] = json.loads(answered)
    for media_type, body in sent.items():
        operation["requestBody"]["content"][media_type]["example"] = json.loads(body)


def _batch_answer(answer: EnrichResponse) -> BatchResponse:
    refused = describe(TextEmpty(_BLANK, faults=[Fault("/articles/1/text", _BLANK)]))
    return BatchResponse(
        results=[
            BatchItem(index=0, id=answer.id, result=answer),
            BatchItem(index=1, id="cms-4712", problem=refused),
        ]
    )
