"""Every input that is kept in the corpus: those that crashed the service once, and those to begin with."""

from __future__ import annotations

import httpx
import pytest

from service.reading.pipeline import Reader
from tests.fuzz.targets import kept_inputs, post_json, read_text

TEXTS, BODIES = kept_inputs("text"), kept_inputs("json")


@pytest.mark.parametrize("name", TEXTS)
def test_text(reader: Reader, name: str) -> None:
    read_text(reader, TEXTS[name])


@pytest.mark.parametrize("name", BODIES)
async def test_json(client: httpx.AsyncClient, name: str) -> None:
    await post_json(client, BODIES[name])
