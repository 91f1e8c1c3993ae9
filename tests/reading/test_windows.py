"""Windows cover an article once, end at paragraphs, and stay within the encoder's size."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from service.reading.windows import cut_windows

SIZE, CONTEXT = 254, 64


def test_a_short_article_is_one_window() -> None:
    (window,) = cut_windows([0, 40], 100, SIZE, CONTEXT)
    assert (window.start, window.end, window.keep_start, window.keep_end) == (0, 100, 0, 100)


def test_an_empty_article_has_none() -> None:
    assert cut_windows([], 0, SIZE, CONTEXT) == ()


def test_windows_end_where_paragraphs_end_and_read_the_one_before_again() -> None:
    first, second = cut_windows([0, 100, 200, 240, 300], 400, SIZE, CONTEXT)
    assert (first.end, first.keep_end) == (240, 240)
    assert (second.start, second.keep_start, second.end) == (200, 240, 400)


@settings(deadline=None)
@given(st.sets(st.integers(0, 3000), max_size=80), st.integers(1, 3000))
def test_every_piece_is_kept_once(breaks: set[int], length: int) -> None:
    windows = cut_windows(sorted(b for b in breaks | {0} if b < length), length, SIZE, CONTEXT)
    kept = [i for w in windows for i in range(w.keep_start, w.keep_end)]
    assert kept == list(range(length))
    for w in windows:
        assert w.start <= w.keep_start < w.keep_end <= w.end
        assert w.end - w.start <= SIZE
    assert sum(w.end - w.start for w in windows) <= 2 * length + SIZE
