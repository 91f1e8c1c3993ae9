"""A hundred thousand characters: read, drawn and pointed at without the page standing still."""

from __future__ import annotations

from typing import Any

from playwright.async_api import expect

from tests.page.inspector import ARTICLE, Inspector, lines_of

LONGEST = 100_000
# Several times what was measured on a busy two-core machine.
DRAWING_SECONDS = 3.0
LIGHTING_MILLISECONDS = 100.0

DRAW = """async ([text, reading]) => {
  const { drawArticle } = await import("/page/render.js");
  const { drawLedger } = await import("/page/ledger.js");
  const container = document.createElement("article");
  container.className = "sheet article";
  document.body.append(container);
  const begun = performance.now();
  const drawing = drawArticle(container, text, reading, drawLedger(text, reading));
  container.getBoundingClientRect();
  const drawn = performance.now();
  drawing.dress((id) => id.length % 2 === 0);
  container.getBoundingClientRect();
  const dressed = performance.now();
  container.remove();
  return { draw: (drawn - begun) / 1000, dress: (dressed - drawn) / 1000 };
}"""

POINT = """() => {
  const handles = [...document.querySelectorAll(".handle")];
  const times = [handles[0], handles[handles.length >> 1], handles.at(-1)].map((handle) => {
    const begun = performance.now();
    handle.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }));
    document.getElementById("article").getBoundingClientRect();
    return performance.now() - begun;
  });
  return times.sort((a, b) => a - b)[1];
}"""


def _longest_article() -> str:
    body = ARTICLE * (LONGEST // len(ARTICLE))
    return body + "x" * (LONGEST - len(body) - 1) + "\n"


async def test_the_longest_article_stays_responsive(inspector: Inspector) -> None:
    text = _longest_article()
    assert len(text) == LONGEST
    await inspector.paste(text)
    await expect(inspector.page.locator("#count")).to_contain_text("100,000 of ", timeout=60_000)
    await inspector.page.click("#read")
    await inspector.page.wait_for_selector("#article .line", timeout=120_000)
    # A name of its own, so that a failure does not print the article.
    is_exact = await inspector.drawn_text() == lines_of(text)
    assert is_exact
    assert await inspector.page.evaluate(POINT) < LIGHTING_MILLISECONDS


async def test_drawing_takes_time_in_proportion_to_the_text(inspector: Inspector) -> None:
    one = await inspector.read()
    repeats = LONGEST // len(ARTICLE)
    timings = await inspector.page.evaluate(DRAW, [ARTICLE * repeats, _repeated(one, repeats)])
    assert timings["draw"] < DRAWING_SECONDS
    assert timings["dress"] < DRAWING_SECONDS / 2


def _repeated(answer: dict[str, Any], times: int) -> dict[str, Any]:
    """An answer for ``times`` copies of its text after one another."""
    length = len(ARTICLE.encode("utf-16-le")) // 2
    lists = ("segments", "entities", "quotations", "sources", "topics", "warnings")
    copies = [_shifted(answer, length * turn, f"-{turn}") for turn in range(times)]
    return answer | {name: [item for copy in copies for item in copy[name]] for name in lists}


def _shifted(value: Any, offset: int, suffix: str) -> Any:
    if isinstance(value, list):
        return [_shifted(item, offset, suffix) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(value, dict):
        return value
    shifted: dict[str, Any] = {key: _shifted(item, offset, suffix) for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType]
    for key in ("start", "end"):
        if key in shifted:
            shifted[key] += offset
    for key in ("id", "entity_id", "source_id"):
        if shifted.get(key):
            shifted[key] += suffix
    if "quotation_ids" in shifted:
        shifted["quotation_ids"] = [name + suffix for name in shifted["quotation_ids"]]
    return shifted
