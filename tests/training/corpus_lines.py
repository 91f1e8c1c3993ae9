"""Lines in the formats of the training corpora, and what a reader made of them, as words of the text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from training.corpora import Attribution, Example

STORY = "Vote off\n\n“We lost 🗳,” Zoë Ng, the mayor, said. She hopes it ends."


def jsonl(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    return path


def at(part: str, text: str = STORY) -> list[int]:
    assert text.count(part) == 1
    return [text.index(part), text.index(part) + len(part)]


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def named(example: Example) -> list[tuple[str, str]]:
    assert example.names is not None
    return [(example.text[name.start : name.end], name.type) for name in example.names]


def meant(example: Example) -> list[tuple[str, str, str]]:
    assert example.mentions is not None
    return [(example.text[m.start : m.end], m.cluster, m.form) for m in example.mentions]


def quoted(example: Example) -> tuple[Attribution, ...]:
    assert example.attributions is not None
    return example.attributions
