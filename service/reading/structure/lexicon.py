"""The word lists and patterns that the structure of a page is read by, loaded from data files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from service.errors import ModelUnusable

_PACKAGED = Path(__file__).parent.parent.parent / "vocabulary"


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase of page furniture: a regular expression, ``where`` it has to stand, and what it shows."""

    kind: str
    where: str
    phrase: str


class Lexicon:
    """What the vocabulary folder says about news pages; load it once and pass it on.

    ``agencies`` and ``outlets`` map a spelling to the full name; ``photo_agencies`` holds the
    spellings of those that sell pictures; ``credit_words`` maps a word to role, body or particle.
    """

    def __init__(
        self,
        *,
        rules: tuple[Rule, ...],
        agencies: dict[str, str],
        photo_agencies: frozenset[str],
        outlets: frozenset[str],
        advertisement_words: frozenset[str],
        function_words: frozenset[str],
        credit_words: dict[str, str],
        news_languages: tuple[str, ...],
    ) -> None:
        self.rules = rules
        self.agencies = agencies
        self.photo_agencies = photo_agencies
        self.outlets = outlets
        self.advertisement_words = advertisement_words
        self.function_words = function_words
        self.credit_words = credit_words
        self.news_languages = news_languages

    @classmethod
    def load(cls, folder: Path | None = None) -> Lexicon:
        """Read the packaged vocabulary, or another folder with the same files.

        Raises:
            ModelUnusable: a file is missing or not in its documented form.
        """
        folder = folder or _PACKAGED
        agencies: dict[str, str] = {}
        photo_agencies: set[str] = set()
        for name, abbreviation, aliases, _, _, kind in _table(folder / "news_agencies.tsv", 6):
            spellings = [name, abbreviation, *aliases.split(";")]
            for spelling in filter(None, spellings):
                agencies.setdefault(spelling, name)
                if kind == "photo":
                    photo_agencies.add(spelling)
        return cls(
            rules=tuple(Rule(*fields) for fields in _table(folder / "furniture.tsv", 3)),
            agencies=agencies,
            photo_agencies=frozenset(photo_agencies),
            outlets=frozenset(fields[1] for fields in _table(folder / "publishers.tsv", 4)),
            advertisement_words=frozenset(_lines(folder / "advertisement_words.txt")),
            function_words=frozenset(_lines(folder / "english_function_words.txt")),
            credit_words=dict(_table(folder / "credit_words.tsv", 2)),
            news_languages=tuple(_lines(folder / "news_languages.txt")),
        )

    @cached_property
    def agency_pattern(self) -> str:
        """A regular expression that matches any agency's spelling, longest first, with its case."""
        return _alternatives({*self.agencies, *(name.upper() for name in self.agencies if len(name) > 3)})

    def is_media(self, name: str) -> bool:
        """Tell whether ``name`` is a news agency, an outlet or a platform, in any usual spelling."""
        return any(
            spelling in self.agencies or spelling in self.outlets
            for spelling in (name, name.title(), name.capitalize(), "The " + name, name.removeprefix("The "))
        )


def _alternatives(words: set[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ModelUnusable(f"cannot read the vocabulary {path.name}: {error.strerror}") from error
    return [line for line in lines if line and not line.startswith("# ")]


def _table(path: Path, columns: int) -> list[list[str]]:
    """Read the rows of a tab-separated file whose first line after the comments names the columns."""
    rows = [line.split("\t") for line in _lines(path)[1:]]
    if any(len(row) != columns for row in rows):
        raise ModelUnusable(f"{path.name} has a row without {columns} columns")
    return rows
