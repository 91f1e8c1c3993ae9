"""Spans are decoded by the best legal path."""

from __future__ import annotations

import numpy as np
import pytest

from service.reading.bio import decode_bio, sigmoid, softmax

LABELS = ["O", "B-cue", "I-cue", "B-content", "I-content"]


def logits_of(*labels: str, sureness: float = 6.0) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    rows = np.zeros((len(labels), len(LABELS)), dtype=np.float32)
    for row, label in enumerate(labels):
        rows[row, LABELS.index(label)] = sureness
    return rows


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([], []),
        (["O", "O"], []),
        (["B-cue"], [(0, 1, "cue")]),
        (["O", "B-content", "I-content", "O"], [(1, 3, "content")]),
        (["B-cue", "B-content", "I-content"], [(0, 1, "cue"), (1, 3, "content")]),
        (["B-content", "I-content", "B-content"], [(0, 2, "content"), (2, 3, "content")]),
    ],
)
def test_decodes_spans(labels: list[str], expected: list[tuple[int, int, str]]) -> None:
    found = decode_bio(logits_of(*labels) if labels else np.zeros((0, 5), dtype=np.float32), LABELS)
    assert [(s.low, s.high, s.type) for s in found] == expected


def test_one_doubtful_word_does_not_break_a_span() -> None:
    logits = logits_of("B-content", "I-content", "I-content", "I-content")
    logits[2] = [0.6, 0.0, 0.0, 0.0, 0.5]
    (span,) = decode_bio(logits, LABELS)
    assert (span.low, span.high) == (0, 4)


def test_an_inside_without_a_beginning_is_no_span_of_its_own_type() -> None:
    logits = logits_of("B-cue", "I-content")
    found = decode_bio(logits, LABELS)
    assert all(s.high - s.low >= 1 for s in found)
    assert [s.type for s in found if s.type == "content"] in ([], ["content"])


def test_confidence_is_the_mean_probability() -> None:
    (span,) = decode_bio(logits_of("B-cue", "I-cue"), LABELS)
    expected = softmax(logits_of("B-cue"))[0, 1:3].sum()
    assert span.confidence == pytest.approx(float(expected), abs=1e-5)


def test_sigmoid_stands_large_magnitudes() -> None:
    with np.errstate(all="raise"):
        assert sigmoid(np.array([-1e6, 0.0, 1e6], dtype=np.float32)).tolist() == pytest.approx([0.0, 0.5, 1.0])
