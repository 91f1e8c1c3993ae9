"""Tags as Superdesk's auto-tagging reads them from a service: lists keyed by the kind of tag.

Superdesk writes IPTC ids without the prefix `medtop:`, and keeps other ids in `altids`. It has no
place for quotations.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from service.api.answers import Entity
from service.api.formats.draft import CREATOR, Draft, Exchanged, omitted
from service.reading.taxonomy import Topic

_MEDIATOPIC = "mediatopic"


class SuperdeskAltIds(Exchanged):
    """The tag's ids in other vocabularies."""

    medtop: str | SkipJsonSchema[None] = omitted()
    """IPTC Media Topic, without prefix."""

    wikidata: str | SkipJsonSchema[None] = omitted()
    authority: str | SkipJsonSchema[None] = omitted()
    """The newsroom's own authority file."""

    geonames: str | SkipJsonSchema[None] = omitted()
    iso3166: str | SkipJsonSchema[None] = omitted()


class SuperdeskTag(Exchanged):
    """A tag to offer to the editor."""

    name: str
    qcode: str
    """Of a topic its IPTC number; of an entity its id in the first catalogue that has it, as `geonames:2643743`,
    else its type and name: the same in every article."""

    scheme: str | SkipJsonSchema[None] = omitted()
    """`mediatopic`, or the catalogue; left out where the tag is in none."""

    parent: str | SkipJsonSchema[None] = omitted()
    """`qcode` of the topic above, which is always in the list too."""

    source: str
    """Always `article-enrichment`."""

    original_source: str = Field(serialization_alias="original_source")
    """Whose vocabulary it is: `IPTC`, the catalogue, or this service."""

    aliases: list[str]
    """Other names that the article uses."""

    description: str | SkipJsonSchema[None] = omitted()
    altids: SuperdeskAltIds


class SuperdeskTags(Exchanged):
    """Tags by kind, the likeliest topics and the most salient entities first."""

    subject: list[SuperdeskTag]
    """The topics, and the topics above them."""

    person: list[SuperdeskTag]
    organisation: list[SuperdeskTag]
    place: list[SuperdeskTag]
    event: list[SuperdeskTag]
    object: list[SuperdeskTag]
    """Works, products and laws."""


def superdesk_tags(draft: Draft) -> SuperdeskTags:
    """The topics and entities of the article as tags."""
    return SuperdeskTags(
        subject=[_topic(topic) for topic in _with_ancestors(draft)],
        person=_entities(draft, "person"),
        organisation=_entities(draft, "organization"),
        place=_entities(draft, "location", "facility"),
        event=_entities(draft, "event"),
        object=_entities(draft, "work", "product", "law"),
    )


def _with_ancestors(draft: Draft) -> Iterable[Topic]:
    """The topics of the answer, then those above them that are not among these."""
    taxonomy = draft.taxonomy
    own = [topic for found in draft.answer.topics if (topic := taxonomy.get(found.qcode))]
    above = [ancestor for topic in own for ancestor in taxonomy.ancestors(topic.qcode)]
    return {topic.qcode: topic for topic in (*own, *above)}.values()


def _topic(topic: Topic) -> SuperdeskTag:
    number = _number(topic.qcode)
    return SuperdeskTag(
        name=topic.label,
        qcode=number,
        scheme=_MEDIATOPIC,
        parent=_number(topic.parent) if topic.parent else None,
        source=CREATOR,
        original_source="IPTC",
        aliases=[],
        description=topic.definition or None,
        altids=SuperdeskAltIds(medtop=number, wikidata=topic.wikidata),
    )


def _entities(draft: Draft, *types: str) -> list[SuperdeskTag]:
    return [_entity(entity) for entity in draft.entities(*types)]


def _entity(entity: Entity) -> SuperdeskTag:
    first = next(iter(entity.links), None)
    known = {link.scheme: link.id for link in reversed(entity.links)}
    return SuperdeskTag(
        name=entity.name,
        qcode=f"{first.scheme}:{first.id}" if first else f"{entity.type}:{entity.name}",
        scheme=first.scheme if first else None,
        source=CREATOR,
        original_source=first.scheme if first else CREATOR,
        aliases=_aliases(entity),
        altids=SuperdeskAltIds(
            wikidata=known.get("wikidata"),
            authority=known.get("authority"),
            geonames=known.get("geonames"),
            iso3166=known.get("iso3166"),
        ),
    )


def _aliases(entity: Entity) -> list[str]:
    names = (mention.text for mention in entity.mentions if mention.form == "name")
    return [name for name in dict.fromkeys(names) if name != entity.name]


def _number(qcode: str) -> str:
    return qcode.partition(":")[2]
