"""A raw article read as a page: its paragraphs, what part of the page each one is, its language."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from service.errors import UnsupportedLanguage
from service.reading.findings import Caution, Segment, Span
from service.reading.structure.language import LanguageIdentifier
from service.reading.structure.lexicon import Lexicon
from service.reading.structure.lines import words_of
from service.reading.structure.paragraphs import find_paragraphs
from service.reading.structure.segments import STORY_KINDS, Segmenter

_SHORT_TEXT_WORDS = 25
_MAJORITY = 0.6
_PROSE_SAMPLE = 4000


@dataclass(frozen=True, slots=True)
class Article:
    """One article as a page; all offsets are code points, half-open.

    ``paragraphs`` are the non-blank blocks in order; every non-blank character lies in exactly
    one of ``segments``; ``language`` is ISO 639-1.
    """

    text: str
    paragraphs: tuple[Span, ...]
    segments: tuple[Segment, ...]
    language: str
    cautions: tuple[Caution, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(segment.start for segment in self.segments))

    def segment_at(self, offset: int) -> str:
        """Give the kind of the segment at ``offset``; a blank belongs to the segment before it."""
        index = bisect_right(self._starts, offset)
        return self.segments[max(0, index - 1)].kind if self.segments else "body"

    def is_story(self, start: int, end: int) -> bool:
        """Tell whether all of ``[start, end)`` is story: headline, dateline, body or caption."""
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self.segments) and self.segments[index].start < end:
            segment = self.segments[index]
            if segment.end > start and segment.kind not in STORY_KINDS:
                return False
            index += 1
        return True


class ArticleReader:
    """Reads raw texts into articles; made once, for it holds the vocabulary and the language model."""

    def __init__(self, lexicon: Lexicon, languages: LanguageIdentifier) -> None:
        self.lexicon = lexicon
        self._languages = languages
        self._segmenter = Segmenter(lexicon, languages)

    @classmethod
    def load(cls) -> ArticleReader:
        """Read the packaged vocabulary and language model (about a second).

        Raises:
            ModelUnusable: a file of the vocabulary is missing or broken.
        """
        lexicon = Lexicon.load()
        return cls(lexicon, LanguageIdentifier.load(lexicon))

    def read(
        self, text: str, boilerplate: Sequence[float] | None = None, *, paragraphs: Sequence[Span] | None = None
    ) -> Article:
        """Read ``text``; linear in its length.

        Args:
            text: the raw article.
            boilerplate: for each paragraph the learned probability that it is no part of the story.
            paragraphs: what `find_paragraphs` gave for this text, when that has been asked already.

        Raises:
            UnsupportedLanguage: most of the text is clearly in a language other than English.
        """
        spans = tuple(find_paragraphs(text) if paragraphs is None else paragraphs)
        segments, foreign = self._segmenter.label(text, spans, boilerplate)
        _refuse_foreign(spans, foreign)
        return Article(text, spans, segments, "en", tuple(_cautions(text, foreign)))


def read_article(text: str, boilerplate: Sequence[float] | None = None) -> Article:
    """Read ``text`` with the packaged vocabulary, loaded at the first call; see `ArticleReader.read`."""
    return _packaged_reader().read(text, boilerplate)


@cache
def _packaged_reader() -> ArticleReader:
    return ArticleReader.load()


def _refuse_foreign(paragraphs: Sequence[Span], foreign: Sequence[Span]) -> None:
    length = sum(span.end - span.start for span in paragraphs)
    if foreign and sum(span.end - span.start for span in foreign) > _MAJORITY * length:
        raise UnsupportedLanguage("The text is not in English, the only language this service reads.")


def _cautions(text: str, foreign: Sequence[Span]) -> list[Caution]:
    cautions = [Caution("mixed_language", "A passage in another language was left alone.", span) for span in foreign]
    words = words_of(text[:_PROSE_SAMPLE])
    if not _looks_like_language(text, words):
        cautions.append(Caution("not_prose", "The text does not look like written language."))
    elif len(words) < _SHORT_TEXT_WORDS:
        cautions.append(Caution("text_short", "The text is very short; findings are less certain."))
    return cautions


def _looks_like_language(text: str, words: Sequence[str]) -> bool:
    """Tell prose from symbols, numbers and strings without blanks."""
    sample = text[:_PROSE_SAMPLE]
    seen = len(sample) - sum(map(str.isspace, sample))
    letters = sum(map(str.isalpha, sample))
    if seen == 0 or letters < 0.5 * seen:
        return False
    return len(words) > 1 or seen <= 40
