"""Quotations of short articles nobody trained on, through the whole reader."""

from __future__ import annotations

import pytest

from service.reading.findings import Manuscript, Quotation, Reading, Span
from service.reading.marks import find_marks
from service.reading.pipeline import Reader
from service.reading.quotations import quotation_kind, quoted_stretches

STORY = """Harbour bridge to stay closed until spring, city says

The harbour bridge will stay closed until March after inspectors found cracks in two cables, the city said on Tuesday.

“Nobody will cross it before I would,” city engineer Marta Lindqvist told reporters. “We owe people that much.”

Lindqvist said the repairs would cost “a good deal more” than the 4 million euros set aside last year.

A report by the transport agency says the cables were last replaced in 1987.

Shopkeepers on the north bank are losing customers. “I have sold three loaves today,” said Per Aas, a baker there.
"""


def read(reader: Reader, text: str, *, thoughts: bool = False) -> Reading:
    (reading,) = reader.read([Manuscript(text, include_thoughts=thoughts)])
    assert isinstance(reading, Reading)
    return reading


def find(reading: Reading, text: str, words: str) -> Quotation:
    (found,) = (q for q in reading.quotations if any(words in text[s.start : s.end] for s in q.content))
    return found


def shown(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span else None


def test_a_quotation_interrupted_by_its_cue_is_one(reader: Reader) -> None:
    q = find(read(reader, STORY), STORY, "Nobody will cross it")
    assert [shown(STORY, s) for s in q.content] == [
        "“Nobody will cross it before I would,”",
        "“We owe people that much.”",
    ]
    assert q.kind == "direct"
    assert "told" in (shown(STORY, q.cue) or "")
    assert q.speaker is not None
    assert q.speaker.name == "Marta Lindqvist"


def test_a_surname_is_resolved_to_the_full_name(reader: Reader) -> None:
    q = find(read(reader, STORY), STORY, "the repairs would cost")
    assert q.kind == "mixed"
    assert q.speaker is not None
    assert shown(STORY, q.speaker.mention) == "Lindqvist"
    assert q.speaker.name == "Marta Lindqvist"


def test_a_document_is_a_source(reader: Reader) -> None:
    reading = read(reader, STORY)
    q = find(reading, STORY, "the cables were last replaced")
    assert q.kind == "indirect"
    assert q.speaker is not None
    assert q.speaker.source is not None
    assert reading.sources[q.speaker.source].kind == "document"


def test_quoted_words_share_adds_up(reader: Reader) -> None:
    shares = [s.quoted_words_share for s in read(reader, STORY).sources]
    assert sum(shares) == pytest.approx(1.0, abs=0.25)
    assert all(0 <= share <= 1 for share in shares)


def test_an_article_without_speech_has_no_quotations(reader: Reader) -> None:
    text = (
        "The river rose by two metres overnight and flooded the lower town. The so-called “new” bridge was closed. "
        "Schools stayed shut, and the market moved to the square in front of the station."
    )
    assert read(reader, text).quotations == ()


def test_straight_marks_give_the_same_words(reader: Reader) -> None:
    straight = STORY.replace("“", '"').replace("”", '"')
    curly, plain = read(reader, STORY), read(reader, straight)
    direct = [[(s.start, s.end) for s in q.content] for q in curly.quotations if q.kind == "direct"]
    assert direct == [[(s.start, s.end) for s in q.content] for q in plain.quotations if q.kind == "direct"]


def test_a_quotation_far_down_a_long_article_is_read_as_at_its_top(reader: Reader) -> None:
    filler = "".join(
        f"The committee met for the {n}th time in the old town hall and went through the accounts page by page.\n\n"
        for n in range(30, 70)
    )
    headline, body = STORY.split("\n\n", 1)
    text = f"{headline}\n\n{filler}{body}"
    shift = len(filler)
    top = [
        [(s.start + shift, s.end + shift) for s in q.content]
        for q in read(reader, STORY).quotations
        if q.kind == "direct"
    ]
    far = [[(s.start, s.end) for s in q.content] for q in read(reader, text).quotations if q.kind == "direct"]
    assert far == top


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We won.”", "direct"),
        ("that they “won”", "mixed"),
        ("that they won", "indirect"),
        ("‘We won,’", "direct"),
    ],
)
def test_kind_follows_the_marks(text: str, kind: str) -> None:
    assert quotation_kind(text, [Span(0, len(text))], quoted_stretches(find_marks(text))) == kind
