"""One run over an archive: look at what there is, read what is left, say what came of it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from service.archive.cluster import embedded_ray, joined_ray, own_processors
from service.archive.columns import Columns
from service.archive.commits import Damage
from service.archive.enricher import Enricher
from service.archive.formats import Part, find_parts
from service.archive.ledger import Ledger, read_ledger
from service.archive.manifest import Manifest, agreed_block_words, check_output, describe_damage
from service.archive.output import Output
from service.archive.progress import Progress
from service.archive.recipe import Recipe
from service.archive.storage import Folder, open_folder, open_input, shown
from service.archive.work import Work
from service.errors import ArchiveRefused
from service.keys import KeyRing
from service.settings import Settings

BLOCK_WORDS = 50_000


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is asked to do; see the options of the command."""

    source: str
    target: str
    columns: Columns = field(default_factory=Columns)
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    format: str | None = None
    delimiter: str | None = None
    block_words: int | None = None
    actors: int | None = None
    address: str | None = None
    force: bool = False


def run_archive(order: Order, settings: Settings) -> int:
    """Enrich all that is not enriched yet; 0 when everything is, 1 when files could not be read.

    Raises:
        ArchiveRefused: nothing, or nothing more, can be done; what is committed stays.
        StartupError: the reader cannot be loaded as the settings have it.
    """
    source, parts, others = _find_input(order)
    output = Output(open_folder(order.target))
    before = output.manifest()
    if before is None and output.is_used() and not order.force:
        raise ArchiveRefused(f"{shown(order.target)} holds files of something else: --force writes beside them")
    settings = settings.model_copy(update={"api_keys": KeyRing()})  # no business of the readers
    recipe = Recipe.of(settings, Enricher.load(settings).versions, order.columns, order.options)
    check_output(before, recipe, force=order.force)
    block_words = agreed_block_words(before, order.block_words, BLOCK_WORDS)
    ledger = read_ledger(output, parts, force=order.force)
    left = ledger.left(parts)
    manifest = Manifest.begin(before, recipe, source=shown(order.source), block_words=block_words, forced=order.force)
    output.write_manifest(manifest.document)
    progress = Progress(total=sum(part.size for part in parts), read_before=_read_before(ledger, parts))
    work = Work(
        source=source,
        output=output,
        parts=left,
        done=[frozenset(ledger.of(part).done) for part in left],
        columns=order.columns,
        options=order.options,
        block_words=block_words,
        settings=settings,
        recipe=recipe,
    )
    damaged: list[Damage] = []
    state = "interrupted"
    try:
        _read(work, order, ledger, progress, damaged)
        state = _state(ledger, parts, damaged)
    finally:
        progress.show()
        manifest.end(
            state,
            progress.totals,
            progress.seconds,
            files=len(parts),
            unreadable_files=describe_damage(damaged),
            skipped_files=others,
            **ledger.totals.as_json(),
        )
        output.write_manifest(manifest.document)
        output.clear_temporary()
    return _report(state, damaged, others)


def _find_input(order: Order) -> tuple[Folder, list[Part], list[str]]:
    if f"{shown(order.target)}/".startswith(f"{shown(order.source)}/"):
        raise ArchiveRefused("the output must not lie in the input: its files would be read as articles")
    source, files = open_input(order.source)
    parts, others = find_parts(files, given_format=order.format, delimiter=order.delimiter)
    if not parts:
        raise ArchiveRefused(f"no JSON Lines, CSV or Parquet files in {shown(order.source)}")
    return source, parts, others


def _read_before(ledger: Ledger, parts: Sequence[Part]) -> int:
    return sum(ledger.of(part).read for part in parts)


def _read(work: Work, order: Order, ledger: Ledger, progress: Progress, damaged: list[Damage]) -> None:
    if not work.parts:
        return
    actors = order.actors or own_processors()
    on: AbstractContextManager[None] = joined_ray(order.address) if order.address else embedded_ray(actors)
    least, most = (1, order.actors) if order.address else (actors, actors)
    with on:
        # Imports Ray, which takes over a second, and whose environment is set up by now.
        from service.archive.stream import stream

        for result in stream(work, least=least, most=most):
            if isinstance(result, Damage):
                damaged.append(result)
            else:
                ledger.add(result)
                progress.add(result)


def _state(ledger: Ledger, parts: Sequence[Part], damaged: Sequence[Damage]) -> str:
    unreadable = {damage.part for damage in damaged}
    if missing := [part.name for part in ledger.left(parts) if part.name not in unreadable]:
        raise ArchiveRefused(f"blocks of {len(missing)} files are not committed; the same command goes on from here")
    return "incomplete" if damaged else "finished"


def _report(state: str, damaged: Sequence[Damage], others: Sequence[str]) -> int:
    if others:
        _say(f"{len(others)} files are no JSON Lines, CSV or Parquet by their names and were left alone; see --format")
    for damage in damaged:
        _say(f"{damage.part} {damage.reason}")
    _say(state)
    return 1 if damaged else 0


def _say(line: str) -> None:
    print(f"archive: {line}", file=sys.stderr)  # noqa: T201
