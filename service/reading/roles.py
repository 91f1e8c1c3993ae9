"""The role or title an article gives a person, in its own words, next to the name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from service.reading import lexicon
from service.reading.findings import Span
from service.reading.names import fold
from service.reading.phrases import singular

_BEFORE = 110
_AFTER = 140
_WORD = re.compile(r"[^\s]+")
_HERS = re.compile(r"\b(?:his|her|their)\s")
_OF = ("of", "for", "in", "on")
_BELOW = re.compile(r"[ \t]*\r?\n[ \t]*([^\s,;.:!?][^\n,;.:!?]{2,60}?)[ \t]*(?:[,\r\n]|$)")
_MOST_WORDS_BELOW = 6
_SPEAKS = re.compile(r"\s(?:said|says|told|tells|added)\b")
CLOSES_APPOSITION = ("", ",", ".", ";", ")", "\n", "’", "'")
_CLOSING = (",", ";", ":", ".", "”", '"', "!", "?", ")", "'s", "’s", "s’")
_APPOSITION = re.compile(
    r"(?:\s*\([^()\n]{1,40}\))?\s*,\s*(?:who\s+(?:is|was)\s+)?(?:\d{1,3}\s*,\s*)?(?:(?:the|a|an|his|her|its|their|our)\s+)?"
)
_END = re.compile(
    r"[,;:.!?()\n\"“”–—]|\s-\s|\s(?:who|which|that|said|says|told|tells|added|and|but|was|is|has|had|wrote)\s"
)


@cache
def _role_words() -> frozenset[str]:
    titles = {form for form, _, kind in lexicon.rows("honorifics.tsv") if kind == "title" and " " not in form}
    return frozenset(lexicon.mapping("role_nouns.tsv")) | titles


def is_role(word: str) -> bool:
    """Whether a word is a noun for a person's role: minister, co-founders, CEO."""
    folded = fold(word.strip("“”\"'‘’(),")).removesuffix("'s")
    last = folded.rsplit("-", 1)[-1]
    one = singular(folded)
    return one.endswith("ologist") or any(form in _role_words() for form in (folded, one, last))


def role_before(text: str, start: int, end: int) -> Span | None:
    """The role that stands right before the name at ``[start, end)``: "Health Minister" Jane Roe.

    Behind a comma the name has to close the apposition: "according to his publicist, Tony Mendez died" gives none.
    """
    if text[start - 2 : start] == ", " and text[end : end + 1] not in CLOSES_APPOSITION:
        return None
    words = _words_before(text, start)
    while words and fold(words[-1][2].strip(",")) in lexicon.word_class("courtesy"):
        words.pop()
    if (
        not words
        or _closes_quotation(words[-1][2])
        or (words[-1][2].endswith(".") and not _is_abbreviation(words[-1][2]))
    ):
        return None
    close = words[-1][1] - (1 if words[-1][2].endswith(",") else 0)
    if not is_role(words[-1][2]):
        return _role_of(words, close)
    opens = words[-1][2][0] in '“"‘' and not words[-1][2].endswith(("”", '"', "’"))  # “President Roe has every right
    first = words[-1][0] + 1 if opens else _extend_left(words[:-1], words[-1][0])
    many = fold(words[-1][2].strip(","))
    return Span(_role_for_many(words, first) if singular(many) != many else first, close)


def _words_before(text: str, start: int) -> list[tuple[int, int, str]]:
    low = max(0, start - _BEFORE, text.rfind("\n", 0, start) + 1)
    return [(low + m.start(), low + m.end(), m.group()) for m in _WORD.finditer(text[low:start])]


def _role_for_many(words: list[tuple[int, int, str]], first: int) -> int:
    """Where a role begins that ends in others: "lawyer for the victims" or "one of the authors", not "victims"."""
    before = [word for word in words if word[1] <= first]
    if [fold(word[2]) for word in before[-3:-1]] == ["one", "of"]:
        return before[-3][0]
    if before and fold(before[-1][2]) in lexicon.word_class("definite"):
        before.pop()
    if len(before) > 1 and fold(before[-1][2]) in ("for", "of") and is_role(before[-2][2]):
        return _extend_left(before[:-2], before[-2][0])
    return first


def _extend_left(words: list[tuple[int, int, str]], first: int) -> int:
    """Where a noun phrase that goes on to the left begins."""
    for at in range(len(words) - 1, -1, -1):
        start, _, word = words[at]
        folded = fold(word)
        function_word = folded in lexicon.word_class("no_part_of_role") | lexicon.word_class("day")
        if folded == "of" and not (at and is_role(words[at - 1][2])):  # "judge orders release of" President Roe
            break
        if function_word or (word.endswith(_CLOSING) and not _is_abbreviation(word)):
            break
        if word[0] in "“\"(‘'—–" or not any(map(str.isalnum, word)):
            break
        if word[0].islower() and folded != "of" and folded.endswith(("ed", "ly")):
            break
        first = start
    return first


def _closes_quotation(word: str) -> bool:
    """Whether what is quoted ends with the word: "…fit to be President," Roe said gives Roe no office."""
    return word.rstrip(",").endswith(("”", '"', "’", "'")) and word[0] not in "“\"‘'"


def _is_abbreviation(word: str) -> bool:
    """Whether a word keeps its full stop within a sentence, as "U.S." and "Gen." do and "ago." does not."""
    return word.endswith(".") and len(word) <= 4 and word[0].isupper() and word.replace(".", "").isalpha()


def _role_of(words: list[tuple[int, int, str]], end: int) -> Span | None:
    """Find a role, "of" and up to nine words: "Secretary of State", "chair of the Cabinet committee on trade".

    Behind "for" a name follows ("Spokesman for the Cabinet"), behind "in" and "on" none ("specialist in labour law").
    """
    if fold(words[-1][2]) in lexicon.word_class("no_part_of_role"):
        return None
    for back in range(len(words) - 1, max(len(words) - 11, 0), -1):
        word = words[back][2].rstrip(",") if back == len(words) - 1 else words[back][2]
        if fold(word) in _OF and is_role(words[back - 1][2]):
            small = [later[2][0].islower() for later in words[back + 1 :] if fold(later[2]) != "the"]
            if fold(word) == "of" or (not any(small[:1]) if fold(word) == "for" else all(small)):
                return Span(_extend_left(words[: back - 1], words[back - 1][0]), end)
            if fold(word) == "for":
                return None
        if word.endswith((",", ";", ":")) or (
            fold(word) in lexicon.word_class("no_part_of_role") and fold(word) not in ("and", "the", "for", "on", "to")
        ):
            return None
    return None


def role_after(text: str, end: int) -> Span | None:
    """The role in apposition to a name that ends at ``end``: Marta Lindqvist, the "city engineer"."""
    opening = _APPOSITION.match(text, end, min(len(text), end + 60))
    if not opening:
        return None
    start = opening.end()
    close = _END.search(text, start, min(len(text), start + _AFTER))
    stop = close.start() if close else min(len(text), start + _AFTER)
    words = text[start:stop].split()
    if not words or len(words) > 14 or stop >= len(text) or fold(words[0]) in lexicon.word_class("no_part_of_role"):
        return None
    head_at = (
        next(
            (i for i, word in enumerate(words) if i and fold(word) in lexicon.word_class("no_part_of_role") | {"of"}),
            len(words),
        )
        - 1
    )
    if words[0][0].isupper() and not is_role(words[head_at]):
        return None
    hers = _HERS.search(opening.group()) is not None and fold(words[head_at]) in lexicon.word_class("kin")
    if hers or _SPEAKS.match(text, stop):  # John Roe, his wife, Jane Roe; John Roe, his lawyer said
        return None
    determined = opening.group().rstrip()[-1:].isalpha()
    if not determined and words[0].endswith("ed"):  # Jane Roe, accused by police, is not "the accused"
        return None
    return Span(start, stop) if is_role(words[head_at]) else None


def role_below(text: str, end: int) -> Span | None:
    """The role on the line under a name that ends at ``end``, as bylines give it: "Education reporter"."""
    line = _BELOW.match(text, end)
    if line is None or len(words := line.group(1).split()) > _MOST_WORDS_BELOW or not is_role(words[-1]):
        return None
    return Span(line.start(1), line.end(1))


def whole_role(text: str, role: Span, names: Sequence[tuple[int, int]], cues: Sequence[int]) -> Span | None:
    """The role with all of each name that it cuts, and without a cue behind it; None where it is but a name.

    ``names`` are the spans of names, none within another, and ``cues`` where cues begin, both sorted.
    Secretary of the "Climate *and Development Network*", "*Union of* Employers vice president", professor *argued*.
    """
    start, end = role.start, role.end
    cue = bisect_right(cues, start)
    if cue < len(cues) and cues[cue] < end:
        end = cues[cue]
    elif (last := bisect_left(names, (end, -1)) - 1) >= 0:
        end = max(end, names[last][1])
    first = bisect_right(names, (start, len(text))) - 1
    if first < 0 or names[first][1] <= start:
        return Span(start, end)
    start, inside = names[first]
    behind = text[inside:end].partition("(")[0].split()
    return Span(start, end) if any(map(is_role, behind)) else _office_in(text, start, end)


def _office_in(text: str, start: int, end: int) -> Span | None:
    """The role in the body named at ``[start, end)``: "president of the Association of Industrialists"."""
    words = _words_before(text, start)
    while words and fold(words[-1][2]) in ("the", "of", "at", "for", "in", "to"):
        words.pop()
    if not words or words[-1][1] + 1 >= start or not is_role(words[-1][2]):
        return None
    return Span(_extend_left(words[:-1], words[-1][0]), end)
