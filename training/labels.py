"""Annotations on characters -> targets on word pieces, for every head of the reader.

A head that a corpus does not annotate gets `IGNORE` everywhere.  Names of corpora with fewer
types are partial labels: a piece may carry a set of labels, and the loss takes their sum
(Täckström et al., TACL 2013), so "not annotated" never teaches "not a name".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from service.reading.headwords import head_end
from service.reading.tokens import Pieces
from training.corpora import Attribution, Example, Name, Offsets
from training.schema import KINDS, NAME_TYPES, NOMINAL_TYPES, RELATIONS, ROLES, TOKEN_HEADS

IGNORE = -1
_LAW = re.compile(r"\b(?:act|bill|law|treaty|convention|constitution|accord|agreement|protocol|code)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:war|cup|olympics?|games|festival|championships?|summit|day|awards?|election|conference|expo|forum|week"
    r"|league|prix|open|final|crisis|revolution|uprising)\b",
    re.IGNORECASE,
)
_NEWSWIRE = {
    "Person": "person",
    "Organization": "organization",
    "Location": "location",
    "NORP": "group",
    "Facility": "facility",
    "Product": "product",
    "Money": "money",
    "Date": "date",
    "PER": "person",
    "ORG": "organization",
    "LOC": "location",
    "corporation": "organization",
    "group": "organization",
    "creative-work": "work",
}
_UNANNOTATED = {
    "newswire": (),
    "wikigold": ("date", "money"),
    "wnut": ("date", "money", "event", "law", "misc", "group"),
}


@dataclass(frozen=True, slots=True)
class Pointer:
    """A piece that must point to one of ``targets`` (piece indices); empty means to none."""

    relation: int
    query: int
    targets: tuple[int, ...]
    among: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Targets:
    """Token targets by head (arrays of n pieces, `IGNORE` where unknown) and pointers."""

    tokens: dict[str, NDArray[np.int64]]
    pointers: tuple[Pointer, ...]


@cache
def name_label_sets() -> tuple[tuple[tuple[int, ...], ...], NDArray[np.bool_]]:
    """All label sets that names targets may use, and the same as a table [sets, labels]."""
    labels = TOKEN_HEADS["names"]
    singles = [(index,) for index in range(len(labels))]
    open_sets = [
        (0, *(labels.index(f"{p}-{t}") for t in types for p in "BI")) for types in _UNANNOTATED.values() if types
    ]
    misc = ("group", "product", "work", "event", "law", "misc")
    misc_sets = [tuple(labels.index(f"{p}-{t}") for t in misc) for p in "BI"]
    sets = tuple(singles + open_sets + misc_sets)
    table = np.zeros((len(sets), len(labels)), dtype=np.bool_)
    for row, members in enumerate(sets):
        table[row, list(members)] = True
    return sets, table


def make_targets(example: Example, pieces: Pieces, rng: np.random.Generator) -> Targets:
    """All targets of an example whose text was cut into ``pieces``."""
    tokens: dict[str, NDArray[np.int64]] = {}
    pointers: list[Pointer] = []
    index = _Index(pieces)
    if example.attributions is not None:
        _attribution_targets(example, index, tokens, pointers, rng)
    if example.names is not None:
        tokens["names"] = _name_targets(example.text, example.names, example.name_scheme, index)
    if example.mentions is not None:
        _mention_targets(example, index, tokens, pointers)
    for choice in example.choices or ():
        query = index.head(example.text, choice.pronoun)
        heads = [index.head(example.text, c) for c in choice.candidates]
        right = tuple(h for h, ok in zip(heads, choice.right, strict=True) if ok)
        if right:
            pointers.append(Pointer(RELATIONS.index("antecedent"), query, right, tuple(heads)))
    if example.boilerplate is not None:
        tokens["boilerplate"] = index.spread(example.boilerplate)
    return Targets(tokens, tuple(pointers))


class _Index:
    """Finds pieces by character offsets."""

    def __init__(self, pieces: Pieces) -> None:
        self.n = len(pieces.ids)
        self.first = pieces.first
        self._starts, self._ends = pieces.starts, pieces.ends

    def range(self, span: Offsets) -> tuple[int, int]:
        low = int(np.searchsorted(self._ends, span[0], side="right"))
        return low, int(np.searchsorted(self._starts, span[1], side="left"))

    def firsts(self, spans: tuple[Offsets, ...]) -> list[int]:
        """Word-initial pieces of the spans."""
        return [i for span in spans for i in range(*self.range(span)) if self.first[i]]

    def head(self, text: str, span: Offsets) -> int:
        """The first piece of the span's head word: the last one before a post-modifier."""
        low, high = self.range((span[0], head_end(text, *span)))
        firsts = [i for i in range(low, min(high, self.n)) if self.first[i]]
        return firsts[-1] if firsts else min(low, self.n - 1)

    def spread(self, spans: tuple[Offsets, ...]) -> NDArray[np.int64]:
        out = np.zeros(self.n, dtype=np.int64)
        for span in spans:
            out[slice(*self.range(span))] = 1
        return np.where(self.first, out, IGNORE)

    def bio(self, spans: list[tuple[Offsets, int]]) -> NDArray[np.int64]:
        """BIO targets: ``spans`` with the index of their type; a later span takes what is free."""
        out = np.zeros(self.n, dtype=np.int64)
        for span, kind in spans:
            low, high = self.range(span)
            taken = np.flatnonzero(out[low:high])
            high = low + int(taken[0]) if len(taken) else high
            if high > low:
                out[low:high] = 2 + 2 * kind
                out[low] = 1 + 2 * kind
        return np.where(self.first, out, IGNORE)


def _attribution_targets(
    example: Example,
    index: _Index,
    tokens: dict[str, NDArray[np.int64]],
    pointers: list[Pointer],
    rng: np.random.Generator,
) -> None:
    attributions = example.attributions or ()
    spans = [(s, r) for r, role in enumerate(ROLES) for a in attributions for s in getattr(a, role)]
    spans.sort(key=lambda x: (ROLES[x[1]] != "content", x[0][0] - x[0][1]))
    tokens[f"roles_{example.style}"] = index.bio(spans)
    thought = np.full(index.n, IGNORE, dtype=np.int64)
    kinds = np.full(index.n, IGNORE, dtype=np.int64)
    for a in attributions:
        _link_targets(a, index, pointers, rng)
        if a.mode:
            thought[index.firsts(a.content)] = int(a.mode == "thought")
        if a.kind in KINDS:
            kinds[index.firsts(a.source)] = KINDS.index(a.kind)
        if a.name and a.source:
            _speaker_target(example.text, a, index, pointers)
    tokens["thought"], tokens["kinds"] = thought, kinds


def _link_targets(a: Attribution, index: _Index, pointers: list[Pointer], rng: np.random.Generator) -> None:
    sources, cues = tuple(index.firsts(a.source)), tuple(index.firsts(a.cue))
    previous: tuple[int, ...] = ()
    for fragment in a.content:
        firsts = index.firsts((fragment,))
        if not firsts:
            continue
        queries = [firsts[0], *rng.choice(firsts, size=min(2, len(firsts)), replace=False).tolist(), firsts[-1]]
        for query in sorted(set(queries)):
            pointers.append(Pointer(RELATIONS.index("source"), query, sources))
            pointers.append(Pointer(RELATIONS.index("cue"), query, cues))
            pointers.append(Pointer(RELATIONS.index("previous"), query, previous))
        previous = tuple(firsts)


def _speaker_target(text: str, a: Attribution, index: _Index, pointers: list[Pointer]) -> None:
    """A speaker that is not given by its full name points to where that name stands."""
    name, span = a.name or "", a.source[0]
    if " and " in name or name in text[span[0] : span[1]]:
        return
    places = [(m.start(), m.end()) for m in re.finditer(re.escape(name), text)]
    before = [p for p in places if p[1] <= span[0]]
    targets = tuple(index.head(text, p) for p in before or places)
    if targets:
        pointers.append(Pointer(RELATIONS.index("antecedent"), index.head(text, span), targets))


def _name_targets(text: str, names: tuple[Name, ...], scheme: str, index: _Index) -> NDArray[np.int64]:
    labels = TOKEN_HEADS["names"]
    sets, _ = name_label_sets()
    open_types = _UNANNOTATED[scheme]
    outside = sets.index((0, *(labels.index(f"{p}-{t}") for t in open_types for p in "BI"))) if open_types else 0
    out = np.full(index.n, outside, dtype=np.int64)
    for name in names:
        low, high = index.range((name.start, name.end))
        if high <= low:
            continue
        if name.type == "MISC":
            out[low:high], out[low] = len(sets) - 1, len(sets) - 2
            continue
        kind = NAME_TYPES.index(_name_type(text, name))
        out[low:high], out[low] = 2 + 2 * kind, 1 + 2 * kind
    return np.where(index.first, out, IGNORE)


def _name_type(text: str, name: Name) -> str:
    if name.type != "Misc":
        return _NEWSWIRE.get(name.type, name.type if name.type in NAME_TYPES else "misc")
    words = text[name.start : name.end]
    if _LAW.search(words):
        return "law"
    if _EVENT.search(words):
        return "event"
    return "work" if text[name.start - 1 : name.start] in set("\"“‘'") - {""} else "misc"


def _mention_targets(
    example: Example, index: _Index, tokens: dict[str, NDArray[np.int64]], pointers: list[Pointer]
) -> None:
    mentions = example.mentions or ()
    if any(m.type for m in mentions):
        nominals = [
            ((m.start, head_end(example.text, m.start, m.end)), NOMINAL_TYPES.index(m.type))
            for m in sorted(mentions, key=lambda m: m.start - m.end)
            if m.form == "nominal" and m.type in NOMINAL_TYPES
        ]
        tokens["nominals"] = index.bio(nominals)
    seen: dict[str, list[int]] = {}
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        head = index.head(example.text, (m.start, m.end))
        before = tuple(seen.get(m.cluster, ()))
        if head not in before:
            pointers.append(Pointer(RELATIONS.index("antecedent"), head, before))
            seen.setdefault(m.cluster, []).append(head)
