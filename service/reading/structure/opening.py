"""What stands between the headline and the story: who wrote it, and the writer's role or paper."""

from __future__ import annotations

import re

from service.reading.structure.lines import ends_sentence, words_of
from service.reading.structure.page import Page

_NAME = r"[A-Z\u00c0-\u00de][\w.'-]{1,20}(?: [A-Z\u00c0-\u00de][\w.'-]{0,20}){1,2}"
_NAMES = re.compile(rf"{_NAME}(?:(?:, | and | & ){_NAME}){{0,3}}(?: (?:at|in) [A-Z][\w' -]{{2,40}})?")
_LONGEST_STANDFIRST = 25
_ROLE_WORDS = 6
_REACH = 3


def mark_bylines(page: Page, headline: int | None) -> None:
    """Take lines of bare names under the headline, and the role under a name, for the byline.

    "Jane Roe" / "Education reporter"; a standfirst may stand between the headline and the name.
    """
    if headline is None:
        return
    end = page.first_story
    if end < len(page.lines) and len(words_of(page.lines[end])) <= _LONGEST_STANDFIRST:
        end = min(end + 1 + _REACH, page.last_story)
    named = False
    for index in range(headline + 1, min(end, len(page.lines))):
        line, kind = page.lines[index], page.kinds[index]
        if kind is not None or index == page.first_story:
            named = kind == "byline"
            continue
        role = named and len(words_of(line)) <= _ROLE_WORDS and not ends_sentence(line)
        under_title = index < page.first_story or (index == page.first_story + 1 and not line.isupper())
        named = role or (under_title and _NAMES.fullmatch(line) is not None)
        if named:
            page.kinds[index] = "byline"
