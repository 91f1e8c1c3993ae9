"""Tokens put back together to running text, so that the service reads what a newsroom would send.

Tokenized corpora have lost the white space between their tokens.  ``Spacing.NATURAL`` guesses it:
no space before closing punctuation and clitics, none after opening marks, hyphenated compounds,
initials and apostrophes closed up.  ``Spacing.TOKENS`` puts one space between any two tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from evaluation.labels import Span

SENTENCE_BREAK = "\n\n"

_CLOSED_BEFORE = frozenset([",", ".", ";", ":", "!", "?", "%", ")", "]", "}", "”", "’", "…", "'", "''", "º"])
_CLOSED_AFTER = frozenset(["(", "[", "{", "“", "‘", "$", "£", "€", "#", "@", "``", "`"])
_CLOSED_BOTH = frozenset(["-", "/", "‑"])
_CLITICS = frozenset(["s", "t", "d", "m", "re", "ve", "ll", "n't"])
_STRAIGHT = frozenset({'"'})
_APOSTROPHES = frozenset(["'", "’"])
_SENTENCE_ENDS = frozenset([".", "!", "?"])


class Spacing(StrEnum):
    """How tokens are joined."""

    NATURAL = "natural"
    TOKENS = "tokens"


def join(tokens: Sequence[str], spacing: Spacing = Spacing.NATURAL) -> tuple[str, list[Span]]:
    """Join the tokens of one sentence; also give the span of each token in the text."""
    pieces: list[str] = []
    spans: list[Span] = []
    position = 0
    opens = _straight_marks(tokens)
    for index, token in enumerate(tokens):
        if index and (spacing is Spacing.TOKENS or _spaced(tokens, index, opens)):
            pieces.append(" ")
            position += 1
        pieces.append(token)
        spans.append((position, position + len(token)))
        position += len(token)
    return "".join(pieces), spans


def _straight_marks(tokens: Sequence[str]) -> dict[int, bool]:
    """Whether each straight double mark of a sentence opens: in turn, but never after a full stop."""
    opens: dict[int, bool] = {}
    is_open = False
    for index, token in enumerate(tokens):
        if token in _STRAIGHT:
            is_open = not is_open and not (index and tokens[index - 1] in _SENTENCE_ENDS)
            opens[index] = is_open
    return opens


def _spaced(tokens: Sequence[str], index: int, opens: dict[int, bool]) -> bool:
    """Whether a space stands between a token and the one before it."""
    before, token = tokens[index - 1], tokens[index]
    if _binds(tokens, index) or _binds(tokens, index - 1):
        return False
    if token in _CLOSED_BEFORE or before in _CLOSED_AFTER:
        return False
    if index - 1 in opens or index in opens:
        return not (opens.get(index - 1, False) or not opens.get(index, True))
    if before == "." and index > 1 and _is_initial(tokens[index - 2]) and _is_initial(token):
        return tokens[index + 1 : index + 2] != ["."]
    if before in _APOSTROPHES and token.casefold() in _CLITICS:
        return False
    return not (token[0] in _APOSTROPHES or token.casefold() == "n't")


def _binds(tokens: Sequence[str], index: int) -> bool:
    """Whether a hyphen or slash joins its neighbours: a word stands on either side."""
    if tokens[index] not in _CLOSED_BOTH or not 0 < index < len(tokens) - 1:
        return False
    before, after = tokens[index - 1], tokens[index + 1]
    return (before[-1].isalnum() or before == ".") and after[0].isalnum()


def _is_initial(token: str) -> bool:
    return len(token) == 1 and token.isupper()
