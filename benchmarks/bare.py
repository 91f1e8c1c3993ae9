"""The physical limit: the service's encoder on ready-made windows, and nothing else.

A contender of `benchmarks.speed`: reads the articles as one JSON list on the first line of
standard input, gets ready, then answers every further line with the CPU seconds of one round.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

import service.reading.pipeline
from service.processors import pin_threads
from service.reading.encoder import Encoder
from service.reading.marks import find_marks
from service.reading.pointers import bias_by_distance
from service.reading.weights import Graph, load_meta

Feed = tuple[Sequence[str], Mapping[str, NDArray[Any]]]


class RecordingGraph(Graph):
    """Runs as the service's graph does, and keeps what it was asked."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.feeds: list[Feed] = []

    def run(self, outputs: Sequence[str], inputs: Mapping[str, NDArray[Any]]) -> list[NDArray[np.float32]]:
        """Run once and remember the inputs."""
        self.feeds.append((outputs, inputs))
        return super().run(outputs, inputs)


def record_feeds(texts: Sequence[str], folder: Path) -> tuple[Graph, list[Feed]]:
    """The graph, and exactly the windows that the service would give it for these articles."""
    meta = load_meta(folder)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    graph = RecordingGraph(folder / "reader.onnx")
    encoder = Encoder(graph, tokenizer, meta, bias_by_distance(np.array(meta["pointer_distance"], dtype=np.float32)))
    for text in texts:
        encoder.encode(text, find_marks(text))
    return Graph(folder / "reader.onnx"), graph.feeds


def main() -> None:
    """Serve rounds until standard input ends."""
    pin_threads()
    folder = Path(service.reading.pipeline.__file__).parent.parent / "model"
    graph, feeds = record_feeds(json.loads(sys.stdin.readline()), folder)
    print("ready", flush=True)
    for _ in sys.stdin:
        begun = time.process_time()
        for outputs, inputs in feeds:
            graph.run(outputs, inputs)
        print(time.process_time() - begun, flush=True)


if __name__ == "__main__":
    main()
