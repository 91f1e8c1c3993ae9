"""Labelled articles from files: JSONL of articles, tagged sentences, and PolNeAR's speakers.

Raises `UnreadableGoldError` with the file and line, never with text of an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from evaluation.errors import UnreadableGoldError
from evaluation.labels import Article, Attribution, Labels
from evaluation.records import ArticleRecord, SpeakersRecord, TaggedRecord
from evaluation.spacing import Spacing
from evaluation.tagged_text import document_of, read_columns, tagged_article

Record = TypeVar("Record", bound=BaseModel)

_OUTLET = re.compile(r"[^\W_]+")


class _Form(BaseModel):
    """Just enough of a line to tell tagged sentences from an article labelled on characters."""

    sentences: list[object] | None = None


def read(path: Path, *, spacing: Spacing = Spacing.NATURAL) -> list[Article]:
    """Read all articles of one file; the format is told from its name and first line.

    ``*.jsonl`` holds one article a line, labelled on characters or as tagged sentences; anything
    else is columns of tagged tokens (CoNLL, or Universal NER where the name ends in ``.iob2``).
    """
    try:
        if path.suffix == ".jsonl":
            return [_article(path, number, line, spacing) for number, line in _lines(path)]
        documents = read_columns(path.read_text(encoding="utf-8"), numbered=path.suffix == ".iob2")
    except OSError as error:
        raise UnreadableGoldError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UnreadableGoldError(f"{path}: not UTF-8") from error
    except ValueError as error:
        raise UnreadableGoldError(f"{path}: {error}") from error
    return [tagged_article(each, f"{path.name}:{each.id}", path.name, spacing) for each in documents]


def with_speakers(articles: Sequence[Article], path: Path) -> list[Article]:
    """The articles that a speakers file knows, with the names and modes it gives to their attributions.

    Raises:
        UnreadableGoldError: an article has more or fewer attributions than the file has speakers for it.
    """
    known: dict[str, SpeakersRecord] = {}
    try:
        for number, line in _lines(path):
            record = _checked(SpeakersRecord, path, number, line)
            known[str(record.id)] = record
    except OSError as error:
        raise UnreadableGoldError(f"{path}: {error.strerror}") from error
    return [_resolved(article, known[article.id], path) for article in articles if article.id in known]


def statements_only(article: Article) -> Article:
    """The article without the attributions that are labelled as thoughts."""
    labelled = article.labels.attributions
    if labelled is None:
        return article
    kept = tuple(each for each in labelled if each.mode != "thought")
    return replace(article, labels=replace(article.labels, attributions=kept))


def spread(articles: Sequence[Article], limit: int | None) -> list[Article]:
    """At most ``limit`` articles, taken at even distances so that every part of a file has a share."""
    if limit is None or limit >= len(articles):
        return list(articles)
    return [articles[index * len(articles) // limit] for index in range(limit)]


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def _checked(model: type[Record], path: Path, number: int, line: str) -> Record:
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise UnreadableGoldError(f"{path}:{number}: {place}: {first['msg']}") from error


def _article(path: Path, number: int, line: str, spacing: Spacing) -> Article:
    if _checked(_Form, path, number, line).sentences is not None:
        document = document_of(_checked(TaggedRecord, path, number, line))
        return tagged_article(document, document.id, document.group or _first_part(document.id), spacing)
    record = _checked(ArticleRecord, path, number, line)
    labels = record.labels()
    if _furthest(labels) > len(record.text):
        raise UnreadableGoldError(f"{path}:{number}: a span ends behind the text")
    outlet = record.outlet or record.source or _first_part(str(record.id))
    return Article(str(record.id), record.text, outlet, labels, record.title)


def _first_part(identifier: str) -> str:
    match = _OUTLET.match(identifier)
    return match.group() if match else identifier


def _furthest(labels: Labels) -> int:
    """The largest offset that the labels point to."""
    ends = [end for each in labels.attributions or () for part in _parts(each) for _, end in part]
    ends += [name.end for name in labels.names or ()]
    ends += [end for each in labels.coreference or () for _, end in (each.mention, each.name)]
    ends += [segment.end for segment in labels.segments or ()]
    return max(ends, default=0)


def _parts(attribution: Attribution) -> tuple[tuple[tuple[int, int], ...], ...]:
    return attribution.content, attribution.source, attribution.cue


def _resolved(article: Article, record: SpeakersRecord, path: Path) -> Article:
    labelled = article.labels.attributions or ()
    if len(labelled) != len(record.speakers):
        raise UnreadableGoldError(
            f"{path}: {article.id} has {len(labelled)} attributions and {len(record.speakers)} speakers"
        )
    attributions = tuple(
        replace(each, speaker=speaker.name, mode=speaker.mode)
        for each, speaker in zip(labelled, record.speakers, strict=True)
    )
    return replace(article, labels=replace(article.labels, attributions=attributions, speakers_resolved=True))
