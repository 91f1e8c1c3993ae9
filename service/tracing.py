"""Whether traces are exported, and which requests they have; `service.trace_export` does it.

Off unless the standard variables of OpenTelemetry name a collector.  FastAPI makes the span of a
request, `service.engine.spans` that of a batch: without a provider both are the no-ops of
OpenTelemetry's API.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from fastapi.telemetry import TelemetryConfig
from opentelemetry.trace import TracerProvider

from service.errors import InvalidSettings

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
_PROTOCOL = "http/protobuf"
_PACKAGES = "opentelemetry.exporter"
_TRACED = "/v1/"


def wants_tracing(environment: Mapping[str, str]) -> bool:
    """Whether the environment names a collector to send traces to.

    Raises:
        InvalidSettings: what it names cannot be sent to, or the packages that would do it are missing.
    """
    values = {name: value.strip() for name, value in environment.items() if name.startswith("OTEL_")}
    if values.get("OTEL_SDK_DISABLED", "").lower() == "true" or values.get("OTEL_TRACES_EXPORTER") == "none":
        return False
    endpoint = next((name for name in _ENDPOINTS if values.get(name)), None)
    if endpoint is None:
        return False
    if not _is_http(values[endpoint]):
        raise InvalidSettings(f"{endpoint}: must be an http or https address")
    if other := [name for name in _PROTOCOLS if values.get(name, _PROTOCOL) not in ("", _PROTOCOL)]:
        raise InvalidSettings(f"{other[0]}: traces are sent by {_PROTOCOL} only")
    if importlib.util.find_spec(_PACKAGES) is None:
        raise InvalidSettings(
            f"{endpoint} is set, but what exports traces is not installed: see requirements-otel.lock"
        )
    return True


def request_spans(provider: TracerProvider | None) -> TelemetryConfig:
    """How FastAPI traces: requests to the API, and without a provider nothing.

    Its metrics and logs stay off always: `/metrics` has the ones, and the others would carry the
    messages of exceptions.
    """
    return TelemetryConfig(
        tracer_provider=provider,
        tracing=provider is not None,
        metrics=False,
        logs=False,
        operation_spans=False,
        auto_configure=False,
        exclude=_is_untraced,
    )


def _is_untraced(scope: MutableMapping[str, Any]) -> bool:
    path: str = scope["path"]
    return not path.startswith(_TRACED)


def _is_http(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
