"""Sends spans to a collector; the one module that needs the packages of the extra ``otel``.

Headers, timeouts, sampling, batching and resource attributes are taken from the ``OTEL_`` variables
as OpenTelemetry has them.  No text of an article gets into a span: nothing of bodies or exceptions
is recorded, and what a client may have put into path or query is blotted out.
"""

from __future__ import annotations

import asyncio
import threading

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import Span, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from service import __version__

_CLOSING_SECONDS = 3.0
_SENT_BY_CLIENTS = frozenset({"url.path", "url.query", "http.request.method_original"})
_BLOT = "REDACTED"


class TraceExport:
    """A provider whose spans go to ``processor``, without what clients may have put into them."""

    def __init__(self, processor: SpanProcessor) -> None:
        resource = Resource.create({"service.name": "article-enrichment", "service.version": __version__})
        self.provider = TracerProvider(resource=resource.merge(OTELResourceDetector().detect()), shutdown_on_exit=False)
        self.provider.add_span_processor(_Blotter())
        self.provider.add_span_processor(processor)

    @classmethod
    def from_environment(cls) -> TraceExport:
        """To the collector that the environment names, from a thread of its own."""
        return cls(BatchSpanProcessor(OTLPSpanExporter()))

    async def close(self) -> None:
        """Send the last spans; a collector that does not answer holds nothing up for long."""
        closing = threading.Thread(target=self.provider.shutdown, name="last-spans", daemon=True)
        closing.start()
        await asyncio.to_thread(closing.join, _CLOSING_SECONDS)


class _Blotter(SpanProcessor):
    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        del parent_context  # the interface has it
        span.set_attributes(dict.fromkeys(_SENT_BY_CLIENTS & (span.attributes or {}).keys(), _BLOT))
