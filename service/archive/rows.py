"""The rows of the output: one for each article, in Parquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from service.archive.enricher import Enriched
from service.archive.records import parquet
from service.archive.storage import arrow

SCHEMA: Any = arrow.schema(
    [
        # The article's own id; several articles may have the same, or none.
        ("id", arrow.string()),
        # The input file and the place of the article in it, from 0: together they are the key of a row.
        ("file", arrow.string()),
        ("position", arrow.int64()),
        # The body that POST /v1/enrich answers, and null where there is a problem.
        ("enrichment", arrow.string()),
        # The code of docs/errors.md, and the problem as it stands in a batch; null where all went well.
        ("problem_code", arrow.string()),
        ("problem", arrow.string()),
        ("words", arrow.int64()),
        ("model_service", arrow.string()),
        ("model_reader", arrow.string()),
        ("model_taxonomy", arrow.string()),
    ]
)


def to_parquet(articles: Sequence[Enriched], *, file: str, first: int, models: Mapping[str, str]) -> bytes:
    """One block as a Parquet file; the same articles give the same bytes."""
    count = len(articles)
    columns: dict[str, list[Any]] = {
        "id": [article.id for article in articles],
        "file": [file] * count,
        "position": list(range(first, first + count)),
        "enrichment": [article.answer for article in articles],
        "problem_code": [article.problem_code for article in articles],
        "problem": [article.problem for article in articles],
        "words": [article.words for article in articles],
        **{f"model_{name}": [version] * count for name, version in models.items()},
    }
    sink = arrow.BufferOutputStream()
    parquet.write_table(arrow.table(columns, schema=SCHEMA), sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content
