"""A cluster of several nodes on this machine, one of which is killed: nothing is lost and nothing is written twice."""

from __future__ import annotations

import random
import secrets
import signal
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.archive.articles import small_stories
from tests.archive.files import json_lines, put
from tests.archive.runs import Running, a_while, archive, files_of, manifest_of, rows_of

STORIES = 260
BLOCKS = ("--block-words", "400")


@contextmanager
def cluster_of(nodes: int, monkeypatch: pytest.MonkeyPatch) -> Generator[tuple[Any, list[Any], dict[str, str]]]:
    """A cluster with a head that reads nothing and nodes of one processor; what its clients need in the environment."""
    settings = {
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": secrets.token_hex(32),
        # A dead node is noticed within seconds, not half a minute.
        "RAY_health_check_initial_delay_ms": "1000",
        "RAY_health_check_period_ms": "500",
        "RAY_health_check_failure_threshold": "4",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    from ray.cluster_utils import Cluster  # reads the environment

    handler = signal.getsignal(signal.SIGTERM)  # Ray puts its own in this process
    made: Any = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    try:
        yield made, [made.add_node(num_cpus=1) for _ in range(nodes)], settings
    finally:
        made.shutdown()
        signal.signal(signal.SIGTERM, handler)


def has_reader(node: Any) -> bool:
    raylet = psutil.Process(node.all_processes["raylet"][0].process.pid)
    return any("BlockReader" in " ".join(process.cmdline()) for process in raylet.children(recursive=True))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_the_readers_of_a_killed_node_are_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = small_stories(STORIES, "derby")
    put(tmp_path / "in", {"a.jsonl": json_lines(rows[:200]), "b/c.jsonl": json_lines(rows[200:])})
    whole = archive(tmp_path / "in", tmp_path / "whole", *BLOCKS)
    assert whole.returncode == 0, whole.stderr
    with cluster_of(2, monkeypatch) as (cluster, nodes, settings):
        running = Running(
            tmp_path / "in", tmp_path / "out", *BLOCKS, "--address", cluster.address, "--actors", "2", **settings
        )
        running.wait_for_blocks(2)
        a_while(0.5)
        cluster.remove_node(random.choice([node for node in nodes if has_reader(node)]), allow_graceful=False)
        assert len(running.markers()) < len(files_of(tmp_path / "whole")), "it was done before the node was killed"
        before = running.markers()
        assert running.process.wait(timeout=240) == 0, running.logged()
        assert {name: running.markers()[name] for name in before} == before, "a block was written again"
    assert rows_of(tmp_path / "out") == rows_of(tmp_path / "whole")
    assert files_of(tmp_path / "out") == files_of(tmp_path / "whole")
    assert len(rows_of(tmp_path / "out")) == STORIES
    assert manifest_of(tmp_path / "out")["articles"] == STORIES


def test_a_cluster_that_is_not_there_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "in", {"a.jsonl": b'{"text": "A story."}\n'})
    refused = archive(tmp_path / "in", tmp_path / "out", "--address", "127.0.0.1:1025")
    assert refused.returncode == 1
    assert "cannot join the Ray cluster at 127.0.0.1:1025" in refused.stderr
    assert "Traceback" not in refused.stderr
