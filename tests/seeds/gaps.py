"""One way in which an answer falls short of the expectation, and what is measured."""

from __future__ import annotations

from dataclasses import dataclass

MEASURES = (
    "quotations_missed",
    "quotations_invented",
    "marks_inexact",
    "kinds_wrong",
    "cues_wrong",
    "speakers_wrong",
    "resolutions_wrong",
    "thoughts_missed",
    "sources_missed",
    "sources_invented",
    "source_kinds_wrong",
    "roles_wrong",
    "anonymity_wrong",
    "segments_missed",
    "segments_invented",
    "entities_missed",
    "main_topic_wrong",
    "topics_missed",
    "warnings_wrong",
)


@dataclass(frozen=True, slots=True)
class Gap:
    """One shortcoming: its measure, and what an editor would say about it."""

    measure: str
    message: str

    def __post_init__(self) -> None:
        if self.measure not in MEASURES:
            raise ValueError(f"{self.measure} is no measure")
