"""How many processors this process may use: the container's quota, not the machine's cores."""

from __future__ import annotations

import os
from pathlib import Path

_CGROUP = Path("/sys/fs/cgroup")

THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
"""Variables by which numeric libraries are told their number of threads, read when they are loaded."""


def granted_processors(cgroup: Path = _CGROUP, *, otherwise: int = 1) -> int:
    """Whole processors of the cgroup's CPU quota (v2, else v1), at least 1; ``otherwise`` where there is no quota."""
    quota = _quota_v2(cgroup / "cpu.max") or _quota_v1(cgroup / "cpu")
    if quota is None:
        return otherwise
    return max(1, min(int(quota), len(os.sched_getaffinity(0))))


def pin_threads() -> None:
    """Tell onnxruntime's OpenMP and BLAS to use one thread; must run before they are imported."""
    for variable in THREAD_VARIABLES:
        os.environ.setdefault(variable, "1")


def _quota_v2(path: Path) -> float | None:
    try:
        quota, period = path.read_text(encoding="ascii").split()
        return int(quota) / int(period)
    except (OSError, ValueError):  # no such file, or "max": no quota
        return None


def _quota_v1(directory: Path) -> float | None:
    try:
        quota = int((directory / "cpu.cfs_quota_us").read_text(encoding="ascii"))
        period = int((directory / "cpu.cfs_period_us").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return quota / period if quota > 0 else None
