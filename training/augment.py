"""Dresses clean text as newsrooms really send it, without moving a single character.

Every change keeps the length of the text, so annotations stay where they are: straight, curly
or single marks, lost marks, quotes opened by a dash, paragraphs without blank lines, hard-wrapped
lines, capitals and lower case.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

_DOUBLE = re.compile("[“”]")
_OPENING = re.compile(r'[“]|(?<!\S)"')
_CLOSING = re.compile(r'[”]|(?<=\S)"(?!\w)')


def straighten(text: str, _: np.random.Generator) -> str:
    """“A’s” -> "A's"."""
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def curl(text: str, _: np.random.Generator) -> str:
    """Straight double marks and apostrophes -> curly ones."""
    return _CLOSING.sub("”", _OPENING.sub("“", text)).replace("'", "’")


def single_marks(text: str, _: np.random.Generator) -> str:
    """Double marks -> the single ones of British papers (marks inside are left alone)."""
    return _CLOSING.sub("’", _OPENING.sub("‘", text))


def single_straight_marks(text: str, _: np.random.Generator) -> str:
    """Double marks -> straight single ones."""
    return _CLOSING.sub("'", _OPENING.sub("'", text))


def guillemets(text: str, _: np.random.Generator) -> str:
    """Double marks -> « and »."""
    return _CLOSING.sub("»", _OPENING.sub("«", text))


def lose_marks(text: str, rng: np.random.Generator) -> str:
    """Some marks are lost in a copy: one in five becomes a blank."""
    return re.sub('[“”"]', lambda m: " " if rng.random() < 0.2 else m.group(), text)


def dash_quotes(text: str, _: np.random.Generator) -> str:
    """Quotations that open a line are opened by a dash, as in dialogue."""
    return re.sub(r'^[“"]([^“”"\n]{20,600})[”"]', lambda m: f"—{m.group(1)} ", text, flags=re.MULTILINE)


def tighten_paragraphs(text: str, _: np.random.Generator) -> str:
    """Paragraphs are parted by a line break only."""
    return text.replace("\n\n", " \n")


def join_lines(text: str, rng: np.random.Generator) -> str:
    """Half of the single line breaks become blanks: corpora of one sentence a line read as paragraphs."""
    return re.sub(r"(?<!\n)\n(?!\n)", lambda _: " " if rng.random() < 0.5 else "\n", text)


def hard_wrap(text: str, rng: np.random.Generator) -> str:
    """Lines are broken at some 70 columns, as in e-mail."""
    width = int(rng.integers(60, 78))
    out, column = list(text), 0
    last_space = -1
    for at, char in enumerate(text):
        column = 0 if char == "\n" else column + 1
        last_space = -1 if char == "\n" else at if char == " " else last_space
        if column > width and last_space >= 0:
            out[last_space] = "\n"
            column, last_space = at - last_space, -1
    return "".join(out)


def shout(text: str, _: np.random.Generator) -> str:
    """All in capitals."""
    return _same_length(text, str.upper)


def shout_headline(text: str, _: np.random.Generator) -> str:
    """The first line in capitals."""
    head, rest = text.split("\n", 1) if "\n" in text else (text, "")
    return _same_length(head, str.upper) + text[len(head) : len(head) + 1] + rest


def mumble(text: str, _: np.random.Generator) -> str:
    """All in lower case."""
    return _same_length(text, str.lower)


def _same_length(text: str, change: Callable[[str], str]) -> str:
    changed = change(text)
    return changed if len(changed) == len(text) else text


_CHANGES: tuple[tuple[float, Callable[[str, np.random.Generator], str]], ...] = (
    (0.18, straighten),
    (0.14, curl),
    (0.14, single_marks),
    (0.04, single_straight_marks),
    (0.02, guillemets),
    (0.04, lose_marks),
    (0.03, dash_quotes),
)
_LAYOUTS = ((0.16, tighten_paragraphs), (0.08, hard_wrap), (0.46, join_lines))
_CASES = ((0.04, shout), (0.08, shout_headline), (0.04, mumble))


def augment(text: str, rng: np.random.Generator) -> str:
    """At most one change of marks, of layout and of case, each drawn by its share."""
    for changes in (_CHANGES, _LAYOUTS, _CASES):
        draw = rng.random()
        for share, change in changes:
            draw -= share
            if draw < 0:
                text = change(text, rng)
                break
    return text
