"""Read the published int8 ONNX weights, or those of a run, into a network, to go on training from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from safetensors.torch import load_file
from torch import Tensor

from training.network import Reader

Arrays = dict[str, NDArray[Any]]


def load_start(reader: Reader, folder: Path) -> None:
    """Fill ``reader`` from the folder of a run, or else from published weights."""
    if (folder / "best.safetensors").exists():
        reader.load_state_dict(load_file(folder / "best.safetensors"))
    else:
        load_published(reader, folder)


def load_published(reader: Reader, folder: Path) -> None:
    """Fill ``reader`` from the ``reader.onnx``, ``topics.onnx`` and ``meta.json`` of ``folder``.

    Weights come back rounded to int8, a difference that training mends within some steps.
    Raises `ValueError` when the files do not hold every parameter of the network.
    """
    tensors = {**_tensors(folder / "reader.onnx"), **_tensors(folder / "topics.onnx")}
    distance = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["pointer_distance"]
    tensors["distance"] = torch.tensor(distance)
    state = reader.state_dict()
    if missing := sorted(state.keys() - tensors.keys()):
        raise ValueError(f"{folder} lacks {', '.join(missing)}")
    for name, target in state.items():
        target.copy_(tensors[name])


def _tensors(path: Path) -> dict[str, Tensor]:
    graph = onnx.load(str(path)).graph
    arrays: Arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found: dict[str, NDArray[Any]] = {}
    for name, values in arrays.items():
        if name.endswith(("_scale", "_zero_point", "_quantized")):
            continue
        found[name] = values
    readers: dict[str, list[Any]] = {}
    for node in graph.node:
        for given in node.input:
            readers.setdefault(given, []).append(node)
    for node in graph.node:
        quantized = next((i for i in node.input if i.endswith("_quantized") and i in arrays), "")
        if not quantized:
            continue
        weight = _restored(arrays, quantized)
        if node.op_type in {"MatMulInteger", "QAttention"}:
            found[_bias_of(node, readers, arrays).removesuffix("bias") + "weight"] = weight.T
        else:
            found[quantized.removesuffix("_quantized")] = weight
    return {_parameter(name): torch.tensor(v) for name, v in found.items()}


def _restored(arrays: Arrays, quantized: str) -> NDArray[np.float32]:
    """Dequantized; scales go by column where there are several."""
    base = quantized.removesuffix("_quantized")
    whole = arrays[quantized].astype(np.float32) - arrays[f"{base}_zero_point"].astype(np.float32)
    return whole * arrays[f"{base}_scale"]


def _bias_of(node: Any, readers: dict[str, list[Any]], arrays: Arrays) -> str:
    """The name of the bias that is added to the product of ``node``: it names the weight too."""
    pending = [node]
    while pending:
        current = pending.pop(0)
        bias = next((i for i in current.input if i.endswith(".bias") and i in arrays), "")
        if bias:
            return bias
        pending += [r for out in current.output for r in readers.get(out, ())]
    raise ValueError(f"no bias behind {node.name}")


def _parameter(name: str) -> str:
    return name.removeprefix("reader.").replace(".layer.", ".")
