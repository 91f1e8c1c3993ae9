"""JSON as the RFC has it."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.api.strict_json import parse_json
from service.errors import MalformedJSON

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(value=VALUES, escaped=st.booleans())
def test_what_json_writes_is_read_back(value: Any, escaped: bool) -> None:
    text = json.dumps(value, ensure_ascii=escaped)
    try:
        body = text.encode()
    except UnicodeEncodeError:
        return
    assert parse_json(body) == value


@given(body=st.binary(max_size=200))
def test_any_bytes_are_a_value_or_malformed(body: bytes) -> None:
    with contextlib.suppress(MalformedJSON):
        parse_json(body)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert parse_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


def test_a_lone_surrogate_is_json() -> None:
    assert parse_json(rb'"\ud83d"') == "\ud83d"


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"\xff", "not UTF-8 at byte 0"),
        (b'{"a":\n 1,}', "line 2"),
        (b"[Infinity]", "NaN and Infinity"),
        (b"[" * 50_000, "nested too deep"),
        (b'{"a": 1, "\\u0061": 2}', "a key twice"),
        (b"1" * 10_000, "too long"),
    ],
)
def test_the_place_is_told(body: bytes, detail: str) -> None:
    with pytest.raises(MalformedJSON, match=detail):
        parse_json(body)
