"""Which language a text is in: cheap evidence of English first, py3langid only in doubt.

English prose is made of function words by a third; where they are plenty no classifier is
asked, so that an ordinary article costs nothing.  py3langid (BSD-3-Clause, Naive Bayes over
byte n-grams, Lui and Baldwin 2012, model in its wheel) decides the rest.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Protocol

from py3langid.langid import MODEL_FILE
from py3langid.langid import LanguageIdentifier as NaiveBayes

from service.reading.structure.lexicon import Lexicon
from service.reading.structure.lines import words_of

_SAMPLE = 3000
_ENGLISH_SHARE = 0.22
_FOREIGN_SHARE = 0.10
_CERTAIN = 0.95
_FEWEST_LETTERS = 60
_FEWEST_WORDS = 10
_LATIN_SHARE = 0.5
_LATIN_NAMES = ("LATIN", "FULLWIDTH LATIN", "MATHEMATICAL")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What language a stretch is in: ``foreign`` only when that is certain; ``language`` is ISO 639-1."""

    language: str
    foreign: bool


class Classifier(Protocol):
    """What is used of py3langid: the likeliest language of a text, with its probability."""

    def classify(self, text: str, /) -> tuple[str, float]:
        """Give the ISO 639-1 code and a probability."""
        ...


class LanguageIdentifier:
    """Tells English from other languages; load it once and pass it on."""

    def __init__(self, lexicon: Lexicon, classifier: Classifier) -> None:
        self._function_words = lexicon.function_words
        self._classifier = classifier

    @classmethod
    def load(cls, lexicon: Lexicon) -> LanguageIdentifier:
        """Read the model that py3langid's wheel carries (about a second; needs a writable temporary folder)."""
        # py3langid carries no types; the Classifier protocol says what its values are.
        classifier = NaiveBayes.from_model_file(MODEL_FILE, norm_probs=True)  # pyright: ignore[reportUnknownMemberType]
        classifier.set_languages(lexicon.news_languages)  # pyright: ignore[reportUnknownMemberType]
        return cls(lexicon, classifier)

    def judge(self, stretch: str) -> Verdict:
        """Judge the first 3,000 characters of ``stretch``.

        Too little to go by, lists of names and what is no language at all count as English.
        """
        sample = stretch[:_SAMPLE]
        words = words_of(sample)
        share = self.english_share(words)
        if share >= _ENGLISH_SHARE:
            return Verdict("en", foreign=False)
        letters = [character for character in sample if character.isalpha()]
        if not letters:
            return Verdict("en", foreign=False)
        if _share_of_latin(letters) < _LATIN_SHARE:
            enough = len(letters) >= _FEWEST_LETTERS // 3
            return self._ask(sample, certain=0.0 if enough else 1.1)
        if share >= _FOREIGN_SHARE or len(letters) < _FEWEST_LETTERS or len(words) < _FEWEST_WORDS:
            return Verdict("en", foreign=False)
        if _capitalised_share(words) > 0.7:
            return Verdict("en", foreign=False)
        return self._ask(sample, certain=_CERTAIN)

    def english_share(self, words: list[str]) -> float:
        """Give the share of English function words among ``words``."""
        if not words:
            return 0.0
        return sum(word.lower() in self._function_words for word in words) / len(words)

    def _ask(self, sample: str, *, certain: float) -> Verdict:
        language, confidence = self._classifier.classify(sample)
        if language == "en" or confidence < certain:
            return Verdict("en", foreign=False)
        return Verdict(language, foreign=True)


def _share_of_latin(letters: list[str]) -> float:
    latin = {letter for letter in set(letters) if unicodedata.name(letter, "").startswith(_LATIN_NAMES)}
    return sum(letter in latin for letter in letters) / len(letters)


def _capitalised_share(words: list[str]) -> float:
    return sum(word[0].isupper() for word in words) / len(words)
