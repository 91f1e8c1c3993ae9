"""Weights are only used when they are the ones that meta.json names."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

import numpy as np
import pytest

import service
from service.errors import ModelUnusable
from service.reading.weights import Graph, load_meta

MODEL = Path(service.__file__).parent / "model"
# y = float(a @ b) for uint8 a of shape [1, 64] and an int8 b that is 127 throughout, as ONNX.
PRODUCT = (
    "CAg6rQEKGAoBYQoBYhIBYyINTWF0TXVsSW50ZWdlcgoXCgFjEgF5IgRDYXN0KgkKAnRvGAGgAQISAWcqSwhACAEQA0IBYkpA"
    + "f39/" * 21
    + "f1oTCgFhEg4KDAgCEggKAggBCgIIQGITCgF5Eg4KDAgBEggKAggBCgIIAUIECgAQEQ=="
)


def test_the_packaged_weights_are_whole() -> None:
    meta = load_meta(MODEL)
    assert set(meta["files"]) == {"reader.onnx", "topics.onnx", "tokenizer.json"}
    assert {"training", "dev_scores", "version", "taxonomy"} <= set(meta)


def test_an_altered_file_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(MODEL, tmp_path / "model"))
    with (folder / "topics.onnx").open("ab") as weights:
        weights.write(b"\0")
    with pytest.raises(ModelUnusable, match=r"topics\.onnx"):
        load_meta(folder)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable):
        load_meta(tmp_path)


def test_products_of_integers_do_not_overflow_on_a_processor_without_vnni(tmp_path: Path) -> None:
    (tmp_path / "product.onnx").write_bytes(base64.b64decode(PRODUCT))
    [product] = Graph(tmp_path / "product.onnx").run(["y"], {"a": np.full((1, 64), 255, dtype=np.uint8)})
    assert product.tolist() == [[64 * 255 * 127]]
