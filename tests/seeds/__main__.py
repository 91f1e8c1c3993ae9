"""Reads every sample article with the real service, prints its gaps and records the counts that fell.

``python -m tests.seeds`` refuses to record when a count rose, unless ``--accept-rises`` is given (after
an expectation was corrected); ``--show [SLUG ...]`` prints and records nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import sys

import httpx

from service.app import create_app
from service.settings import Settings
from tests.seeds.asking import gaps_of
from tests.seeds.bookkeeping import KNOWN, Counts, count, read_known, report, rises, write_known
from tests.seeds.expectation import read_seed, slugs
from tests.seeds.gaps import Gap

_PATIENCE_SECONDS = 600.0


async def _all_gaps(wanted: list[str]) -> dict[str, list[Gap]]:
    app = create_app(Settings(deadline_seconds=_PATIENCE_SECONDS))
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://seeds", timeout=_PATIENCE_SECONDS) as client:
            return {slug: await gaps_of(client, read_seed(slug)) for slug in wanted}


def _record(now: dict[str, Counts], *, accept_rises: bool) -> int:
    recorded = read_known()
    first = not KNOWN.exists()
    worse = {slug: rises(recorded.get(slug, {}), counts) for slug, counts in now.items()}
    for slug, lines in worse.items():
        for line in lines if not first else []:
            print(f"rose: {slug}: {line}")
    if any(worse.values()) and not first and not accept_rises:
        print("Nothing recorded: repair these, or say --accept-rises.")
        return 1
    write_known(now)
    print(f"Recorded in {KNOWN.name}: {sum(sum(counts.values()) for counts in now.values())} gaps.")
    return 0


def main(arguments: list[str]) -> int:
    """Run the command; the exit code is 1 when a count rose and that was not accepted."""
    parser = argparse.ArgumentParser(prog="python -m tests.seeds", description="Compare the seeds, record the gaps.")
    parser.add_argument("--accept-rises", action="store_true", help="record counts that rose as well")
    parser.add_argument("--show", nargs="*", metavar="SLUG", help="print the gaps of these articles (all), record none")
    options = parser.parse_args(arguments)
    gaps = asyncio.run(_all_gaps(options.show or slugs()))
    for slug, found in gaps.items():
        print(f"{slug}: {len(found)} gaps", report(found), sep="\n" if found else "")
    if options.show is not None:
        return 0
    return _record({slug: count(found) for slug, found in gaps.items()}, accept_rises=options.accept_rises)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
