"""What a client may send, as pydantic models; they carry the documentation of the OpenAPI schema.

Of the text itself only the type is checked here: its other faults have error codes of their own
(`service.api.intake`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

MAX_TEXT_LENGTH = 100_000
MAX_TITLE_LENGTH = 1_000
MAX_ID_LENGTH = 256
MAX_TOPICS = 20
MAX_BATCH_ARTICLES = 32


Real = Annotated[float, Field(json_schema_extra={"format": "double"})]
"""A number for which generated clients have a double, not a decimal of any precision."""


def _whole(value: Any) -> Any:
    """An integer written as 5.0, which JSON does not tell from 5."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class OffsetUnit(StrEnum):
    """What one step of an offset is: `code_point` (Python), `utf16` (JavaScript, Java, C#) or `utf8` (bytes)."""

    CODE_POINT = "code_point"
    UTF16 = "utf16"
    UTF8 = "utf8"


class Feature(StrEnum):
    """One part of the answer that can be asked for."""

    SEGMENTS = "segments"
    ENTITIES = "entities"
    QUOTATIONS = "quotations"
    SOURCES = "sources"
    TOPICS = "topics"


class EnrichRequest(BaseModel):
    """One article to enrich, and what is wanted of it. Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True)

    text: str = Field(json_schema_extra={"minLength": 1, "maxLength": MAX_TEXT_LENGTH})
    """The article as plain text, as it is: headline, captions and other matter may be in it; paragraphs are
    divided by line breaks. All offsets of the answer count in this text, which is never changed.
    At most 100,000 code points unless the service is set otherwise (see `/v1/info`)."""

    title: Annotated[str, Field(max_length=MAX_TITLE_LENGTH)] | None = None
    """The headline, where it is not part of `text`. It helps to choose topics; nothing is quoted from it."""

    id: Annotated[str, Field(max_length=MAX_ID_LENGTH)] | None = None
    """An identifier of yours, given back unchanged."""

    language: Annotated[str, Field(max_length=35, pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")] = "en"
    """Language of the text as a BCP 47 tag (`en`, `en-GB`); `/v1/info` lists what is read."""

    features: Annotated[list[Annotated[Feature, Field(strict=False)]], Field(min_length=1, max_length=20)] = Field(
        default_factory=lambda: list(Feature)
    )
    """Parts of the answer that are wanted; the lists of the others stay empty."""

    offset_unit: Annotated[OffsetUnit, Field(strict=False)] = OffsetUnit.CODE_POINT
    """Unit of every `start`, `end` and of `text_length` in the answer."""

    include_thoughts: bool = False
    """Also answer what somebody believes, hopes or plans, as quotations of `mode` `thought`."""

    topics_limit: Annotated[int, Field(ge=1, le=MAX_TOPICS), BeforeValidator(_whole)] = 5
    """Topics to answer, at most."""

    min_confidence: Annotated[Real, Field(ge=0.0, le=1.0)] = 0.0
    """Entities, quotations, sources and topics below this confidence are left out."""


class BatchRequest(BaseModel):
    """Up to 32 articles, each with options of its own."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True)

    articles: Annotated[list[EnrichRequest], Field(min_length=1, max_length=MAX_BATCH_ARTICLES)]
    """The articles. A faulty one becomes a problem of its own and does not touch the others."""
