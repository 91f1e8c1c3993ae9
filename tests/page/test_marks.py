"""The article with its marks: exact, overlapping, lit by pointer and keyboard, joined by a line."""

from __future__ import annotations

from typing import Any

from playwright.async_api import expect

from tests.page.inspector import ARTICLE, Inspector, lines_of

MARKED_WORDS = """async ([text, reading]) => {
  const { drawArticle } = await import("/page/render.js");
  const { drawLedger } = await import("/page/ledger.js");
  const drawing = drawArticle(document.createElement("article"), text, reading, drawLedger(text, reading));
  const words = (role, id) => drawing.pieces(role, id).map((piece) => piece.textContent).join("");
  return {
    quotations: reading.quotations.map(({ id }) => [words("content", id), words("cue", id), words("speaker", id)]),
    sources: reading.sources.map(({ id }) => words("source", id)),
    entities: reading.entities.map(({ id }) => words("entity", id)),
  };
}"""


def _joined(spans: list[Any]) -> str:
    """The text of some spans as the page cuts it: merged where they overlap, without line ends."""
    return "".join(span["text"].replace("\n", "") for span in spans if span)


async def test_every_mark_covers_the_words_of_its_span(inspector: Inspector) -> None:
    answer = await inspector.read()
    assert answer["quotations"]
    assert answer["sources"]
    assert answer["entities"]
    drawn = await inspector.page.evaluate(MARKED_WORDS, [ARTICLE, answer])
    for quotation, words in zip(answer["quotations"], drawn["quotations"], strict=True):
        speaker = quotation["speaker"]
        expected = [quotation["content"], [quotation["cue"]], [speaker["mention"] if speaker else None]]
        assert words == [_joined(spans) for spans in expected]
    for source, words in zip(answer["sources"], drawn["sources"], strict=True):
        assert words == _joined(source["mentions"])
    for entity, words in zip(answer["entities"], drawn["entities"], strict=True):
        assert words == _joined(entity["mentions"])


async def test_marks_that_overlap_share_pieces(inspector: Inspector) -> None:
    await inspector.open()
    spans = [(0, 9, "content", "q1"), (4, 6, "entity", "e1"), (5, 12, "source", "s1")]
    reading: dict[str, Any] = {"quotations": [], "sources": [], "entities": [], "warnings": [], "segments": []}
    for start, end, role, mark in spans:
        span = {"start": start, "end": end}
        if role == "content":
            reading["quotations"].append({"id": mark, "content": [span], "cue": None, "speaker": None})
        else:
            reading["sources" if role == "source" else "entities"].append({"id": mark, "mentions": [span]})
    lines = await inspector.call("layers.js", "m.layOut(...a)", "abcdefghi\njklm", reading)
    pieces = [[(p["start"], p["end"], [mark["id"] for mark in p["marks"]]) for p in line["pieces"]] for line in lines]
    assert pieces == [
        [(0, 4, ["q1"]), (4, 5, ["q1", "e1"]), (5, 6, ["q1", "e1", "s1"]), (6, 9, ["q1", "s1"])],
        [(10, 12, ["s1"]), (12, 14, [])],
    ]


async def test_lines_end_at_any_line_end_and_keep_their_blanks(inspector: Inspector) -> None:
    lines = await inspector.call("layers.js", "m.linesOf(...a)", "  one\r\ntwo \r\n\r\n \nthree\r\rfour")
    assert [(line["start"], line["end"], line["apart"]) for line in lines] == [
        (0, 5, True),
        (7, 11, False),
        (17, 22, True),
        (24, 28, True),
    ]


async def test_spans_that_do_not_match_the_text_are_counted(inspector: Inspector) -> None:
    answer = await inspector.read()
    assert await inspector.call("layers.js", "m.countMisplaced(...a)", ARTICLE, answer) == 0
    assert await inspector.call("layers.js", "m.countMisplaced(...a)", " " + ARTICLE, answer) > 0


async def test_markup_in_an_article_stays_text(inspector: Inspector) -> None:
    text = "“<img src=x onerror=alert(1)> is bad,” said <b>Ann Lee</b>.\n\n<script>alert(2)</script> &amp; more"
    await inspector.read(text)
    assert await inspector.drawn_text() == lines_of(text)
    assert await inspector.page.locator("#reading :is(img, script, b)").count() == 0


async def test_pointing_at_a_quotation_lights_cue_speaker_and_source_and_draws_the_line(inspector: Inspector) -> None:
    answer = await inspector.read()
    quotation = next(q for q in answer["quotations"] if q["cue"] and q["speaker"] and q["speaker"]["source_id"])
    page = inspector.page
    await page.hover(f'.handle[data-quotation="{quotation["id"]}"]')
    assert "".join(await page.locator("#article .lit-cue").all_text_contents()) == quotation["cue"]["text"]
    speaker = quotation["speaker"]["mention"]["text"]
    assert "".join(await page.locator("#article .lit-speaker").all_text_contents()) == speaker
    await expect(page.locator("#panel-sources .card.lit")).to_contain_text(quotation["speaker"]["name"])
    await expect(page.locator("#links path")).to_have_count(3)
    await expect(page.locator("#caption")).to_contain_text(quotation["speaker"]["name"])
    await page.mouse.move(2, 2)
    await expect(page.locator("#links path")).to_have_count(0)
    await expect(page.locator(".lit")).to_have_count(0)


async def test_a_click_pins_and_escape_lets_go(inspector: Inspector) -> None:
    await inspector.read()
    page = inspector.page
    await page.locator("#article .content").first.click()
    await page.mouse.move(2, 2)
    await expect(page.locator('.handle[aria-pressed="true"]')).to_have_count(1)
    await expect(page.locator("#article .lit-content").first).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator(".lit")).to_have_count(0)
    await expect(page.locator('.handle[aria-pressed="true"]')).to_have_count(0)


async def test_arrow_keys_move_between_quotations_with_one_tab_stop(inspector: Inspector) -> None:
    answer = await inspector.read()
    page = inspector.page
    handles = page.locator(".handle")
    await expect(page.locator('.handle[tabindex="0"]')).to_have_count(1)
    await handles.first.focus()
    await page.keyboard.press("ArrowRight")
    await expect(handles.nth(1)).to_be_focused()
    await expect(page.locator("#article .lit-content").first).to_be_visible()
    await page.keyboard.press("End")
    await expect(handles.last).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(handles.first).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(handles.first).to_have_attribute("aria-pressed", "true")
    await expect(page.locator('.handle[tabindex="0"]')).to_have_count(1)
    assert await handles.count() == len(answer["quotations"])


async def test_the_next_button_steps_through_the_quotations(inspector: Inspector) -> None:
    answer = await inspector.read()
    page = inspector.page
    await page.locator(".handle").first.click()
    following = page.get_by_role("button", name="Next quotation")
    await following.click()
    await expect(following).to_be_focused()
    pinned = page.locator('.handle[aria-pressed="true"]')
    await expect(pinned).to_have_attribute("data-quotation", answer["quotations"][1]["id"])


async def test_parts_that_are_not_the_story_are_grey_and_named(inspector: Inspector) -> None:
    answer = await inspector.read()
    kinds = {segment["kind"] for segment in answer["segments"]} - {"body"}
    assert kinds
    labels = inspector.page.locator("#article .kind-label")
    assert {await label.get_attribute("data-kind") for label in await labels.all()} == {
        k.replace("_", " ") for k in kinds
    }
    advertisement = inspector.page.locator("#article .boiler", has_text="ADVERTISEMENT")
    await expect(advertisement).to_have_count(1)
    await inspector.page.click('[data-layer="boiler"]')
    await expect(advertisement).to_be_hidden()
