"""Topics are consistent with the tree, bounded, and silent where there is nothing to tell."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from service.reading.encoder import Encoded
from service.reading.findings import Manuscript, Reading
from service.reading.pipeline import Reader
from service.reading.pointers import Pointers
from service.reading.topics import TopicReader
from service.reading.weights import Graph
from tests.running import ROOT, environment

_ALL_DIGITS = """
import numpy as np
from service.reading.encoder import Encoder
from service.reading.marks import find_marks
from service.reading.pipeline import _PACKAGED_MODEL
from service.reading.taxonomy import Taxonomy
from service.reading.topics import TopicReader, pool

text = "Bridge 110 is safe, said engineer Anna Smith of Derby on Monday. " * 8
encoded = Encoder.load(_PACKAGED_MODEL).encode(text, find_marks(text))
reader = TopicReader.load(_PACKAGED_MODEL, Taxonomy.load())
print(reader.chances(pool([(encoded, np.ones(len(encoded.starts), dtype=np.bool_))])))
"""
SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def topics_of(reader: Reader, text: str, title: str | None = None, limit: int = 20) -> dict[str, float]:
    (reading,) = reader.read([Manuscript(text, title, topics_limit=limit)])
    assert isinstance(reading, Reading)
    return {t.qcode: t.confidence for t in reading.topics}


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_a_topic_comes_with_its_parents_and_never_above_them(reader: Reader, path: Path) -> None:
    found = topics_of(reader, path.read_text(encoding="utf-8"))
    assert found
    for qcode, confidence in found.items():
        for parent in reader.topics.ancestors(qcode):
            assert found[parent.qcode] >= confidence


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_the_limit_holds_and_keeps_the_upper_levels(reader: Reader, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    every, few = topics_of(reader, text), topics_of(reader, text, limit=2)
    levels = sorted(len(list(reader.topics.ancestors(q))) for q in every)
    assert [len(list(reader.topics.ancestors(q))) for q in few] == levels[:2]
    assert few.items() <= every.items()
    assert list(every.values()) == sorted(every.values(), reverse=True)


def test_a_football_report_is_sport(reader: Reader) -> None:
    text = (
        "United came from two goals down to beat Rovers 3-2 on Saturday and move level on points with the league "
        "leaders. Okafor headed in a corner after an hour, and the substitute Lind scored twice in the last ten "
        "minutes before a crowd of 31,000. The defeat was Rovers' first at home this season."
    )
    assert next(iter(topics_of(reader, text))) == "medtop:15000000"


def test_the_title_is_read_for_topics(reader: Reader) -> None:
    text = "It was the third time this year, and nobody in the town expected it to be the last. More was to follow."
    plain = topics_of(reader, text)
    titled = topics_of(reader, text, "Earthquake of magnitude 6.1 destroys homes in northern Chile")
    assert titled.get("medtop:03000000", 0) > plain.get("medtop:03000000", 0)


def test_boilerplate_alone_has_no_topics(reader: Reader) -> None:
    assert topics_of(reader, "ADVERTISEMENT\n\nRead more\n\nShare this article") == {}


class Answering(Graph):
    """A graph that gives the same logits for every article."""

    def __init__(self, topics: Sequence[float], main: Sequence[float]) -> None:
        self.logits = [np.array([topics], dtype=np.float32), np.array([main], dtype=np.float32)]

    def run(self, outputs: Sequence[str], inputs: Mapping[str, NDArray[Any]]) -> list[NDArray[np.float32]]:
        return self.logits


@pytest.mark.parametrize(("main", "first"), [([0.0, 4.0], "medtop:15000000"), ([0.2, 0.4], "medtop:04000000")])
def test_a_sure_main_topic_comes_first(reader: Reader, main: list[float], first: str) -> None:
    qcodes = ["medtop:04000000", "medtop:15000000"]
    meta = {
        "topics": qcodes,
        "main_topics": qcodes,
        "topic_thresholds": {},
        "topic_level_thresholds": {"1": 0.5},
        "topic_temperature": 1.0,
    }
    words = np.arange(30)
    pool, hidden = np.ones((30, 1), dtype=np.float32), np.zeros((30, 4), dtype=np.float32)
    article = Encoded(words, words + 1, {}, hidden, pool, Pointers([], np.zeros((0, 0), dtype=np.float32), []), False)
    topics = TopicReader(Answering([3.0, 2.0], main), meta, reader.topics)
    found = topics.read([(article, np.ones(30, dtype=np.bool_))], 5)
    assert [found[0].qcode, len(found)] == [first, 2]


def test_chances_do_not_depend_on_the_kernel_that_blas_chooses() -> None:
    printed = [
        subprocess.run(
            [sys.executable, "-c", _ALL_DIGITS],
            capture_output=True,
            encoding="utf-8",
            env=environment(OPENBLAS_CORETYPE=kernel),
            cwd=ROOT,
            check=True,
        ).stdout
        for kernel in ("Sandybridge", "Haswell")
    ]
    assert printed[0] == printed[1]
