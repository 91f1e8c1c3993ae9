"""English personal pronouns: person, number, gender, and whether a thing can be meant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pronoun:
    """``person`` is 1 to 3; ``gender`` is m, f, n (a thing) or empty."""

    person: int
    plural: bool
    gender: str


_FORMS = {
    Pronoun(1, False, ""): "i me my mine myself",
    Pronoun(1, True, ""): "we us our ours ourselves",
    Pronoun(2, False, ""): "you your yours yourself yourselves",
    Pronoun(3, False, "m"): "he him his himself",
    Pronoun(3, False, "f"): "she her hers herself",
    Pronoun(3, False, "n"): "it its itself",
    Pronoun(3, True, ""): "they them their theirs themselves themself",
}
_NO_PRONOUNS = ("US", "IT")
_PRONOUNS = {form: pronoun for pronoun, forms in _FORMS.items() for form in forms.split()}


def parse_pronoun(text: str) -> Pronoun | None:
    """The pronoun ``text`` is (any case, but US and IT are none), or None."""
    word = text.strip()
    return None if word in _NO_PRONOUNS else _PRONOUNS.get(word.lower())
