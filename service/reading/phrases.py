"""Noun phrases that name nobody: what they are headed by, and what kind of source that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from service.reading import lexicon
from service.reading.names import fold
from service.reading.pronouns import parse_pronoun

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+){0,4}['’]?|[,;:()–—]")
_SPELLED_OUT = {"pm": ("prime", "minister"), "ag": ("attorney", "general")}
_OFFICES = frozenset(("prime minister", "attorney general"))
_CAPITAL_WORDS = ("WHO", "US", "IT")
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "police": "police",
              "media": "media", "corps": "corps", "headquarters": "headquarters",
              "wives": "wife", "staff": "employee", "mps": "mp", "others": "person",
              "spokesmen": "spokesman", "spokeswomen": "spokeswoman", "fishermen": "fisherman",
              "businessmen": "businessman", "congressmen": "congressman"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase taken apart.

    ``head`` is the folded head noun in the singular, or the office of two words that is no other's
    ("prime minister"); ``kind`` is person, document, media,
    group, organization, social_media or empty; ``definite`` is true for "the", "his",
    "Chelyabinsk's", false for "a", "several", None for a phrase without determiner.
    """

    words: tuple[str, ...]
    head: str
    kind: str
    definite: bool | None
    plural: bool
    gender: str


def singular(noun: str) -> str:
    """The singular of a folded English noun, as well as endings tell."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ses", "xes", "ches", "shes")) and noun[:-2] in _known():
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


@cache
def _known() -> frozenset[str]:
    return frozenset(lexicon.mapping("role_nouns.tsv")) | frozenset(lexicon.mapping("source_nouns.tsv"))


def kind_of_noun(noun: str) -> str:
    """The kind of source a folded noun (singular or plural) is the head of, or empty."""
    kinds, roles = lexicon.mapping("source_nouns.tsv"), lexicon.mapping("role_nouns.tsv")
    if noun in kinds:
        return kinds[noun]
    one = singular(noun)
    if noun in roles or one in roles:
        return "person"
    return kinds.get(one, "")


@lru_cache(maxsize=8192)
def parse_phrase(text: str) -> Phrase:
    """Take a noun phrase apart; linear in its length."""
    folded = [word if word in _CAPITAL_WORDS else fold(word) for word in _WORD.findall(text[:400])]
    words = tuple(part for word in folded for part in _SPELLED_OUT.get(word, (word,)))
    end = next((i for i, word in enumerate(words) if i and word in lexicon.word_class("after_head")), len(words))
    if end > 1 and words[end - 1].endswith("ed") and not kind_of_noun(words[end - 1]) and kind_of_noun(words[end - 2]):
        end -= 1  # a statement issued by
    head = words[end - 1] if words else ""
    if head in lexicon.word_class("collective_of") and words[end : end + 1] == ("of",):
        tail = parse_phrase(" ".join(words[end + 1 :])) if len(words) > end + 1 else None
        if tail and tail.kind and head not in ("group", "team", "panel"):
            plural = not head.startswith(("one", "member"))
            return Phrase(words, tail.head, tail.kind, False, plural, tail.gender)
    one = singular(head.removesuffix("'s").rstrip("'"))
    kind = "person" if head in lexicon.word_class("quantity_head") else kind_of_noun(head)
    first = words[0] if words else ""
    definite = (
        True
        if first in lexicon.word_class("definite") or any(w.endswith(("'s", "s'")) for w in words[: end - 1])
        else None
    )
    definite = False if first in lexicon.word_class("indefinite") else definite
    coupled = "and" in words[:end] and parse_pronoun(first) is not None
    gender = lexicon.mapping("role_nouns.tsv").get(one, "")
    plural = (
        coupled
        or head != one
        or head in lexicon.word_class("quantity_head")
        or first in lexicon.word_class("counted")
        or kind == "group"
    )
    office = f"{words[end - 2]} {one}" if end > 1 else ""
    return Phrase(words, office if office in _OFFICES else one, kind, definite, plural, gender)
