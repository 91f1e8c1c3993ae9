"""Reads every training corpus into one form: a text with annotations on its characters.

A newsroom trains on its own articles by writing them in one of these formats (see
``docs/accuracy.md``); the readers here name no outlet.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evaluation.spacing import Spacing, join
from service.reading.headwords import head_end
from service.reading.taxonomy import Taxonomy

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One quotation as annotated; ``mode``, ``kind`` and ``name`` are None where not annotated."""

    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]
    mode: str | None = None
    kind: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A name with the type its corpus gives it."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class CorefMention:
    """A mention; ``cluster`` names what it means, ``form`` is name, nominal or pronoun."""

    start: int
    end: int
    cluster: str
    type: str
    form: str


@dataclass(frozen=True, slots=True)
class PronounChoice:
    """GAP: a pronoun, the candidates it may mean and which of them it does."""

    pronoun: Offsets
    candidates: tuple[Offsets, ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One text; a field that is None was not annotated in this corpus and is not trained on."""

    id: str
    text: str
    style: str = ""
    attributions: tuple[Attribution, ...] | None = None
    names: tuple[Name, ...] | None = None
    name_scheme: str = ""
    mentions: tuple[CorefMention, ...] | None = None
    choices: tuple[PronounChoice, ...] | None = None
    boilerplate: tuple[Offsets, ...] | None = None
    topics: tuple[str, ...] | None = None


def _jsonl(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _pairs(spans: Sequence[Sequence[int]] | None) -> tuple[Offsets, ...]:
    return tuple((s[0], s[1]) for s in spans or ())


def read_polnear(path: Path, speakers: Path | None = None) -> Iterator[Example]:
    """PolNeAR 1.0 (Newell et al., LREC 2018): statements and thoughts, style ``wide``."""
    resolved = {row["id"]: row["speakers"] for row in _jsonl(speakers)} if speakers else {}
    for row in _jsonl(path):
        known = resolved.get(row["id"], [{}] * len(row["attributions"]))
        yield Example(
            id=row["id"],
            text=row["text"],
            style="wide",
            attributions=tuple(
                Attribution(
                    _pairs(a["source"]),
                    _pairs(a["cue"]),
                    _pairs(a["content"]),
                    k.get("mode"),
                    k.get("kind") if k.get("name") else None,
                    k.get("name"),
                )
                for a, k in zip(row["attributions"], known, strict=True)
            ),
        )


def read_house(path: Path) -> Iterator[Example]:
    """Articles annotated by the project's guidelines: statements only, style ``house``."""
    for row in _jsonl(path):
        yield Example(
            id=row["id"],
            text=row["text"],
            style="house",
            attributions=tuple(
                Attribution(
                    _pairs([q["speaker"]] if q["speaker"] else None),
                    _pairs([q["cue"]] if q["cue"] else None),
                    _pairs(q["content"]),
                    "statement",
                    q["speaker_kind"],
                    q["speaker_name"],
                )
                for q in row["quotations"]
            ),
            boilerplate=_pairs(row["boilerplate"]),
        )


def read_newswire(path: Path, spacing: Spacing = Spacing.NATURAL) -> Iterator[Example]:
    """English Worldwide Newswire (Shan et al., EMNLP Findings 2023): BIO tags a sentence."""
    for row in _jsonl(path):
        yield _from_tokens(row["id"], row["sentences"], "newswire", spacing)


def read_conll(path: Path, scheme: str, *, per_text: int = 12) -> Iterator[Example]:
    """CoNLL columns, word first and tag last; ``per_text`` sentences are joined to one text."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split()
        if len(columns) < 2:
            sentences.append([])
        else:
            sentences[-1].append((columns[0], columns[-1]))
    sentences = [s for s in sentences if s]
    for at in range(0, len(sentences), per_text):
        yield _from_tokens(f"{path.name}-{at}", sentences[at : at + per_text], scheme)


def _from_tokens(
    article_id: str,
    sentences: Sequence[Sequence[Sequence[str]]],
    scheme: str,
    spacing: Spacing = Spacing.NATURAL,
) -> Example:
    """A sentence a line, keeping the offsets of names; an I- without a B- before it begins a name too."""
    text = ""
    names: list[Name] = []
    for sentence in sentences:
        text += "\n" if text else ""
        line, spans = join([word for word, _ in sentence], spacing)
        before = "O"
        for (start, end), (_, tag) in zip(spans, sentence, strict=True):
            label = tag[2:]
            if tag.startswith("I-") and before[2:] == label:
                names[-1] = replace(names[-1], end=len(text) + end)
            elif tag != "O":
                names.append(Name(len(text) + start, len(text) + end, label))
            before = tag
        text += line
    return Example(id=article_id, text=text, names=tuple(names), name_scheme=scheme)


_GUM_TYPES = {"person": "person", "organization": "organization", "place": "location", "event": "event"}
_PRONOUN_WORDS = (
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself "
    "she her hers herself it its itself they them their theirs themselves who whom whose which that this "
    "these those one"
)
_PRONOUNS = frozenset(_PRONOUN_WORDS.split())


def read_gum(path: Path) -> Iterator[Example]:
    """GUM: every mention with its entity; named ones (with a Wikipedia identity) are names too."""
    for row in _jsonl(path):
        mentions = tuple(
            CorefMention(m["start"], m["end"], m["id"], _GUM_TYPES.get(m["type"], "other"), _head_form(row["text"], m))
            for m in row["mentions"]
            if not m["part"]
        )
        yield Example(id=row["id"], text=row["text"], mentions=mentions)


def _form(text: str) -> str:
    if text.lower() in _PRONOUNS:
        return "pronoun"
    words = [w for w in re.findall(r"\w+", text) if w.lower() not in {"the", "of", "and", "for", "in", "de"}]
    return "name" if words and all(w[0].isupper() or w[0].isdigit() for w in words) else "nominal"


def _head_form(text: str, mention: dict[str, Any]) -> str:
    return _form(text[mention["start"] : head_end(text, mention["start"], mention["end"])])


def read_litbank(folder: Path, *, words_per_text: int = 700) -> Iterator[Example]:
    """LitBank coreference (Bamman et al., LREC 2020), novels cut into texts of some 700 words."""
    for path in sorted(folder.glob("*.conll")):
        for number, rows in enumerate(_litbank_texts(path, words_per_text)):
            yield _litbank_example(f"{path.stem}-{number}", rows)


def _litbank_texts(path: Path, words_per_text: int) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    depth = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) < 5:
            if len(rows) >= words_per_text and depth == 0:
                yield rows
                rows = []
            continue
        rows.append((columns[3], columns[-1]))
        depth += columns[-1].count("(") - columns[-1].count(")")
    if rows:
        yield rows


def _litbank_example(article_id: str, rows: Sequence[tuple[str, str]]) -> Example:
    text, spans = join([word for word, _ in rows])
    open_at: dict[str, list[int]] = {}
    mentions: list[CorefMention] = []
    for (start, end), (_, coref) in zip(spans, rows, strict=True):
        for part in coref.split("|"):
            cluster = part.strip("()")
            if part.startswith("("):
                open_at.setdefault(cluster, []).append(start)
            if part.endswith(")") and open_at.get(cluster):
                begin = open_at[cluster].pop()
                mentions.append(CorefMention(begin, end, cluster, "", _form(text[begin:end])))
    return Example(id=article_id, text=text, mentions=tuple(sorted(mentions, key=lambda m: (m.start, -m.end))))


def read_gap(path: Path) -> Iterator[Example]:
    """GAP (Webster et al., TACL 2018): ambiguous pronouns."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            spans = {
                key: (int(row[f"{key}-offset"]), int(row[f"{key}-offset"]) + len(row[key]))
                for key in ("Pronoun", "A", "B")
            }
            right = (row["A-coref"].upper() == "TRUE", row["B-coref"].upper() == "TRUE")
            choice = PronounChoice(spans["Pronoun"], (spans["A"], spans["B"]), right)
            yield Example(id=row["ID"], text=row["Text"], choices=(choice,))


def read_topics(path: Path) -> Iterator[Example]:
    """Articles with IPTC Media Topics, the main one first."""
    for row in _jsonl(path):
        title = row["title"] or ""
        text = row["text"] if row["text"].startswith(title) else f"{title}\n\n{row['text']}"
        yield Example(id=row["id"], text=text, topics=tuple(row["topics"]))


def read_definitions(taxonomy: Taxonomy) -> Iterator[Example]:
    """Every active IPTC topic as a very short text: its label and definition."""
    for topic in taxonomy.topics:
        yield Example(id=topic.qcode, text=f"{topic.label}\n\n{topic.definition}", topics=(topic.qcode,))
