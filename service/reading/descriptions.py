"""What is known of somebody or something, and how well a description ("the minister", "the company") fits it."""

from __future__ import annotations

from collections.abc import Iterable

from service.reading import lexicon
from service.reading.clusters import Cluster
from service.reading.mentions import Candidate
from service.reading.names import SPELLED_OUT, courtesy_gender
from service.reading.phrases import Phrase, parse_phrase
from service.reading.roles import role_after, role_before

_GENERAL = 1.7
_MOST_ROLES = 24
_SYNONYMS = (frozenset(("army", "military")), frozenset(("firm", "company")))


def note_roles(text: str, name: Candidate, cluster: Cluster) -> None:
    """Take down the roles beside a person's name, and the gender that they or a courtesy title tell."""
    if cluster.type != "person" or len(cluster.roles) > _MOST_ROLES:
        return
    if gender := courtesy_gender(text, name.start):
        cluster.gender, cluster.gender_sure = gender, True
    for role in (role_before(text, name.start, name.end), role_after(text, name.end)):
        if role is not None:
            phrase = parse_phrase(text[role.start : role.end])
            cluster.roles.update((*phrase.words, phrase.head))
            if phrase.gender and not cluster.gender_sure:
                sure = phrase.head not in lexicon.word_class("either_gender")
                cluster.gender, cluster.gender_sure = phrase.gender, sure


def leads_another(phrase: Phrase, person: Cluster, bodies: Iterable[frozenset[str]]) -> bool:
    """Whether "the DUP leader" names a body that ``person``, who is known to lead another, does not lead.

    ``bodies`` are the folded words of each organization in the phrase.
    """
    if phrase.head != "leader" or not person.named or "leader" not in person.roles:
        return False
    known = person.roles - lexicon.word_class("dull") - {phrase.head}
    return bool(known) and any(known.isdisjoint(body) for body in bodies)


def same_heads(head: str) -> frozenset[str]:
    """The nouns that may take up what ``head`` named, itself among them: the army is the military."""
    known = (*_SYNONYMS, lexicon.word_class("researcher"))
    return next((nouns for nouns in known if head in nouns), frozenset((head,)))


def head_fit(phrase: Phrase, cluster: Cluster) -> float:
    """How well a phrase's head and modifiers fit a cluster, from 0 (not) to about 4."""
    if phrase.gender and cluster.gender and phrase.gender != cluster.gender:
        return 0.0
    if phrase.plural != cluster.plural and (phrase.kind == "person" or cluster.type == "person" or not cluster.named):
        return 0.0
    if phrase.definite is not True and (phrase.head == "percent" or phrase.head[:1].isdigit()):
        return 0.0  # each share of those asked is its own: "53 percent of the respondents"
    words = frozenset(part for word in phrase.words for part in SPELLED_OUT.get(word.lower(), (word,)))
    modifiers = words - lexicon.word_class("dull") - _forms_of(phrase.head)
    common = modifiers & (cluster.roles | set(cluster.words))
    extra = min(len(common), 3) * 0.7 if common or not modifiers else -0.5
    force = cluster.named and cluster.words[-1] in ("police", "force", "service", "department")
    if phrase.words in (("police",), ("the", "police")) and force and "police" in cluster.words:
        return 2.2
    if phrase.definite is None and (phrase.plural or (len(words) == 1 and phrase.kind == "organization")):
        return 2.6 if _same_description(phrase, words, cluster) else 0.0
    if phrase.definite is False:
        return 1.5 + extra if common and _same_description(phrase, words, cluster) else 0.0
    fit = _definite_fit(phrase, cluster)
    if extra < 0 and fit != _GENERAL and _conflicts(phrase, words, cluster):
        extra = -0.8 if cluster.named else -3.0
    return fit + extra if fit else 0.0


def _forms_of(head: str) -> frozenset[str]:
    plural = f"{head[:-1]}ies" if head.endswith("y") else f"{head}es" if head.endswith(("s", "x", "ch")) else f"{head}s"
    return frozenset((head, plural))


def _conflicts(phrase: Phrase, words: frozenset[str], cluster: Cluster) -> bool:
    """Whether what is no named person is known by other words: "the Russian government" is not Germany's."""
    known = (set(cluster.words) | cluster.roles) - lexicon.word_class("dull") - {phrase.head}
    return bool(known) and not (cluster.named and cluster.type == "person") and known.isdisjoint(words)


def kinds_agree(phrase: Phrase, cluster: Cluster) -> bool:
    """Whether the trained scores alone may join a phrase to a cluster: "the report" is no ministry."""
    if phrase.words[:1] not in (("the",), ("this",), ("that",), ("these",), ("those",)):
        return False
    if phrase.kind == "document":
        return cluster.kind == "document" or cluster.type in ("work", "law")
    return phrase.kind != "media" or cluster.type == "organization"


def _same_description(phrase: Phrase, words: frozenset[str], cluster: Cluster) -> bool:
    described = words - lexicon.word_class("dull") <= cluster.roles
    return not cluster.named and phrase.head in cluster.heads and described


def _definite_fit(phrase: Phrase, cluster: Cluster) -> float:
    if phrase.head in cluster.heads:
        return 2.6
    of_person = cluster.named or cluster.type == "person" or phrase.kind == "person"
    same = phrase.definite and not cluster.heads.isdisjoint(same_heads(phrase.head))
    if (of_person and phrase.head in cluster.roles) or same:
        return 2.2
    if not (cluster.named and phrase.definite) or cluster.type == "person":
        return 0.0
    if phrase.head in cluster.words:
        return 2.2
    if phrase.head in lexicon.word_class("company_anaphor") and lexicon.word_class("public_body") & set(cluster.words):
        return 0.0
    general = {"organization": "organization_anaphor", "location": "place_anaphor"}.get(cluster.type)
    several = phrase.plural and phrase.kind != "group"
    if general and not several and len(phrase.words) <= 3 and phrase.head in lexicon.word_class(general):
        return _GENERAL
    return 0.0
