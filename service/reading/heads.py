"""Which name a noun phrase is about: "Health Minister Jane Roe" is Jane Roe, "Roe's aide" is not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from service.reading.findings import Span
from service.reading.mentions import Candidate
from service.reading.names import fold, is_title

_TOKEN = re.compile(r"[^\s,;:()\"“”–—]+|[,;:()\"“”–—]")
_PREPOSITION = frozenset(
    ["of", "in", "on", "at", "from", "for", "with", "to", "by", "who", "whom", "whose", "which", "that", "where", "near", "inside", "outside", "against", "about", "under", "over"]
)
_JOINERS = frozenset(("and", "&", "or", "as well as", "along with"))
_GAP_JOIN = re.compile(r"[\s,]*(?:,|\band\b|&|\bor\b|\balong with\b|\bas well as\b)[\s,]*(?:the\s+)?", re.IGNORECASE)
_NAMED = re.compile(r"(?:named|called|as|is|,|[:—–-])\s*$", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)


def names_inside(span: Span, names: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The (start, end, index) of ``names``, sorted by start, that lie in ``span``."""
    found: list[tuple[int, int, int]] = []
    for at in range(bisect_left(names, (span.start, -1, -1)), len(names)):
        start, end, _ = names[at]
        if start >= span.end:
            break
        if end <= span.end + 2:
            found.append(names[at])
    return found


def head_names(
    text: str, span: Span, names: Sequence[tuple[int, int, int]], candidates: Sequence[Candidate]
) -> list[int]:
    """The candidates that the phrase at ``span`` names: none, one, or several joint ones."""
    inside = names_inside(span, names)
    if not inside:
        return []
    last = _last_person(text, span, inside, candidates)
    joint = _joint(text, span, inside, candidates)
    if joint:
        return joint
    if last is not None:
        return [last]
    return _before_preposition(text, span, inside)


def _last_person(
    text: str, span: Span, inside: Sequence[tuple[int, int, int]], candidates: Sequence[Candidate]
) -> int | None:
    """A name at the very end that title or role stand before; or one after a comma."""
    for start, end, index in reversed(inside):
        at_end = not text[end : span.end].strip(" ,.'’\"”)")
        named = candidates[index].type == "person"
        before = text[span.start : start].rstrip()
        if before.endswith(",") or (at_end and _NAMED.search(before)):
            if (named or at_end) and not _is_place_of(text, span, start, candidates[index]):
                return index
            continue
        if at_end and (named or candidates[index].type == "organization") and not _governed(before, named):
            return index
    return None


def _is_place_of(text: str, span: Span, start: int, candidate: Candidate) -> bool:
    return candidate.type not in ("person", "organization") and "," in text[span.start : start]


def _governed(before: str, person: bool) -> bool:
    """Whether the words before a name hang it to another head: "a spokesman for [Tesla]"."""
    words = before.split()
    while words and person and is_title(words[-1]):
        words.pop()
    if not words:
        return False
    if fold(words[-1]) in _PREPOSITION or (words[-1].endswith(("'s", "’s")) and not person and len(words) < 2):
        return fold(words[-1]) in _PREPOSITION
    for word in reversed(words):
        if fold(word) in _PREPOSITION - {"of"}:
            return not person or fold(word) in ("for", "to", "with", "by", "who", "whose", "that", "against")
        if word[:1].islower() and fold(word) not in ("of", "the", "and"):
            return False
        if fold(word) == "of" and not person:
            return True
    return False


def _joint(text: str, span: Span, inside: Sequence[tuple[int, int, int]], candidates: Sequence[Candidate]) -> list[int]:
    """Names of one type joined by commas and "and", that fill the phrase but for titles and roles."""
    if len(inside) < 2 or not _OTHERS.search(text, inside[0][1], span.end):
        return []
    type_of = candidates[inside[-1][2]].type
    if type_of not in ("person", "organization"):
        return []
    same = [name for name in inside if candidates[name[2]].type == type_of]
    found: list[int] = []
    for before, after in zip(same, same[1:], strict=False):
        gap = text[before[1] : after[0]]
        if _GAP_JOIN.fullmatch(gap) or (type_of == "person" and _joins_with_role(gap)):
            found.extend(index for index in (before[2], after[2]) if index not in found)
    if found and found[0] != same[0][2]:
        return []
    return found


def _joins_with_role(gap: str) -> bool:
    """ ", the minister, and his deputy " joins; " of Acme and " within an affiliation does not."""
    parts = _OTHERS.split(gap)
    return (len(parts) == 2 and parts[0].strip().endswith(",")) or (len(parts) == 2 and not parts[0].strip())


def _before_preposition(text: str, span: Span, inside: Sequence[tuple[int, int, int]]) -> list[int]:
    """The name that ends the phrase before its first preposition or comma, if a name does."""
    at, last = span.start, None
    by_start = {start: (end, index) for start, end, index in inside}
    while at < span.end:
        if at in by_start:
            end, index = by_start[at]
            tail = text[end : end + 2]
            last, at = (None if tail[:2] in ("'s", "’s") and end + 2 < span.end else index), max(end, at + 1)
            continue
        found = _TOKEN.match(text, at, span.end)
        if not found:
            at += 1
            continue
        next_name = min((start for start in by_start if at < start < found.end()), default=None)
        word = found.group()
        if (fold(word) in _PREPOSITION or word in ",;:()–—") and last is not None:
            return [last]
        if fold(word) in _PREPOSITION:
            return []
        if word not in ("'s", "’s", "'", "’", '"', "“", "”"):
            last = None
        at = next_name if next_name is not None else found.end()
    return [last] if last is not None else []
