"""Fit what speaks for an antecedent of a speaker given by a pronoun: "he said", "it added", "they said".

    python -m training.fit_pronouns --corpora ../shared/corpora

Conditional logistic regression (McFadden 1974) with L2 over the antecedents that
`service.reading.anaphora` considers, on annotated articles that are not held out; prints the
weights to write into that module, and how often the best antecedent is right before and after,
on the development articles.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import torch

from evaluation.naming import alike
from service.reading import anaphora
from service.reading.anaphora import Anaphora
from service.reading.clusters import Cluster
from service.reading.findings import Manuscript
from service.reading.pipeline import Reader
from service.reading.pronouns import Pronoun, parse_pronoun
from training.corpora import Example, read_house
from training.splits import is_dev

_PRIOR = 0.002
_KINDS = {"person": "_PERSON_WEIGHTS", "thing": "_THING_WEIGHTS", "plural": "_PLURAL_WEIGHTS"}
_FEATURES = frozenset({"quotations"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One pronoun: the features of what it may mean, and which of these it means."""

    kind: str
    options: tuple[dict[str, float], ...]
    right: tuple[bool, ...]


def kind_of(pronoun: Pronoun) -> str:
    """The table of weights a pronoun uses."""
    return "plural" if pronoun.plural else "thing" if pronoun.gender == "n" else "person"


def choices_of(reader: Reader, example: Example) -> Iterator[Choice]:
    """The pronouns that speak in an article, as the service meets them when it reads it."""
    wanted = {
        a.source[0]: a.name
        for a in example.attributions or ()
        if a.source and a.name and parse_pronoun(example.text[slice(*a.source[0])])
    }
    met: list[Choice] = []
    choose = Anaphora.for_pronoun

    def listen(self: Anaphora, index: int, pronoun: Pronoun, barred: Sequence[Cluster]) -> Cluster | None:
        mention = self.candidates[index]
        name = wanted.get((mention.start, mention.end))
        if name is not None:
            options = list(self.options(index, pronoun, barred))
            right = tuple(_means(cluster, name) for cluster, _ in options)
            if any(right) and not all(right):
                met.append(Choice(kind_of(pronoun), tuple(found for _, found in options), right))
        return choose(self, index, pronoun, barred)

    if wanted:
        with patch.object(Anaphora, "for_pronoun", listen):
            reader.read([Manuscript(example.text, features=_FEATURES)])
    yield from met


def _means(cluster: Cluster, name: str) -> bool:
    return cluster.named and bool(cluster.words) and alike(" ".join(cluster.words), name)


def fit(choices: Sequence[Choice], names: Sequence[str]) -> dict[str, float]:
    """The weights under which the right antecedents are the most probable."""
    weights = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    tables = [
        (torch.tensor([[o.get(n, 0.0) for n in names] for o in c.options], dtype=torch.float64), torch.tensor(c.right))
        for c in choices
    ]
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = [(table @ weights, right) for table, right in tables]
        each = [torch.logsumexp(s, 0) - torch.logsumexp(s[right], 0) for s, right in scores]
        total = torch.stack(each).mean() + _PRIOR / 2 * weights.square().sum()
        total.backward()
        return total

    optimizer.step(loss)
    return {name: round(float(w), 2) for name, w in zip(names, weights.detach(), strict=True)}


def accuracy(choices: Sequence[Choice], weights: dict[str, float]) -> float:
    """How often the antecedent with the best score is a right one."""

    def score(found: dict[str, float]) -> float:
        return sum(weights.get(name, 0.0) * value for name, value in found.items())

    return sum(max(zip(map(score, c.options), c.right, strict=True))[1] for c in choices) / max(len(choices), 1)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    options = parser.parse_args()
    quotations = options.corpora / "quotations"
    reader = Reader.load()
    train: list[Choice] = []
    dev: list[Choice] = []
    for example in [*read_house(quotations / "wikinews.jsonl"), *read_house(quotations / "news.jsonl")]:
        (dev if is_dev(example.id) else train).extend(choices_of(reader, example))
    for kind, table in _KINDS.items():
        chosen, kept = [c for c in train if c.kind == kind], [c for c in dev if c.kind == kind]
        weights = fit(chosen, sorted({name for c in chosen for o in c.options for name in o}))
        before = getattr(anaphora, table)
        print(f"{table} = {weights}")
        print(f"# {len(chosen)} fitted: {accuracy(chosen, before):.3f} before, {accuracy(chosen, weights):.3f} after")
        print(f"# {len(kept)} dev: {accuracy(kept, before):.3f} before, {accuracy(kept, weights):.3f} after")


if __name__ == "__main__":
    main()
