"""``python -m tests.fuzz [--target text|json] --seconds N``: fuzzing that follows coverage, with Atheris (libFuzzer).

Each target runs in a process of its own, which libFuzzer ends.  An input that raises, hangs or eats
memory is written into the target's corpus as ``crash-...``, ``timeout-...`` or ``oom-...``, and the
exit status is 1.  Keep the file with the fix: `tests.fuzz.test_reproducers` tries all of them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.targets import CORPUS
from tests.reading.pieces import PIECES

_FIELDS = (
    "text", "title", "id", "language", "en", "features", "segments", "entities", "quotations", "sources", "topics",
    "offset_unit", "code_point", "utf16", "utf8", "include_thoughts", "topics_limit", "min_confidence", "articles",
)  # fmt: skip
_TOKENS = {
    "text": PIECES,
    "json": [
        *PIECES, *(f'"{field}":' for field in _FIELDS), *(f'"{field}"' for field in _FIELDS),
        "NaN", "Infinity", "1e999", "-0", "true", "null", "[[", "{}", "\\ud83d", "\\u0000", "\\u201c",
    ],
}  # fmt: skip
_LONGEST = 2_000
_SECONDS_AN_INPUT = 60
_MEGABYTES = 3_000


def main() -> int:
    """Fuzz each target for some seconds; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Fuzz the service, guided by coverage.")
    parser.add_argument("--target", choices=tuple(_TOKENS), help="fuzz this one alone")
    parser.add_argument("--seconds", type=int, default=120, help="how long each target is fuzzed (120)")
    options = parser.parse_args()
    return max(_fuzz(target, options.seconds) for target in ([options.target] if options.target else _TOKENS))


def _fuzz(target: str, seconds: int) -> int:
    with tempfile.TemporaryDirectory() as found:
        tokens = Path(found, "tokens.dict")
        tokens.write_text("".join(f'"{_escaped(token)}"\n' for token in _TOKENS[target]), encoding="ascii")
        grown = Path(found, "grown")
        grown.mkdir()
        command = [sys.executable, "-m", "tests.fuzz.engine", target, str(grown), str(CORPUS / target)]
        limits = [
            f"-max_len={_LONGEST}",
            f"-timeout={_SECONDS_AN_INPUT}",
            f"-rss_limit_mb={_MEGABYTES}",
            "-len_control=0",
        ]
        places = [f"-dict={tokens}", f"-artifact_prefix={CORPUS / target}/"]
        print(f"fuzzing {target} for {seconds} s", flush=True)
        run = subprocess.run([*command, *limits, *places, f"-max_total_time={seconds}"], check=False)
        print(f"{target}: {len(list(grown.iterdir()))} inputs that reached something new, exit {run.returncode}")
    return 1 if run.returncode else 0


def _escaped(token: str) -> str:
    """A token as libFuzzer's dictionaries write it."""
    return "".join(f"\\x{byte:02x}" for byte in token.encode())


if __name__ == "__main__":
    sys.exit(main())
