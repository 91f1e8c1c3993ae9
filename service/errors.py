"""Everything that can go wrong, as one tree.

::

    ServiceError                        500 internal
    ├── MalformedJSON                   400 malformed_json
    ├── Unauthorized                    401 unauthorized
    ├── NotFound                        404 not_found
    ├── MethodNotAllowed                405 method_not_allowed
    ├── RequestTimeout                  408 request_timeout
    ├── BodyTooLarge                    413 body_too_large
    ├── UnsupportedMediaType            415 unsupported_media_type
    ├── UnreadableArticle               (never raised itself)
    │   ├── InvalidRequest              422 invalid_request
    │   ├── TextEmpty                   422 text_empty
    │   ├── TextTooLong                 422 text_too_long
    │   ├── InvalidText                 422 invalid_text
    │   └── UnsupportedLanguage         422 unsupported_language
    ├── Unavailable                     (never raised itself; always with Retry-After)
    │   ├── Overloaded                  503 overloaded
    │   ├── NotReady                    503 not_ready
    │   ├── ShuttingDown                503 shutting_down
    │   └── DeadlineExceeded            503 deadline_exceeded
    └── StartupError                    never answered: stops the process with a message
        ├── InvalidSettings             a setting is wrong or unknown
        ├── InvalidAuthorityFile        AUTHORITY_FILE cannot be used
        ├── InvalidTopicMap             TOPIC_MAP cannot be used
        ├── ModelUnusable               weights or vocabulary are missing or altered
        ├── ArchiveRefused              an archive run cannot begin, or not go on, as it is asked for
        └── UnreadableFile              one file of an archive is damaged; the run goes on without it

``code`` is part of the contract and never changes; ``title`` is the short human form of the
class; ``detail`` says what happened this time.  A detail never holds text of an article nor
any value a client sent.
"""

# ruff: noqa: N818 - the names say what is wrong; all of them are ServiceErrors
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken rule of a request: a JSON pointer (RFC 6901) to the place, and the rule."""

    pointer: str
    message: str


class ServiceError(Exception):
    """Root of the tree; on its own it stands for a fault of the service itself."""

    code: str = "internal"
    status: int = 500
    title: str = "Internal error"
    retry_after: int | None = None

    def __init__(self, detail: str | None = None, *, faults: Sequence[Fault] = ()) -> None:
        super().__init__(detail or self.title)
        self.detail = detail
        self.faults = tuple(faults)


class MalformedJSON(ServiceError):
    """The body is not JSON as RFC 8259 has it, or it is nested too deep."""

    code = "malformed_json"
    status = 400
    title = "Malformed JSON"


class Unauthorized(ServiceError):
    """An API key is needed and none, or a wrong one, was sent."""

    code = "unauthorized"
    status = 401
    title = "Unauthorized"


class NotFound(ServiceError):
    """There is nothing at this path."""

    code = "not_found"
    status = 404
    title = "Not found"


class MethodNotAllowed(ServiceError):
    """The path exists, the method does not."""

    code = "method_not_allowed"
    status = 405
    title = "Method not allowed"


class RequestTimeout(ServiceError):
    """The client did not finish sending its body in time."""

    code = "request_timeout"
    status = 408
    title = "Request timeout"


class BodyTooLarge(ServiceError):
    """The body, after any decompression, is larger than the operation allows."""

    code = "body_too_large"
    status = 413
    title = "Body too large"


class UnsupportedMediaType(ServiceError):
    """The content type, charset or content encoding is not one this operation reads."""

    code = "unsupported_media_type"
    status = 415
    title = "Unsupported media type"


class UnreadableArticle(ServiceError):
    """The body is well formed, yet the article or its options cannot be worked on."""

    code = "invalid_request"
    status = 422
    title = "Invalid request"


class InvalidRequest(UnreadableArticle):
    """A field is missing, unknown or out of range; ``faults`` says which."""


class TextEmpty(UnreadableArticle):
    """The text has no character but white space."""

    code = "text_empty"
    title = "Text is empty"


class TextTooLong(UnreadableArticle):
    """The text has more code points than the service reads."""

    code = "text_too_long"
    title = "Text is too long"


class InvalidText(UnreadableArticle):
    """The text holds a lone surrogate or a NUL character."""

    code = "invalid_text"
    title = "Text is not valid Unicode text"


class UnsupportedLanguage(UnreadableArticle):
    """The asked language is none that the models read."""

    code = "unsupported_language"
    title = "Unsupported language"


class Unavailable(ServiceError):
    """The request is fine; try it again after ``retry_after`` seconds."""

    code = "overloaded"
    status = 503
    title = "Service unavailable"
    retry_after = 1


class Overloaded(Unavailable):
    """There is too much work already; nothing was begun.

    ``limit`` is the setting that was reached, ``seconds`` what it is likely to take until there is
    room again.
    """

    title = "Overloaded"

    def __init__(self, detail: str, *, limit: str, seconds: float = 0.0) -> None:
        super().__init__(detail)
        self.limit = limit
        self.retry_after = max(1, math.ceil(seconds))


class NotReady(Unavailable):
    """The models are still being loaded."""

    code = "not_ready"
    title = "Not ready"
    retry_after = 2


class ShuttingDown(Unavailable):
    """The process finishes what it has and takes nothing new."""

    code = "shutting_down"
    title = "Shutting down"
    retry_after = 2


class DeadlineExceeded(Unavailable):
    """The answer was not ready before the deadline; the work was given up."""

    code = "deadline_exceeded"
    title = "Deadline exceeded"


class StartupError(ServiceError):
    """The process cannot start as it is set up; the message says what to change."""

    code = "startup"
    title = "Cannot start"


class InvalidSettings(StartupError):
    """A setting has a wrong value, or a variable with our prefix is unknown."""

    title = "Invalid settings"


class InvalidAuthorityFile(StartupError):
    """The authority file is missing or not in the documented form."""

    title = "Invalid authority file"


class InvalidTopicMap(StartupError):
    """The topic map is missing or not in the documented form."""

    title = "Invalid topic map"


class ModelUnusable(StartupError):
    """A file of the model or vocabulary is missing, altered or of another version."""

    title = "Model unusable"


class ArchiveRefused(StartupError):
    """An archive run cannot begin, or not go on, as it is asked for."""

    title = "Archive run refused"


class UnreadableFile(StartupError):
    """A file of an archive cannot be read, or not further; says nothing of what stands in it."""

    title = "Unreadable file"
