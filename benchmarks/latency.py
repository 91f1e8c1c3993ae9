"""Latency at 1, 4, 16 and 64 clients and at twice the sustainable load, while health is asked for."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Coroutine, Sequence
from typing import Any

import httpx

from benchmarks.load import Answer, at_clients, at_rate, during
from benchmarks.report import Curve, Plot, Result, quantile
from tests.running import running_service

_CLIENTS = (1, 4, 16, 64)
_STEADY = 4


def measure_latency(texts: list[str], *, seconds: float) -> Result:
    """Hold each load for ``seconds`` against one worker with the default settings."""
    with running_service("--workers", "1") as running:
        return asyncio.run(_measure(running.url, texts, seconds))


async def _measure(url: str, texts: list[str], seconds: float) -> Result:
    await at_clients(url, texts, clients=1, go_on=during(min(seconds, 2.0)))  # caches warm
    rows: list[tuple[str | float | int, ...]] = []
    quantiles: dict[int, tuple[float, float]] = {}
    sustainable = 0.0
    for clients in _CLIENTS:
        answers, health = await _watched(url, at_clients(url, texts, clients=clients, go_on=during(seconds)))
        rows.append(_row(f"{clients} client{'s' * (clients > 1)}", answers, health))
        accepted = _accepted(answers)
        quantiles[clients] = quantile(accepted, 0.5) * 1000, quantile(accepted, 0.99) * 1000
        if clients == _STEADY:
            sustainable = len(accepted) / seconds
    answers, health = await _watched(url, at_rate(url, texts, rate=2 * sustainable, seconds=2 * seconds))
    rows.append(_row("twice the sustainable rate", answers, health))
    notes = (
        f"One worker; sustainable: {sustainable:.1f} articles a second (4 clients). Times in milliseconds.",
        f"Twice that rate: {_refusals(answers)}.",
    )
    xs = tuple(float(clients) for clients in _CLIENTS)
    curves = tuple(
        Curve(name, xs, tuple(quantiles[clients][at] for clients in _CLIENTS)) for at, name in enumerate(("p50", "p99"))
    )
    columns = ("load", "accepted", "refused", "cut", "p50", "p95", "p99", "healthz p99", "healthz longest")
    return Result("latency", columns, tuple(rows), notes, Plot("clients", "milliseconds", curves, logarithmic=True))


async def _watched(url: str, load: Coroutine[Any, Any, list[Answer]]) -> tuple[list[Answer], list[float]]:
    """Hold a load and time /healthz meanwhile, from a thread of its own: the load keeps this one busy."""
    seen: list[float] = []
    ended = threading.Event()
    watcher = asyncio.create_task(asyncio.to_thread(_watch_health, url, seen, ended))
    try:
        return await load, seen
    finally:
        ended.set()
        await watcher


def _watch_health(url: str, seen: list[float], ended: threading.Event) -> None:
    with httpx.Client(base_url=url, timeout=30.0) as client:
        while not ended.wait(0.05):
            begun = time.monotonic()
            healthy = client.get("/healthz").status_code == 200
            seen.append(time.monotonic() - begun if healthy else float("inf"))


def _accepted(answers: Sequence[Answer]) -> list[float]:
    return [answer.seconds for answer in answers if answer.status == 200]


def _refusals(answers: Sequence[Answer]) -> str:
    refused = [answer.seconds * 1000 for answer in answers if answer.status == 503]
    if not refused:
        return "nothing was refused, the queue took it all in this time"
    return f"503 within p50 {quantile(refused, 0.5):.1f}, p99 {quantile(refused, 0.99):.1f} ms"


def _row(load: str, answers: Sequence[Answer], health: Sequence[float]) -> tuple[str | float | int, ...]:
    accepted = _accepted(answers)
    refused = sum(answer.status == 503 for answer in answers)
    times = [quantile(accepted, share) * 1000 for share in (0.5, 0.95, 0.99)]
    healthy = [quantile(health, 0.99) * 1000, max(health, default=float("nan")) * 1000]
    return (load, len(accepted), refused, len(answers) - len(accepted) - refused, *times, *healthy)
