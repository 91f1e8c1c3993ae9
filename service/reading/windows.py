"""Cuts an article into windows the encoder can read, and joins what it says without a seam.

Windows end where paragraphs end, so that a quotation is read together with its cue, and begin
with the paragraph before for context.  Every piece is kept from exactly one window.  A
paragraph longer than a window is cut with an overlap from whose middle on the next window is
taken.  Cost is linear in the length of the article.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[start, end)`` of the article; ``[keep_start, keep_end)`` are taken from here."""

    start: int
    end: int
    keep_start: int
    keep_end: int


def cut_windows(breaks: Sequence[int], length: int, size: int, context: int) -> tuple[Window, ...]:
    """Cut ``length`` pieces into windows of at most ``size``.

    ``breaks`` are the pieces at which a paragraph begins, ascending; ``context`` is how many
    pieces of what came before are read again at most.
    """
    windows: list[Window] = []
    at, hard = 0, False
    while at < length:
        start = at - context if hard else _context_start(breaks, at, context)
        start = max(start, 0)
        end = min(length, start + size)
        if end == length:
            windows.append(Window(start, length, at, length))
            break
        paragraph = bisect_right(breaks, end) - 1
        soft = breaks[paragraph] if paragraph >= 0 else 0
        hard = soft <= at + context
        keep_end = end - context // 2 if hard else soft
        windows.append(Window(start, end if hard else soft, at, keep_end))
        at = keep_end
    return tuple(windows)


def _context_start(breaks: Sequence[int], at: int, context: int) -> int:
    """The earliest paragraph that lies wholly within ``context`` pieces before ``at``."""
    found = bisect_left(breaks, at - context)
    return breaks[found] if found < len(breaks) and breaks[found] < at else at
