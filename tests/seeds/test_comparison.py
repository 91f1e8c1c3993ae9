"""The comparison finds what is wrong with an answer, and nothing when nothing is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from service.api.answers import EnrichResponse
from service.reading.findings import Span
from tests.seeds.comparison import find_gaps
from tests.seeds.expectation import Expectation, Seed

_TEXT = """Bridge shut

“It is safe,” mayor Bo Lee said. “Quite.”

She hopes to walk it. A man at the scene said it swayed.
"""
_EXPECTED = {
    "note": "",
    "segments": [{"kind": "headline", "text": "Bridge shut"}],
    "quotations": [
        {
            "kind": "direct",
            "content": ["“It is safe,”", "“Quite.”"],
            "cue": "said",
            "speaker": "mayor Bo Lee",
            "speaker_name": "Bo Lee",
            "resolution": "name",
        },
        {
            "kind": "indirect",
            "mode": "thought",
            "content": ["to walk it"],
            "cue": "hopes",
            "speaker": "She",
            "speaker_name": "Bo Lee",
        },
        {
            "kind": "indirect",
            "content": ["it swayed"],
            "cue": "said",
            "speaker": "A man at the scene",
            "speaker_name": "A man at the scene",
            "resolution": "nominal",
        },
    ],
    "sources": [
        {"name": "Bo Lee", "kind": "person", "role_title": "mayor"},
        {"name": "A man at the scene", "kind": "unnamed"},
    ],
    "entities": [{"type": "person", "name": "Bo Lee"}],
    "topics": {"main": "medtop:03000000", "all": ["medtop:03000000"]},
    "warnings": ["text_short"],
}
_SEED = Seed("sample", _TEXT, Expectation.model_validate(_EXPECTED))


def _span(start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": _TEXT[start:end]}


def _topic(qcode: str, confidence: float) -> dict[str, Any]:
    return {"qcode": qcode, "uri": "", "label": "", "level": 1, "confidence": confidence, "tags": []}


def _answered() -> dict[str, Any]:
    """The answer that the expectation asks for, written out."""
    quotations: list[dict[str, Any]] = []
    for index, located in enumerate(_SEED.quotations):
        speaker, cue = located.speaker or Span(0, 0), located.cue or Span(0, 0)
        quotations.append(
            {
                "id": f"q{index + 1}",
                "kind": located.expected.kind,
                "mode": located.expected.mode,
                "content": [_span(span.start, span.end) for span in located.content],
                "cue": _span(cue.start, cue.end),
                "speaker": {
                    "mention": _span(speaker.start, speaker.end),
                    "name": located.expected.speaker_name,
                    "resolution": located.expected.resolution or "pronoun",
                },
                "segment": "body",
                "confidence": 1.0,
            }
        )
    sources: list[dict[str, Any]] = [
        {
            "id": f"s{index + 1}",
            "kind": source.kind,
            "name": source.name,
            "role_title": source.role_title,
            "named": source.kind != "unnamed",
            "cited_as": source.cited_as,
            "mentions": [],
            "quotation_ids": [],
            "quoted_words_share": 0.5,
            "confidence": 1.0,
        }
        for index, source in enumerate(_SEED.expectation.sources)
    ]
    entity = {"id": "e1", "type": "person", "name": "Bo Lee", "salience": 1.0, "confidence": 1.0}
    return {
        "language": "en",
        "offset_unit": "code_point",
        "text_length": len(_TEXT),
        "segments": [{"kind": "headline", "start": 0, "end": 11}, {"kind": "body", "start": 13, "end": len(_TEXT)}],
        "entities": [{**entity, "mentions": [], "links": []}],
        "quotations": quotations,
        "sources": sources,
        "topics": [_topic("medtop:11000000", 0.2), _topic("medtop:03000000", 0.9)],
        "warnings": [{"code": "text_short", "message": ""}],
        "models": {"service": "1", "reader": "1", "taxonomy": "1"},
    }


def _measures(answer: dict[str, Any]) -> list[str]:
    """The measures with a gap, for an answer whose thoughts are asked for separately, as the service gives them."""
    statements = {**answer, "quotations": [item for item in answer["quotations"] if item["mode"] == "statement"]}
    first, second = (EnrichResponse.model_validate(json.loads(json.dumps(item))) for item in (statements, answer))
    return [gap.measure for gap in find_gaps(_SEED, first, second)]


def test_the_expected_answer_has_no_gaps() -> None:
    assert _measures(_answered()) == []


def _quotation(place: int, **changes: Any) -> Callable[[dict[str, Any]], None]:
    def change(answer: dict[str, Any]) -> None:
        answer["quotations"][place].update(changes)

    return change


def _speaker(place: int, **changes: Any) -> Callable[[dict[str, Any]], None]:
    def change(answer: dict[str, Any]) -> None:
        answer["quotations"][place]["speaker"].update(changes)

    return change


def _source(place: int, **changes: Any) -> Callable[[dict[str, Any]], None]:
    def change(answer: dict[str, Any]) -> None:
        answer["sources"][place].update(changes)

    return change


def _other(**changes: Any) -> Callable[[dict[str, Any]], None]:
    def change(answer: dict[str, Any]) -> None:
        answer.update(changes)

    return change


@pytest.mark.parametrize(
    ("change", "measures"),
    [
        (_quotation(0, content=[_span(13, 26)]), ["quotations_missed", "quotations_invented"]),
        (_quotation(0, content=[_span(13, 26), _span(46, 53)]), ["marks_inexact"]),
        (_quotation(0, content=[_span(13, 26), _span(46, 54)]), []),
        (_quotation(0, kind="mixed"), ["kinds_wrong"]),
        (_quotation(0, cue=None), ["cues_wrong"]),
        (_quotation(2, cue=_span(0, 6)), ["cues_wrong"]),
        (_quotation(0, speaker=None), ["speakers_wrong"]),
        (_speaker(0, name="Lee"), ["speakers_wrong"]),
        (_speaker(0, resolution="pronoun"), ["resolutions_wrong"]),
        (_speaker(2, name="a man at the scene of it"), []),
        (_speaker(2, name="man"), ["speakers_wrong"]),
        (_quotation(1, mode="statement"), ["quotations_invented", "thoughts_missed"]),
        (_source(0, name="Lee"), ["sources_missed", "sources_invented"]),
        (_source(0, kind="organization"), ["source_kinds_wrong"]),
        (_source(1, named=True), ["source_kinds_wrong"]),
        (_source(0, role_title="governor"), ["roles_wrong"]),
        (_source(0, role_title="mayor of Nysa"), []),
        (_source(0, role_title=None), ["roles_wrong"]),
        (_source(1, anonymity_reason="for fear"), ["anonymity_wrong"]),
        (_other(sources=[]), ["sources_missed", "sources_missed"]),
        (_other(segments=[{"kind": "body", "start": 0, "end": 112}]), ["segments_missed"]),
        (
            _other(segments=[{"kind": "headline", "start": 0, "end": 11}, {"kind": "footer", "start": 13, "end": 112}]),
            ["segments_invented"],
        ),
        (_other(entities=[]), ["entities_missed"]),
        (_other(topics=[_topic("medtop:11000000", 0.9), _topic("medtop:03000000", 0.2)]), ["main_topic_wrong"]),
        (_other(topics=[]), ["main_topic_wrong", "topics_missed"]),
        (_other(warnings=[]), ["warnings_wrong"]),
        (_other(warnings=[{"code": "text_short", "message": ""}, {"code": "rain", "message": ""}]), ["warnings_wrong"]),
    ],
)
def test_each_shortcoming_counts_once_under_its_measure(
    change: Callable[[dict[str, Any]], None], measures: list[str]
) -> None:
    answer = _answered()
    change(answer)

    assert _measures(answer) == measures
