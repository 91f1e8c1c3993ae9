"""Asks the service about a sample article, as a newsroom would: one POST of the raw text."""

from __future__ import annotations

import httpx

from service.api.answers import EnrichResponse
from tests.seeds.comparison import find_gaps
from tests.seeds.expectation import Seed
from tests.seeds.gaps import Gap


async def ask(client: httpx.AsyncClient, seed: Seed, *, include_thoughts: bool = False) -> EnrichResponse:
    """The answer to the raw article, with the defaults but for thoughts."""
    request = {"text": seed.text, "id": seed.slug, "include_thoughts": include_thoughts}
    response = await client.post("/v1/enrich", json=request)
    response.raise_for_status()
    return EnrichResponse.model_validate_json(response.content)


async def gaps_of(client: httpx.AsyncClient, seed: Seed) -> list[Gap]:
    """Everything in which the service falls short on one sample article."""
    answer = await ask(client, seed)
    has_thoughts = any(quotation.mode == "thought" for quotation in seed.expectation.quotations)
    return find_gaps(seed, answer, await ask(client, seed, include_thoughts=True) if has_thoughts else answer)
