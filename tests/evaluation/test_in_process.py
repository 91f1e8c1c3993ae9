"""The service itself, asked within this process through its HTTP API."""

from __future__ import annotations

from evaluation.answers import ask_all, connect
from evaluation.labels import Article, Labels, Refusal

TEXT = "“The bridge is safe,” said Marta Lindqvist, the city engineer of Riverton. “We checked every bolt twice.”\n"
FEATURES = ("segments", "entities", "quotations", "sources", "topics")


async def test_the_packaged_service_answers_and_refuses() -> None:
    articles = [Article("good", TEXT, "x", Labels()), Article("long", TEXT * 1000, "x", Labels())]
    async with connect(None) as client:
        good, long = await ask_all(client, articles, FEATURES)
    assert long.refusal == Refusal(422, "text_too_long")
    assert good.refusal is None
    quoted = [TEXT[start:end] for each in good.labels.attributions or () for start, end in each.content]
    assert any("The bridge is safe" in each for each in quoted)
    assert any(TEXT[each.start : each.end] == "Marta Lindqvist" for each in good.labels.names or ())
    assert all(TEXT[each.start : each.end] for each in good.labels.segments or ())
