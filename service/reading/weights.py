"""The trained weights on disk: checked by their hashes, opened as graphs that run on one thread."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from service.errors import ModelUnusable


class Graph:
    """An ONNX graph whose outputs are float32 arrays; not thread-safe."""

    def __init__(self, path: Path) -> None:
        # onnxruntime carries no types for what follows; none of it leaves this class.
        runtime: Any = onnxruntime
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = runtime.ExecutionMode.ORT_SEQUENTIAL
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Without VNNI the products of the weights are added in 16 bits, which overflow, unless this is said.
        options.add_session_config_entry("session.x64quantprecision", "1")
        self._session = runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(self, outputs: Sequence[str], inputs: Mapping[str, NDArray[Any]]) -> list[NDArray[np.float32]]:
        """Run once; the arrays are in the order of ``outputs``."""
        return self._session.run(list(outputs), dict(inputs))


def load_meta(folder: Path) -> dict[str, Any]:
    """Read ``meta.json`` and check the hash of every file it names.

    Raises:
        ModelUnusable: a file is missing or altered.
    """
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        for name, digest in meta["files"].items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                raise ModelUnusable(f"{folder / name} is not the file that meta.json names")
    except OSError as error:
        raise ModelUnusable(f"cannot read the weights in {folder}: {error.strerror}") from error
    return meta
