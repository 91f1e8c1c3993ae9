"""Average the weights of runs and of published weights that go back to the same ones, and score the result.

    python -m training.average RUN RUN... --corpora ../shared/corpora --encoder MODEL_DIR --out RUN_DIR

The mean of fine-tuned weights reads texts unlike those of training more soundly than each of them (Wortsman
et al., ICML 2022).  Writes what `training.train` does: ``best.safetensors``, ``run.json``, ``dev_scores.json``.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from training.published import load_start
from training.train import Trainer, argument_parser


def described(folder: Path) -> Any:
    """How the weights in ``folder`` were made, as far as they say."""
    if (folder / "run.json").exists():
        return json.loads((folder / "run.json").read_text())
    return json.loads((folder / "meta.json").read_text())["version"]


def main() -> None:
    """Run from the command line."""
    parser = argument_parser()
    parser.description = __doc__
    parser.add_argument("runs", nargs="+", type=Path, help="folders of runs or published weights")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(2)
    trainer = Trainer(options)
    weights: list[dict[str, torch.Tensor]] = []
    for run in options.runs:
        load_start(trainer.reader, run)
        weights.append({name: tensor.clone() for name, tensor in trainer.reader.state_dict().items()})
    mean = {name: torch.stack([w[name] for w in weights]).mean(0) for name in weights[0]}
    trainer.reader.load_state_dict(mean)
    scores = trainer.dev()
    logging.getLogger("training").info("dev %s", json.dumps(scores))
    options.out.mkdir(parents=True, exist_ok=True)
    save_file(mean, options.out / "best.safetensors")
    made = {"average_of": [described(run) for run in options.runs]}
    (options.out / "run.json").write_text(json.dumps(made, indent=1) + "\n")
    (options.out / "dev_scores.json").write_text(json.dumps(scores, indent=1) + "\n")


if __name__ == "__main__":
    main()
