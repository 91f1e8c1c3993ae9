"""``python -m benchmarks.soak``: load and faults on loopback, bounded in count and time.

A request is *lost* when it gets neither its enrichment, the same as at rest, nor an honest refusal
(503 with Retry-After).  The exit status is 1 when one was lost.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.articles import load_articles, of_length
from benchmarks.faults import hang_up, send_half, sigterm_under_load, worker_killed_under_load
from benchmarks.load import Answer, at_clients, at_rate, connected, during, enrich
from benchmarks.report import quantile
from benchmarks.tally import Tally
from tests.running import running_service

_LONGEST = 100_000
_QUEUE = 32


@dataclass(frozen=True, slots=True)
class Scale:
    """How long each load is held, how many clients, broken clients and batches there are."""

    seconds: float
    clients: int
    broken: int
    batches: int
    batch_articles: int


SHORT = Scale(seconds=1.5, clients=8, broken=16, batches=64, batch_articles=1)
LONG = Scale(seconds=30.0, clients=64, broken=200, batches=64, batch_articles=8)


def soak(scale: Scale) -> list[Tally]:
    """Run every trial; one worker for the load, two for the kill, one for the SIGTERM.

    Only the overload meets the default of QUEUE_SECONDS; the others wait, however slow the machine.
    """
    texts = load_articles(None, 0)
    tallies: list[Tally] = []
    patient = {"DEADLINE_SECONDS": "60", "QUEUE_SECONDS": "60"}
    with running_service("--workers", "1", BODY_TIMEOUT_SECONDS="2", **patient) as running:
        at_rest = asyncio.run(_at_rest(running.url, texts))
        tallies += asyncio.run(_one_worker(running.url, texts, at_rest, scale))
    with running_service("--workers", "1", DEADLINE_SECONDS="60") as running:
        tallies.append(asyncio.run(_overload(running.url, texts, at_rest, scale)))
    with running_service("--workers", "2", **patient) as running:
        tallies.append(asyncio.run(worker_killed_under_load(running, texts, at_rest, scale.seconds, scale.clients)))
    with running_service("--workers", "1", **patient) as running:
        tallies.append(asyncio.run(sigterm_under_load(running, texts, at_rest, scale.clients)))
    return tallies


async def _at_rest(url: str, texts: Sequence[str]) -> list[bytes]:
    """The enrichment of each article while nothing else goes on."""
    async with connected(url, 1) as client:
        return [(await enrich(client, texts, index)).body for index in range(len(texts))]


async def _one_worker(url: str, texts: list[str], at_rest: list[bytes], scale: Scale) -> list[Tally]:
    steady = await at_clients(url, texts, clients=4, go_on=during(scale.seconds))
    tallies = [
        Tally.of("steady load", steady, at_rest, f"{len(steady) / scale.seconds:.1f} articles a second"),
        Tally.of("long among short", *await _long_among_short(url, texts, at_rest, scale)),
    ]
    for name, fault in (("clients that hang up", hang_up), ("half-sent bodies", send_half)):
        load = asyncio.create_task(at_clients(url, texts, clients=2, go_on=during(scale.seconds)))
        note = await fault(url, texts[0], scale.broken)
        tallies.append(Tally.of(name, await load, at_rest, note))
    return [*tallies, await _batches(url, texts, at_rest, scale)]


async def _overload(url: str, texts: list[str], at_rest: list[bytes], scale: Scale) -> Tally:
    """Twice what the worker can read, and at once more than it may hold."""
    steady = await at_clients(url, texts, clients=2, go_on=during(scale.seconds))
    span = 2 * scale.seconds
    answers = await at_rate(url, texts, rate=2 * len(steady) / scale.seconds + _QUEUE / span, seconds=span)
    return Tally.of("overload", answers, at_rest, _times(answers))


def _times(answers: Sequence[Answer]) -> str:
    refused = [answer.seconds * 1000 for answer in answers if answer.status == 503]
    accepted = [answer.seconds for answer in answers if answer.status == 200]
    within = f"accepted within p99 {quantile(accepted, 0.99):.1f} s"
    return f"{within}, refused within p99 {quantile(refused, 0.99):.0f} ms" if refused else f"{within}, none refused"


async def _long_among_short(
    url: str, texts: list[str], at_rest: list[bytes], scale: Scale
) -> tuple[list[Answer], list[bytes], str]:
    """An article of the greatest length while short ones go on; it must be read, and they too."""
    long = of_length(texts, _LONGEST)
    load = asyncio.create_task(at_clients(url, texts, clients=2, go_on=during(scale.seconds)))
    async with connected(url, 1) as client:
        answer = await enrich(client, [long], 0)
    short = await load
    whole = answer.status == 200 and json.loads(answer.body)["text_length"] == _LONGEST
    answers = [*short, dataclasses.replace(answer, text=len(texts))]
    slowest = max((a.seconds for a in short), default=0.0)
    note = f"{_LONGEST:,} characters in {answer.seconds:.1f} s, the slowest short one in {slowest:.1f} s"
    return answers, [*at_rest, answer.body if whole else b""], note


async def _batches(url: str, texts: list[str], at_rest: list[bytes], scale: Scale) -> Tally:
    """All batches at once; each article of each must be answered or refused in its place."""
    tally = Tally(f"{scale.batches} batches at once")

    async def send(number: int) -> None:
        chosen = [(number + at) % len(texts) for at in range(scale.batch_articles)]
        answer = await client.post("/v1/enrich/batch", json={"articles": [{"text": texts[i]} for i in chosen]})
        tally.add_batch(answer, chosen, at_rest)

    async with connected(url, scale.batches) as client:
        del client.headers["Content-Type"]
        await asyncio.gather(*(send(number) for number in range(scale.batches)))
    return tally


def main() -> int:
    """Run the trials, print what was held, survived and lost; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description="Load and faults, on loopback.")
    parser.add_argument("--short", action="store_true", help="the form that the test suite runs, under a minute")
    options = parser.parse_args()
    begun = time.monotonic()
    tallies = soak(SHORT if options.short else LONG)
    for tally in tallies:
        print(tally.as_text())
    lost = sum(tally.lost for tally in tallies)
    sent = sum(tally.sent for tally in tallies)
    print(f"{sent} requests, {len(tallies)} trials, {lost} lost, {time.monotonic() - begun:.0f} s")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
