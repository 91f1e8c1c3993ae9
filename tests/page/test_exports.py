"""Taking the reading along as JSON, CSV and Markdown."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from tests.page.inspector import ARTICLE, Answer, Inspector

EXPORT = """async ([make, reading, text]) => {
  const module = await import("/page/exports.js");
  const { drawLedger } = await import("/page/ledger.js");
  return module[make](reading, drawLedger(text, reading), { text, headline: "" });
}"""


async def _copy(inspector: Inspector, ending: str) -> str:
    page = inspector.page
    if await page.locator("#export").get_attribute("open") is None:
        await page.click("#export summary")
    await page.click(f'[data-copy="{ending}"]')
    await expect(page.locator(".menu-note")).to_contain_text("Copied")
    copied: str = await page.evaluate("navigator.clipboard.readText()")
    return copied


async def test_json_is_the_services_answer(inspector: Inspector) -> None:
    answer = await inspector.read()
    assert json.loads(await _copy(inspector, "json")) == answer


async def test_csv_has_a_row_for_each_quotation(inspector: Inspector) -> None:
    answer = await inspector.read()
    rows = list(csv.DictReader(io.StringIO(await _copy(inspector, "csv"), newline="")))
    assert [row["id"] for row in rows] == [quotation["id"] for quotation in answer["quotations"]]
    for row, quotation in zip(rows, answer["quotations"], strict=True):
        assert row["quotation"] == " … ".join(span["text"] for span in quotation["content"])
        assert row["speaker"] == (quotation["speaker"]["name"] if quotation["speaker"] else "")
        assert int(row["start"]) == quotation["content"][0]["start"]


async def test_markdown_attributes_every_quotation(inspector: Inspector) -> None:
    answer = await inspector.read()
    markdown = await _copy(inspector, "md")
    attributions = [line for line in markdown.splitlines() if line.startswith("> — ")]
    assert len(attributions) == len(answer["quotations"])
    for line, quotation in zip(attributions, answer["quotations"], strict=True):
        assert (f"**{quotation['speaker']['name']}**" if quotation["speaker"] else "no speaker given") in line
    for source in answer["sources"]:
        assert f"- **{source['name']}**" in markdown


async def test_a_file_can_be_saved(inspector: Inspector, tmp_path: Path) -> None:
    answer = await inspector.read()
    await inspector.page.click("#export summary")
    async with inspector.page.expect_download() as waiting:
        await inspector.page.click('[data-save="json"]')
    download = await waiting.value
    assert download.suggested_filename == "article.json"
    await download.save_as(tmp_path / "article.json")
    assert json.loads((tmp_path / "article.json").read_text(encoding="utf-8")) == answer


def _reading(words: str, name: str = "Ann Lee") -> Answer:
    span = {"start": 0, "end": len(words), "text": words}
    quotation: dict[str, Any] = {"id": "q1", "kind": "direct", "mode": "statement", "content": [span], "cue": None}
    speaker = {"mention": span, "name": name, "entity_id": None, "source_id": None, "resolution": "name"}
    quotation |= {"speaker": speaker, "segment": "body", "duplicate_of": None, "confidence": 0.5}
    return {
        "quotations": [quotation],
        "sources": [],
        "entities": [],
        "topics": [],
        "segments": [],
        "offset_unit": "utf16",
    }


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1 is", "-1 is", "@ann said", "\tx"])
async def test_a_cell_never_begins_like_a_formula(inspector: Inspector, words: str) -> None:
    text = await inspector.page.evaluate(EXPORT, ["toCsv", _reading(words), words])
    assert list(csv.reader(io.StringIO(text, newline="")))[1][3] == f"'{words}"


@pytest.mark.parametrize("words", ['“a "b", c”', "two\nlines", "comma, and\r\nreturn", "plain"])
async def test_csv_keeps_quotes_commas_and_line_ends(inspector: Inspector, words: str) -> None:
    text = await inspector.page.evaluate(EXPORT, ["toCsv", _reading(words), words])
    assert list(csv.reader(io.StringIO(text, newline="")))[1][3] == words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("*not* _bold_", r"> \*not\* \_bold\_"),
        ("<b>[x](y)</b>", r"> \<b\>\[x\](y)\</b\>"),
        ("first\n\n2. second", "> first\n>\n> 2\\. second"),
        ("- a list\n# b", "> \\- a list\n> \\# b"),
    ],
)
async def test_markdown_in_an_article_stays_text(inspector: Inspector, words: str, expected: str) -> None:
    markdown = await inspector.page.evaluate(EXPORT, ["toMarkdown", _reading(words), words])
    assert f"\n{expected}\n" in markdown


async def test_the_headline_segment_gives_the_title(inspector: Inspector) -> None:
    answer = await inspector.read()
    markdown = await _copy(inspector, "md")
    headline = next(segment for segment in answer["segments"] if segment["kind"] == "headline")
    assert headline["start"] == 0
    assert markdown.splitlines()[0] == "# " + ARTICLE.split("\n")[0]
