"""What was read is freed at once: an article's arrays weigh megabytes, and waiting for the cyclic
collector let a worker grow by hundreds of them.
"""

from __future__ import annotations

import gc

from service.reading.findings import Manuscript
from service.reading.pipeline import Reader
from tests.api.articles import WIRE_STORY


def test_a_reading_leaves_nothing_to_the_cyclic_collector(reader: Reader) -> None:
    manuscript = Manuscript(WIRE_STORY, include_thoughts=True)
    reader.read([manuscript])
    gc.collect()
    gc.disable()
    try:
        reader.read([manuscript])
        assert gc.collect() == 0
    finally:
        gc.enable()
