"""The one name a thing is given, out of all the forms an article uses for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.reading import lexicon
from service.reading.media import is_called_the
from service.reading.names import bare, fold, is_acronym, parse_person, split_acronym
from service.reading.phrases import kind_of_noun

_ACRONYM_BEHIND = re.compile(r"\s\([A-Z][A-Za-z.]{1,10}\)?$")
_SHORT_FORM = re.compile(r"\s(?:Inc|Corp|Co|Cos|Ltd|Bros|Pvt|Pte)$")
_STYLED = re.compile(r"(?:Islamic|People['’]s|Federal|Federative|Arab|Hashemite|Kingdom|Republic|State)\b.* of ")
_OWN_ARTICLE = re.compile(r"[a-z0-9,;] The $")
_OWNER = re.compile(r"(?<=\w)['’]s$|(?<=s)['’]$")
_LONGEST_PHRASE = 12
_LONGEST_TITLE = 12
_WORD_BEFORE = re.compile(r"\b([A-Z][a-z]+) $")
_RELATIVES = ("who", "which", "that", "whose", "where", "whom")


def fullest_name(surfaces: Sequence[str], type_: str) -> str:
    """The most complete of several forms of one name, without title, article or possessive.

    Full names win over acronyms, mixed case over capitals, letters with their accents over those
    without, and the earlier form over the later; of singular and plural the more frequent is taken.
    """
    if type_ == "person":
        forms = [parse_person(surface).shown for surface in surfaces]
    else:
        forms = [bare(split_acronym(" ".join(surface.split()))[0]) for surface in surfaces]
    forms = [form for form in forms if form] or [" ".join(surfaces[0].split())]
    if type_ == "location":
        forms = [form for form in forms if not (_STYLED.match(form) and form.rsplit(" of ", 1)[-1] in forms)]

    def rank(form: str) -> tuple[int, int, int, int, bool]:
        written = form if any(c.islower() for c in form) or is_acronym(form) else ""
        words = len(form.split())
        return (
            0 if is_acronym(form) else 1,
            words if words < 9 else 0,
            1 if written else 0,
            len(fold(form)),
            not form.isascii(),
        )

    fullest = max(forms, key=rank)
    return max((fullest.removesuffix("s"), fullest), key=forms.count)


def with_own_article(name: str, text: str, starts: Sequence[int]) -> str:
    """``The Guardian``: a name with the article that the text, or the list of outlets, writes as part of it.

    ``starts`` are where the name's mentions begin; "The" at the start of a sentence tells nothing by itself.
    """
    before = [start + 4 if text.startswith("The ", start) else start for start in starts]
    own = any(_OWN_ARTICLE.search(text, max(0, start - 6), start) for start in before)
    if not own and is_called_the(name):
        own = any(text.startswith("The ", start - 4) for start in before if start >= 4)
    return f"The {name}" if own else name


def with_noble_title(name: str, text: str, starts: Sequence[int]) -> str:
    """``Pope Francis``: a name of one word with the title that the article writes before it somewhere.

    ``starts`` are where the name's mentions begin.
    """
    if " " in name:
        return name
    before = (_WORD_BEFORE.search(text, max(0, start - _LONGEST_TITLE), start) for start in starts)
    noble = lexicon.word_class("noble_title")
    title = next((found.group(1) for found in before if found and found.group(1).lower() in noble), None)
    return f"{title} {name}" if title else name


def with_own_stop(name: str, text: str, ends: Sequence[int]) -> str:
    """``Apple Inc.``: a company's name with the full stop that its short form is written with.

    ``ends`` are where the name's mentions end, which stop before it.
    """
    short = _SHORT_FORM.search(name)
    written = short is not None and any(text.startswith(f"{short.group()}.", end - len(short.group())) for end in ends)
    return f"{name}." if written else name


def fullest_description(surfaces: Sequence[str]) -> str:
    """The description with the most to say among several of one thing, the first of equals."""

    def content(surface: str) -> int:
        words = [word for word in fold(surface).split() if word not in lexicon.word_class("dull")]
        return len(words) if len(words) <= _LONGEST_PHRASE else 1

    return _ACRONYM_BEHIND.sub("", _without_loose_end(" ".join(max(surfaces, key=content).split())))


def _without_loose_end(description: str) -> str:
    """Cut "a police chief who spoke" and "the government publicly" to what describes somebody."""
    words = description.split()
    relative = next((i for i, word in enumerate(words) if i and word in _RELATIVES), len(words))
    if len(words) - relative <= 2:
        words = words[:relative]
    loose = lexicon.word_class("after_head") | lexicon.word_class("no_part_of_role")
    while len(words) > 1 and not words[-1].isupper() and (words[-1].lower() in loose or _is_adverb(words[-1])):
        words.pop()
    if len(words) > 1 and words[-1].endswith("ed") and kind_of_noun(fold(words[-2])):
        words.pop()
    return _OWNER.sub("", " ".join(words).strip(",;:"))


def _is_adverb(word: str) -> bool:
    """Whether a word is like "publicly", not like "family"."""
    return word.islower() and word.endswith("ly") and not kind_of_noun(fold(word))
