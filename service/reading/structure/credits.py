"""Who a text or a picture is credited to: whole lines, tails of captions, agency signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.reading.structure.lexicon import Lexicon
from service.reading.structure.lines import as_seen, words_of

_TAIL_WINDOW = 170
_LONGEST_CREDIT = 130
_LONGEST_CAPTION = 700
_LONGEST_CAPTION_WORDS = 75
_PICTURE = r"(?:(?:photo|picture|image) credit|image|photo|picture|photograph|pic|credit|illustration|video)s?"
_LABELLED = re.compile(
    rf"[\[(](?:{_PICTURE}|file|source|courtesy)(?: ?[:/] ?| by | courtesy (?:of )?| from | via )"
    r"[^\[\]()]{2,110}[\])]\.?\Z"
    rf"|(?:(?<=[\s.!?)\"'’”])|\A){_PICTURE}(?: by| courtesy(?: of)?| via| from)? ?: ?"
    r"(?=\S)(?P<names>[^\n:!?]{2,110})\Z"
    rf"|(?:(?<=[.!?)\"'’”] )|\A){_PICTURE} (?:by|courtesy of) (?=[A-Z])(?P<author>[^\n:!?]{{2,110}})\Z",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:is|are|was|were|at|in|on|as|seen|shows?|said|says|obtained)\b")
_BRACKETED = re.compile(r"[\[(](?P<names>[^\[\]()]{2,110})[\])]\.?\Z")
_SIGNED_OFF = re.compile(
    r"(?:(?<=[.!?\"'’”)])|(?<=[.!?\"'’”)] ))"
    r"(?:\((?P<bracketed>[^()]{2,40})\)|(?:--?|–|—) ?(?P<dashed>[^()–—.]{2,40}))\.?\Z"
)
_INITIALS = re.compile(r"(?:(?<=[.!?])|(?<=[.!?]['\"’”])) ?\((?P<initials>[A-Z]{2,4}(?:/[A-Za-z]{2,4}){0,2})\)\Z")
_SEPARATORS = re.compile(r" ?[/|,;] ?| via | and | for | on behalf of | through | - | – ")
_NAME_WORD = re.compile(r"[A-Z0-9@\u00c0-\u00de][\w.'’&@-]{0,30}\Z")
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "file", "photo", "handout", "image"})
_PICTURE_AGENCY = re.compile(
    r"(?<=[.!?\"'’”)] )(?:REUTERS|AFP|EPA|PA|Xinhua|AP Photo|Getty Images)"
    r"(?:/[\w.'’/ -]{2,80}| (?:via|Photo|file photo|/)[\w.'’/ -]{2,60})?\Z"
)


@dataclass(frozen=True, slots=True)
class Tail:
    """A credit at the end of a paragraph: where it starts, and whether the paragraph is a caption."""

    start: int
    of_picture: bool


class CreditFinder:
    """Tells credits by the agencies they name and by their form."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._agency = re.compile(rf"(?<![\w.-]){lexicon.agency_pattern}(?![\w-])")

    def is_credit_line(self, line: str) -> bool:
        """Tell a line that only names who made the picture or the text: "REUTERS/Jane Roe"."""
        bare = line.strip("()[]{} .*|-–—")
        if not bare or len(line) > _LONGEST_CREDIT or not self._agency.search(bare):
            return False
        parts = [part for part in _SEPARATORS.split(bare) if part]
        return all(self._is_name(part) for part in parts) and any(self._is_agency(part) for part in parts)

    def find_tail(self, text: str, start: int, end: int, *, closes_story: bool) -> Tail | None:
        """Find the credit that ends the paragraph ``text[start:end]``.

        ``closes_story`` says that it is the story's last paragraph, where an agency or a writer
        signs off: "... it added. - Bernama".
        """
        window = max(start, end - _TAIL_WINDOW)
        tail = text[window:end]
        if end - start < _LONGEST_CAPTION:
            match = _labelled_names(tail) or _PICTURE_AGENCY.search(tail) or self._bracketed_names(tail)
            if match is not None and len(words_of(as_seen(text[start:end]))) <= _LONGEST_CAPTION_WORDS:
                return Tail(window + match.start(), of_picture=True)
        if closes_story:
            match = self._signature(tail)
            if match is not None:
                return Tail(window + match.start() + len(match.group()) - len(match.group().lstrip()), of_picture=False)
        return None

    def _bracketed_names(self, tail: str) -> re.Match[str] | None:
        """Find "[KCNA via KNS and AFP]" or "(Xinhua/Jane Roe)" at the end of a caption."""
        match = _BRACKETED.search(tail)
        if match is None:
            return None
        names = match.group("names")
        parts = [part for part in _SEPARATORS.split(names) if part]
        known = any(self._is_agency(part) for part in parts) or self._lexicon.is_media(names)
        square = match.group().startswith("[")
        several = len(parts) > 1 and "/" in names
        of_pictures = names in self._lexicon.photo_agencies
        if known and (square or several or of_pictures) and all(self._is_name(part) for part in parts):
            return match
        return match if square and several and all(self._is_name(part) for part in parts) else None

    def _signature(self, tail: str) -> re.Match[str] | None:
        match = _SIGNED_OFF.search(tail)
        if match is not None:
            names = match.group("bracketed") or match.group("dashed")
            parts = [part for part in re.split(r" ?[/,;&] ?| and | with ", names) if part]
            if parts and any(self._is_agency(part) or self._lexicon.is_media(part) for part in parts):
                return match
        return _INITIALS.search(tail)

    def _is_name(self, part: str) -> bool:
        words = [bare for word in part.split() if (bare := word.strip('()[].,:*"'))]
        return 0 < len(words) <= 6 and all(map(self._may_be_in_name, words))

    def _may_be_in_name(self, word: str) -> bool:
        small = word.lower() in _SMALL_WORDS or self._lexicon.credit_words.get(word) == "particle"
        return small or _NAME_WORD.match(word) is not None

    def _is_agency(self, name: str) -> bool:
        bare = name.strip(" .")
        return bare in self._lexicon.agencies or self._agency.fullmatch(bare) is not None


def _labelled_names(tail: str) -> re.Match[str] | None:
    """Find "Image: Jane Roe" at the end of a caption, but not "PHOTO: A woman walks in Lindholm"."""
    match = _LABELLED.search(tail)
    if match is None:
        return None
    names = match.group("names") or match.group("author") or ""
    return None if _TELLS.search(names) else match
