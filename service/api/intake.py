"""From a request body to a `Manuscript`: the checks on an article and its options.

Characters: every Unicode character but NUL is taken as it is, other control characters too (the
reading treats them as white space); a lone surrogate is no character.  Nothing is normalized.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from service.api.requests import MAX_BATCH_ARTICLES, MAX_ID_LENGTH, EnrichRequest, OffsetUnit
from service.api.strict_json import is_array, is_object, parse_json
from service.errors import (
    Fault,
    InvalidRequest,
    InvalidText,
    ServiceError,
    TextEmpty,
    TextTooLong,
    UnsupportedLanguage,
)
from service.reading.findings import Manuscript

LANGUAGES = ("en",)

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")
_VISIBLE = re.compile("[^\\s\u200b-\u200f\u2060\ufeff]")
_SANE_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Submission:
    """An article that passed the checks, with what the answer needs beside the reading."""

    manuscript: Manuscript
    id: str | None
    offset_unit: OffsetUnit


@dataclass(frozen=True, slots=True)
class Refusal:
    """One article of many that did not pass, with its id where that was readable."""

    error: ServiceError
    id: str | None


class Intake:
    """Checks articles; ``max_text_length`` is in code points."""

    def __init__(self, *, max_text_length: int) -> None:
        self._max_text_length = max_text_length

    def from_json(self, body: bytes) -> Submission:
        """One article as `EnrichRequest`.

        Raises:
            MalformedJSON, InvalidRequest, InvalidText, TextEmpty, TextTooLong, UnsupportedLanguage
        """
        return self._check(parse_json(body), at="")

    def from_text(self, body: bytes) -> Submission:
        """A raw article in UTF-8 with the default options; a leading byte order mark is no part of the text.

        Raises:
            InvalidText, TextEmpty, TextTooLong
        """
        try:
            text = body.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            raise InvalidText(f"The text is not UTF-8 at byte {error.start}.") from None
        return self._submission(EnrichRequest(text=text), at="")

    def from_batch(self, body: bytes) -> list[Submission | Refusal]:
        """The articles of a `BatchRequest`; a faulty one gives a refusal and does not touch the others.

        Raises:
            MalformedJSON, InvalidRequest: the batch as a whole is unreadable.
        """
        envelope = parse_json(body)
        return [self.check(article, at=f"/articles/{index}") for index, article in enumerate(_articles(envelope))]

    def check(self, article: Any, *, at: str = "") -> Submission | Refusal:
        """One article as parsed JSON; ``at`` is the JSON pointer to it."""
        try:
            return self._check(article, at=at)
        except ServiceError as error:
            return Refusal(error=error, id=_readable_id(article))

    def _check(self, value: Any, *, at: str) -> Submission:
        _refuse_surrogates(value, at=at)
        try:
            request = EnrichRequest.model_validate(value)
        except ValidationError as error:
            raise InvalidRequest("The request breaks the schema.", faults=_faults(error, at=at)) from None
        return self._submission(request, at=at)

    def _submission(self, request: EnrichRequest, *, at: str) -> Submission:
        self._check_text(request.text, at=f"{at}/text")
        if request.language.partition("-")[0].lower() not in LANGUAGES:
            message = f"The languages read are: {', '.join(LANGUAGES)}."
            raise UnsupportedLanguage(message, faults=[Fault(f"{at}/language", message)])
        manuscript = Manuscript(
            text=request.text,
            title=request.title,
            features=frozenset(feature.value for feature in request.features),
            include_thoughts=request.include_thoughts,
            topics_limit=request.topics_limit,
            min_confidence=request.min_confidence,
        )
        return Submission(manuscript=manuscript, id=request.id, offset_unit=request.offset_unit)

    def _check_text(self, text: str, *, at: str) -> None:
        if len(text) > self._max_text_length:
            message = f"The text has {len(text)} code points; at most {self._max_text_length} are read."
            raise TextTooLong(message, faults=[Fault(at, message)])
        if unreadable := _UNREADABLE.search(text):
            message = f"The text has a NUL or lone surrogate at code point {unreadable.start()}."
            raise InvalidText(message, faults=[Fault(at, message)])
        if not _VISIBLE.search(text):
            message = "The text has no character but white space."
            raise TextEmpty(message, faults=[Fault(at, message)])


def _readable_id(article: Any) -> str | None:
    identifier = article.get("id") if is_object(article) else None
    if not isinstance(identifier, str) or len(identifier) > MAX_ID_LENGTH or _SURROGATE.search(identifier):
        return None
    return identifier


def _articles(envelope: Any) -> list[Any]:
    if not is_object(envelope):
        raise _broken("", "must be an object")
    articles = envelope.get("articles")
    if unknown := [key for key in envelope if key != "articles"]:
        raise _broken(_pointer("", (unknown[0],)), "is no field of a batch")
    if not is_array(articles):
        raise _broken("/articles", "must be a list of articles")
    if not 1 <= len(articles) <= MAX_BATCH_ARTICLES:
        raise _broken("/articles", f"must hold 1 to {MAX_BATCH_ARTICLES} articles")
    return articles


def _broken(pointer: str, message: str) -> InvalidRequest:
    return InvalidRequest("The request breaks the schema.", faults=[Fault(pointer, message)])


def _refuse_surrogates(value: Any, *, at: str) -> None:
    """Raise for a lone surrogate in any string, so that no later step meets one."""
    for key, member in (value if is_object(value) else {}).items():
        strings = member if is_array(member) else [member]
        if any(isinstance(string, str) and _SURROGATE.search(string) for string in (key, *strings)):
            pointer = _pointer(at, (key,))
            raise InvalidText("A string has a lone surrogate.", faults=[Fault(pointer, "has a lone surrogate")])


def _faults(error: ValidationError, *, at: str) -> list[Fault]:
    return [
        Fault(_pointer(at, fault["loc"]), fault["msg"])
        for fault in error.errors(include_url=False, include_input=False, include_context=False)
    ]


def _pointer(at: str, location: tuple[str | int, ...]) -> str:
    """A JSON pointer; a key the client made up is shown only where it looks like a field name."""
    parts: list[str] = []
    for part in location:
        if isinstance(part, str) and not _SANE_KEY.fullmatch(part):
            break
        parts.append(str(part))
    return "/".join([at, *parts]) if parts else at
