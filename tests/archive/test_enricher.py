"""The answer to an archived article is, byte for byte, the body that the service answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.api.intake import Intake
from service.api.mapping import Mapper, versions_of
from service.api.topic_map import NO_TAGS
from service.archive.enricher import Enricher
from service.reading.findings import Manuscript
from service.reading.pipeline import Reader
from tests.api.articles import STORIES, WIRE_STORY
from tests.archive.articles import odd_lines
from tests.archive.files import put, records_of


def enricher_with(reader: Reader) -> Enricher:
    versions = versions_of(reader)
    mapper = Mapper(taxonomy=reader.topics, tags=NO_TAGS, versions=versions)
    return Enricher(reader, Intake(max_text_length=100_000), mapper, versions)


@pytest.fixture(scope="session")
def enricher(reader: Reader) -> Enricher:
    return enricher_with(reader)


@pytest.mark.parametrize(
    "request_",
    [
        *({"text": text, "id": f"a{at}"} for at, text in enumerate(STORIES)),
        {"text": STORIES[1], "offset_unit": "utf16", "include_thoughts": True, "topics_limit": 9},
        {"text": WIRE_STORY, "title": "Bridge shut", "features": ["topics", "sources"], "min_confidence": 0.5},
        {"text": STORIES[2], "offset_unit": "utf8", "language": "en-GB"},
    ],
)
async def test_answers_are_those_of_the_service(
    enricher: Enricher, client: httpx.AsyncClient, request_: dict[str, Any]
) -> None:
    body = json.dumps(request_).encode()
    answered = await client.post("/v1/enrich", content=body, headers={"Content-Type": "application/json"})
    assert answered.status_code == 200
    enriched = enricher.enrich(body)
    assert (enriched.answer or "").encode() == answered.content
    assert enriched.id == request_.get("id")
    assert (enriched.words, enriched.characters) == (len(request_["text"].split()), len(request_["text"]))
    assert (enriched.problem, enriched.problem_code) == (None, None)


async def test_problems_are_those_of_the_service(enricher: Enricher, client: httpx.AsyncClient, tmp_path: Path) -> None:
    """All but `instance`, which names an HTTP request."""
    put(tmp_path, {"odd.jsonl": odd_lines()})
    codes: set[str | None] = set()
    for line in [record.body or b"" for record in records_of(tmp_path, "odd.jsonl")]:
        enriched = enricher.enrich(line)
        answered = await client.post("/v1/enrich", content=line, headers={"Content-Type": "application/json"})
        if answered.status_code == 200:
            assert enriched.answer == answered.text
            continue
        codes.add(enriched.problem_code)
        assert json.loads(enriched.problem or "") == {**answered.json(), "instance": None}
        assert enriched.answer is None
    assert codes == {
        "text_empty", "text_too_long", "invalid_request", "invalid_text", "malformed_json", "unsupported_language",
    }  # fmt: skip


def test_a_record_that_was_not_held_is_too_large(enricher: Enricher) -> None:
    assert enricher.enrich(None).problem_code == "body_too_large"


class BrokenReader(Reader):
    """A reader with a fault of its own."""

    def __init__(self, whole: Reader) -> None:
        self.topics = whole.topics
        self.versions = whole.versions

    def read(self, manuscripts: Any) -> Any:
        given: list[Manuscript] = list(manuscripts)
        raise ValueError(given[0].text)


def test_a_fault_of_the_reader_is_a_problem_of_that_article(reader: Reader, capfd: pytest.CaptureFixture[str]) -> None:
    enriched = enricher_with(BrokenReader(reader)).enrich(b'{"id": "x", "text": "Secret words."}')
    assert (enriched.id, enriched.problem_code) == ("x", "internal")
    assert "Secret" not in (enriched.problem or "")
