"""The side panel: topics, sources, people, parts and warnings as the service answered them."""

from __future__ import annotations

from playwright.async_api import expect

from tests.page.inspector import Inspector


async def test_every_finding_has_its_entry(inspector: Inspector) -> None:
    answer = await inspector.read()
    page = inspector.page
    people = [entity for entity in answer["entities"] if entity["type"] == "person"]
    expected = {
        "topics": len(answer["topics"]),
        "sources": len(answer["sources"]),
        "people": len(people),
        "names": len(answer["entities"]) - len(people),
        "segments": len(answer["segments"]),
        "warnings": len(answer["warnings"]),
    }
    for section, count in expected.items():
        await expect(page.locator(f"#panel-{section} .tally")).to_have_text(str(count))
    for source in answer["sources"]:
        await expect(page.locator("#panel-sources .card-name").get_by_text(source["name"], exact=True)).to_be_attached()


async def test_unnamed_sources_are_flagged_with_their_reason(inspector: Inspector) -> None:
    answer = await inspector.read()
    unnamed = [source for source in answer["sources"] if not source["named"]]
    assert unnamed
    flagged = inspector.page.locator("#panel-sources .card", has=inspector.page.locator(".flag"))
    await expect(flagged).to_have_count(len(unnamed))
    assert any(source["anonymity_reason"] for source in unnamed)
    for source in unnamed:
        card = flagged.filter(has_text=source["name"]).first
        if source["anonymity_reason"]:
            await expect(card).to_contain_text(f"Reason given: {source['anonymity_reason']}")
        elif source["kind"] in ("person", "group", "unnamed"):
            await expect(card).to_contain_text("No reason given")


async def test_topics_have_bars_as_long_as_their_confidence(inspector: Inspector) -> None:
    answer = await inspector.read()
    assert answer["topics"]
    widths = await inspector.page.locator("#panel-topics .bar-fill").evaluate_all(
        "bars => bars.map(bar => bar.style.width)"
    )
    shown = [int(width.rstrip("%")) for width in widths]
    assert all(
        abs(width - 100 * topic["confidence"]) <= 0.5 for width, topic in zip(shown, answer["topics"], strict=True)
    )


async def test_choosing_a_source_lights_all_it_says(inspector: Inspector) -> None:
    answer = await inspector.read()
    source = max(answer["sources"], key=lambda source: len(source["quotation_ids"]))
    assert source["quotation_ids"]
    card = inspector.page.locator("#panel-sources .card").filter(has_text=source["name"]).first
    await card.click()
    await expect(card).to_have_attribute("aria-pressed", "true")
    lit = "".join(await inspector.page.locator("#article .lit-content").all_text_contents())
    for quotation in answer["quotations"]:
        is_lit = quotation["content"][0]["text"].split("\n")[0] in lit
        assert is_lit == (quotation["id"] in source["quotation_ids"])


async def test_pointing_at_a_person_lights_every_mention(inspector: Inspector) -> None:
    answer = await inspector.read()
    person = next(entity for entity in answer["entities"] if entity["type"] == "person")
    await inspector.page.locator("#panel-people .card").filter(has_text=person["name"]).first.hover()
    lit = "".join(await inspector.page.locator("#article .lit-entity").all_text_contents())
    assert lit == "".join(mention["text"] for mention in person["mentions"])


async def test_long_lists_are_cut_and_opened_on_demand(inspector: Inspector) -> None:
    first = ["Ada", "Ben", "Cyd", "Dee", "Eve", "Flo", "Gus", "Hal", "Ida", "Jon", "Kay", "Lou", "May", "Ned"]
    last = ["Brown", "Cole"]
    speakers = [f"{given} {family}{given.lower()}" for family in last for given in first]
    text = "\n\n".join(f"“We will win race number {i} this year,” said {name}." for i, name in enumerate(speakers))
    answer = await inspector.read(text)
    cards = inspector.page.locator("#panel-sources .card")
    assert len(answer["sources"]) > 10
    await expect(cards).to_have_count(10)
    await inspector.page.locator("#panel-sources .more").click()
    await expect(cards).to_have_count(len(answer["sources"]))
