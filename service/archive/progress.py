"""How far a run is: a line now and then, with its rate and the time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from service.archive.commits import Commit, Totals

_EVERY_SECONDS = 5.0


class Progress:
    """Counts commits of one run; shares are of the bytes of the input files, as stored."""

    def __init__(self, *, total: int, read_before: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._read_before = read_before
        self._read = 0
        self._clock = clock
        self._begun = clock()
        self._shown = self._begun - _EVERY_SECONDS
        self.totals = Totals()

    def add(self, commit: Commit) -> None:
        """Count a block, and show a line if the last one is old."""
        self.totals.add(commit)
        self._read += commit.read
        if self._clock() - self._shown >= _EVERY_SECONDS:
            self.show()

    def show(self) -> None:
        """Write the line to standard error."""
        self._shown = self._clock()
        print(self.line(), file=sys.stderr, flush=True)  # noqa: T201

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return self._clock() - self._begun

    def line(self) -> str:
        """What has been done in this run, how fast, how much of all is done, and how long it will take."""
        totals, seconds = self.totals, max(self.seconds, 1e-6)
        done = min(1.0, (self._read_before + self._read) / self._total) if self._total else 1.0
        left = max(0, self._total - self._read_before - self._read)
        return (
            f"archive: {done:.1%} of the input, {totals.articles:,} articles, "
            f"{sum(totals.problems.values()):,} with problems, "
            f"{totals.articles / seconds:,.1f} articles/s, {totals.words / seconds:,.0f} words/s, "
            f"{_spoken(left * seconds / self._read) if self._read else 'unknown time'} left"
        )


def _spoken(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
