"""The morphology of names: titles, possessives, initials, suffixes, acronyms.

Names are compared in a folded form: lower case, without accents, full stops and typographic
apostrophes.  Two names of people are compatible when one could be short for the other; first
names that differ keep relatives apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from service.reading import lexicon

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_ENDINGS = ("'s", "’s")
_OWNER = re.compile(r".{1,60}(?:['’]s|s['’])\s+(?=[A-ZÀ-Þ])", re.DOTALL)
_ARTICLE = re.compile(r"(?:the|The|THE)\s+")
_NICKNAME = re.compile(r"\s[\"“'‘(][^\"”'’)]{1,30}[\"”'’)](?=\s)")
_WITH_ACRONYM = re.compile(r"(.{4,200}?)\s*\(\s*[\"“]?([A-Z][\w.&-]{1,14})[\"”]?\s*\)?$", re.DOTALL)
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "’": "'", "ʼ": "'", "`": "'"})
SPELLED_OUT = {"us": ("united", "states"), "uk": ("united", "kingdom"), "un": ("united", "nations"), "&": ("and",)}
_HYPHENED_GIVEN_NAME = re.compile(r"[A-Z][a-z]{1,6}-[a-z]{1,6}")
_COURTESY = re.compile(r"\b(Mrs?|Ms|Miss|Sir|Dame|Lady|Lord|Mme|Madame|Baroness)\.? ?$")
_LONGEST_COURTESY = 14
_TRIM = ".,;:!?()[]\"“”'‘’«»*–— \t\n\r\u00a0"


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case without accents, full stops and doubled white space."""
    text = text.lower().translate(_LETTERS)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.replace(".", "").split())


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """A name without what is not part of it: article, possessive ending, punctuation, line breaks."""
    text = " ".join(text.split()).strip(_TRIM.replace(".", ""))
    text = _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text
    return text if is_possessive_name(text) else _POSSESSIVE.sub("", text).strip()


def is_possessive_name(text: str) -> bool:
    """Whether a name is known to end in a possessive of its own: McDonald's."""
    return text.endswith(_ENDINGS) and fold(text) in _possessive_names()


@cache
def _possessive_names() -> frozenset[str]:
    return frozenset(map(fold, lexicon.phrases("possessive_names.txt")))


def split_acronym(name: str) -> tuple[str, str | None]:
    """``Federal Security Service (FSB)`` as its two parts; the second is None without one."""
    found = _WITH_ACRONYM.match(name)
    if found is None or any(character.isdigit() for character in found.group(1)):
        return name, None
    return found.group(1), found.group(2)


def abbreviates(short: str, name: str) -> bool:
    """Whether the letters of ``short`` stand in ``name`` in their order, the first one at a word's start."""
    letters, folded = fold(short).replace("-", "").replace("&", ""), fold(name)
    rest = iter(folded)
    return any(word[0] == letters[:1] for word in folded.split()) and all(letter in rest for letter in letters)


@cache
def _titles() -> dict[str, str]:
    """Single-word forms that may stand before a name, with their gender (m, f or empty)."""
    return {
        form: gender for form, gender, kind in lexicon.rows("honorifics.tsv") if kind != "suffix" and " " not in form
    }


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(fold(form) for form, _, kind in lexicon.rows("honorifics.tsv") if kind == "suffix")


def is_title(word: str) -> bool:
    """Whether a word is a courtesy form or title that may stand before a name."""
    return fold(word.strip(_TRIM)) in _titles()


def courtesy_gender(text: str, start: int) -> str:
    """M or f where a courtesy title right before the name at ``start`` tells it, else empty."""
    title = _COURTESY.search(text, max(0, start - _LONGEST_COURTESY), start)
    return _titles().get(title.group(1).lower(), "") if title else ""


def first_name_gender(name: str) -> str:
    """M or f where the packaged list knows the first name, else empty."""
    return lexicon.mapping("first_names.tsv").get(fold(name), "")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name taken apart.

    ``shown`` is the name as the article writes it, without title and suffix; ``words`` are its
    folded words; ``gender`` is m, f or empty, and ``gender_sure`` where a title tells it and not
    the first name; ``titled`` tells whether a title stood before it.
    """

    shown: str
    words: tuple[str, ...]
    gender: str
    gender_sure: bool
    titled: bool

    @property
    def surname(self) -> str:
        """The last word, with ``al-`` and the like cut off."""
        return self.words[-1]


@lru_cache(maxsize=4096)
def parse_person(text: str) -> PersonName:
    """Take a person's name apart; what is all title is left as it is."""
    whole = _OWNER.sub("", _POSSESSIVE.sub("", bare(split_acronym(text)[0])), count=1)
    parts = _NICKNAME.sub("", whole).split()
    gender, first = "", 0
    while first < len(parts) - 1 and is_title(parts[first]):
        gender = _titles()[fold(parts[first].strip(_TRIM))] or gender
        first += 1
    while len(parts) - first > 2 and fold(parts[first]) in lexicon.mapping("role_nouns.tsv"):
        first += 1
    strong = [i for i in range(first, len(parts) - 1) if fold(parts[i]) in lexicon.word_class("strong_title")]
    first = strong[-1] + 1 if strong else first
    last = len(parts)
    while last - first > 1 and fold(parts[last - 1].strip(_TRIM)) in _suffixes():
        last -= 1
    kept = [part.strip(",;:") for part in parts[first:last]] or [whole]
    words = tuple(word for word in (fold(part.strip(_TRIM)) for part in kept) if word) or (fold(text) or text,)
    sure = gender != ""
    if not gender and len(words) > 1 and not _surname_first(kept):
        gender = first_name_gender(words[0])
    return PersonName(_shown(parts, kept, first, last), words, gender, sure, first > 0)


def _surname_first(words: Sequence[str]) -> bool:
    """Whether a name is written like Lo Ping-cheng or Chan Chen, whose first word tells no gender."""
    return fold(words[0]) in lexicon.word_class("surname_first") or _HYPHENED_GIVEN_NAME.fullmatch(words[1]) is not None


def _shown(parts: list[str], kept: list[str], first: int, last: int) -> str:
    """The words to show: Jr. stays, and Lord Ricketts or Pope Francis are no names without the title."""
    if len(kept) == 1 and first and fold(parts[first - 1].strip(_TRIM)) in lexicon.word_class("noble_title"):
        kept = [parts[first - 1], *kept]
    if last < len(parts) and fold(parts[last].strip(_TRIM)) in lexicon.word_class("generation"):
        kept = [*kept, parts[last]]
    return " ".join(kept)


def _given_names_agree(a: str, b: str) -> bool:
    if a == b or (a[0] == b[0] and (len(a) == 1 or len(b) == 1)):
        return True
    short, long = sorted((a, b), key=len)
    return len(short) >= 3 and long.startswith(short)


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two folded names of at least two words each can belong to one person."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if _in_order(short, long):
        return True
    if {a[0], b[0]} & {"mr", "mrs", "ms"}:
        return a[-1] == b[-1]
    return a[-1] == b[-1] and _given_names_agree(a[0], b[0]) and _middle_agrees(a[1:-1], b[1:-1])


def _middle_agrees(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return not a or not b or any(_given_names_agree(x, y) for x in a for y in b)


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short) and any(
        len(word) > 1 and word not in lexicon.word_class("name_particle") for word in short
    )


def significant(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name by which a shorter name may refer to it: no particles, no initials."""
    return tuple(word for word in words if len(word) > 1 and word not in lexicon.word_class("name_particle"))


@lru_cache(maxsize=4096)
def thing_words(text: str) -> tuple[str, ...]:
    """The folded words of a name that is no person's: no article, no legal form at its end."""
    words = [word for word in (fold(part.strip(_TRIM)) for part in bare(split_acronym(text)[0]).split()) if word]
    words = [word.removesuffix("'s") or word for word in words]
    if len(words) > 1:
        words = [part for word in words for part in SPELLED_OUT.get(word, (word,))]
    while len(words) > 1 and words[-1] in lexicon.word_class("legal_form") | {"&"}:
        words.pop()
    return tuple(words) or (fold(text) or text,)


@lru_cache(maxsize=4096)
def acronyms(name: str) -> frozenset[str]:
    """The folded acronyms a name of several words may have, its explicit one included."""
    full, explicit = split_acronym(name)
    full = re.sub(r"(?:,?\s+(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|plc|PLC|LLC|Group)\.?)$", "", full)
    parts = [part.strip(_TRIM) for part in re.split(r"[\s/-]+", bare(full)) if part.strip(_TRIM)]
    found = {fold(explicit)} if explicit else set[str]()
    if len(parts) > 1:
        main = [part for part in parts if part.lower() not in lexicon.word_class("name_connective")]
        found |= {"".join(part[0] for part in chosen).lower() for chosen in (main, parts) if len(chosen) > 1}
    return frozenset(found)


def is_acronym(text: str) -> bool:
    """Whether a name is written like an acronym: U.S., FSB, BioNTech is not."""
    letters = text.replace(".", "").replace("-", "").replace("&", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and " " not in text
