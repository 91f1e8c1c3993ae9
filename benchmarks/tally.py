"""What became of the requests of one trial."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from benchmarks.load import Answer


@dataclass
class Tally:
    """Counts of one trial; ``lost`` are those that neither were enriched rightly nor refused honestly."""

    name: str
    enriched: int = 0
    refused: int = 0
    lost: int = 0
    note: str = ""

    @property
    def sent(self) -> int:
        """All requests."""
        return self.enriched + self.refused + self.lost

    @classmethod
    def of(cls, name: str, answers: Sequence[Answer], at_rest: Sequence[bytes], note: str) -> Tally:
        """Count ``answers`` to texts whose enrichments at rest are known."""
        tally = cls(name, note=note)
        for answer in answers:
            if answer.status == 200 and answer.body == at_rest[answer.text]:
                tally.enriched += 1
            elif answer.status == 503 and answer.retry_after:
                tally.refused += 1
            else:
                tally.lost += 1
        return tally

    def add_batch(self, answer: httpx.Response, texts: Sequence[int], at_rest: Sequence[bytes]) -> None:
        """Count the articles of one batch."""
        if answer.status_code == 503 and answer.headers.get("Retry-After"):
            self.refused += len(texts)
            return
        results: list[dict[str, Any]] = answer.json()["results"] if answer.status_code == 200 else []
        for at, text in enumerate(texts):
            self._add_item(results[at] if at < len(results) else {}, at, json.loads(at_rest[text]))

    def _add_item(self, item: dict[str, Any], at: int, expected: object) -> None:
        if item.get("index") == at and item["result"] == expected:
            self.enriched += 1
        elif item.get("index") == at and item["problem"] and item["problem"]["status"] == 503:
            self.refused += 1
        else:
            self.lost += 1

    def as_text(self) -> str:
        """One line."""
        counts = f"{self.sent} sent, {self.enriched} enriched, {self.refused} refused, {self.lost} lost"
        return f"{self.name}: {counts}" + (f" ({self.note})" if self.note else "")
