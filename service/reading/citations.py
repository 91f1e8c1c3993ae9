"""Finds sources that are cited without reported words: "told Reuters", "data from the ministry"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.reading import lexicon
from service.reading.findings import Span
from service.reading.media import is_media_mention, is_social_name
from service.reading.mentions import Candidate
from service.reading.names import thing_words

_BEFORE = 90
_GAP = r"(?:\s+(?:the|a|an|its|[A-Z]?[\w'’.-]{1,24})){0,4}\s+$"
_ADDRESSED = re.compile(
    r"\b(?:told|tells|telling|informed|reminded|assured|according to|citing|cited|cites|quoting|"
    r"quoted by|cited by|as saying by|"
    r"reported by|published by|interviewed by|seen by|obtained by|reviewed by|carried by|aired by|broadcast by|"
    r"(?:spoke|speaking|statement|statements|comments|remarks|said|talking|speech|letter|confirmed|stated|announced|"
    r"confided|email|emailed|revealed) (?:to|with|on)|"
    r"interview (?:with|to|on|by|for|in|published in|aired on)|interviewed (?:on|in)|article (?:in|for)|"
    r"(?:op-ed|column|piece|essay|opinion piece) (?:in|for)|"
    r"published\s(?:\w+\s){0,4}(?:in|by|on)|appearing on|appeared on|heard on|"
    r"reports? (?:by|in|from)|live on|as per|per)" + _GAP
)
_HEARS = re.compile(
    r"\b(?:told|tells|telling|reminded|explained to|speaking (?:to|with)|spoke (?:to|with)|interview (?:with|to)|"
    r"conversation with|(?:quoted|cited) by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_HEARD = re.compile(
    r"\s*[,.;:\"“”)(\n]|\s(?:that|in|on|at|after|before|during|about|it|he|she|they|there|last|this|earlier|by|how|why|who|from|"
    r"via|yesterday|today)\b"
)
_PRINTED_IN = re.compile(r"\b(?:published|appeared)\s(?:\w+\s){0,3}in\s+(?:the\s+)?$", re.IGNORECASE)
_PRINTED_TYPES = ("organization", "work", "product", "other")
_POSTED = re.compile(
    r"\b(?:according to|citing|rumou?rs|circulat\w+|spread\w*|viral)\b[^.;,\n]{0,40}\b(?:on|of|to|by)\s+$",
    re.IGNORECASE,
)
_OF_OUTLET = re.compile(r"\b[A-Z]{2,5}['’]s\s$")
_REPORTS = re.compile(
    r"\s+(?:also\s+|has\s+|have\s+|had\s+)?(?:report(?:ed|s|ing)?|quot(?:ed|es|ing)|cit(?:ed|es|ing)|revealed|wrote)\b"
)
_DATA_FROM = re.compile(
    r"\b(?:data|figures|statistics|numbers|estimates|documents?|records|footage|video|images|photographs|photos|"
    r"information|materials?|files|reports?|survey|poll|study|analysis|statement|warning|advisory)\s+"
    r"(?:from|by|(?:provided|released|published|compiled|collected|obtained|issued|posted|shared|conducted)\s+(?:by|from))\s+"
    r"(?:the\s+|its\s+)?$",
    re.IGNORECASE,
)
_SEEN_DOCUMENT = re.compile(
    r"\b(?:(?:court|leaked|internal|confidential|official|police|government|legal|company|public)\s+)?"
    r"(?:documents?|records|filings?|papers|emails|e-mails|messages|footage|videos?|photographs|letters?)\s+"
    r"(?:(?:seen|obtained|reviewed|viewed|examined|acquired)\s+by\b|"
    r"(?:from\s[^.,;\n]{1,60}\s)?(?:showed|showing|show|shows|suggest|suggests|suggested|indicate|indicated|revealed|reveal)\b)",
    re.IGNORECASE,
)
_GENERIC_MEDIA = re.compile(
    r"\b(?:(?:local|state|state-run|state-owned|official|national|foreign|international|regional|social|"
    r"\w{3,15}(?:ese|ian|ish|can|nch))\s){1,3}"
    r"(?:media|television|tv|news agency|broadcaster|newspapers?|news outlets|outlets)"
    r"(?:\s+(?:outlets|reports|organisations|organizations))?(?!\s(?-i:[A-Z]))|"
    r"\b(?:media|news|press|newspaper)\s+reports|\bnews outlets",
    re.IGNORECASE,
)


def cited_names(text: str, candidates: Sequence[Candidate]) -> Iterator[tuple[int, str]]:
    """Indices of name candidates that are cited as sources, with the kind "media" or ""."""
    for index, candidate in enumerate(candidates):
        if candidate.form != "name" or candidate.type in ("person", "date", "money", "event"):
            continue
        start, end = candidate.start, candidate.end
        low = max(0, start - _BEFORE, text.rfind("\n", 0, start) + 1)
        if is_social_name(text[start:end]):
            if _POSTED.search(text, low, start):
                yield index, "social_media"
        elif is_media_mention(text, start, end):
            if _OF_OUTLET.search(text, low, start):
                continue
            if _ADDRESSED.search(text, low, start) or _REPORTS.match(text, end, end + 30):
                yield index, "media"
        elif _is_heard(text, candidate, low):
            yield index, "media"
        elif candidate.type == "organization" and _DATA_FROM.search(text, low, start):
            yield index, ""


def _is_heard(text: str, candidate: Candidate, low: int) -> bool:
    """Whether a name of no list stands where an outlet does: "he told *Perfil*.", "published in *Nature*"."""
    if not _HEARD.match(text, candidate.end, candidate.end + 12):
        return False
    if candidate.type in _PRINTED_TYPES and _PRINTED_IN.search(text, low, candidate.start):
        return True
    if candidate.type != "organization":
        return False
    public = lexicon.word_class("public_body") & set(thing_words(text[candidate.start : candidate.end]))
    return not public and _HEARS.search(text, low, candidate.start) is not None


def cited_phrases(text: str) -> Iterator[tuple[Span, str]]:
    """Unnamed media and documents cited: "local media", "documents seen by"; with their kind."""
    for found in _GENERIC_MEDIA.finditer(text):
        low = max(0, found.start() - _BEFORE, text.rfind("\n", 0, found.start()) + 1)
        if _ADDRESSED.search(text, low, found.start()) or _REPORTS.match(text, found.end(), found.end() + 30):
            yield Span(found.start(), found.end()), "media"
    for found in _SEEN_DOCUMENT.finditer(text):
        yield Span(found.start(), found.start() + len(_noun(found.group()))), "document"


_CUT = re.compile(
    r"\s+(?:(?:seen|obtained|reviewed|viewed|examined|acquired)\s+by|showed|showing|shows?|suggest(?:s|ed)?|indicated?|reveal(?:ed)?)$",
    re.IGNORECASE,
)


def _noun(matched: str) -> str:
    return _CUT.sub("", matched)
