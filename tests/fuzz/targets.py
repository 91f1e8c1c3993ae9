"""What is fuzzed: a text through the reader, a JSON body through the whole application.

A target takes bytes, as a fuzzer makes them, and raises where the service does what it never should.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx

from service.api.strict_json import is_array, is_object
from service.reading.pipeline import Reader
from tests.reading.soundness import assert_sound

CORPUS = Path(__file__).parent / "corpus"
"""One folder a target: inputs to begin with, and every input that once crashed it (``crash-*``)."""

_ECHO = 24
_PATHS = ("/v1/enrich", "/v1/enrich/batch", "/v1/enrich/ninjs", "/v1/enrich/jsonld", "/v1/enrich/superdesk")


def kept_inputs(target: str) -> dict[str, bytes]:
    """The corpus of a target by the names of its files."""
    return {path.name: path.read_bytes() for path in sorted((CORPUS / target).iterdir())}


def read_text(reader: Reader, data: bytes) -> None:
    """Any text is read or refused, and its findings lie within it."""
    assert_sound(reader, data.decode("utf-8", errors="ignore"))


async def post_json(client: httpx.AsyncClient, data: bytes) -> None:
    """Any body is answered or refused by every operation, and no refusal repeats what was sent."""
    for path in _PATHS:
        response = await client.post(path, content=data, headers={"Content-Type": "application/json"})
        answer = response.json()
        if response.status_code == 200:
            _check_results(path, data, answer)
            continue
        assert response.status_code in (400, 413, 422), (response.status_code, answer["code"])
        assert response.headers["content-type"] == "application/problem+json"
        assert answer["code"] != "internal"
        for string in _strings(data):
            assert len(string) < _ECHO or string not in response.text


def _check_results(path: str, data: bytes, answer: Any) -> None:
    sent = json.loads(data)
    if path == "/v1/enrich":
        _check_spans(sent, answer)
    elif path == "/v1/enrich/batch":
        for article, item in zip(sent["articles"], answer["results"], strict=True):
            assert (item["result"] is None) != (item["problem"] is None)
            if item["result"] is not None:
                _check_spans(article, item["result"])
            else:
                assert item["problem"]["code"] != "internal"


def _check_spans(article: dict[str, Any], answer: Any) -> None:
    """Each span of an answer has the very characters that the text has there, in the asked unit."""
    unit = article.get("offset_unit", "code_point")
    coded = {"utf16": "utf-16-le", "utf8": "utf-8", "code_point": "utf-32-le"}[unit]
    width = {"utf16": 2, "utf8": 1, "code_point": 4}[unit]
    text = article["text"].encode(coded)
    for span in _spans(answer):
        assert text[span["start"] * width : span["end"] * width].decode(coded) == span["text"]


def _spans(value: Any) -> list[dict[str, Any]]:
    """Everything in an answer that has a start, an end and a text."""
    if is_array(value):
        return [span for member in value for span in _spans(member)]
    if not is_object(value):
        return []
    found = [value] if {"start", "end", "text"} <= value.keys() else []
    return [*found, *(span for member in value.values() for span in _spans(member))]


def _strings(data: bytes) -> list[str]:
    """The strings of a body, as far as it is JSON."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return []
    strings: list[str] = []
    waiting: list[Any] = [value]
    while waiting:
        member = waiting.pop()
        if isinstance(member, str):
            strings.append(member)
        elif is_array(member):
            waiting += member
        elif is_object(member):
            waiting += [*member.keys(), *member.values()]
    return strings
