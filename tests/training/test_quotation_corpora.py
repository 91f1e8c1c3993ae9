"""The readers of annotated quotations, on lines in their real formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.training.corpus_lines import STORY, at, jsonl, pieces, quoted
from training.corpora import read_house, read_polnear

# PolNeAR

POLNEAR: dict[str, Any] = {
    "id": "outlet_2016-09-12_vote",
    "text": STORY,
    "annotator": "a1",
    "n_annotators": 1,
    "attributions": [
        {
            "id": "E1",
            "kind": "Attribution",
            "source": [at("Zoë Ng, the mayor,")],
            "cue": [at("said")],
            "content": [at("“We lost 🗳,”")],
        },
        {
            "id": "E2",
            "kind": "Attribution",
            "source": [at("She")],
            "cue": [at("hopes")],
            "content": [at("it"), at("ends")],
        },
    ],
}


def test_polnear_without_speakers(tmp_path: Path) -> None:
    (example,) = read_polnear(jsonl(tmp_path / "polnear_dev.jsonl", POLNEAR))
    assert (example.id, example.text, example.style) == (POLNEAR["id"], STORY, "wide")
    said, hoped = quoted(example)
    assert pieces(STORY, said.source) == ["Zoë Ng, the mayor,"]
    assert pieces(STORY, said.cue) == ["said"]
    assert pieces(STORY, said.content) == ["“We lost 🗳,”"]
    assert pieces(STORY, hoped.content) == ["it", "ends"]
    assert {(a.mode, a.kind, a.name) for a in (said, hoped)} == {(None, None, None)}
    assert example.names is example.mentions is example.boilerplate is example.topics is None


def test_polnear_with_speakers(tmp_path: Path) -> None:
    speakers = [
        {"name": "Zoë Ng", "kind": "person", "mode": "statement"},
        {"name": None, "kind": "unnamed", "mode": "thought"},
    ]
    path = jsonl(tmp_path / "polnear_train.jsonl", POLNEAR, {**POLNEAR, "id": "not-resolved"})
    resolved = jsonl(tmp_path / "polnear_speakers.jsonl", {"id": POLNEAR["id"], "speakers": speakers})
    first, second = read_polnear(path, resolved)
    said, hoped = quoted(first)
    assert (said.mode, said.kind, said.name) == ("statement", "person", "Zoë Ng")
    assert (hoped.mode, hoped.kind, hoped.name) == ("thought", None, None), "the kind of nobody is not learned"
    assert {(a.mode, a.kind, a.name) for a in quoted(second)} == {(None, None, None)}


def test_polnear_needs_a_speaker_for_each_attribution(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "polnear_train.jsonl", POLNEAR)
    resolved = jsonl(tmp_path / "polnear_speakers.jsonl", {"id": POLNEAR["id"], "speakers": []})
    with pytest.raises(ValueError, match="zip"):
        list(read_polnear(path, resolved))


# Articles annotated by the project's guidelines


def test_house(tmp_path: Path) -> None:
    row: dict[str, Any] = {
        "id": "wn-2019-000",
        "licence": "CC BY 2.5",
        "text": STORY,
        "quotations": [
            {
                "kind": "direct",
                "content": [at("“We lost 🗳,”")],
                "cue": at("said"),
                "speaker": at("Zoë Ng, the mayor,"),
                "speaker_name": "Zoë Ng",
                "speaker_kind": "person",
            },
            {
                "kind": "indirect",
                "content": [at("it ends")],
                "cue": None,
                "speaker": None,
                "speaker_name": None,
                "speaker_kind": None,
            },
        ],
        "sources": [],
        "topics": [],
        "boilerplate": [at("Vote off")],
    }
    (example,) = read_house(jsonl(tmp_path / "news.jsonl", row))
    assert (example.style, example.boilerplate) == ("house", ((0, 8),))
    said, bare = quoted(example)
    assert pieces(STORY, said.source + said.cue + said.content) == ["Zoë Ng, the mayor,", "said", "“We lost 🗳,”"]
    assert (said.mode, said.kind, said.name) == ("statement", "person", "Zoë Ng")
    assert (bare.source, bare.cue, pieces(STORY, bare.content)) == ((), (), ["it ends"])
