"""Send articles to a balanced address, break something meanwhile, and count what was lost.

    docker compose --profile scale up -d
    python scripts/failover.py --url http://127.0.0.1:8080 --break 'docker compose kill -s SIGKILL replica'

A process that is killed in the middle of sending an answer cuts it off, and no balancer can mend that
once the head of the answer went out. Such a request is sent once more, as every client should do, and
counted as such. Exit status 1 when a single request ends with anything but its enrichment.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx


@dataclass
class Tally:
    """What became of the requests: outcomes by name, and the seconds each took."""

    outcomes: Counter[str] = field(default_factory=Counter[str])
    seconds: list[float] = field(default_factory=list[float])


def main() -> int:
    """Run the trial and print its result; returns the exit status."""
    parser = argparse.ArgumentParser(description="Count the requests lost while something breaks.")
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--requests", type=int, default=120)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--break", dest="breaking", default="", help="shell command, run after a third of the requests")
    options = parser.parse_args()
    articles = [path.read_bytes() for path in sorted(Path("seeds").glob("*.txt"))]
    tally = asyncio.run(_trial(options.url, articles, options.requests, options.clients, options.breaking))
    ordered = sorted(tally.seconds)
    answered = sum(number for outcome, number in tally.outcomes.items() if outcome.startswith("200"))
    print(f"{options.requests} requests, {answered} enriched, outcomes {dict(tally.outcomes)}")
    print(f"seconds: median {ordered[len(ordered) // 2]:.3f}, longest {ordered[-1]:.3f}")
    return 0 if answered == options.requests else 1


async def _trial(url: str, articles: list[bytes], requests: int, clients: int, breaking: str) -> Tally:
    tally = Tally()
    numbers = iter(range(requests))
    headers = {"Content-Type": "text/plain; charset=utf-8"}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60) as client:

        async def work() -> None:
            for number in numbers:
                if number == requests // 3 and breaking:
                    await asyncio.to_thread(_break, breaking)
                begun = time.monotonic()
                tally.outcomes[await _enrich(client, articles[number % len(articles)])] += 1
                tally.seconds.append(time.monotonic() - begun)

        await asyncio.gather(*(work() for _ in range(clients)))
    return tally


async def _enrich(client: httpx.AsyncClient, article: bytes) -> str:
    try:
        return _outcome(await client.post("/v1/enrich", content=article), article)
    except httpx.TransportError as cut:
        first = type(cut).__name__
    try:
        return f"{_outcome(await client.post('/v1/enrich', content=article), article)} after a {first}"
    except httpx.TransportError as cut:
        return f"{type(cut).__name__} after a {first}"


def _outcome(response: httpx.Response, article: bytes) -> str:
    if response.is_success and response.json()["text_length"] != len(article.decode("utf-8")):
        return "answer to another article"
    return str(response.status_code)


def _break(command: str) -> None:
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - the caller's own command
    print(f"broke it: {command} (exit {done.returncode}) {done.stderr.strip()[:200]}")


if __name__ == "__main__":
    sys.exit(main())
