"""Descriptions of somebody who is named only later: "US judge strikes down law" in a headline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from service.reading import lexicon
from service.reading.clusters import Cluster
from service.reading.phrases import parse_phrase

_OPENING = 1500
_COMPARED = 60


def foretold(clusters: Sequence[Cluster], surface: Callable[[int], str]) -> Iterator[tuple[Cluster, Cluster]]:
    """Pairs of a named person and a description that means them; the caller merges each as it comes.

    In the opening, and where the phrase is definite; only where one person's role fits best.
    ``surface`` gives the words of a mention.
    """
    people = [c for c in clusters if c.type == "person" and c.named and c.members][:_COMPARED]
    for cluster in clusters:
        described = cluster.type == "person" and not (cluster.named or cluster.plural or cluster.parts)
        if not described or not cluster.members:
            continue
        opening = cluster.first <= _OPENING
        if not opening and parse_phrase(surface(cluster.members[0])).definite is not True:
            continue
        later = [person for person in people if not opening or person.first > cluster.first]
        fits = [(_foretells(cluster, person), person) for person in later]
        fits = sorted((fit for fit in fits if fit[0] > 0), key=lambda fit: -fit[0])
        if fits and (len(fits) == 1 or fits[0][0] > fits[1][0]):
            yield fits[0][1], cluster


def _foretells(cluster: Cluster, person: Cluster) -> int:
    if not cluster.heads & person.roles or (cluster.gender and person.gender and cluster.gender != person.gender):
        return 0
    said = cluster.roles - lexicon.word_class("dull")
    common = said & person.roles
    return 0 if "of" in cluster.roles and common <= cluster.heads else len(common)
