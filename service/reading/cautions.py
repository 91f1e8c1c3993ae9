"""What an editor should be warned of: where the text makes an answer unreliable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.reading.article import Article
from service.reading.encoder import Encoded
from service.reading.findings import Caution, Span, TopicScore
from service.reading.marks import Marks

_MOST = 20
_FEWEST_WORDS_FOR_TOPICS = 40


def mark_cautions(article: Article, marks: Marks) -> Iterator[Caution]:
    """Quotation marks of the story that were never closed, or close nothing; the first twenty."""
    unclosed = [
        Caution("unclosed_quotation_mark", "A quotation mark is opened and not closed.", Span(q.start, q.end))
        for q in marks.quoted
        if not q.close_width and not q.reopened and article.is_story(q.start, q.end)
    ]
    stray = [
        Caution("stray_quotation_mark", "A quotation mark closes nothing.", Span(at, at + 1))
        for at in marks.stray
        if article.is_story(at, at + 1)
    ]
    yield from unclosed[:_MOST]
    yield from stray[:_MOST]


def density_caution(encoded: Encoded) -> Iterator[Caution]:
    """A text of far more signs than prose has is not read to its end."""
    if encoded.truncated:
        yield Caution("text_truncated", "The text has more words and signs than can be read; its end was left out.")


def topic_caution(article: Article, topics: Sequence[TopicScore], features: frozenset[str]) -> Iterator[Caution]:
    """Short texts: fewer topics are given, and they are less certain."""
    words = sum(len(article.text[p.start : p.end].split()) for p in article.paragraphs)
    if "topics" in features and words < _FEWEST_WORDS_FOR_TOPICS:
        state = "are less certain" if topics else "cannot be told"
        yield Caution("topics_unreliable", f"The text is short; its topics {state}.")
