"""One line as a reader sees it: what entities, invisible characters and curly marks stand for."""

from __future__ import annotations

import html
import re
import unicodedata

_BLANKS = re.compile(r"\s+")
_SEEN = str.maketrans(
    {
        **dict.fromkeys("\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", None),
        **dict.fromkeys("‘’‚‛ʼ´`", "'"),
        **dict.fromkeys("“”„‟", '"'),
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "-",
    }
)
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]{0,3}\Z")
_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+){0,4}")


def as_seen(line: str) -> str:
    """Give ``line`` with entities resolved, invisible characters dropped, letters, marks and blanks plain."""
    if "&" in line:
        line = html.unescape(line)
    if not line.isascii():
        line = unicodedata.normalize("NFKC", line)
    return _BLANKS.sub(" ", line.translate(_SEEN)).strip()


def words_of(line: str) -> list[str]:
    """Split a line into its words, punctuation left out."""
    return _WORD.findall(line)


def ends_sentence(line: str) -> bool:
    """Tell whether a line, as seen, ends as a sentence does."""
    return _SENTENCE_END.search(line, max(0, len(line) - 5)) is not None


def reads_as_story(line: str) -> bool:
    """Tell whether a line is running prose: long, or a sentence of eight words and more."""
    count = len(words_of(line))
    return count >= 30 or (count >= 8 and ends_sentence(line))
