"""Whatever is sent is read or refused: no exception, every span within the text, no blow-up.

`HYPOTHESIS_PROFILE=soak` tries many more texts (`make soak`).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.errors import ServiceError
from service.reading.findings import Manuscript, Reading
from service.reading.pipeline import Reader

EXAMPLES = 2_000 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 60
SECONDS_A_CHARACTER = 1e-3
"""Far above what any text takes, and far below what a quadratic step takes at the lengths tried here."""

MARKS = list("\"'“”‘’‚‛„‟«»‹›「」『』`´″′")
PIECES = [
    *MARKS, "(", ")", "[", "]", "{", "<p>", "&nbsp;", "&#8220;", "\n", "\n\n", "\r\n", "\t", " ", "\u00a0", "\u2028",
    "\u00ad", "\u200b", "\u202e", "\u2066", "\ufeff", "\u0301", "\u0000", "\ufffd", "👩‍👩‍👧", "🇫🇷", "שלום", "مرحبا",
    "中文", "İ", "ß", "ﬁ", "𝐀", "…", "—", "-", "•", ":", ".", ",", "?", "A: ", "Q. ", "JONES: ", "By ", "Photo: ",
    "(Reuters) - ", "https://x.y/z", "@x", "#y", "said", " said ", "she said", "Mr. ", "Anna Smith", "the minister",
    "He ", "according to ", "told Reuters", "The bridge is safe", "on Monday.", "1,000", "$5m", "U.S.",
]  # fmt: skip


def repeated(piece: str, times: int, tail: str) -> str:
    return piece * times + tail


texts = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(PIECES), max_size=120).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=120).map(" ".join),
    st.builds(repeated, st.sampled_from(PIECES), st.integers(1, 300), st.text()),
)


def spans_of(reading: Reading) -> Iterator[tuple[int, int]]:
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


def check(reader: Reader, text: str) -> None:
    begun = time.process_time()
    (reading,) = reader.read([Manuscript(text=text, include_thoughts=True)])
    assert time.process_time() - begun < 0.5 + SECONDS_A_CHARACTER * len(text)
    if isinstance(reading, ServiceError):
        assert reading.code == "unsupported_language"
        return
    for start, end in spans_of(reading):
        assert 0 <= start < end <= len(text)
    for quotation in reading.quotations:
        assert [span.start for span in quotation.content] == sorted(span.start for span in quotation.content)
        assert quotation.speaker is None or quotation.speaker.source is None or reading.sources


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=texts)
def test_any_text_is_read_or_refused(reader: Reader, text: str) -> None:
    check(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "".join("“‘"[n % 2] for n in range(2_000)),
        "“a ‘b " * 600,
        "A: x\n" * 1_000,
        "The minister said the bridge was safe and " * 120,
        "e\u0301\u0302" * 3_000,
        "\u202eשלום " * 500,
        "wo\u00adrd " * 500,
        "x" * 100_000,
        " \n" * 50_000,
        "“Yes,” he said. " * 200,
        "\n\n".join(f"“Number {n} is done,” said Ab{n} Smith." for n in range(120)),
    ],
    ids=range(11),
)
def test_long_monotony(reader: Reader, text: str) -> None:
    check(reader, text)
