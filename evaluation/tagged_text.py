"""Corpora of tagged tokens (CoNLL, Universal NER, Worldwide Newswire) as labelled articles.

Tags are B-/I-/O.  An I- without a B- before it begins a name as well, which also reads the older
scheme that writes B- only between two neighbours.  Each sentence becomes a paragraph of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evaluation.labels import Article, Labels, Name, Span
from evaluation.name_types import common_type
from evaluation.records import TaggedRecord
from evaluation.spacing import SENTENCE_BREAK, Spacing, join

_DOCUMENT_MARKS = ("-DOCSTART-", "# newdoc")
_TEXT_MARK = "# text = "


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """Tokens with their tags; ``text`` is the original sentence where the corpus keeps it."""

    tokens: tuple[str, ...]
    tags: tuple[str, ...]
    text: str | None = None


@dataclass(frozen=True, slots=True)
class TaggedDocument:
    """The sentences of one document; ``group`` is what the corpus groups its documents by."""

    id: str
    group: str
    sentences: tuple[TaggedSentence, ...]


@dataclass(slots=True)
class _Draft:
    """The sentence being read from a file of columns."""

    tokens: list[str] = field(default_factory=list[str])
    tags: list[str] = field(default_factory=list[str])
    text: str | None = None


def document_of(record: TaggedRecord) -> TaggedDocument:
    """A line of a JSONL file of tagged sentences."""
    sentences = tuple(
        TaggedSentence(tuple(token for token, _ in sentence), tuple(tag for _, tag in sentence))
        for sentence in record.sentences
        if sentence
    )
    return TaggedDocument(str(record.id), record.region or "", sentences)


def read_columns(content: str, *, numbered: bool) -> list[TaggedDocument]:
    """Read columns of tokens and tags; sentences end with an empty line.

    ``numbered`` columns are index, token, tag (Universal NER); else the token is first and the tag last.
    Where a file marks no documents, every sentence is one.

    Raises:
        ValueError: a line has too few columns, or a tag is none of B-, I-, O.
    """
    marked = any(line.startswith(_DOCUMENT_MARKS) for line in content.splitlines())
    documents: list[list[TaggedSentence]] = []
    for starts, sentence in _sentences(content, numbered=numbered):
        if starts or not marked or not documents:
            documents.append([])
        documents[-1].append(sentence)
    return [TaggedDocument(str(number), "", tuple(each)) for number, each in enumerate(documents, 1)]


def tagged_article(document: TaggedDocument, identifier: str, outlet: str, spacing: Spacing) -> Article:
    """The document as running text, its names on characters."""
    pieces: list[str] = []
    names: list[Name] = []
    position = 0
    for sentence in document.sentences:
        text, spans = _laid_out(sentence, spacing)
        names.extend(
            Name(position + spans[first][0], position + spans[last][1], common_type(label))
            for label, first, last in _chunks(sentence.tags)
        )
        pieces.append(text)
        position += len(text) + len(SENTENCE_BREAK)
    return Article(identifier, SENTENCE_BREAK.join(pieces), outlet, Labels(names=tuple(names)))


def _sentences(content: str, *, numbered: bool) -> Iterator[tuple[bool, TaggedSentence]]:
    """Each sentence, and whether a document mark stands before it."""
    draft, starts = _Draft(), False
    for number, line in enumerate([*content.splitlines(), ""], 1):
        if line.startswith(_DOCUMENT_MARKS):
            starts = True
        elif line.startswith(_TEXT_MARK):
            draft.text = line.removeprefix(_TEXT_MARK)
        elif line.startswith("# ") and numbered:
            continue
        elif line.strip():
            token, tag = _columns(line, number, numbered=numbered)
            draft.tokens.append(token)
            draft.tags.append(tag)
        elif draft.tokens:
            yield starts, TaggedSentence(tuple(draft.tokens), tuple(draft.tags), draft.text)
            draft, starts = _Draft(), False


def _columns(line: str, number: int, *, numbered: bool) -> tuple[str, str]:
    fields = line.split("\t") if "\t" in line else line.split()
    if len(fields) < (3 if numbered else 2):
        raise ValueError(f"line {number}: too few columns")
    token, tag = (fields[1], fields[2]) if numbered else (fields[0], fields[-1])
    if tag != "O" and tag[:2] not in {"B-", "I-"}:
        raise ValueError(f"line {number}: the last column is no B-, I- or O tag")
    return token, tag


def _laid_out(sentence: TaggedSentence, spacing: Spacing) -> tuple[str, list[Span]]:
    """The sentence's text with the span of each token: the original text where its tokens are found in it."""
    if sentence.text is not None and spacing is Spacing.NATURAL:
        spans = _aligned(sentence.text, sentence.tokens)
        if spans is not None:
            return sentence.text, spans
    return join(sentence.tokens, spacing)


def _aligned(text: str, tokens: Sequence[str]) -> list[Span] | None:
    spans: list[Span] = []
    position = 0
    for token in tokens:
        start = text.find(token, position)
        if start < 0 or text[position:start].strip():
            return None
        position = start + len(token)
        spans.append((start, position))
    return spans


def _chunks(tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Each name as (type, first token, last token)."""
    first, label = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        goes_on = bool(label) and tag == f"I-{label}"
        if label and not goes_on:
            yield label, first, index - 1
        if not goes_on:
            first, label = index, tag[2:]
