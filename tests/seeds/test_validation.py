"""The checks on the annotations can fail: a sound expectation is broken in one place at a time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.seeds.expectation import Expectation, Seed
from tests.seeds.validation import faults

_TEXT = (
    "Bridge shut\n\nBy Ada Roe\n\nThe bridge is “quite safe”, Bo Lee said. “It is,” she said. It rains, police said.\n"
)
_TOPICS = {"medtop:03000000": None, "medtop:20000139": "medtop:03000000", "medtop:20000161": "medtop:20000139"}


def _quotation(**changes: Any) -> dict[str, Any]:
    written = {"kind": "direct", "content": ["“It is,”"], "cue": "said", "speaker": "she", "speaker_name": "Bo Lee"}
    return {**written, **changes}


def _faults(**changes: Any) -> list[str]:
    written: dict[str, Any] = {
        "note": "",
        "segments": [{"kind": "headline", "text": "Bridge shut"}, {"kind": "byline", "text": "By Ada Roe"}],
        "quotations": [_quotation()],
        "sources": [{"name": "Bo Lee", "kind": "person"}, {"name": "Ada Roe", "kind": "person", "cited_as": "credit"}],
        "entities": [{"type": "person", "name": "Bo Lee"}],
        "topics": {"main": "medtop:03000000", "all": ["medtop:03000000"]},
        "warnings": [],
    }
    seed = Seed("sample", _TEXT, Expectation.model_validate({**written, **changes}))
    return faults(seed, _TOPICS, {"text_short"})


def test_a_sound_expectation_has_no_faults() -> None:
    assert _faults() == []


@pytest.mark.parametrize(
    ("quotation", "fault"),
    [
        (_quotation(content=["“It was,”"]), "stands in the article 0 times"),
        (_quotation(cue="added"), "does not stand outside the quoted words"),
        (_quotation(kind="mixed"), "is direct by its marks, not mixed"),
        (_quotation(kind="direct", content=["The bridge is “quite safe”"]), "is mixed by its marks, not direct"),
        (_quotation(kind="mixed", content=["It rains"]), "is indirect by its marks, not mixed"),
        (_quotation(kind="indirect", content=["It rains, police said."]), "ends with the full stop"),
        (_quotation(speaker_name=None), "has no name"),
        (_quotation(speaker_name="Bo Leigh"), "does not stand in the article"),
        (_quotation(speaker_name="police"), "is not among the sources"),
        (_quotation(kind="indirect", content=["By Ada Roe"]), "stands in a byline"),
    ],
)
def test_faults_of_a_quotation_are_found(quotation: dict[str, Any], fault: str) -> None:
    assert any(fault in found for found in _faults(quotations=[quotation]))


def test_an_unclosed_mark_must_be_declared() -> None:
    assert _faults(quotations=[_quotation(content=["“It is"])]) != []
    assert _faults(quotations=[_quotation(content=["“It is"], unclosed=True)]) == []


def test_quotations_are_listed_in_the_order_of_the_text() -> None:
    first = _quotation(kind="mixed", content=["The bridge is “quite safe”"], speaker="Bo Lee")

    assert _faults(quotations=[first, _quotation()]) == []
    assert "stands before or inside" in _faults(quotations=[_quotation(), first])[0]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"segments": [{"kind": "title", "text": "Bridge shut"}]}, "segment kind title is unknown"),
        ({"segments": [{"kind": "byline", "text": "By Eve Roe"}]}, "does not stand after"),
        ({"segments": [{"kind": "byline"}]}, "neither text nor from and to"),
        ({"sources": [{"name": "Bo Lee", "kind": "woman"}]}, "source kind woman is unknown"),
        ({"sources": [{"name": "Bo Lee", "kind": "person", "cited_as": "credit"}]}, "is no mere credit"),
        ({"sources": [{"name": "Bo Lee", "kind": "person", "role_title": "mayor"}]}, "'mayor' does not stand"),
        ({"sources": [{"name": "Bo Lee", "kind": "person", "anonymity_reason": "safe"}]}, "needs no reason"),
        ({"sources": [{"name": "Bo Lee", "kind": "person"}] * 2}, "is listed twice"),
        ({"entities": [{"type": "human", "name": "Bo Lee"}]}, "entity type human is unknown"),
        ({"entities": [{"type": "person", "name": "Bo Li"}]}, "entity Bo Li does not stand"),
        ({"topics": {"main": "medtop:99", "all": ["medtop:99"]}}, "no topic of the vocabulary"),
        ({"topics": {"main": "medtop:20000139", "all": ["medtop:20000139"]}}, "not at the top level"),
        ({"topics": {"main": "medtop:03000000", "all": []}}, "not among all topics"),
        (
            {"topics": {"main": "medtop:03000000", "all": ["medtop:03000000", "medtop:20000161"]}},
            "medtop:20000161 is given without medtop:20000139",
        ),
        ({"warnings": ["rain"]}, "warning rain is not documented"),
    ],
)
def test_other_faults_are_found(changes: dict[str, Any], fault: str) -> None:
    assert any(fault in found for found in _faults(**changes))
