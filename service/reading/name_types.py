"""The type of each name of an article: what most of its mentions were read as, or what it is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from service.reading import lexicon
from service.reading.mentions import Candidate

_TICKER = re.compile(
    r"(?:['’]s)? ?\((?:[A-Z0-9]{1,6}[a-z]?\.[A-Z]{1,3}|(?:NYSE|NASDAQ|Nasdaq|TSX|LSE|ASX): ?[A-Z.]{1,6})\)"
)
_NOUN_BEFORE = re.compile(r"(?<!the)(?<!The)(?<!\ba)\s([a-z]+) $")
_LONGEST_NOUN = 26


def name_types(
    text: str, candidates: Sequence[Candidate], keys: Mapping[int, str], aliases: Mapping[str, int]
) -> tuple[dict[str, str], dict[str, str]]:
    """The type of each name, and the companies that single words among them are short for.

    ``keys`` are the folded names by the index of the candidate, ``aliases`` the short forms that the article
    explains, with the index of the full name.
    """
    votes: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for i, key in keys.items():
        votes[key][candidates[i].type] += candidates[i].confidence + 0.01
    found = {key: max(chances, key=chances.__getitem__) for key, chances in votes.items()}
    for alias, i in aliases.items():
        if alias in found:
            found[alias] = found[keys[i]]
    people = {word for key, type_ in found.items() if type_ == "person" and " " in key for word in key.split()}
    companies = dict(_short_for_companies(found, people))
    bodies = [*companies, *_called_bodies(text, candidates, keys, found, people)]
    return found | dict.fromkeys(bodies, "organization"), companies


def _called_bodies(
    text: str, candidates: Sequence[Candidate], keys: Mapping[int, str], types: Mapping[str, str], people: set[str]
) -> Iterator[str]:
    """What has a ticker, and single words taken for people that are called a body: "ratings body Barb"."""
    for i, key in keys.items():
        start, end = candidates[i].start, candidates[i].end
        if _TICKER.match(text, end):
            yield key
        elif types[key] == "person" and " " not in key and key not in people:
            noun = _NOUN_BEFORE.search(text, max(0, start - _LONGEST_NOUN), start)
            if noun and noun.group(1) in lexicon.word_class("apposed_body"):
                yield key


def _short_for_companies(types: Mapping[str, str], people: set[str]) -> Iterator[tuple[str, str]]:
    """Single words taken for people that a company begins with, and nobody is called: "Didi", "Didi Chuxing Ltd"."""
    parts = [(name.split(), type_) for name, type_ in types.items()]
    form = lexicon.word_class("legal_form")
    companies = {w[0]: " ".join(w) for w, type_ in parts if type_ == "organization" and len(w) > 1 and w[-1] in form}
    for words, type_ in parts:
        if type_ == "person" and len(words) == 1 and words[0] in companies.keys() - people:
            yield words[0], companies[words[0]]
