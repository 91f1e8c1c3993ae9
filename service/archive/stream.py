"""The run as a Ray Data pipeline: input files -> blocks of articles -> readers -> commits.

Blocks are cut by a task or two ahead of the readers; Ray Data holds them back when the readers are
behind, so that memory is bounded by the object store.  Each reader is an actor with a processor and a
model of its own.  It writes what it has read: only the commit comes back.  When an actor or a node
dies, Ray gives its block to another one, which finds the marker or reads the block again; both write
the same bytes.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import ray
import ray.data

from service.archive.blocks import Block, cut_blocks
from service.archive.commits import Commit, Damage
from service.archive.enricher import Enricher
from service.archive.recipe import Recipe
from service.archive.records import read_records
from service.archive.rows import to_parquet
from service.archive.storage import arrow
from service.archive.work import Work
from service.errors import ArchiveRefused, ServiceError, UnreadableFile
from service.logs import configure_logs

_log = logging.getLogger(__name__)

# Ray's types are partial; what is taken from it is annotated where it enters.
ray_core: Any = ray
ray_data: Any = ray.data

_CUTTERS = 2
_CUTTING_TASKS = 64
_BLOCKS_AHEAD = 2

_CUT: Any = arrow.schema(
    [
        ("part", arrow.int64()),
        ("index", arrow.int64()),
        ("first", arrow.int64()),
        ("bodies", arrow.list_(arrow.large_binary())),
        ("read", arrow.int64()),
        ("last", arrow.bool_()),
        ("fault", arrow.string()),
    ]
)


def stream(work: Work, *, least: int, most: int | None) -> Iterator[Commit | Damage]:
    """Read all that is not committed, with ``least`` to ``most`` readers (None: the more, the more the cluster gives).

    Raises:
        ArchiveRefused: a reader cannot work, or keeps dying.
    """
    _set_up_ray_data()
    shared = ray_core.put(work)
    numbers = ray_data.from_items(
        [{"part": number} for number in range(len(work.parts))],
        override_num_blocks=min(len(work.parts), _CUTTING_TASKS),
    )
    blocks = numbers.map_batches(
        _cut,
        fn_args=(shared,),
        batch_size=1,
        batch_format="pyarrow",
        num_cpus=0,
        compute=ray_data.TaskPoolStrategy(size=_CUTTERS),
    )
    results = blocks.map_batches(
        _BlockReader,
        fn_constructor_args=(shared,),
        batch_size=1,
        batch_format="pyarrow",
        num_cpus=1,
        compute=ray_data.ActorPoolStrategy(min_size=least, max_size=most, max_tasks_in_flight_per_actor=_BLOCKS_AHEAD),
    )
    try:
        for row in results.iter_rows():
            number: int = row["part"]
            fault: str | None = row["fault"]
            yield Damage(work.parts[number].name, fault) if fault else Commit.from_bytes(row["commit"])
    except (ray_core.exceptions.RayError, RuntimeError) as error:
        raise ArchiveRefused(_reason(error)) from error


def _set_up_ray_data() -> None:
    logging.getLogger("ray.data").setLevel(logging.ERROR)  # the run has its own lines
    context = ray_data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    # A row is a block of articles, and travels alone: the smallest target keeps Ray from joining rows.
    context.target_max_block_size = 1


def _cut(given: Any, work: Any) -> Iterator[Any]:
    """Cut one part into blocks and give those that are not committed, one row each."""
    own = _fetched(work)
    number: int = given.column("part")[0].as_py()
    try:
        records = read_records(own.source, own.parts[number], own.columns, own.options)
        for block in cut_blocks(records, words=own.block_words):
            if block.index not in own.done[number]:
                yield _row(number, block, None)
    except UnreadableFile as error:
        yield _row(number, Block(0, 0, (), 0, last=False), str(error))


def _row(number: int, block: Block, fault: str | None) -> Any:
    values = (number, block.index, block.first, list(block.bodies), block.read, block.last, fault)
    return arrow.table({name: [value] for name, value in zip(_CUT.names, values, strict=True)}, schema=_CUT)


class _BlockReader:
    """The actor: loads a reader once, then enriches and commits block after block."""

    def __init__(self, work: Any) -> None:
        self._work: Work = _fetched(work)
        configure_logs(self._work.settings.log_level)
        self._enricher = Enricher.load(self._work.settings)
        self._work.recipe.check(
            Recipe.of(self._work.settings, self._enricher.versions, self._work.columns, self._work.options)
        )

    def __call__(self, given: Any) -> Any:
        (row,) = given.to_pylist()
        try:
            commit = None if row["fault"] else self._commit(row).to_bytes()
        except Exception:
            _log.exception("a block could not be committed")
            raise
        columns = {"part": [row["part"]], "commit": [commit], "fault": [row["fault"]]}
        kinds = [("part", arrow.int64()), ("commit", arrow.binary()), ("fault", arrow.string())]
        return arrow.table(columns, schema=arrow.schema(kinds))

    def _commit(self, row: dict[str, Any]) -> Commit:
        number: int = row["part"]
        part = self._work.parts[number]
        found = self._work.output.committed(part.name, row["index"])
        if found is not None and found.is_of(part):
            return found
        begun = time.monotonic()
        articles = [self._enricher.enrich(body) for body in row["bodies"]]
        models = self._enricher.versions.model_dump()
        file = self._work.output.rows_name(part.name, row["index"])
        commit = Commit(
            part=part.name,
            size=part.size,
            modified_ns=part.modified_ns,
            index=row["index"],
            last=row["last"],
            file=file,
            articles=len(articles),
            words=sum(article.words for article in articles),
            characters=sum(article.characters for article in articles),
            problems=dict(Counter(article.problem_code for article in articles if article.problem_code)),
            seconds=round(time.monotonic() - begun, 3),
            read=row["read"],
            models=models,
        )
        rows = to_parquet(articles, file=part.name, first=row["first"], models=models)
        self._work.output.commit(commit, rows)
        return commit


def _fetched(work: Any) -> Work:
    """Ray gives a reference in a list of arguments as it is, without its value."""
    fetched: Work = ray_core.get(work) if isinstance(work, ray_core.ObjectRef) else work
    return fetched


def _reason(error: BaseException) -> str:
    """The words of whatever of ours is at the root of a chain of Ray's errors."""
    causes = [error]
    while (cause := getattr(causes[-1], "cause", None) or causes[-1].__cause__) is not None:
        causes.append(cause)
    own = next((str(cause) for cause in causes if isinstance(cause, ServiceError)), None)
    return own or f"Ray stopped the run ({type(causes[-1]).__name__}); the same command goes on from here"
