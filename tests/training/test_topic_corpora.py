"""The readers of topics, on lines in their real format and on the taxonomy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from service.reading.taxonomy import Taxonomy
from tests.training.corpus_lines import jsonl
from training.corpora import read_definitions, read_topics


def test_topics_put_the_title_first_once(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "a/1", "title": "Fast net", "text": "More of it.", "topics": ["medtop:20000225", "medtop:13000000"]},
        {"id": "a/2", "title": "Fast net", "text": "Fast net\n\nMore.", "topics": []},
        {"id": "a/3", "title": None, "text": "Untitled.", "topics": ["medtop:13000000"]},
    ]
    first, second, third = read_topics(jsonl(tmp_path / "iptc_train.jsonl", *rows))
    assert (first.text, first.topics) == ("Fast net\n\nMore of it.", ("medtop:20000225", "medtop:13000000"))
    assert (second.text, second.topics) == ("Fast net\n\nMore.", ())
    assert (third.id, third.text) == ("a/3", "Untitled.")


def test_definitions_are_texts_of_one_topic() -> None:
    taxonomy = Taxonomy.load()
    examples = {example.id: example for example in read_definitions(taxonomy)}
    assert set(examples) == {topic.qcode for topic in taxonomy.topics}
    strike = examples["medtop:20000530"]
    assert strike.text.startswith("labour strike\n\nGroups of employees")
    assert strike.topics == ("medtop:20000530",)
