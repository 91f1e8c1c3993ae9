"""Requests that offer HTTP/2 over plain HTTP, as those of Java's HttpClient do: they are answered in HTTP/1.1."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator

import pytest

from tests.running import RunningService

TEXT = "Bridge shut\n\n“It is not safe,” said Marta Lindqvist, the engineer.\n"
OFFER = {
    "Connection": "Upgrade, HTTP2-Settings",
    "Upgrade": "h2c",
    "HTTP2-Settings": "AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA",
}


def in_pieces(body: bytes) -> Iterator[bytes]:
    yield body[:10]
    yield body[10:]


@pytest.mark.parametrize("chunked", [False, True], ids=["with its length", "in chunks"])
def test_the_body_is_read_and_the_connection_goes_on(live_service: RunningService, chunked: bool) -> None:
    body = json.dumps({"text": TEXT}).encode()
    connection = http.client.HTTPConnection(live_service.url.removeprefix("http://"), timeout=120)
    for _ in range(2):
        sent = in_pieces(body) if chunked else body
        headers = {"Content-Type": "application/json", **({"Transfer-Encoding": "chunked"} if chunked else {}), **OFFER}
        connection.request("POST", "/v1/enrich", sent, headers, encode_chunked=chunked)
        response = connection.getresponse()
        answer = json.loads(response.read())
        assert (response.status, response.version) == (200, 11)
        assert answer["text_length"] == len(TEXT)
    connection.close()
    assert "upgrade" not in live_service.logged().lower()
    assert "websocket" not in live_service.logged().lower()
