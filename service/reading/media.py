"""Tells news outlets, agencies and social platforms by their names and by the words around them."""

from __future__ import annotations

import re
from functools import cache

from service.reading import lexicon
from service.reading.names import bare, fold

_SITE = re.compile(
    r"[\w-]{2,40}(?:\.[\w-]{2,20})?\.(?:com|net|org|news|info|co|tv|[a-z]{2})(?:\.[a-z]{2})?", re.IGNORECASE
)
_MEDIA_NOUN = re.compile(
    r"(?:['’]s)?\s+(?:news\s?paper|news agency|news site|news website|newswire|radio|tv|television|channel|magazine|"
    r"programme|broadcaster|tabloid|website|daily|weekly|podcast|show|network|station)\b",
    re.IGNORECASE,
)
_MEDIA_BEFORE = re.compile(
    r"\b(?:news\s?paper|news agency|agency|news site|newswire|radio|tv|television|channel|magazine|broadcaster|tabloid|"
    r"daily|weekly|journal|station|outlet|network)\s$",
    re.IGNORECASE,
)


@cache
def _outlets() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.rows("media_names.tsv")) | {
        row[1] for row in lexicon.rows("publishers.tsv")
    }


@cache
def _known() -> frozenset[str]:
    names = set(_outlets())
    for name, abbreviation, aliases, *_ in lexicon.rows("news_agencies.tsv"):
        names |= {name, *(short for short in (abbreviation, *aliases.split(";")) if len(short) > 2)}
    return frozenset(fold(bare(name)) for name in names)


@cache
def _outlets_by_word() -> dict[str, tuple[str, ...]]:
    """First word -> names of outlets and agencies that are no other words, longest first."""
    names = set(_outlets())
    for name, abbreviation, *_ in lexicon.rows("news_agencies.tsv"):
        names |= {short for short in (name, abbreviation) if len(short) > 2}
    unlike = frozenset(lexicon.phrases("media_words.txt"))
    found: dict[str, list[str]] = {}
    for name in names:
        if " " in name.removeprefix("The ") or name in unlike:
            found.setdefault(name.split()[0], []).append(name)
    return {word: tuple(sorted(same, key=lambda name: (-len(name), name))) for word, same in found.items()}


def known_outlet(text: str) -> int:
    """The length of the outlet's name that ``text`` opens with; 0 where it opens with none."""
    word = text.split(None, 1)[0].rstrip(".,;:’'\"”)") if text.strip() else ""
    for name in _outlets_by_word().get(word.removesuffix("'s").removesuffix("’s"), ()):
        if text.startswith(name) and not text[len(name) : len(name) + 1].isalnum():
            return len(name)
    return 0


def is_called_the(name: str) -> bool:
    """Whether the packaged lists know an outlet by this name with the article: The *Guardian*."""
    return "The " + name in _outlets()


def is_media_name(name: str) -> bool:
    """Whether a name is that of a news outlet or agency, by the packaged lists or by its form."""
    folded = fold(bare(name))
    words = folded.split()
    if folded in _known() or not words:
        return bool(words)
    if len(words) > 1 and (
        words[-1] in lexicon.word_class("media_last_word") or words[0] in lexicon.word_class("media_first_word")
    ):
        return True
    return folded.endswith(("news agency", "news service")) or _SITE.fullmatch(bare(name)) is not None


def is_media_mention(text: str, start: int, end: int) -> bool:
    """Whether the name at ``[start, end)`` is called a newspaper, channel or agency in its context."""
    if is_media_name(text[start:end]):
        return True
    return bool(_MEDIA_NOUN.match(text, end, end + 30) or _MEDIA_BEFORE.search(text, max(0, start - 20), start))


def is_social_name(name: str) -> bool:
    """Whether a name is that of a social platform."""
    return fold(bare(name)) in lexicon.word_class("social_platform")
