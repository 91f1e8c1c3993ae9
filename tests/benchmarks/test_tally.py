"""An answer counts as enriched only when it is the one given at rest."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from benchmarks.load import CUT, Answer
from benchmarks.tally import Tally

AT_REST = [b'{"id":null}', b'{"id":"x"}']
REFUSED = {"index": 0, "result": None, "problem": {"status": 503}}


def answer(status: int, body: bytes = b"", retry_after: str | None = None) -> Answer:
    return Answer(0, 0.0, status, 0.1, body, retry_after)


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        (answer(200, AT_REST[0]), (1, 0, 0)),
        (answer(200, AT_REST[1]), (0, 0, 1)),
        (answer(503, retry_after="1"), (0, 1, 0)),
        (answer(503), (0, 0, 1)),
        (answer(500), (0, 0, 1)),
        (answer(CUT), (0, 0, 1)),
    ],
)
def test_one_answer(given: Answer, counts: tuple[int, int, int]) -> None:
    tally = Tally.of("trial", [given], AT_REST, "")
    assert (tally.enriched, tally.refused, tally.lost) == counts


@pytest.mark.parametrize(
    ("status", "results", "counts"),
    [
        (200, [{"index": 0, "result": {"id": None}, "problem": None}], (1, 0, 0)),
        (200, [{"index": 1, "result": {"id": None}, "problem": None}], (0, 0, 1)),
        (200, [{"index": 0, "result": {"id": "x"}, "problem": None}], (0, 0, 1)),
        (200, [REFUSED], (0, 1, 0)),
        (200, [{**REFUSED, "problem": {"status": 500}}], (0, 0, 1)),
        (200, [], (0, 0, 1)),
        (500, [], (0, 0, 1)),
    ],
)
def test_one_batch(status: int, results: list[Any], counts: tuple[int, int, int]) -> None:
    tally = Tally("trial")
    tally.add_batch(httpx.Response(status, json={"results": results}), [0], AT_REST)
    assert (tally.enriched, tally.refused, tally.lost) == counts


def test_a_whole_batch_may_be_refused() -> None:
    tally = Tally("trial")
    tally.add_batch(httpx.Response(503, headers={"Retry-After": "2"}), [0, 1], AT_REST)
    assert (tally.sent, tally.refused) == (2, 2)
