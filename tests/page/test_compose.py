"""Putting an article on the desk: paste, drop, sample, progress, cancelling, errors, the key."""

from __future__ import annotations

import re

from playwright.async_api import Browser, expect

from tests.page.inspector import ARTICLE, Inspector, lines_of

DROP = """({ name, bytes }) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(bytes)], name));
  for (const type of ["dragenter", "dragover", "drop"]) {
    document.getElementById("compose").dispatchEvent(
      new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }
}"""


async def test_pasting_and_reading_shows_the_article_word_for_word(inspector: Inspector) -> None:
    page = inspector.page
    await inspector.paste(ARTICLE)
    await expect(page.locator("#count")).to_contain_text(f"{len(ARTICLE):,} of ")
    await page.keyboard.press("Control+Enter")
    await page.wait_for_selector("#article .line")
    assert await inspector.drawn_text() == lines_of(ARTICLE)
    await expect(page.locator("#live")).to_contain_text("Read. ")


async def test_the_count_is_in_code_points(inspector: Inspector) -> None:
    await inspector.page.fill("#text", "a🚢é")
    await expect(inspector.page.locator("#count")).to_contain_text("3 of 100,000 characters")


async def test_a_file_in_utf8_or_windows_1252_can_be_dropped(inspector: Inspector) -> None:
    for encoding in ("utf-8", "cp1252"):
        data = list("“Très bien,” she said.\r\n".encode(encoding))
        await inspector.page.evaluate(DROP, {"name": "article.txt", "bytes": data})
        await expect(inspector.page.locator("#text")).to_have_value("“Très bien,” she said.\n")
        await inspector.page.fill("#text", "")


async def test_a_file_too_large_for_an_article_is_refused(inspector: Inspector) -> None:
    await inspector.page.evaluate(
        DROP.replace("new Uint8Array(bytes)", "new Uint8Array(5_000_000)"), {"name": "book.txt", "bytes": []}
    )
    await expect(inspector.page.locator("#problem")).to_contain_text("too large for an article")


async def test_a_sample_can_be_chosen(inspector: Inspector) -> None:
    seed = inspector.page.locator("#seed")
    await expect(seed.locator("option")).not_to_have_count(1)
    await seed.select_option(index=1)
    assert len(await inspector.page.input_value("#text")) > 100


async def test_an_empty_text_shows_the_services_problem(inspector: Inspector) -> None:
    await inspector.page.click("#read")
    problem = inspector.page.locator("#problem")
    await expect(problem).to_be_visible()
    await expect(problem).to_be_focused()
    await expect(problem).to_contain_text("text_empty")


async def test_a_text_too_long_is_counted_in_red_and_refused(inspector: Inspector) -> None:
    await inspector.page.fill("#text", "word " * 20_001)
    await expect(inspector.page.locator("#count")).to_have_class("over")
    await inspector.page.click("#read")
    await expect(inspector.page.locator("#problem")).to_contain_text("text_too_long")


async def test_a_long_reading_shows_progress_and_can_be_cancelled(inspector: Inspector) -> None:
    page = inspector.page
    await page.route("**/v1/enrich", lambda route: None)  # never answered
    await page.fill("#text", ARTICLE)
    await page.click("#read")
    await expect(page.locator("#progress")).to_be_visible()
    await expect(page.locator("#elapsed")).to_have_text(re.compile(r"0\.[1-9] s|[1-9]\.\d s"))
    await expect(page.locator("#live")).to_contain_text("Reading ")
    await expect(page.locator("#read")).to_be_disabled()
    await page.click("#cancel")
    await expect(page.locator("#progress")).to_be_hidden()
    await expect(page.locator("#live")).to_have_text("Cancelled.")
    await expect(page.locator("#problem")).to_be_hidden()
    await expect(page.locator("#text")).to_have_value(ARTICLE)
    await page.unroute("**/v1/enrich")
    await inspector.read()


async def test_a_broken_connection_is_said_in_words(inspector: Inspector) -> None:
    await inspector.page.route("**/v1/enrich", lambda route: route.abort())
    await inspector.page.fill("#text", ARTICLE)
    await inspector.page.click("#read")
    await expect(inspector.page.locator("#problem")).to_contain_text("did not answer")


async def test_overload_offers_another_try(inspector: Inspector) -> None:
    page = inspector.page
    body = '{"title": "Overloaded", "status": 503, "code": "overloaded", "detail": null, "errors": []}'
    headers = {"Retry-After": "7", "Content-Type": "application/problem+json"}
    await page.route("**/v1/enrich", lambda route: route.fulfill(status=503, headers=headers, body=body))
    await page.fill("#text", ARTICLE)
    await page.click("#read")
    await expect(page.locator("#problem")).to_contain_text("Worth another try in 7 s.")
    await page.unroute("**/v1/enrich")
    await page.get_by_role("button", name="Try again").click()
    await page.wait_for_selector("#article .line")


async def test_the_key_is_asked_for_and_kept_in_memory_only(browser: Browser, locked_site: str) -> None:
    page = await browser.new_page()
    inspector = Inspector(page, locked_site)
    await inspector.open()
    await page.fill("#text", ARTICLE)
    await page.click("#read")
    await expect(page.locator("#key")).to_be_focused()
    await page.fill("#key", "correct-horse-battery")
    await page.click("#read")
    await page.wait_for_selector("#article .line")
    kept = await page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])"
    )
    assert "horse" not in kept
    assert inspector.complaints == []
    await page.reload()
    await expect(page.locator("#key")).to_have_value("")
    await page.close()


async def test_coming_back_keeps_the_text(inspector: Inspector) -> None:
    await inspector.read()
    await inspector.page.click("#back")
    await expect(inspector.page.locator("#text")).to_be_focused()
    await expect(inspector.page.locator("#text")).to_have_value(ARTICLE)
