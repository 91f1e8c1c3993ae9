"""Weights are only used when they are the ones that meta.json names."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import service
from service.errors import ModelUnusable
from service.reading.weights import load_meta

MODEL = Path(service.__file__).parent / "model"


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
