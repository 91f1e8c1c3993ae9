"""``python -m service archive``: enriches stored articles by the million; needs the extra `archive`."""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import signal
import sys
from types import FrameType
from typing import Any, NoReturn

from pydantic import ValidationError

from service.api.strict_json import is_object
from service.errors import ArchiveRefused
from service.settings import Settings

_NEEDED = ("ray", "pyarrow", "fsspec")
_PER_ARTICLE = ("text", "id", "title", "language")


def archive(options: argparse.Namespace) -> int:
    """Run until all is enriched; SIGTERM and Ctrl-C stop it so that the same command goes on.

    Returns 0 when everything is enriched, 1 when a file could not be read, 130 when it was stopped.

    Raises:
        ArchiveRefused: the run cannot begin, or not go on.
    """
    if missing := [name for name in _NEEDED if importlib.util.find_spec(name) is None]:
        raise ArchiveRefused(f"{', '.join(missing)} not installed: pip install -r requirements-archive.lock")
    if any(number is not None and number < 1 for number in (options.actors, options.block_words)):
        raise ArchiveRefused("--actors and --block-words must be at least 1")
    from service.archive.columns import Columns, check_options
    from service.archive.run import Order, run_archive

    columns = Columns(
        text=options.text_column,
        id=options.id_column or "id",
        title=options.title_column or "title",
        language=options.language_column,
        needed=frozenset(
            name
            for name in (options.text_column, options.id_column, options.title_column, options.language_column)
            if name
        ),
    )
    asked = _read_options(options.options)
    try:
        check_options(asked)
    except ValidationError as error:
        fields = ", ".join(sorted({str(fault["loc"][0]) for fault in error.errors()}))
        raise ArchiveRefused(f"--options breaks the schema of EnrichRequest in {fields}") from None
    order = Order(
        source=options.source,
        target=options.target,
        columns=columns,
        options=asked,
        format=options.format,
        delimiter=options.delimiter,
        block_words=options.block_words,
        actors=options.actors,
        address=options.address,
        force=options.force,
    )
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no article text in a core dump
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        return run_archive(order, Settings.from_environment())
    except KeyboardInterrupt:
        print("archive: stopped; the same command goes on from here", file=sys.stderr)  # noqa: T201
        return 130
    finally:
        signal.signal(signal.SIGTERM, before)


def _read_options(text: str) -> dict[str, Any]:
    try:
        asked: Any = json.loads(text)
    except ValueError:
        asked = None
    if not is_object(asked) or any(name in asked for name in _PER_ARTICLE):
        raise ArchiveRefused(f"--options must be a JSON object without {', '.join(_PER_ARTICLE)}")
    return asked


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
