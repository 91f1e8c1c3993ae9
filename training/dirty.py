"""Dresses clean articles in the furniture of news pages, so that what is no story is known to the character.

    python -m training.dirty ARTICLES.jsonl OUT.jsonl [--seed N] [--most N]

ARTICLES.jsonl holds one object a line with ``title`` and ``text``.  Each line of OUT.jsonl holds
``id``, ``text``, ``style``, ``segments`` (kind, start, end of everything that was added, and of
the headline) and ``boilerplate`` (start and end of what is no part of the story): the format of
the labelled corpora, offsets in code points.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from service.reading.structure.segments import BOILERPLATE_KINDS

STYLES = Path(__file__).with_name("site_styles.toml")
_PEOPLE = (
    "Marta Lindqvist",
    "Tom Okafor",
    "Ana de la Cruz",
    "Jean-Luc Morel",
    "Priya Raman",
    "Dana O’Neill",
    "Wei Zhang",
)
_CITIES = ("Lindholm", "Nairobi", "São Paulo", "Leeds", "Manila", "Tbilisi", "Boise")
_DATES = ("March 14, 2019", "January 5, 2021", "Nov. 3, 2022", "August 30, 2018")
_OTHER_KINDS = frozenset({"byline", "caption", "dateline"})
_OWN_FURNITURE = re.compile(r"Image: |^(?:—|██)|\(\(\w{2,3}\)\)", re.MULTILINE)
_PARAGRAPH_BREAK = re.compile(r"\s*\n\s*")
_DATE_LINE = re.compile(r"\w+day, \w+ \d{1,2}, \d{4}")


class Row(TypedDict):
    """One dressed article, in the format of the labelled corpora."""

    id: str
    style: str
    text: str
    segments: list[tuple[str, int, int]]
    boilerplate: list[list[int]]


class Style(TypedDict):
    """How one site dresses a story; see site_styles.toml."""

    gap: str
    above: list[str]
    under: list[str]
    between: list[str]
    below: list[str]


@dataclass(slots=True)
class _Page:
    """A page being put together: its text so far and the parts that are known."""

    gap: str
    pieces: list[str] = field(default_factory=list[str])
    length: int = 0
    segments: list[tuple[str, int, int]] = field(default_factory=list[tuple[str, int, int]])

    def add(self, kind: str, line: str, gap: str | None = None) -> None:
        """Append one line, parted by ``gap`` from what stands before it."""
        before = "" if not self.pieces else (self.gap if gap is None else gap)
        start = self.length + len(before)
        self.pieces += [before, line]
        self.length = start + len(line)
        self.segments.append((kind, start, self.length))

    def add_block(self, block: str) -> None:
        """Append furniture written as "kind: text" lines that stand directly under each other."""
        gap = None
        kind = "section_label"
        for line in block.split("\n"):
            for part in line.split(" || "):
                named, _, rest = part.partition(": ")
                known = named in BOILERPLATE_KINDS or named in _OTHER_KINDS
                kind, part = (named, rest) if known else (kind, part)
                self.add(kind, part, gap)
                gap = " "
            gap = "\n"


def dress(title: str, text: str, others: Sequence[str], style: Style, rng: random.Random) -> _Page:
    """Put one story into a page of ``style``; ``others`` are headlines for its links."""
    page = _Page(style["gap"])
    filled = {"title": title, "author": rng.choice(_PEOPLE), "photographer": rng.choice(_PEOPLE)}

    def fill(block: str) -> str:
        block = re.sub(r"\{(?:other|OTHER)\}", lambda m: _headline(m.group(), rng.choice(others)), block)
        return block.format(
            **filled, city=rng.choice(_CITIES), date=rng.choice(_DATES), hour=rng.randint(1, 11),
            minute=rng.randint(10, 59), number=rng.randint(2, 30),
        )  # fmt: skip

    for block in _some(style["above"], rng):
        page.add_block(fill(block))
    page.add("headline", title)
    for block in _some(style["under"], rng):
        page.add_block(fill(block))
    paragraphs = [line for line in _PARAGRAPH_BREAK.split(text.strip()) if line and not _DATE_LINE.fullmatch(line)]
    for number, paragraph in enumerate(paragraphs):
        page.add("body", paragraph)
        if style["between"] and number + 1 < len(paragraphs) and rng.random() < 0.3:
            page.add_block(fill(rng.choice(style["between"])))
    for block in _some(style["below"], rng):
        page.add_block(fill(block))
    return page


def dress_all(articles: Iterable[tuple[str, str, str]], rng: random.Random) -> Iterator[Row]:
    """Dress (id, title, text) triples, one style after the other, as rows of the output file."""
    styles: dict[str, Style] = tomllib.loads(STYLES.read_text(encoding="utf-8"))  # pyright: ignore[reportAssignmentType]
    stories = list(articles)
    titles = [title for _, title, _ in stories]
    for number, (identifier, title, text) in enumerate(stories):
        name = list(styles)[number % len(styles)]
        others = [other for other in titles if other != title] or [title]
        page = dress(title, text, others, styles[name], rng)
        yield {
            "id": f"dirty-{identifier}",
            "style": name,
            "text": "".join(page.pieces),
            "segments": [segment for segment in page.segments if segment[0] != "body"],
            "boilerplate": [[start, end] for kind, start, end in page.segments if kind in BOILERPLATE_KINDS],
        }


def read_articles(path: Path, most: int | None) -> Iterator[tuple[str, str, str]]:
    """Read id, headline and text of the first ``most`` articles that have both and no furniture of their own."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    usable = [
        row for row in rows if row.get("title") and len(row["text"]) > 400 and not _OWN_FURNITURE.search(row["text"])
    ]
    for row in usable[:most]:
        yield row["id"], row["title"], html.unescape(row["text"])


def _some(blocks: Sequence[str], rng: random.Random) -> list[str]:
    """Choose most of the blocks, in their order."""
    return [block for block in blocks if rng.random() < 0.75]


def _headline(placeholder: str, title: str) -> str:
    title = title.replace("{", "(").replace("}", ")")
    return title.upper() if placeholder == "{OTHER}" else title


def main() -> None:
    """Write the dirty set."""
    parser = argparse.ArgumentParser(description="Dress clean articles in the furniture of news pages.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--most", type=int, default=None)
    options = parser.parse_args()
    rows = dress_all(read_articles(options.articles, options.most), random.Random(options.seed))
    with options.out.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    main()
