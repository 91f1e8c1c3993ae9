"""A program that is measured in rounds: it is given its articles once, then reads them again whenever it is asked."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Generator
from contextlib import contextmanager

from benchmarks.articles import ROOT

Round = Callable[[], float]
"""Runs one round and gives its seconds, as the program counts them."""

_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}


@contextmanager
def contender(command: list[str], articles: str) -> Generator[Round]:
    """Start a program that answers ``articles``, one line, once it is ready, and every further line with seconds."""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, **_ONE_THREAD}
    )
    given, found = process.stdin, process.stdout
    assert given is not None
    assert found is not None

    def ask(line: str) -> str:
        given.write(line + "\n")
        given.flush()
        answer = found.readline()
        if not answer:
            raise SystemExit(f"{command[-1]} ended with status {process.wait()}")
        return answer

    try:
        ask(articles)
        yield lambda: float(ask("go"))
    finally:
        given.close()
        process.wait(timeout=20)
        found.close()
