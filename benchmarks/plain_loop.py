"""The limit of an archive run: its reader called in a plain loop, without Ray, files or commits.

A contender of `benchmarks.archive`: reads the JSON Lines file that the first line of standard input
names, gets ready, then answers every further line with the seconds of one round.
"""

from __future__ import annotations

import sys
import time

from service.archive.columns import Columns
from service.archive.enricher import Enricher
from service.archive.formats import find_parts
from service.archive.records import read_records
from service.archive.storage import open_input
from service.processors import pin_threads
from service.settings import Settings


def main() -> None:
    """Serve rounds until standard input ends."""
    pin_threads()
    folder, files = open_input(sys.stdin.readline().strip())
    (part,), _ = find_parts(files, given_format=None, delimiter=None)
    bodies = [record.body for record in read_records(folder, part, Columns(), {})]
    enricher = Enricher.load(Settings())
    enricher.enrich(bodies[0])
    print("ready", flush=True)
    for _ in sys.stdin:
        begun = time.monotonic()
        for body in bodies:
            enricher.enrich(body)
        print(time.monotonic() - begun, flush=True)


if __name__ == "__main__":
    main()
