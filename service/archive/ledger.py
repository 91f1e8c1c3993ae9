"""What the runs before have committed, checked against the input as it is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service.archive.commits import Commit, Progressed, Totals
from service.archive.formats import Part
from service.archive.output import Output
from service.errors import ArchiveRefused

_NAMED = 5


@dataclass(slots=True)
class Ledger:
    """Commits by input file, and their sums; files that are gone from the input still count."""

    by_part: dict[str, Progressed] = field(default_factory=dict[str, Progressed])
    totals: Totals = field(default_factory=Totals)

    def add(self, commit: Commit) -> None:
        """Count one block."""
        self.by_part.setdefault(commit.part, Progressed()).add(commit)
        self.totals.add(commit)

    def of(self, part: Part) -> Progressed:
        """What is committed of one file."""
        return self.by_part.get(part.name, Progressed())

    def left(self, parts: Sequence[Part]) -> list[Part]:
        """Files with blocks that are not committed."""
        return [part for part in parts if not self.of(part).complete]


def read_ledger(output: Output, parts: Sequence[Part], *, force: bool) -> Ledger:
    """Read all markers; with ``force`` what was made of files that have changed since is deleted.

    Raises:
        ArchiveRefused: input files have changed since they were read.
    """
    present: Mapping[str, Part] = {part.name: part for part in parts}
    ledger = Ledger()
    outdated: list[Commit] = []
    for commit in output.commits():
        part = present.get(commit.part)
        if part is None or commit.is_of(part):
            ledger.add(commit)
        else:
            outdated.append(commit)
    changed = sorted({commit.part for commit in outdated})
    if changed and not force:
        raise ArchiveRefused(
            f"{len(changed)} input files have changed since they were read ({', '.join(changed[:_NAMED])}): "
            "--force reads them again"
        )
    for commit in outdated:
        output.forget(commit)
    return ledger
