"""One archive with everything in it that archives have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.api.articles import STORIES, WIRE_STORY
from tests.archive.files import csv_rows, json_lines, parquet_rows, put

GERMAN = (
    "Die alte Hafenbrücke bleibt bis zum Frühjahr gesperrt, weil die Reparaturen länger dauern als geplant, sagte die "
    "Stadt am Montag. „Die Brücke ist nicht sicher“, sagte die Ingenieurin, und niemand solle über sie fahren.\n\n"
) * 3
CHINESE = "港口大桥将关闭至明年春季，因为维修时间比计划的更长，市政府周一表示。工程师说，这座桥不安全。" * 5
LONG = (WIRE_STORY + "\n\n") * (100_000 // (len(WIRE_STORY) + 2))


def small_stories(number: int, prefix: str) -> list[dict[str, Any]]:
    """Short articles, no two alike."""
    return [
        {
            "id": f"{prefix}{at}",
            "text": f"“Bridge {at} is safe,” said engineer Anna Smith{at} of {prefix.title()} on Monday.",
        }
        for at in range(number)
    ]


def odd_lines() -> bytes:
    """JSON Lines of which most cannot be read as articles."""
    rows: list[Any] = [
        {"id": "good", "text": WIRE_STORY, "title": "Harbour bridge"},
        {"id": "good", "text": STORIES[1]},
        {"id": 12, "text": "   "},
        {"id": "null", "text": None},
        {"id": "number", "text": 5},
        {"text": "An article without an id, said Mary Brown."},
        {"id": "x" * 300, "text": "Its id is too long."},
        {"id": "long", "text": "y" * 100_001},
        {"id": "surrogate", "text": "half \ud83d"},
        {"id": "nul", "text": "a\u0000b"},
        {"id": "german", "text": GERMAN},
        {"id": "chinese", "text": CHINESE},
        [1, 2],
    ]
    return json_lines(rows) + b'{"id": "cut", "text": "cut o\n{"id": "nan", "text": NaN}\n\xff\xfe\n'


def write_archive(folder: Path) -> Path:
    """JSON Lines, CSV and Parquet in partitions; bad rows, empty files, ids twice, a very long article."""
    stories = small_stories(8, "leeds")
    return put(
        folder,
        {
            "year=2023/odd.jsonl": odd_lines(),
            "year=2023/stories.jsonl.gz": json_lines(small_stories(9, "york")),
            "year=2024/stories.csv": csv_rows(["id", "text"], [[row["id"], row["text"]] for row in stories]),
            "year=2024/bad.csv": b"id,text\ndup,Said twice.\ndup,Said twice.\n1,a,surplus\n2\n3,caf\xe9\n",
            "year=2024/stories.parquet": parquet_rows(
                {"id": [1, 2, 2], "text": ["“No,” said Mr Lee.", LONG, STORIES[2]], "title": [None, "On bridges", None]}
            ),
            "year=2024/nothing.jsonl": b"",
            "year=2024/nothing.csv": b"id,text\n",
            "notes.txt": b"no articles",
        },
    )
