"""A known gap may neither grow nor vanish unrecorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.seeds.bookkeeping import count, instructions, verdict
from tests.seeds.gaps import Gap


@pytest.mark.parametrize(
    ("recorded", "now", "reason"),
    [
        ({}, 0, None),
        ({"kinds_wrong": 2}, 2, None),
        ({"kinds_wrong": 1}, 2, "Worse, to be repaired:\n  kinds_wrong: 2, recorded 1"),
        ({}, 1, "Worse, to be repaired:\n  kinds_wrong: 1, recorded 0"),
        ({"kinds_wrong": 2}, 1, "Better, to be recorded with `python -m tests.seeds`:\n  kinds_wrong: 1, recorded 2"),
        ({"kinds_wrong": 1}, 0, "Better, to be recorded with `python -m tests.seeds`:\n  kinds_wrong: 0, recorded 1"),
    ],
)
def test_a_count_may_neither_rise_nor_fall_unrecorded(recorded: dict[str, int], now: int, reason: str | None) -> None:
    given = verdict("brief", [Gap("kinds_wrong", f"line {line}") for line in range(now)], recorded, newest=True)

    if reason is None:
        assert given is None
    else:
        assert given is not None
        assert reason in given


@pytest.mark.parametrize(("now", "sound"), [(0, True), (1, True), (2, False)])
def test_an_older_record_bounds_the_rises_alone(now: int, sound: bool) -> None:
    given = verdict(
        "brief", [Gap("kinds_wrong", f"line {line}") for line in range(now)], {"kinds_wrong": 1}, newest=False
    )
    assert (given is None) is sound


def test_every_gap_is_shown_with_its_reason() -> None:
    gaps = [Gap("topics_missed", "medtop:03000000"), Gap("speakers_wrong", "line 5: Ada, found Bo")]

    given = verdict("brief", gaps, {}, newest=True)

    assert given is not None
    assert given.index("speakers_wrong       line 5: Ada, found Bo") < given.index("topics_missed        medtop:03")


def test_counts_keep_the_order_of_the_measures() -> None:
    gaps = [Gap("topics_missed", "a"), Gap("kinds_wrong", "b"), Gap("topics_missed", "c")]

    assert list(count(gaps).items()) == [("kinds_wrong", 1), ("topics_missed", 2)]


def test_a_gap_has_a_known_measure() -> None:
    with pytest.raises(ValueError, match="no measure"):
        Gap("speaker_wrong", "")


@pytest.mark.parametrize(
    ("features", "kind"),
    [("flags : fpu avx2 avx512_vnni sha", "vnni"), ("flags : avx_vnni", "vnni"), ("flags : fpu avx2", "plain")],
)
def test_a_processor_is_known_by_its_features(features: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / "cpuinfo").write_text(features)
    assert instructions(tmp_path / "cpuinfo") == kind
    assert instructions(tmp_path / "none") == "plain"
