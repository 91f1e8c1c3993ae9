"""The short form of `make soak`: load and faults on the real service, and nothing lost."""

from __future__ import annotations

import pytest

from benchmarks.soak import SHORT, soak
from benchmarks.tally import Tally


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return {tally.name: tally for tally in soak(SHORT)}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("trial", "refuses"),
    [
        ("steady load", False),
        ("overload", True),
        ("long among short", False),
        ("clients that hang up", False),
        ("half-sent bodies", False),
        ("64 batches at once", True),
        ("a worker killed under load", False),
        ("SIGTERM under load", False),
    ],
)
def test_nothing_is_lost(tallies: dict[str, Tally], trial: str, refuses: bool) -> None:
    tally = tallies[trial]
    assert tally.lost == 0, tally.as_text()
    assert tally.enriched > 0, tally.as_text()
    assert (tally.refused > 0) == refuses, tally.as_text()
