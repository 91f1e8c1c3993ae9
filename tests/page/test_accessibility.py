"""axe finds nothing to object to, in light and dark, on a desk and on a phone."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from tests.page.inspector import Inspector

RUN_AXE = """async () => {
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run({ runOnly: rules });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ").slice(0, 300)}`);
}"""

DESK: ViewportSize = {"width": 1360, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_has_no_objection(
    browser: Browser, site: str, axe: str, scheme: Literal["light", "dark"], viewport: ViewportSize
) -> None:
    page = await browser.new_page(color_scheme=scheme, viewport=viewport)
    inspector = Inspector(page, site)
    await inspector.open()
    await page.evaluate(axe)
    assert await page.evaluate(RUN_AXE) == [], "the form"
    await page.click("#read")
    await expect(page.locator("#problem")).to_be_visible()
    assert await page.evaluate(RUN_AXE) == [], "a problem"
    await inspector.read()
    assert await page.evaluate(RUN_AXE) == [], "a reading"
    await page.locator(".handle").first.click()
    await page.click("#export summary")
    assert await page.evaluate(RUN_AXE) == [], "a pinned quotation, and the menu"
    assert await page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], "scrolls sideways"
    await page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_has_no_objection_to_the_docs(
    browser: Browser, site: str, axe: str, scheme: Literal["light", "dark"]
) -> None:
    page = await browser.new_page(color_scheme=scheme, viewport=DESK)
    await page.goto(site)
    await page.get_by_role("link", name="API docs").click()
    await expect(page.locator("#enrichArticle").get_by_text("enrichArticle", exact=True)).to_be_visible()
    await page.evaluate(axe)
    assert await page.evaluate(RUN_AXE) == []
    await page.close()


async def test_the_theme_can_be_chosen_and_lasts(inspector: Inspector) -> None:
    page = inspector.page
    desk = "getComputedStyle(document.body).backgroundColor"
    await page.emulate_media(color_scheme="light")
    light = await page.evaluate(desk)
    await page.click("#theme")
    await page.click("#theme")
    await expect(page.locator("#theme")).to_have_text("Theme: dark")
    dark = await page.evaluate(desk)
    assert dark != light
    await page.reload()
    assert await page.evaluate(desk) == dark


async def test_the_first_tab_stop_skips_to_the_article(inspector: Inspector) -> None:
    await inspector.page.keyboard.press("Tab")
    await expect(inspector.page.locator(".skip")).to_be_focused()
    await inspector.page.keyboard.press("Enter")
    await expect(inspector.page.locator("#main")).to_be_focused()
