"""Shares of the plain loop, cost and memory of archive runs, from given measurements."""

from __future__ import annotations

from benchmarks.archive import Run, compare

MEMORY = tuple((float(at), 300.0 + min(at, 3) * 20.0) for at in range(20))
FLAT = tuple((float(at), 250.0) for at in range(20))
RUNS = {1: [Run(950.0, MEMORY, FLAT)], 2: [Run(1800.0, MEMORY, FLAT), Run(1600.0, MEMORY, FLAT)]}
FOUND = compare(100_000, 200, {1: [1000.0, 1010.0, 990.0], 2: [900.0]}, RUNS, 0.05)


def test_shares_are_of_one_plain_loop() -> None:
    assert FOUND.rows == (
        ("plain loop", 1, 1000.0, 1000.0, 1.0),
        ("plain loops side by side", 2, 1800.0, 900.0, 0.9),
        ("archive", 1, 950.0, 950.0, 0.95),
        ("archive", 2, 1700.0, 850.0, 0.85),
    )
    assert "Two readers do 0.94 of what two plain loops do" in FOUND.notes[1]


def test_cost_and_memory_state_their_assumptions() -> None:
    assert "a million articles of 500 words take 163 processor hours: 8.17 at 0.05 each" in FOUND.notes[2]
    assert "peaked at 360 MB, all processes together at 250 MB" in FOUND.notes[3]
    assert "grew by +0.0% and +0.0%" in FOUND.notes[3]
