"""What a format is made from, and what all of them share."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import AliasGenerator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from service.api.answers import Answer, EnrichResponse, Entity, Quotation, Source
from service.reading.taxonomy import Taxonomy

ABOUT = 0.5
"""An article is about an entity of this salience: it is likelier than not that a summary would name it."""

CREATOR = "article-enrichment"

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,31}:[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=%-]{1,255}")


class Exchanged(Answer):
    """Common settings of what another standard shapes: its own names, and no key without a value."""

    model_config = ConfigDict(
        alias_generator=AliasGenerator(serialization_alias=to_camel), json_schema_serialization_defaults_required=False
    )

    def to_json(self) -> str:
        """The JSON text; keys without a value are left out, as these standards have no null."""
        return self.model_dump_json(by_alias=True, exclude_none=True)


def _forget_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


def omitted(*, alias: str | None = None) -> Any:
    """A field whose key is left out where there is no value."""
    return Field(default=None, serialization_alias=alias, json_schema_extra=_forget_default)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article and its answer, whose offsets are code points of ``text``."""

    text: str
    title: str | None
    answer: EnrichResponse
    taxonomy: Taxonomy

    @property
    def uri(self) -> str:
        """The client's id where it is a URI, else the name of the text by its hash (RFC 6920)."""
        if self.answer.id is not None and _URI.fullmatch(self.answer.id):
            return self.answer.id
        digest = base64.urlsafe_b64encode(hashlib.sha256(self.text.encode()).digest())
        return "ni:///sha-256;" + digest.decode().rstrip("=")

    @property
    def creator(self) -> str:
        """What made the metadata, with its versions."""
        return f"{CREATOR}/{self.answer.models.service} (reader {self.answer.models.reader})"

    @property
    def headlines(self) -> list[str]:
        """The title of the request, or else the headlines found in the text."""
        return [self.title] if self.title and self.title.strip() else self.segments("headline")

    def segments(self, kind: str) -> list[str]:
        """The text of each segment of this kind."""
        return [self.text[found.start : found.end].strip() for found in self.answer.segments if found.kind == kind]

    def entities(self, *types: str) -> list[Entity]:
        """The entities of these types, the most salient first."""
        found = (entity for entity in self.answer.entities if entity.type in types)
        return sorted(found, key=lambda entity: -entity.salience)

    def quotations(self) -> list[Quotation]:
        """What somebody said or wrote, once each: no thoughts, no repetitions."""
        return [
            quotation
            for quotation in self.answer.quotations
            if quotation.mode == "statement" and quotation.duplicate_of is None
        ]

    def entities_by_id(self) -> Mapping[str, Entity]:
        """The entities that speakers and sources refer to."""
        return {entity.id: entity for entity in self.answer.entities}

    def sources_by_id(self) -> Mapping[str, Source]:
        """The sources that speakers refer to."""
        return {source.id: source for source in self.answer.sources}


def words(quotation: Quotation) -> str:
    """The reported words exactly as they stand, without the cue that may interrupt them."""
    return " ".join(fragment.text for fragment in quotation.content)


def relation(entity: Entity) -> str:
    """How the article relates to the entity: `about` or `mentions`."""
    return "about" if entity.salience >= ABOUT else "mentions"
