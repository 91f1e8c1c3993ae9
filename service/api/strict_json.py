"""JSON as RFC 8259 has it: UTF-8, no NaN, no repeated keys, bounded nesting."""

from __future__ import annotations

import json
from typing import Any, NoReturn, TypeGuard

from service.errors import MalformedJSON

_BYTE_ORDER_MARK = "\ufeff"


def parse_json(body: bytes) -> Any:
    r"""Read one JSON value; a leading byte order mark is passed over, as RFC 8259 allows.

    Strings may hold lone surrogates (``"\ud83d"`` is JSON): whoever takes text from the value
    has to look.

    Raises:
        MalformedJSON: with the place, and never with what stands there.
    """
    try:
        text = body.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        raise MalformedJSON(f"The body is not UTF-8 at byte {error.start}.") from None
    try:
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise MalformedJSON(f"The body is not JSON at line {error.lineno}, column {error.colno}.") from None
    except RecursionError:
        raise MalformedJSON("The body is nested too deep.") from None
    except ValueError:  # an integer of more digits than Python converts
        raise MalformedJSON("The body holds a number that is too long.") from None


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """Whether a parsed value is an object; its keys are strings by the grammar."""
    return isinstance(value, dict)


def is_array(value: Any) -> TypeGuard[list[Any]]:
    """Whether a parsed value is an array."""
    return isinstance(value, list)


def _refuse_constant(_name: str) -> NoReturn:
    raise MalformedJSON("NaN and Infinity are no JSON numbers.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise MalformedJSON("An object of the body has a key twice.")
    return members
