"""Coreference corpora as pairs of a pronoun and a name, the form that ``python -m evaluation coreference`` reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from service.reading.pronouns import parse_pronoun
from training.corpora import CorefMention, Example, Offsets, read_gap, read_gum, read_litbank
from training.splits import is_dev

Pair = tuple[Offsets, Offsets, bool]


def development_rows(people: Path) -> Iterator[str]:
    """One line of JSON for each development text of GAP (its validation part), GUM and LitBank.

    GAP's outlets tell "he" from "she"; of the others each third-person pronoun gives two pairs.
    """
    for example in read_gap(people / "gap-validation.tsv"):
        (choice,) = example.choices
        pronoun = parse_pronoun(example.text[slice(*choice.pronoun)])
        outlet = f"gap-{pronoun.gender if pronoun else 'other'}"
        yield _row(
            example, outlet, [(choice.pronoun, *pair) for pair in zip(choice.candidates, choice.right, strict=True)]
        )
    for outlet, examples in (("gum", read_gum(people / "gum.jsonl")), ("litbank", read_litbank(people / "litbank"))):
        for example in examples:
            pairs = list(pairs_of(example.text, example.mentions)) if is_dev(example.id) else []
            if pairs:
                yield _row(example, outlet, pairs)


def pairs_of(text: str, mentions: Sequence[CorefMention]) -> Iterator[Pair]:
    """Each third-person pronoun with the last name of what it means, and the last name of anything else."""
    names: list[CorefMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.form == "name":
            names.append(mention)
        pronoun = parse_pronoun(text[mention.start : mention.end])
        if pronoun is None or pronoun.person != 3:
            continue
        own = next((name for name in reversed(names) if name.cluster == mention.cluster), None)
        other = next((name for name in reversed(names) if name.cluster != mention.cluster), None)
        if own is not None:
            yield (mention.start, mention.end), (own.start, own.end), True
        if own is not None and other is not None and not (other.start < own.end and own.start < other.end):
            yield (mention.start, mention.end), (other.start, other.end), False


def _row(example: Example, outlet: str, pairs: Sequence[Pair]) -> str:
    coreference = [{"mention": mention, "name": name, "same": same} for mention, name, same in pairs]
    row = {"id": example.id, "outlet": outlet, "text": example.text, "coreference": coreference}
    return json.dumps(row, ensure_ascii=False) + "\n"
