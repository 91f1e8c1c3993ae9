"""Draws the OpenAPI description as HTML that works under the strict content security policy."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

_MARKED = "`"


def draw_reference(description: dict[str, Any]) -> str:
    """The page for a description as `service.api.openapi.describe_api` makes it."""
    info: dict[str, Any] = description["info"]
    schemas: dict[str, Any] = description["components"]["schemas"]
    operations = [
        _operation(method, path, operation)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]
    return "\n".join(
        (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<title>{escape(info["title"])}: API</title><link rel="stylesheet" href="docs/style.css"></head>',
            "<body><main>",
            f"<h1>{escape(info['title'])}: API {escape(info['version'])}</h1>{_prose(info['description'])}",
            '<p><a href="openapi.json">OpenAPI description</a> for generators · <a href="./">Inspector</a></p>',
            "<h2>Operations</h2>",
            *operations,
            "<h2>Schemas</h2>",
            *(_schema(name, schema) for name, schema in schemas.items()),
            "</main></body></html>",
        )
    )


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    bodies = operation.get("requestBody", {}).get("content", {})
    parameters = operation.get("parameters", [])
    rows = [
        *(("body", kind, _type(body["schema"])) for kind, body in bodies.items()),
        *(("query", found["name"], _text(found.get("description", ""))) for found in parameters),
        *((status, _first_type(response), _text(response["description"])) for status, response in _answers(operation)),
    ]
    heading = f"{escape(method.upper())} {escape(path)}"
    return (
        f'<section id="{escape(operation["operationId"])}"><h3><code>{heading}</code></h3>'
        f'<p class="quiet">{escape(operation["operationId"])}</p>{_prose(operation.get("description", ""))}'
        f"{_table(('', '', ''), [(_code(first), _code(second), third) for first, second, third in rows])}</section>"
    )


def _answers(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from sorted(operation["responses"].items())


def _first_type(response: dict[str, Any]) -> str:
    return next(iter(response.get("content", {})), "")


def _schema(name: str, schema: dict[str, Any]) -> str:
    required = schema.get("required", [])
    rows = [
        (_code(field), _type(found) + ("" if field in required else " (optional)"), _remark(found))
        for field, found in schema.get("properties", {}).items()
    ]
    values = f"<p>One of {', '.join(_code(value) for value in schema['enum'])}.</p>" if "enum" in schema else ""
    table = _table(("field", "type", "meaning"), rows) if rows else ""
    heading = f"<h3>{escape(name)}</h3>{_prose(schema.get('description', ''))}"
    return f'<section id="{escape(name)}">{heading}{values}{table}</section>'


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in schema:
        return " or ".join(_type(member) for member in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    return escape(str(schema.get("type", "any")))


def _remark(schema: dict[str, Any]) -> str:
    remarks = [_text(schema.get("description", ""))]
    if known := schema.get("x-extensible-enum"):
        remarks.append(f"Known values: {', '.join(_code(value) for value in known)}.")
    if schema.get("default") is not None:
        remarks.append(f"Default: {_code(str(schema['default']))}.")
    return " ".join(remark for remark in remarks if remark)


def _table(heads: tuple[str, str, str], rows: list[tuple[str, str, str]]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in heads) if any(heads) else ""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="scroll"><table><tr>{head}</tr>{body}</table></div>'


def _prose(text: str) -> str:
    return "".join(f"<p>{_text(paragraph)}</p>" for paragraph in text.split("\n\n") if paragraph.strip())


def _text(text: str) -> str:
    """Escaped, with what stands between backquotes as code."""
    parts = escape(text).split(_MARKED)
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))


def _code(text: str) -> str:
    return f"<code>{escape(text)}</code>" if text else ""
