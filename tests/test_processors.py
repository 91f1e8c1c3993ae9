"""The number of workers comes from the container's quota."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from service.processors import THREAD_VARIABLES, granted_processors, pin_threads


@pytest.fixture(autouse=True)
def eight_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    def affinity(_pid: int) -> set[int]:
        return set(range(8))

    monkeypatch.setattr(os, "sched_getaffinity", affinity)


@pytest.mark.parametrize(
    ("quota", "processors"),
    [
        ("max 100000\n", 1),
        ("400000 100000\n", 4),
        ("250000 100000\n", 2),
        ("50000 100000\n", 1),
        ("6400000 100000\n", 8),
        ("nonsense\n", 1),
    ],
)
def test_whole_processors_of_the_quota(tmp_path: Path, quota: str, processors: int) -> None:
    (tmp_path / "cpu.max").write_text(quota, encoding="ascii")
    assert granted_processors(tmp_path) == processors


@pytest.mark.parametrize(("quota", "processors"), [("300000", 3), ("-1", 1)])
def test_the_first_version_of_cgroups(tmp_path: Path, quota: str, processors: int) -> None:
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu" / "cpu.cfs_quota_us").write_text(quota, encoding="ascii")
    (tmp_path / "cpu" / "cpu.cfs_period_us").write_text("100000", encoding="ascii")
    assert granted_processors(tmp_path) == processors


def test_without_a_quota_there_is_one(tmp_path: Path) -> None:
    assert granted_processors(tmp_path) == 1


def test_threads_are_pinned_unless_somebody_chose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setenv("MKL_NUM_THREADS", "3")
    for variable in THREAD_VARIABLES:
        monkeypatch.setenv(variable, os.environ.get(variable, "1"))
    pin_threads()
    assert (os.environ["OMP_NUM_THREADS"], os.environ["MKL_NUM_THREADS"]) == ("1", "3")
