"""What all formats share: the requests, the errors, the key and the same bytes."""

from __future__ import annotations

import httpx
import pytest

from tests.api.articles import ASTRAL_STORY, UNITS, WIRE_STORY
from tests.api.test_errors import BODIES, check_problem
from tests.conftest import Serve

PATHS = ("/v1/enrich/ninjs", "/v1/enrich/jsonld", "/v1/enrich/superdesk")


@pytest.mark.parametrize("path", PATHS)
async def test_raw_text_and_json_give_the_same_bytes(client: httpx.AsyncClient, path: str) -> None:
    headers = {"Content-Type": "text/plain"}
    raw = await client.post(path, content=ASTRAL_STORY.encode(), headers=headers)
    bodies = {(await client.post(path, json={"text": ASTRAL_STORY, "offset_unit": unit})).content for unit in UNITS}
    assert raw.status_code == 200
    assert bodies == {raw.content}


@pytest.mark.parametrize("path", PATHS)
async def test_errors_are_those_of_an_article(client: httpx.AsyncClient, path: str) -> None:
    for body, content_type, status, code in BODIES:
        response = await client.post(path, content=body, headers={"Content-Type": content_type})
        check_problem(response, status, code)


@pytest.mark.parametrize("path", PATHS)
async def test_a_key_is_needed_where_the_service_has_one(serve: Serve, path: str) -> None:
    async with serve(api_keys="correct-horse-battery-staple") as client:
        assert (await client.post(path, json={"text": WIRE_STORY})).status_code == 401
        headers = {"X-API-Key": "correct-horse-battery-staple"}
        assert (await client.post(path, json={"text": WIRE_STORY}, headers=headers)).status_code == 200


@pytest.mark.parametrize("path", PATHS)
async def test_parts_that_are_not_wanted_are_no_obstacle(client: httpx.AsyncClient, path: str) -> None:
    for feature in ("segments", "entities", "quotations", "sources", "topics"):
        response = await client.post(path, json={"text": WIRE_STORY, "features": [feature]})
        assert response.status_code == 200
        assert "null" not in response.text
