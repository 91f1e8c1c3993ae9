"""Mentions decoded from the encoder, and the entities that the groups of mentions become."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from service.reading.bio import decode_bio, softmax
from service.reading.encoder import Encoded
from service.reading.findings import Entity, Link, Mention, Span
from service.reading.groups import Group
from service.reading.headwords import head_end
from service.reading.mentions import Candidate
from service.reading.pronouns import parse_pronoun

_UNTYPED = frozenset({"", "misc"})
_OTHER = "other"


def find_candidates(
    text: str, encoded: Encoded, labels: dict[str, list[str]], is_story: Callable[[int, int], bool]
) -> list[Candidate]:
    """Names, nominals and pronouns of the story, sorted by start and then the longer first.

    Names win over nominals of the same words; pronouns are a closed class of words.
    """
    found: dict[tuple[int, int], Candidate] = {}
    for head, form in (("nominals", "nominal"), ("names", "name")):
        for span in decode_bio(encoded.heads[head], labels[head]):
            start, end = int(encoded.starts[span.low]), int(encoded.ends[span.high - 1])
            found[start, end] = Candidate(start, end, form, span.type, round(span.confidence, 4))
    for start, end in zip(encoded.starts.tolist(), encoded.ends.tolist(), strict=True):
        if end - start < 11 and (start, end) not in found and parse_pronoun(text[start:end]):
            found[start, end] = Candidate(start, end, "pronoun", "", 1.0)
    mentions = [c for c in found.values() if is_story(c.start, c.end)]
    return sorted(mentions, key=lambda c: (c.start, -c.end))


class AntecedentScores:
    """Trained chances that two mentions mean the same thing (`mentions.Antecedents`)."""

    def __init__(self, text: str, encoded: Encoded, candidates: Sequence[Candidate]) -> None:
        self._heads = [_head_word(text, encoded, c) for c in candidates]
        asking = sorted({head for head, c in zip(self._heads, candidates, strict=True) if c.form != "name"})
        answers = encoded.pointers.point("antecedent", [[head] for head in asking])
        self._pointing = {head: answer for head, [answer] in zip(asking, answers, strict=True)}

    def probability(self, mention: int, antecedent: int) -> float | None:
        """The share of the pointing of ``mention``, a nominal or pronoun, that goes to the head of ``antecedent``."""
        word, target = self._heads[mention], self._heads[antecedent]
        pointing = self._pointing.get(word)
        return pointing.mass(target, target + 1) if pointing is not None and word != target else None


def _head_word(text: str, encoded: Encoded, candidate: Candidate) -> int:
    low, high = encoded.words(candidate.start, head_end(text, candidate.start, candidate.end))
    return min(max(low, high - 1), len(encoded.starts) - 1)


def make_entity(group: Group, candidates: Sequence[Candidate], salience: float, links: tuple[Link, ...]) -> Entity:
    """One group as an entity with its mentions in text order; what has no type of the contract is "other"."""
    members = [candidates[i] for i in group.members]
    return Entity(
        type=_OTHER if group.type in _UNTYPED else group.type,
        name=group.name,
        salience=round(salience, 4),
        confidence=round(group.confidence, 4),
        mentions=tuple(Mention(c.start, c.end, c.form) for c in members),
        links=links,
    )


def speaker_kinds(encoded: Encoded, kinds: Sequence[str], speakers: Sequence[Span]) -> dict[Span, dict[str, float]]:
    """The kinds head's chances for each speaker mention."""
    scores: dict[Span, dict[str, float]] = {}
    chances = softmax(encoded.heads["kinds"])
    for span in speakers:
        low, high = encoded.words(span.start, span.end)
        if low < high:
            scores[span] = dict(zip(kinds, chances[low:high].mean(axis=0).tolist(), strict=True))
    return scores
