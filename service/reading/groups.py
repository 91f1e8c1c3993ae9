"""The things an article mentions, as values: what each is called and which mentions mean it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.reading.clusters import Cluster
from service.reading.mentions import Candidate
from service.reading.naming import (
    fullest_description,
    fullest_name,
    with_noble_title,
    with_own_article,
    with_own_stop,
)
from service.reading.neighbours import Neighbours
from service.reading.phrases import parse_phrase
from service.reading.pronouns import parse_pronoun


@dataclass(frozen=True, slots=True)
class Group:
    """All mentions of one thing.

    ``members`` index the candidates, in text order; ``type`` is an entity type or "";
    ``name`` is the most complete name without title, or for what has no name (``named`` false)
    the most informative description; ``kind`` is the kind of source its description tells of
    (person, document, media, group, organization, social_media or empty); ``gender`` is m, f or
    empty; ``confidence`` is the mean of its names' confidences.  A group of joint speakers ("A
    and B said") has the indices of theirs in ``parts``, and no entity of its own.
    """

    members: tuple[int, ...]
    type: str
    name: str
    named: bool
    kind: str
    plural: bool
    gender: str
    confidence: float
    parts: tuple[int, ...] = ()


def as_groups(
    text: str, candidates: Sequence[Candidate], clusters: Sequence[Cluster], neighbours: Neighbours
) -> list[Group]:
    """The gathered clusters as values, in order of first mention; those without a mention are left out."""
    filled = [cluster for cluster in clusters if cluster.members]
    for cluster in filled:
        cluster.members.sort(key=lambda i: (candidates[i].start, -candidates[i].end))
    filled.sort(key=lambda cluster: candidates[cluster.members[0]].start)
    at = {id(cluster): index for index, cluster in enumerate(filled)}
    found = [_group(text, candidates, cluster, neighbours) for cluster in filled]
    for cluster in filled:
        if cluster.parts:
            parts = tuple(at[id(part)] for part in cluster.parts)
            name = " and ".join(found[part].name for part in parts)
            found[at[id(cluster)]] = replace(found[at[id(cluster)]], parts=parts, name=name, named=True)
    return found


def _group(text: str, candidates: Sequence[Candidate], cluster: Cluster, neighbours: Neighbours) -> Group:
    names = [i for i in cluster.members if candidates[i].form == "name"]
    if names:
        shown = names
        name = fullest_name([neighbours.surface(i) for i in names], cluster.type)
        if cluster.type == "person":
            name = with_noble_title(name, text, [candidates[i].start for i in names])
        if cluster.type == "organization":
            name = with_own_article(name, text, [candidates[i].start for i in names])
            name = with_own_stop(name, text, [candidates[i].end for i in names])
    else:
        shown = [i for i in cluster.members if not parse_pronoun(neighbours.surface(i))] or cluster.members
        if cluster.kind != "document":  # "the family's statement" is the family's, not what the family is called
            shown = [i for i in shown if parse_phrase(neighbours.surface(i)).kind != "document"] or shown
        name = fullest_description([neighbours.described(i) for i in shown])
    return Group(
        members=tuple(cluster.members),
        type=cluster.type,
        name=name,
        named=bool(names),
        kind=cluster.kind,
        plural=cluster.plural,
        gender=cluster.gender,
        confidence=round(sum(candidates[i].confidence for i in shown) / len(shown), 4),
    )
