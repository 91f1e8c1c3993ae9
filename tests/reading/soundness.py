"""What holds of the reading of any text, sense or nonsense."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.errors import ServiceError
from service.reading.findings import Manuscript, Reading
from service.reading.pipeline import Reader


def assert_sound(reader: Reader, text: str) -> None:
    """Read a text: it is refused for its language, or every span lies within it and parts are in order."""
    (reading,) = reader.read([Manuscript(text=text, include_thoughts=True)])
    if isinstance(reading, ServiceError):
        assert reading.code == "unsupported_language"
        return
    for start, end in _spans_of(reading):
        assert 0 <= start < end <= len(text)
    for quotation in reading.quotations:
        assert [span.start for span in quotation.content] == sorted(span.start for span in quotation.content)
        assert quotation.speaker is None or quotation.speaker.source is None or reading.sources
        words = [word for span in quotation.content for word in re.findall(r"\w+", text[span.start : span.end])]
        assert quotation.kind != "indirect" or len(words) > 1, "Overall, the union said"


def _spans_of(reading: Reading) -> Iterator[tuple[int, int]]:
    for segment in reading.segments:
        yield segment.start, segment.end
    for entity in reading.entities:
        yield from ((mention.start, mention.end) for mention in entity.mentions)
    for source in reading.sources:
        yield from ((mention.start, mention.end) for mention in source.mentions)
    for quotation in reading.quotations:
        parts = [*quotation.content, *([quotation.cue] if quotation.cue else [])]
        yield from ((span.start, span.end) for span in parts)
        if quotation.speaker:
            yield quotation.speaker.mention.start, quotation.speaker.mention.end
    for caution in reading.cautions:
        if caution.span:
            yield caution.span.start, caution.span.end
