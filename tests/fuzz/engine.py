"""``python -m tests.fuzz.engine TARGET ...``: one fuzzing process; the other arguments are libFuzzer's."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack

import atheris

with atheris.instrument_imports(include=["service"]):  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    from service.app import create_app
    from service.reading.pipeline import Reader
    from service.settings import Settings
    from tests.conftest import client_of
    from tests.fuzz.targets import post_json, read_text

_PATIENT = 600.0


def _text() -> Callable[[bytes], None]:
    reader = Reader.load()
    return lambda data: read_text(reader, data)


def _json() -> Callable[[bytes], None]:
    """The application goes on between inputs, as it does between requests."""
    loop = asyncio.new_event_loop()
    app = create_app(Settings(deadline_seconds=_PATIENT, queue_seconds=_PATIENT))
    lifespan = AsyncExitStack()
    loop.run_until_complete(lifespan.enter_async_context(app.router.lifespan_context(app)))
    client = client_of(app)

    def post(data: bytes) -> None:
        assert lifespan, "kept, or the application would end with it"
        loop.run_until_complete(post_json(client, data))

    return post


def main() -> None:
    """Fuzz until libFuzzer ends the process."""
    target = {"text": _text, "json": _json}[sys.argv[1]]()
    atheris.Setup([sys.argv[0], *sys.argv[2:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
