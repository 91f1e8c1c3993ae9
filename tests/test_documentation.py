"""Every setting, error code, metric and warning code is documented, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from service.errors import ServiceError, StartupError
from service.metrics import Metrics
from service.settings import Settings

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def rows(page: str) -> list[list[str]]:
    """The cells of every table row on the page that begins with a code."""
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines if line.startswith("| `")]


def codes(kind: type[ServiceError] = ServiceError) -> Iterator[tuple[str, str]]:
    yield kind.code, str(kind.status)
    for child in kind.__subclasses__():
        if child is not StartupError:
            yield from codes(child)


def test_settings() -> None:
    documented = {row[0].strip("`"): row[2].replace("\\|", "|") for row in rows("settings.md")}
    assert documented == {
        name.upper(): " ".join((field.description or "").split()) for name, field in Settings.model_fields.items()
    }


def test_error_codes() -> None:
    assert {(row[0].strip("`"), row[1]) for row in rows("errors.md")} == set(codes())


def test_metrics() -> None:
    metrics = Metrics()
    metrics.request_answered(route="/", method="GET", status=200, code="ok", seconds=0.1)
    metrics.article_ended("read")
    metrics.refused("queue_size")
    metrics.running(service="1", reader="1", taxonomy="1")
    names = re.findall(r"^# TYPE (\S+) (\S+)", metrics.render().decode(), re.MULTILINE)
    exposed = {(name, kind) for name, kind in names if not name.endswith("_created")}
    assert {(row[0].strip("`"), row[1]) for row in rows("metrics.md")} == exposed


def test_warning_codes() -> None:
    """Codes are written where the warning is made: ``Caution("text_short", ...)``."""
    sources = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "service" / "reading").rglob("*.py"))]
    made = {code for source in sources for code in re.findall(r"\bCaution\(\s*(?:code=)?\"([a-z_]+)\"", source)}
    assert made
    assert {row[0].strip("`") for row in rows("warnings.md")} == made
