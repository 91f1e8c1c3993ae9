"""Segments made to cover a text: neighbours joined, blanks trimmed off, gaps closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.reading.findings import Segment


def merge_body(pieces: Iterator[Segment]) -> Iterator[Segment]:
    """Join neighbouring body segments; drop empty ones and trim blanks off the others' edges later."""
    held: Segment | None = None
    for piece in pieces:
        if held is not None and held.kind == piece.kind == "body":
            held = Segment("body", held.start, piece.end)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def close_gaps(text: str, segments: Sequence[Segment]) -> Iterator[Segment]:
    """Trim blanks, and let a segment take in invisible characters that lie behind it."""
    kept = [trimmed for segment in segments if (trimmed := _trim(text, segment)) is not None]
    for index, segment in enumerate(kept):
        start = 0 if index == 0 else segment.start
        end = kept[index + 1].start if index + 1 < len(kept) else len(text)
        lead = _trim(text, Segment(segment.kind, start, segment.start))
        trail = _trim(text, Segment(segment.kind, segment.end, end))
        yield Segment(
            segment.kind, segment.start if lead is None else lead.start, segment.end if trail is None else trail.end
        )
    if not kept and (whole := _trim(text, Segment("body", 0, len(text)))) is not None:
        yield whole


def _trim(text: str, segment: Segment) -> Segment | None:
    stretch = text[segment.start : segment.end]
    bare = stretch.strip()
    if not bare:
        return None
    start = segment.start + len(stretch) - len(stretch.lstrip())
    return Segment(segment.kind, start, start + len(bare))
