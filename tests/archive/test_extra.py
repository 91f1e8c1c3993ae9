"""The archive's packages are an extra: the service does without, and the command says what is missing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.archive.conftest import MISSING
from tests.running import environment

WITHOUT = """
import sys
sys.modules.update(ray=None, pyarrow=None)
from service.__main__ import main
sys.exit(main(["archive", "in", "out"]))
"""


@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}; `make install-dev` brings the extra")
def test_the_extra_is_there() -> None:
    assert not MISSING


def test_without_the_extra_the_command_names_it() -> None:
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert run.returncode == 1
    assert "ray, pyarrow not installed: pip install -r requirements-archive.lock" in run.stderr
    assert "Traceback" not in run.stderr
