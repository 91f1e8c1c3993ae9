"""A problem of each kind that an operation can answer, with the details that the service gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.api.problems import describe
from service.errors import (
    BodyTooLarge,
    DeadlineExceeded,
    Fault,
    InvalidRequest,
    InvalidText,
    MalformedJSON,
    NotReady,
    Overloaded,
    RequestTimeout,
    ServiceError,
    ShuttingDown,
    TextEmpty,
    TextTooLong,
    Unauthorized,
    UnsupportedLanguage,
    UnsupportedMediaType,
)

INSTANCE = "urn:request:8f14e45fceea4c0a"


def _at(pointer: str, kind: type[ServiceError], message: str) -> ServiceError:
    return kind(message, faults=[Fault(pointer, message)])


EXAMPLES: Mapping[str, ServiceError] = {
    "malformed_json": MalformedJSON("The body is not JSON at line 1, column 10."),
    "unauthorized": Unauthorized("An API key is needed: Authorization: Bearer KEY, or X-API-Key: KEY."),
    "request_timeout": RequestTimeout("The body did not arrive within 30 seconds."),
    "body_too_large": BodyTooLarge("The body is larger than 1048576 bytes."),
    "batch_too_large": BodyTooLarge("The body is larger than 16777216 bytes."),
    "unsupported_media_type": UnsupportedMediaType("The only charset read is UTF-8."),
    "invalid_request": InvalidRequest(
        "The request breaks the schema.",
        faults=[
            Fault("/topics_limit", "Input should be less than or equal to 20"),
            Fault("/topic_limit", "Extra inputs are not permitted"),
        ],
    ),
    "invalid_batch": InvalidRequest(
        "The request breaks the schema.", faults=[Fault("/articles", "must hold 1 to 32 articles")]
    ),
    "invalid_query": InvalidRequest(
        "The query is not valid.", faults=[Fault("/query/level", "Input should be less than or equal to 6")]
    ),
    "text_empty": _at("/text", TextEmpty, "The text has no character but white space."),
    "text_too_long": _at("/text", TextTooLong, "The text has 100001 code points; at most 100000 are read."),
    "invalid_text": _at("/text", InvalidText, "The text has a NUL or lone surrogate at code point 239."),
    "unsupported_language": _at("/language", UnsupportedLanguage, "The languages read are: en."),
    "internal": ServiceError(),
    "overloaded": Overloaded("The queue is too long.", limit="queue_seconds", seconds=2.4),
    "not_ready": NotReady(),
    "shutting_down": ShuttingDown(),
    "deadline_exceeded": DeadlineExceeded("The answer was not ready within 20 seconds."),
}
"""By the name that the description gives the example."""


def problem_examples() -> dict[str, Any]:
    """The examples as the description's ``components`` hold them."""
    return {
        name: {"summary": error.title, "value": describe(error, instance=INSTANCE).model_dump(mode="json")}
        for name, error in EXAMPLES.items()
    }
