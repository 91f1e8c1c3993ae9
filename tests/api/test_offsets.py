"""Offsets in every unit, on generated and mutated text: `text[start:end] == span.text`."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.api.offsets import OffsetScale
from service.api.requests import OffsetUnit
from tests.api.articles import STORIES, UNITS, cut, length
from tests.api.test_enrich import enrich, spans

TRICKY = [
    "😀", "🇩🇪", "👩‍👩‍👧", "e\u0301", "\u200d", "\ufeff", "𝔓", "“", "”", "‘", "’", '"', "«", "»",
    "\r\n", "\u2028", "\x0b", "\x1b", "ß", "王", "\U0010ffff", "\uffff", "\u202e",
]  # fmt: skip

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@given(text=ANY_TEXT, unit=st.sampled_from(OffsetUnit))
def test_scale_agrees_with_the_encoders(text: str, unit: OffsetUnit) -> None:
    scale = OffsetScale(text, unit)
    assert [scale(offset) for offset in range(len(text) + 1)] == [
        length(text[:offset], unit) for offset in range(len(text) + 1)
    ]
    assert scale.length == length(text, unit)


@pytest.mark.parametrize("unit", UNITS)
def test_scale_of_a_long_text_is_made_in_one_pass(unit: str) -> None:
    """A million characters in well under a second: nothing is counted twice."""
    text = "a😀é王" * 250_000
    scale = OffsetScale(text, OffsetUnit(unit))
    assert scale.length == length(text, unit)


@st.composite
def mutated_story(draw: st.DrawFn) -> str:
    """A story with characters put in, taken out and doubled, so that marks no longer match."""
    text = draw(st.sampled_from(STORIES))
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(text)))
        width = draw(st.integers(0, 40))
        piece = draw(st.one_of(st.sampled_from(TRICKY), ANY_TEXT, st.just(text[place : place + width])))
        text = text[:place] + piece + text[place + width :]
    return text if text.strip() else text + "x"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=mutated_story(), unit=st.sampled_from(UNITS))
async def test_every_span_of_a_mutated_story_is_exact(client: httpx.AsyncClient, text: str, unit: str) -> None:
    answer = await enrich(client, text, offset_unit=unit, include_thoughts=True)
    assert answer["text_length"] == length(text, unit)
    for span in spans(answer):
        assert cut(text, span["start"], span["end"], unit) == span["text"]
    for before, after in zip(answer["segments"], answer["segments"][1:], strict=False):
        assert before["end"] <= after["start"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANY_TEXT.filter(lambda text: any(character.isalnum() for character in text)))
async def test_any_text_is_read_or_refused_as_foreign(client: httpx.AsyncClient, text: str) -> None:
    """Random letters may look like a language that is not read; nothing else may go wrong."""
    response = await client.post("/v1/enrich", json={"text": text, "offset_unit": "utf8"})
    if response.status_code != 200:
        assert (response.status_code, response.json()["code"]) == (422, "unsupported_language")
        return
    for span in spans(response.json()):
        assert cut(text, span["start"], span["end"], "utf8") == span["text"]
