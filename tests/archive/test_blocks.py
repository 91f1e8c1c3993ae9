"""Blocks: nothing lost, nothing twice, the same cut each time, of about the asked number of words."""

from __future__ import annotations

import json

from hypothesis import given, strategies

from service.archive.blocks import cut_blocks, weigh
from service.archive.records import Record

SIZES = strategies.lists(strategies.integers(min_value=0, max_value=400), max_size=60)


def record(words: int, at: int) -> Record:
    return Record(json.dumps({"text": "word " * words, "id": str(at)}).encode(), (at + 1) * 10)


@given(SIZES, strategies.integers(min_value=1, max_value=1000))
def test_blocks_are_the_records_in_order(sizes: list[int], words: int) -> None:
    records = [record(size, at) for at, size in enumerate(sizes)]
    blocks = list(cut_blocks(records, words=words))
    assert [body for block in blocks for body in block.bodies] == [found.body for found in records]
    assert [block.index for block in blocks] == list(range(len(blocks)))
    assert [block.first for block in blocks] == [sum(len(b.bodies) for b in blocks[:at]) for at in range(len(blocks))]
    assert [block.last for block in blocks] == [False] * (len(blocks) - 1) + [True]
    assert sum(block.read for block in blocks) == len(records) * 10
    assert all(block.bodies for block in blocks) or not records


@given(SIZES, strategies.integers(min_value=1, max_value=1000))
def test_a_block_ends_with_the_article_that_fills_it(sizes: list[int], words: int) -> None:
    for block in cut_blocks([record(size, at) for at, size in enumerate(sizes)], words=words):
        weights = [weigh(body) for body in block.bodies]
        assert sum(weights[:-1]) < words
        assert block.last or sum(weights) >= words


def test_weights_follow_the_text_in_any_script_and_no_record_is_free() -> None:
    english = json.dumps({"text": "The bridge is safe. " * 100}).encode()
    chinese = json.dumps({"text": "桥梁是安全的。" * 100}).encode()
    assert 400 < weigh(english) < 500
    assert 300 < weigh(chinese) < 500
    assert weigh(None) == weigh(b"") > 0
