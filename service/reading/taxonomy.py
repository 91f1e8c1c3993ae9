"""The IPTC Media Topics as packaged with the service: a tree of topics, six levels deep.

Data: ``service/vocabulary/mediatopics.tsv`` (IPTC, CC BY 4.0), active concepts only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from service.errors import ModelUnusable

_PACKAGED = Path(__file__).parent.parent / "vocabulary" / "mediatopics.tsv"
_URI_BASE = "http://cv.iptc.org/newscodes/mediatopic/"
_COLUMNS = ("qcode", "parent", "level", "label", "definition", "wikidata")


@dataclass(frozen=True, slots=True)
class Topic:
    """One Media Topic; ``level`` is 1 for the top of the tree, where ``parent`` is None.

    ``qcode`` and ``parent`` look like ``medtop:11000000``, ``wikidata`` like ``Q7163``.
    """

    qcode: str
    label: str
    definition: str
    level: int
    parent: str | None
    wikidata: str | None

    @property
    def uri(self) -> str:
        """The topic's address in IPTC's controlled vocabulary."""
        return _URI_BASE + self.qcode.partition(":")[2]


class Taxonomy:
    """All topics of one release of the vocabulary; a parent stands before its children."""

    def __init__(self, version: str, topics: tuple[Topic, ...]) -> None:
        self.version = version
        self.topics = topics
        self._by_qcode = {topic.qcode: topic for topic in topics}
        _check_tree(topics, self._by_qcode)

    @classmethod
    def load(cls, path: Path | None = None) -> Taxonomy:
        """Read the packaged vocabulary, or another file of the same form.

        Raises:
            ModelUnusable: the file is missing, or not a tree in the documented columns.
        """
        path = path or _PACKAGED
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise ModelUnusable(f"cannot read the topic vocabulary {path}: {error.strerror}") from error
        comments = [line for line in lines if line.startswith("#")]
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        version = next((line.partition("version:")[2].strip() for line in comments if "version:" in line), "")
        if not version or not rows or tuple(rows[0]) != _COLUMNS:
            raise ModelUnusable(f"{path} has no '# version:' line or not the columns {', '.join(_COLUMNS)}")
        try:
            return cls(version, tuple(_topic(row) for row in rows[1:]))
        except ValueError as error:
            raise ModelUnusable(f"{path}: {error}") from error

    def get(self, qcode: str) -> Topic | None:
        """The topic with this qcode, or None."""
        return self._by_qcode.get(qcode)

    def ancestors(self, qcode: str) -> Iterator[Topic]:
        """The parent of a topic, the parent's parent, and so on to level 1.

        Raises:
            KeyError: there is no such topic.
        """
        topic = self._by_qcode[qcode]
        while topic.parent is not None:
            topic = self._by_qcode[topic.parent]
            yield topic


def _topic(row: list[str]) -> Topic:
    qcode, parent, level, label, definition, wikidata = row
    return Topic(
        qcode=qcode,
        label=label,
        definition=definition,
        level=int(level),
        parent=parent or None,
        wikidata=wikidata or None,
    )


def _check_tree(topics: tuple[Topic, ...], by_qcode: dict[str, Topic]) -> None:
    if len(by_qcode) != len(topics):
        raise ValueError("a qcode occurs twice")
    for topic in topics:
        parent = by_qcode.get(topic.parent) if topic.parent else None
        if topic.level != (parent.level + 1 if parent else 1) or (topic.parent and not parent):
            raise ValueError(f"{topic.qcode} does not hang in the tree")
