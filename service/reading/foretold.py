"""Descriptions of what is named only later: "US judge strikes down law", "the health ministry said" in an opening."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from service.reading import lexicon
from service.reading.clusters import Cluster
from service.reading.phrases import parse_phrase

_OPENING = 1500
_NEAR = 800
_COMPARED = 60


def foretold(
    clusters: Sequence[Cluster],
    surface: Callable[[int], str],
    speakers: frozenset[int],
    next_speaker: Callable[[int], Cluster | None],
) -> Iterator[tuple[Cluster, Cluster]]:
    """Pairs of what is named and a description that means it; the caller merges each as it comes.

    In the opening, and where the phrase is definite; only where one role or name fits best.  "A minister" who speaks
    is nobody who does not; and who speaks in the opening without a name is who speaks next, if named there for the
    first time.  ``surface`` gives the words of a mention, ``speakers`` are the mentions that speak, ``next_speaker``
    gives the cluster of the speaker after the one whose mention this is.
    """
    people = [c for c in clusters if c.type == "person" and c.named and c.members][:_COMPARED]
    bodies = [c for c in clusters if c.type == "organization" and c.named and c.members][:_COMPARED]
    for cluster in clusters:
        if cluster.named or cluster.plural or cluster.parts or not cluster.members:
            continue
        if cluster.type == "organization" and (body := _body(cluster, bodies, surface)) is not None:
            yield body, cluster
        if cluster.type != "person":
            continue
        opening = cluster.first <= _OPENING
        definite = parse_phrase(surface(cluster.members[0])).definite
        if not opening and definite is not True:
            continue
        later = [person for person in people if not opening or person.first > cluster.first]
        if definite is False and not speakers.isdisjoint(cluster.members):
            later = [person for person in later if not speakers.isdisjoint(person.members)]
        fits = [(_foretells(cluster, person), person) for person in later]
        fits = sorted((fit for fit in fits if fit[0] > 0), key=lambda fit: -fit[0])
        if fits and (len(fits) == 1 or fits[0][0] > fits[1][0]):
            yield fits[0][1], cluster
        elif opening and not fits and (person := _introduced(cluster, speakers, next_speaker)) is not None:
            yield person, cluster


def _body(cluster: Cluster, bodies: Sequence[Cluster], surface: Callable[[int], str]) -> Cluster | None:
    """The one body whose name holds all words of the description: "the health ministry" of Gaza Health Ministry."""
    phrase = parse_phrase(surface(cluster.members[0]))
    said = frozenset(phrase.words) - lexicon.word_class("dull")
    if not phrase.definite or len(said) < 2 or phrase.head not in lexicon.word_class("body_head"):
        return None
    fitting = [body for body in bodies if said <= set(body.words)]
    return fitting[0] if len(fitting) == 1 else None


def _introduced(
    cluster: Cluster, speakers: frozenset[int], next_speaker: Callable[[int], Cluster | None]
) -> Cluster | None:
    spoken = [i for i in cluster.members if i in speakers]
    nobody = cluster.heads & (lexicon.word_class("unnamed_head") | lexicon.word_class("collective_of"))
    if nobody or len(spoken) != 1 or (person := next_speaker(spoken[0])) is None:
        return None
    first_named = person.named and person.type == "person" and cluster.first < person.first <= cluster.first + _NEAR
    agrees = not (cluster.gender and person.gender and cluster.gender != person.gender)
    return person if first_named and agrees and _may_hold(cluster, person) else None


def _may_hold(cluster: Cluster, person: Cluster) -> bool:
    """Whether what is known of a person allows the description: a director is "a top official from Etihad Rail".

    "An Air Force officer" may be a brigadier, but the head of a hospital is not the head of an authority.
    """
    if "officer" in cluster.heads and person.roles & lexicon.word_class("rank"):
        return True
    any_office = bool(cluster.heads & lexicon.word_class("any_office"))
    if not person.roles:
        return not any_office
    common = (cluster.roles & person.roles) - lexicon.word_class("dull") - lexicon.word_class("after_head")
    told = bool(common - cluster.heads)
    if cluster.heads & person.roles:
        return told or "of" not in cluster.roles or not (any_office or "of" in person.roles)
    return told and any_office


def _foretells(cluster: Cluster, person: Cluster) -> int:
    if not cluster.heads & person.roles or (cluster.gender and person.gender and cluster.gender != person.gender):
        return 0
    said = cluster.roles - lexicon.word_class("dull")
    common = said & person.roles
    return 0 if "of" in cluster.roles and common <= cluster.heads else len(common)
