"""Layers and filters."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.page.inspector import Inspector


def _shown(page: Page) -> Locator:
    return page.locator(".handle:not([hidden])")


async def _expect_shown(page: Page, quotations: list[dict[str, Any]], wanted: list[str]) -> None:
    await expect(_shown(page)).to_have_count(len(wanted))
    ids = [await handle.get_attribute("data-quotation") for handle in await _shown(page).all()]
    assert ids == wanted
    await expect(page.locator("#filter-count")).to_contain_text(str(len(wanted)))
    if len(wanted) < len(quotations):
        await expect(page.locator("#filter-clear")).to_be_visible()


async def test_by_speaker_kind_and_confidence(inspector: Inspector) -> None:
    quotations = (await inspector.read())["quotations"]
    page = inspector.page
    source = next(q["speaker"]["source_id"] for q in quotations if q["speaker"] and q["speaker"]["source_id"])
    await page.select_option("#filter-speaker", source)
    wanted = [q["id"] for q in quotations if q["speaker"] and q["speaker"]["source_id"] == source]
    await _expect_shown(page, quotations, wanted)
    await page.click("#filter-clear")
    await _expect_shown(page, quotations, [q["id"] for q in quotations])
    for kind in ("direct", "mixed", "indirect"):
        await page.select_option("#filter-kind", kind)
        await _expect_shown(page, quotations, [q["id"] for q in quotations if q["kind"] == kind])
    await page.select_option("#filter-kind", "")
    await page.locator("#filter-confidence").fill("90")
    await _expect_shown(page, quotations, [q["id"] for q in quotations if q["confidence"] >= 0.9])


async def test_quotations_filtered_out_lose_their_marks(inspector: Inspector) -> None:
    quotations = (await inspector.read())["quotations"]
    page = inspector.page
    await page.select_option("#filter-kind", "indirect")
    await expect(page.locator("#article .kind-direct")).to_have_count(0)
    assert (await page.locator("#article .kind-indirect").count() > 0) == any(
        q["kind"] == "indirect" for q in quotations
    )


async def test_the_summary_leads_to_unnamed_sources(inspector: Inspector) -> None:
    answer = await inspector.read()
    unnamed = {source["id"] for source in answer["sources"] if not source["named"] and source["quotation_ids"]}
    assert unnamed
    await inspector.page.get_by_role("button", name="unnamed source").first.click()
    wanted = [q["id"] for q in answer["quotations"] if q["speaker"] and q["speaker"]["source_id"] in unnamed]
    await _expect_shown(inspector.page, answer["quotations"], wanted)


@pytest.mark.parametrize(
    ("layer", "selector", "style", "off"),
    [
        ("content", "#article .content", "backgroundColor", "rgba(0, 0, 0, 0)"),
        ("cue", "#article .cue", "textDecorationLine", "none"),
        ("source", "#article .speaker", "fontWeight", "400"),
        ("entity", "#article .entity", "borderBottomColor", "rgba(0, 0, 0, 0)"),
    ],
)
async def test_a_layer_can_be_switched_off_and_on(
    inspector: Inspector, layer: str, selector: str, style: str, off: str
) -> None:
    await inspector.read()
    toggle = inspector.page.locator(f'[data-layer="{layer}"]')
    mark = inspector.page.locator(selector).first
    look = f"element => getComputedStyle(element).{style}"
    before = await mark.evaluate(look)
    assert before != off
    await toggle.click()
    await expect(toggle).to_have_attribute("aria-pressed", "false")
    assert await mark.evaluate(look) == off
    await toggle.click()
    assert await mark.evaluate(look) == before
