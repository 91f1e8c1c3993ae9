"""The measures by name: what each asks of the service, what labels it needs, how it scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from evaluation.labels import Labels, Reply
from evaluation.measures import calibration, coreference, names, quotations, segments, sources, speakers, topics
from evaluation.report import Outcome


class Evaluate(Protocol):
    """Score replies: ``draws`` for the 95% intervals, at most ``errors`` examples of each sort."""

    def __call__(self, replies: Sequence[Reply], *, draws: int, errors: int) -> Outcome:
        """Compare the labels of each article with those of the reply."""
        ...


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure; ``labelled`` tells whether an article has the labels it needs."""

    features: tuple[str, ...]
    labelled: Callable[[Labels], bool]
    evaluate: Evaluate


MEASURES = {
    "quotations": Measure(("quotations",), lambda labels: labels.attributions is not None, quotations.evaluate),
    "speakers": Measure(("quotations",), lambda labels: labels.speakers_resolved, speakers.evaluate),
    "names": Measure(("entities",), lambda labels: labels.names is not None, names.evaluate),
    "coreference": Measure(("entities",), lambda labels: labels.coreference is not None, coreference.evaluate),
    "sources": Measure(("sources",), lambda labels: labels.sources is not None, sources.evaluate),
    "topics": Measure(("topics",), lambda labels: labels.topics is not None, topics.evaluate),
    "segments": Measure(("segments",), lambda labels: labels.segments is not None, segments.evaluate),
    "calibration": Measure(("quotations",), lambda labels: labels.attributions is not None, calibration.evaluate),
}
