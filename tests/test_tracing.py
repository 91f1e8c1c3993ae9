"""OpenTelemetry traces: off by default, in the caller's trace, exported by OTLP, without article text."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from service.app import create_app
from service.engine.spans import reading_span
from service.errors import InvalidSettings
from service.reading.pipeline import Reader
from service.settings import Settings
from service.trace_export import TraceExport
from service.tracing import wants_tracing
from tests.api.articles import WIRE_STORY
from tests.conftest import PATIENT, client_of
from tests.running import environment, free_port, running_service

TRACE, CALLER = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
SAMPLED = {"traceparent": f"00-{TRACE}-{CALLER}-01"}
COLLECTOR = "http://127.0.0.1:4318"


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@asynccontextmanager
async def traced(reader: Reader, exporter: InMemorySpanExporter) -> AsyncGenerator[httpx.AsyncClient]:
    traces = TraceExport(SimpleSpanProcessor(exporter))
    app = create_app(Settings(deadline_seconds=PATIENT), reader, traces)
    async with app.router.lifespan_context(app), client_of(app) as client:
        yield client


def by_name(exporter: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    return {span.name: span for span in exporter.get_finished_spans()}


def parent_of(span: ReadableSpan) -> str | None:
    return trace.format_span_id(span.parent.span_id) if span.parent else None


def ids(span: ReadableSpan) -> tuple[str, str]:
    context = span.get_span_context()
    assert context is not None
    return trace.format_trace_id(context.trace_id), trace.format_span_id(context.span_id)


async def test_request_and_batch_go_on_with_the_callers_trace(reader: Reader, exporter: InMemorySpanExporter) -> None:
    async with traced(reader, exporter) as client:
        headers = {**SAMPLED, "X-Request-ID": "cms-4711"}
        assert (await client.post("/v1/enrich", json={"text": WIRE_STORY}, headers=headers)).status_code == 200
    spans = by_name(exporter)
    assert set(spans) == {"POST /v1/enrich", "read articles"}
    request, batch = spans["POST /v1/enrich"], spans["read articles"]
    assert (ids(request)[0], parent_of(request)) == (TRACE, CALLER)
    assert (ids(batch)[0], parent_of(batch)) == (TRACE, ids(request)[1])
    attributes = dict(request.attributes or {})
    assert attributes["http.route"] == "/v1/enrich"
    assert attributes["http.response.status_code"] == 200
    assert attributes["enricher.request_id"] == "cms-4711"
    assert attributes["enricher.code"] == "ok"
    assert attributes["enricher.characters"] == len(WIRE_STORY)
    assert {"enricher.queue_seconds", "enricher.read_seconds"} <= attributes.keys()
    assert dict(batch.attributes or {}) == {"enricher.articles": 1, "enricher.characters": len(WIRE_STORY)}
    assert dict(request.resource.attributes)["service.name"] == "article-enrichment"


async def test_a_trace_that_is_not_kept_has_no_spans(reader: Reader, exporter: InMemorySpanExporter) -> None:
    async with traced(reader, exporter) as client:
        dropped = {"traceparent": f"00-{TRACE}-{CALLER}-00"}
        await client.post("/v1/enrich", json={"text": WIRE_STORY}, headers=dropped)
    assert exporter.get_finished_spans() == ()


async def test_probes_and_pages_have_no_spans(reader: Reader, exporter: InMemorySpanExporter) -> None:
    async with traced(reader, exporter) as client:
        for path in ("/healthz", "/readyz", "/metrics", "/", "/docs"):
            await client.get(path, headers=SAMPLED)
    assert exporter.get_finished_spans() == ()


async def test_nothing_that_was_sent_gets_into_a_span(reader: Reader, exporter: InMemorySpanExporter) -> None:
    secret = "Lindqvist"
    async with traced(reader, exporter) as client:
        text = f"“The bridge is safe,” said Marta {secret}, the engineer.\n"
        await client.post(f"/v1/enrich?{secret}={secret}", content=text, headers={"Content-Type": "text/plain"})
        await client.post("/v1/enrich/batch", json={"articles": [{"text": text, "id": secret, "title": secret}]})
        await client.post(f"/v1/{secret}", json={"text": text})
        await client.request(secret, "/v1/enrich")
        await client.post("/v1/enrich", json={"text": secret, secret: secret})
        await client.post("/v1/enrich", content=f'"{secret}', headers={"Content-Type": "application/json"})
        await client.post("/v1/enrich", content=secret, headers={"Content-Type": secret})
    spans = exporter.get_finished_spans()
    codes = [dict(span.attributes or {}).get("enricher.code") for span in spans if span.name != "read articles"]
    assert codes == ["ok", "ok", "not_found", "method_not_allowed", "invalid_request", "malformed_json",
                     "unsupported_media_type"]  # fmt: skip
    assert secret not in "".join(span.to_json() for span in spans)


def test_a_batch_is_in_the_first_kept_trace_and_linked_to_the_others(exporter: InMemorySpanExporter) -> None:
    tracer = TraceExport(SimpleSpanProcessor(exporter)).provider.get_tracer("test")

    def origin(number: int, *, sampled: bool = True) -> trace.SpanContext:
        flags = trace.TraceFlags(trace.TraceFlags.SAMPLED if sampled else trace.TraceFlags.DEFAULT)
        return trace.SpanContext(number, number, is_remote=False, trace_flags=flags)

    origins = [origin(1, sampled=False), origin(2), origin(3), origin(3), origin(2), trace.INVALID_SPAN_CONTEXT]
    with reading_span(tracer, origins, characters=70):
        pass
    (span,) = exporter.get_finished_spans()
    assert span.parent is not None
    assert span.parent.span_id == 2
    assert [link.context.span_id for link in span.links] == [3]
    assert dict(span.attributes or {}) == {"enricher.articles": 6, "enricher.characters": 70}


@pytest.mark.parametrize(
    ("variables", "on"),
    [
        ({}, False),
        ({"OTEL_SERVICE_NAME": "desk"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": " "}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": COLLECTOR}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": f"{COLLECTOR}/v1/traces"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": COLLECTOR, "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": COLLECTOR, "OTEL_SDK_DISABLED": "TRUE"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": COLLECTOR, "OTEL_TRACES_EXPORTER": "none"}, False),
    ],
)
def test_the_standard_variables_switch_it_on(variables: dict[str, str], on: bool) -> None:
    assert wants_tracing(variables) is on


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "secret:4317"}, "OTEL_EXPORTER_OTLP_ENDPOINT"),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://[secret"}, "OTEL_EXPORTER_OTLP_ENDPOINT"),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "grpc://secret"}, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": COLLECTOR, "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}, "PROTOCOL: .*protobuf"),
    ],
)  # fmt: skip
def test_what_cannot_be_sent_to_stops_the_start(variables: dict[str, str], named: str) -> None:
    with pytest.raises(InvalidSettings, match=named) as raised:
        wants_tracing(variables)
    assert "secret" not in str(raised.value)


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, text=True, timeout=280, check=False
    )


def test_without_the_extra_a_collector_stops_the_start_with_the_reason() -> None:
    hidden = "import sys; sys.modules['opentelemetry.exporter'] = None\n"
    asked = "from service.tracing import wants_tracing\n"
    off = run(hidden + asked + "assert not wants_tracing({})")
    assert off.returncode == 0, off.stderr
    on = run(hidden + asked + f"wants_tracing({{'OTEL_EXPORTER_OTLP_ENDPOINT': '{COLLECTOR}'}})")
    assert on.returncode == 1
    assert "requirements-otel.lock" in on.stderr


def test_while_it_is_off_no_package_of_the_extra_is_loaded() -> None:
    loaded = run(
        "import sys, service.app\nservice.app.from_environment()\n"
        "print([name for name in sys.modules if name.startswith(('opentelemetry.sdk', 'opentelemetry.exporter'))])"
    )
    assert (loaded.returncode, loaded.stdout.strip()) == (0, "[]"), loaded.stderr


async def test_a_dead_collector_does_not_hold_up_the_end() -> None:
    exporter = OTLPSpanExporter(endpoint=f"http://127.0.0.1:{free_port()}/v1/traces")
    traces = TraceExport(BatchSpanProcessor(exporter))
    traces.provider.get_tracer("test").start_span("lost").end()
    begun = time.monotonic()
    await asyncio.wait_for(traces.close(), timeout=30)
    assert time.monotonic() - begun < 10


class Collector(HTTPServer):
    """The least that speaks OTLP over HTTP: it takes what is posted to /v1/traces."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Intake)
        self.received: list[ExportTraceServiceRequest] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def spans(self) -> dict[str, tuple[str, str, str]]:
        """Trace, span and parent by name."""
        return {
            span.name: (span.trace_id.hex(), span.span_id.hex(), span.parent_span_id.hex())
            for request in list(self.received)
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        }


class Intake(BaseHTTPRequestHandler):
    server: Collector  # pyright: ignore[reportIncompatibleVariableOverride]

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Quiet."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/v1/traces":
            self.server.received.append(ExportTraceServiceRequest.FromString(body))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def collector() -> Iterator[Collector]:
    with Collector() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_running_service_exports_to_a_collector(collector: Collector) -> None:
    with running_service(DEADLINE_SECONDS="120", OTEL_EXPORTER_OTLP_ENDPOINT=collector.url) as service:
        answer = httpx.post(f"{service.url}/v1/enrich", json={"text": WIRE_STORY}, headers=SAMPLED, timeout=120)
        assert answer.status_code == 200
        service.process.terminate()  # what is not sent yet is sent at the end
        service.process.wait(timeout=60)
        lines = [json.loads(line) for line in service.logged().splitlines()]
    spans = collector.spans()
    request, batch = spans["POST /v1/enrich"], spans["read articles"]
    assert (request[0], request[2]) == (TRACE, CALLER)
    assert (batch[0], batch[2]) == (TRACE, request[1])
    assert b"Lindqvist" not in b"".join(request.SerializeToString() for request in collector.received)
    (logged,) = (line for line in lines if line.get("event") == "request" and line["route"] == "/v1/enrich")
    assert (logged["trace_id"], logged["span_id"]) == request[:2]
