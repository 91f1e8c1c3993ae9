"""Uses the generated client against the service whose URL is the argument; type-checked and run by the tests."""

import sys
from http import HTTPStatus

import httpx
from client import Client
from client.api.catalogue import get_service_info, list_topics
from client.api.enrichment import enrich_article, enrich_batch
from client.api.formats import enrich_article_json_ld, enrich_article_ninjs, enrich_article_superdesk
from client.models import (
    BatchRequest,
    BatchResponse,
    EnrichRequest,
    EnrichResponse,
    InfoResponse,
    JsonLdArticle,
    NinjsItem,
    OffsetUnit,
    Problem,
    SuperdeskTags,
    TopicsResponse,
)

TEXT = "Zoo names panda 🐼\n\n“We are over the moon 🎉,” said zoo director Zoë Müller. “Visitors voted.”\n"


def main(url: str) -> None:
    client = Client(base_url=url, timeout=httpx.Timeout(120))
    article = EnrichRequest(text=TEXT, id="cms-4711")

    answer = enrich_article.sync(client=client, body=article)
    assert isinstance(answer, EnrichResponse)
    assert answer.offset_unit is OffsetUnit.CODE_POINT
    quotation = answer.quotations[0]
    for fragment in quotation.content:
        assert TEXT[fragment.start : fragment.end] == fragment.text
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Zoë Müller"

    refused = enrich_article.sync_detailed(client=client, body=EnrichRequest(text=" "))
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert isinstance(refused.parsed, Problem)
    assert refused.parsed.code == "text_empty"

    batch = enrich_batch.sync(client=client, body=BatchRequest(articles=[article, EnrichRequest(text=" ")]))
    assert isinstance(batch, BatchResponse)
    first, second = batch.results
    assert isinstance(first.result, EnrichResponse) and first.problem is None
    assert second.result is None and isinstance(second.problem, Problem)

    item = enrich_article_ninjs.sync(client=client, body=article)
    assert isinstance(item, NinjsItem) and item.associations[0].rel == "quotation"
    page = enrich_article_json_ld.sync(client=client, body=article)
    assert isinstance(page, JsonLdArticle) and page.type_ == "NewsArticle"
    tags = enrich_article_superdesk.sync(client=client, body=article)
    assert isinstance(tags, SuperdeskTags) and tags.person[0].name == "Zoë Müller"

    info = get_service_info.sync(client=client)
    assert isinstance(info, InfoResponse) and info.languages == ["en"]
    topics = list_topics.sync(client=client, level=1)
    assert isinstance(topics, TopicsResponse) and len(topics.topics) == 17


main(sys.argv[1])
