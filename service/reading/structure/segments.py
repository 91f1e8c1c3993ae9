"""Which part of the page every paragraph of a raw article is.

Kinds: *headline*, *byline*, *dateline* (a date, or the place and agency a story opens with),
*body*, *caption* (with alternative texts), *credit* (of photos, agencies, pull quotes and
tweets), *related_link*, *advertisement* (with prompts to subscribe, follow or write in, and
paragraphs in other languages), *section_label* (rubrics, time stamps, buttons, metadata),
*footer* (legal notices, corrections, contributors, source lists) and *duplicate*.

Annotators of this project's articles mark credits, links, prompts, labels, metadata, notices and
repetitions as no part of the story; headlines, bylines, dates, datelines and captions they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.reading.findings import Segment, Span
from service.reading.structure.captions import describes_picture, directly_above
from service.reading.structure.credits import CreditFinder
from service.reading.structure.cutting import close_gaps, merge_body
from service.reading.structure.datelines import DatelineFinder
from service.reading.structure.duplicates import find_duplicates
from service.reading.structure.furniture import Furniture, FurnitureFinder
from service.reading.structure.language import LanguageIdentifier
from service.reading.structure.lexicon import Lexicon
from service.reading.structure.lines import as_seen, ends_sentence, reads_as_story, words_of
from service.reading.structure.links import mark_closing, mark_lists, mark_rubric_links, mark_shouted_links
from service.reading.structure.opening import mark_bylines
from service.reading.structure.page import Page

STORY_KINDS = frozenset({"headline", "dateline", "body", "caption"})
BOILERPLATE_KINDS = frozenset({"credit", "related_link", "advertisement", "section_label", "footer", "duplicate"})
_KNOWN_BY_PHRASE = BOILERPLATE_KINDS - {"duplicate"}

_READ_AHEAD = 700
_DATELINE_PARAGRAPHS = 4
_OPENING_PARAGRAPHS = 3
_LONGEST_HEADLINE, _MOST_HEADLINE_WORDS = 220, 32
_SURELY_BOILERPLATE = 0.9
_SURELY_STORY = 0.02
_LONGEST_LEARNED = 60


class Segmenter:
    """Labels the paragraphs of articles; made once from the vocabulary."""

    def __init__(self, lexicon: Lexicon, languages: LanguageIdentifier | None = None) -> None:
        self._furniture = FurnitureFinder(lexicon)
        self._credits = CreditFinder(lexicon)
        self._datelines = DatelineFinder(lexicon)
        self._languages = languages

    def label(
        self, text: str, paragraphs: Sequence[Span], boilerplate: Sequence[float] | None = None
    ) -> tuple[tuple[Segment, ...], tuple[Span, ...]]:
        """Label every non-blank character of ``text``.

        Args:
            text: the raw article.
            paragraphs: its paragraphs as `find_paragraphs` gives them.
            boilerplate: for each paragraph the probability, learned elsewhere, that it is no part
                of the story; the rules stand on their own without it.

        Returns:
            The segments, in order and without overlap, and the paragraphs in another language.
        """
        page = self._open_page(text, paragraphs)
        foreign = self._mark_foreign(page)
        mark_lists(page)
        headline = self._mark_headline(page)
        mark_bylines(page, headline)
        self._mark_pictures(page)
        for index in find_duplicates(page.lines, headline):
            page.kinds[index] = page.kinds[index] or "duplicate"
        mark_shouted_links(page)
        mark_rubric_links(page)
        mark_closing(page, BOILERPLATE_KINDS)
        if boilerplate is not None:
            _weigh_learned(page, boilerplate, set(foreign))
        pieces = (piece for index in range(len(paragraphs)) for piece in self._split(page, index))
        return tuple(close_gaps(text, list(merge_body(pieces)))), foreign

    def _open_page(self, text: str, paragraphs: Sequence[Span]) -> Page:
        lines = [as_seen(text[span.start : min(span.end, span.start + _READ_AHEAD)]) for span in paragraphs]
        found = [self._furniture.find(line, at_edge=False) for line in lines]
        story = [index for index, line in enumerate(lines) if found[index] is None and reads_as_story(line)]
        while story and self._furniture.find(lines[story[-1]], at_edge=True) is not None:
            story.pop()
        first, last = (story[0], story[-1]) if story else (len(lines), -1)
        for index, line in enumerate(lines):
            if found[index] is None and not first <= index <= last:
                found[index] = self._furniture.find(line, at_edge=True)
            elif found[index] is None and index <= first + _OPENING_PARAGRAPHS and index not in (first, last):
                found[index] = _only_byline(self._furniture.find(line, at_edge=True))
        return Page(
            text,
            paragraphs,
            lines,
            kinds=[None if item is None else item.kind for item in found],
            opens_list=[item is not None and item.opens_list for item in found],
            certain=[item is not None and item.certain for item in found],
            first_story=first,
            last_story=last,
        )

    def _mark_foreign(self, page: Page) -> tuple[Span, ...]:
        if self._languages is None:
            return ()
        foreign: list[Span] = []
        for index in page.open_indices():
            span = page.paragraphs[index]
            if self._languages.judge(page.text[span.start : span.end]).foreign:
                page.kinds[index] = "advertisement"
                foreign.append(span)
        return tuple(foreign)

    def _mark_headline(self, page: Page) -> int | None:
        first = next(page.open_indices(), None)
        if first is None or first > page.first_story or not _is_headline(page.lines[first]):
            return None
        if not any(kind is None for kind in page.kinds[first + 1 :]):
            return None
        page.kinds[first] = "headline"
        return first

    def _mark_pictures(self, page: Page) -> None:
        for index in page.open_indices():
            if self._credits.is_credit_line(page.lines[index]):
                page.kinds[index] = "credit"
        for index in list(page.open_indices()):
            span = page.paragraphs[index]
            tail = self._credits.find_tail(page.text, span.start, span.end, closes_story=False)
            if tail is not None and tail.of_picture:
                page.kinds[index] = "caption" if tail.start > span.start else "credit"
        for index in range(len(page.kinds) - 1, 0, -1):
            self._mark_above_picture(page, index)

    @staticmethod
    def _mark_above_picture(page: Page, index: int) -> None:
        """Take the line directly above a photo credit or a credited caption for a caption too."""
        above = index - 1
        if page.kinds[above] is not None or page.kinds[index] not in ("credit", "caption"):
            return
        spans = page.paragraphs
        if len(page.lines[above]) > 500 or not directly_above(page.text, spans[above], spans[index]):
            return
        starts_block = above == 0 or not directly_above(page.text, spans[above - 1], spans[above])
        if starts_block or describes_picture(page.lines[above]):
            page.kinds[above] = "caption"

    def _split(self, page: Page, index: int) -> Iterator[Segment]:
        """Cut a paragraph of the story into dateline, text, furniture inside it and closing credit."""
        span, kind = page.paragraphs[index], page.kinds[index] or "body"
        if kind not in ("body", "caption"):
            yield Segment(kind, span.start, span.end)
            return
        start, end = span.start, span.end
        if kind == "body" and index <= page.first_story + _DATELINE_PARAGRAPHS:
            close = self._datelines.find(page.text, start, end)
            if close is not None:
                yield Segment("dateline", start, close)
                start = close
        tail = self._credits.find_tail(page.text, start, end, closes_story=index >= page.last_story)
        text_end = end if tail is None else tail.start
        for found, inner_start, inner_end in self._furniture.find_inside(page.text, start, text_end):
            yield Segment(kind, start, inner_start)
            yield Segment(found, inner_start, inner_end)
            start = inner_end
        yield Segment(kind, start, text_end)
        if tail is not None:
            yield Segment("credit", tail.start, end)


def _only_byline(found: Furniture | None) -> Furniture | None:
    """Keep a byline or a date that stands under a standfirst; rubrics do not stand there."""
    return found if found is not None and found.kind in ("byline", "dateline") else None


def _weigh_learned(page: Page, boilerplate: Sequence[float], foreign: set[Span]) -> None:
    """Let a sure model add what no rule knows, and give back what a phrase took from the story.

    It cannot see that a paragraph is a repetition, and was taught in English only.
    """
    for span, line, probability, index in zip(
        page.paragraphs, page.lines, boilerplate, range(len(page.lines)), strict=True
    ):
        kind = page.kinds[index]
        if kind is None and probability >= _SURELY_BOILERPLATE and len(words_of(line)) <= _LONGEST_LEARNED:
            page.kinds[index] = "footer" if ends_sentence(line) else "related_link"
        elif page.certain[index] or kind not in _KNOWN_BY_PHRASE or span in foreign:
            continue
        elif probability <= _SURELY_STORY and reads_as_story(line):
            page.kinds[index] = None


def _is_headline(line: str) -> bool:
    if len(line) > _LONGEST_HEADLINE or not 1 <= len(words_of(line)) <= _MOST_HEADLINE_WORDS:
        return False
    abbreviation = line.endswith(("U.S.", "U.K.", "U.N.", "D.C.", "a.m.", "p.m.", "Jr.", "Inc.", "Co."))
    return abbreviation or not line.endswith((".", '."', ".'", ":", ","))
