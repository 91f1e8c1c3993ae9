"""Lists of links and labels among and below the paragraphs of a story."""

from __future__ import annotations

import re

from service.reading.structure.lines import ends_sentence, reads_as_story, words_of
from service.reading.structure.page import Page

_FIGURES = re.compile(r": ?\d")
_LONGEST_LIST = 40
_SHOUTED_WORDS = 8
_LABEL_WORDS = 9


def mark_lists(page: Page) -> None:
    """Give the short lines under "Related stories" or "Sources" the kind of that line."""
    kind, left = None, 0
    for index, line in enumerate(page.lines):
        if page.opens_list[index] and index > page.first_story:
            kind, left = page.kinds[index], _LONGEST_LIST
        elif page.kinds[index] is None and kind is not None:
            if left == 0 or (reads_as_story(line) and index <= page.last_story):
                kind = None
            else:
                page.kinds[index], left = kind, left - 1


def mark_shouted_links(page: Page) -> None:
    """Take a long line in capitals between the paragraphs of a story for a link to another one."""
    for index in range(page.first_story + 1, page.last_story):
        line = page.lines[index]
        shouted = line.isupper() and not ends_sentence(line) and len(words_of(line)) >= _SHOUTED_WORDS
        if page.kinds[index] is None and shouted:
            page.kinds[index] = "related_link"


def mark_rubric_links(page: Page) -> None:
    """Take a rubric that stands above a bare "More>>" for a part of that link."""
    for index, line in enumerate(page.lines[1:], 1):
        above = page.lines[index - 1]
        bare = page.kinds[index] == "related_link" and len(words_of(line)) <= 2
        if bare and page.kinds[index - 1] is None and _is_label(above) and above.istitle():
            page.kinds[index - 1] = "section_label"


def mark_closing(page: Page, boilerplate_kinds: frozenset[str]) -> None:
    """Take what stands below the story after other furniture, or alone as a label, for links."""
    below = range(page.last_story + 1, len(page.kinds))
    furnished = False
    rest = [index for index in below if page.kinds[index] is None]
    for index in below:
        if page.kinds[index] is not None:
            furnished = furnished or page.kinds[index] in boilerplate_kinds
        elif furnished and _may_be_link(page.lines[index]):
            page.kinds[index] = "related_link"
        elif len(rest) == 1 and _is_label(page.lines[index]) and _may_be_link(page.lines[index]):
            page.kinds[index] = "section_label" if page.lines[index].isupper() else "related_link"


def _may_be_link(line: str) -> bool:
    """Tell a line that may name another story from sentences, sums and figures ("Attendance: 9,418")."""
    return line[0].isalpha() and not ends_sentence(line) and _FIGURES.search(line) is None


def _is_label(line: str) -> bool:
    """Tell a short line that is no sentence, no item of a list and no quotation."""
    words = words_of(line)
    return (
        0 < len(words) <= _LABEL_WORDS
        and not ends_sentence(line)
        and line[0].isalpha()
        and not line.endswith((":", ",", ";"))
    )
