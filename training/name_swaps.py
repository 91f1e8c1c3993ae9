"""Puts other names of the same type in the place of an article's names, so that context is learned, not lists.

Mention replacement (Dai & Adel, COLING 2020), consistent within an article: one form is replaced by
one other form of as many words, and a surname follows its full name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from training.corpora import Example, Name

SWAPPED_TYPES = ("Person", "Organization", "Location", "Facility")
EACH = 0.4
_MOST_WORDS = 4

_Key = tuple[str, int]


class NameBank:
    """The distinct names of some examples by type and number of words."""

    def __init__(self, examples: Iterable[Example]) -> None:
        found: dict[_Key, dict[str, None]] = {}
        for example in examples:
            for name in example.names or ():
                form = example.text[name.start : name.end]
                if name.type in SWAPPED_TYPES:
                    found.setdefault(_key(name, form), {})[form] = None
        self._forms = {key: tuple(forms) for key, forms in found.items()}

    def swapped(self, example: Example, rng: np.random.Generator) -> Example:
        """The example with each of its distinct names replaced by another one with probability `EACH`."""
        other = self._choose(example, rng)
        text, names, done = "", [], 0
        for name in sorted(example.names or (), key=lambda n: n.start):
            form = example.text[name.start : name.end]
            text += example.text[done : name.start]
            start = len(text)
            text += other.get((name.type, form), form)
            names.append(replace(name, start=start, end=len(text)))
            done = name.end
        return replace(example, text=text + example.text[done:], names=tuple(names))

    def _choose(self, example: Example, rng: np.random.Generator) -> dict[tuple[str, str], str]:
        """What stands in for each form, by type; longer forms first, so that surnames can follow them."""
        forms = {(n.type, example.text[n.start : n.end]): n for n in example.names or ()}
        chosen: dict[tuple[str, str], str] = {}
        surnames: dict[str, str] = {}
        for (kind, form), name in sorted(forms.items(), key=lambda item: (-len(item[0][1]), item[0])):
            bank = self._forms.get(_key(name, form), ())
            if kind == "Person" and form in surnames:
                chosen[kind, form] = surnames[form]
            elif bank and rng.random() < EACH:
                chosen[kind, form] = bank[int(rng.integers(len(bank)))]
                if kind == "Person":
                    surnames[form.split()[-1]] = chosen[kind, form].split()[-1]
        return chosen


def _key(name: Name, form: str) -> _Key:
    return name.type, min(len(form.split()), _MOST_WORDS)
