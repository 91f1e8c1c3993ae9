"""The trace of a batch: one span, in the trace of the first request it serves and linked to the others.

Only the API of OpenTelemetry is used: where no traces are exported, no origin is valid and nothing
is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from opentelemetry import trace


def current_origin() -> trace.SpanContext:
    """The span of the request in work; an invalid one where requests are not traced."""
    return trace.get_current_span().get_span_context()


def reading_span(
    tracer: trace.Tracer, origins: Sequence[trace.SpanContext], *, characters: int
) -> AbstractContextManager[object]:
    """The span of one batch, while the context lasts; ``origins`` has one entry for each article.

    Only requests whose trace is kept (sampled) count: without any, nothing is made.
    """
    kept = {(origin.trace_id, origin.span_id): origin for origin in origins if origin.trace_flags.sampled}
    if not kept:
        return nullcontext()
    first, *others = kept.values()
    return tracer.start_as_current_span(
        "read articles",
        context=trace.set_span_in_context(trace.NonRecordingSpan(first)),
        links=[trace.Link(origin) for origin in others],
        attributes={"enricher.articles": len(origins), "enricher.characters": characters},
        record_exception=False,
    )
