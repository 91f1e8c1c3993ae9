"""Prometheus metrics of one application; docs/metrics.md explains each.

Labels are bounded: route templates, known methods, statuses and error codes.  With several workers
(``PROMETHEUS_MULTIPROC_DIR`` is set before this module is imported) whichever worker is asked
answers for all of them.
"""

from __future__ import annotations

import os
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

SHARED_DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 30.0)
_ARTICLES = (1, 2, 4, 8, 16, 32, 64)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Metrics:
    """All that the service counts; each application has its own."""

    def __init__(self) -> None:
        registry = CollectorRegistry()
        self._registry = registry
        self._requests = Counter(
            "enricher_requests", "Requests answered.", ("route", "method", "status", "code"), registry=registry
        )
        self._request_seconds = Histogram(
            "enricher_request_seconds", "Time from request to answer.", ("route",), buckets=_SECONDS, registry=registry
        )
        self.requests_in_progress = Gauge(
            "enricher_requests_in_progress", "Requests in work.", registry=registry, multiprocess_mode="livesum"
        )
        self.pending_bytes = Gauge(
            "enricher_pending_bytes", "Request bodies held.", registry=registry, multiprocess_mode="livesum"
        )
        self.queue_articles = Gauge(
            "enricher_queue_articles", "Articles admitted and not read yet.", registry=registry,
            multiprocess_mode="livesum",
        )  # fmt: skip
        self.expected_wait_seconds = Gauge(
            "enricher_expected_wait_seconds", "Time that an article admitted now is likely to wait.", registry=registry,
            multiprocess_mode="livemax",
        )  # fmt: skip
        self.queue_seconds = Histogram(
            "enricher_queue_seconds", "Time an article waited for its reading.", buckets=_SECONDS, registry=registry
        )
        self._articles = Counter(
            "enricher_articles", "Articles by how they ended: read, failed, or a rejection's code.", ("outcome",),
            registry=registry,
        )  # fmt: skip
        self._refusals = Counter(
            "enricher_refusals", "Articles and bodies refused, by the setting that was reached.", ("limit",),
            registry=registry,
        )  # fmt: skip
        self.batch_articles = Histogram(
            "enricher_batch_articles", "Articles read at one go.", buckets=_ARTICLES, registry=registry
        )
        self.reading_seconds = Counter(
            "enricher_reading_seconds", "Time the inference thread worked.", registry=registry
        )
        self.words = Counter("enricher_words", "Words read.", registry=registry)
        self.characters = Counter("enricher_characters", "Code points read.", registry=registry)
        self.ready = Gauge(
            "enricher_ready_workers", "Workers that take articles.", registry=registry, multiprocess_mode="livesum"
        )
        self._resident_bytes = Gauge(
            "enricher_resident_bytes", "Resident memory.", registry=registry, multiprocess_mode="livesum"
        )
        self._build = Gauge(
            "enricher_build_info", "Versions in use.", ("service", "reader", "taxonomy"), registry=registry,
            multiprocess_mode="max",
        )  # fmt: skip

    def request_answered(self, *, route: str, method: str, status: int, code: str, seconds: float) -> None:
        """Count one request; ``route`` is a template and ``code`` an error code or ``ok``."""
        known = method if method in _METHODS else "other"
        self._requests.labels(route, known, str(status), code).inc()
        self._request_seconds.labels(route).observe(seconds)

    def article_ended(self, outcome: str) -> None:
        """Count one article."""
        self._articles.labels(outcome).inc()

    def refused(self, limit: str) -> None:
        """Count one article or body that was not taken on; ``limit`` is the name of a setting."""
        self._refusals.labels(limit).inc()

    def running(self, *, service: str, reader: str, taxonomy: str) -> None:
        """State the versions in use."""
        self._build.labels(service, reader, taxonomy).set(1)

    def measure_memory(self) -> None:
        """Take down the memory that this process holds now."""
        self._resident_bytes.set(_resident_bytes())

    def render(self) -> bytes:
        """The metrics, of all workers, in Prometheus' text format."""
        self.measure_memory()
        directory = os.environ.get(SHARED_DIRECTORY)
        if directory is None:
            return generate_latest(self._registry)
        _forget_dead_workers(Path(directory))
        shared = CollectorRegistry()
        MultiProcessCollector(shared, directory)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
        return generate_latest(shared)


def _forget_dead_workers(directory: Path) -> None:
    """Drop the gauges of workers that were killed, so that sums over workers stay true."""
    for path in directory.glob("gauge_live*_*.db"):
        pid = int(path.stem.rpartition("_")[2])
        if not Path(f"/proc/{pid}").exists():
            path.unlink(missing_ok=True)


def _resident_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
