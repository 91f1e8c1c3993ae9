"""Who a request is in logs and traces: its request id and its W3C trace context."""

from __future__ import annotations

import re
import uuid
from contextvars import ContextVar
from dataclasses import dataclass

from opentelemetry import trace

_SANE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:~/+=-]{0,127}", re.ASCII)
_TRACEPARENT = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Identity:
    """``trace_id`` and ``span_id`` are those of our own span where requests are traced.

    Where they are not, they are the caller's, from ``traceparent``; None without one.
    """

    request_id: str
    trace_id: str | None = None
    span_id: str | None = None


_current: ContextVar[Identity] = ContextVar("identity")


def identify(request_id: str, traceparent: str) -> Identity:
    """Take over what the client sent where it is sane; make a request id where it is not."""
    trace_id, span_id = _trace(traceparent)
    return Identity(
        request_id=request_id if _SANE_ID.fullmatch(request_id) else uuid.uuid4().hex,
        trace_id=trace_id,
        span_id=span_id,
    )


def enter(identity: Identity) -> None:
    """Make this the identity of what the current task does from here on."""
    _current.set(identity)


def known_identity() -> Identity | None:
    """The identity of the request in work; None outside of any."""
    return _current.get(None)


def current_identity() -> Identity:
    """The identity of the request in work; a new one outside of any."""
    return known_identity() or identify("", "")


def _trace(traceparent: str) -> tuple[str, str] | tuple[None, None]:
    own = trace.get_current_span().get_span_context()
    if own.is_valid:
        return trace.format_trace_id(own.trace_id), trace.format_span_id(own.span_id)
    sent = _TRACEPARENT.fullmatch(traceparent)
    return (sent[1], sent[2]) if sent else (None, None)
