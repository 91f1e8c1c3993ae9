"""Average the weights of two or more runs that began from the same ones, and score the result.

    python -m training.average RUN RUN... --corpora ../shared/corpora --encoder MODEL_DIR --out RUN_DIR

The mean of fine-tuned weights lies in a flatter minimum than each of them (Wortsman et al., ICML 2022).
Writes what `training.train` does: ``best.safetensors``, ``run.json`` and ``dev_scores.json``.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from training.train import Trainer, parser


def main() -> None:
    """Run from the command line."""
    arguments = parser()
    arguments.description = __doc__
    arguments.add_argument("runs", nargs="+", type=Path, help="folders of runs")
    options = arguments.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(2)
    weights = [load_file(run / "best.safetensors") for run in options.runs]
    mean = {name: torch.stack([w[name] for w in weights]).mean(0) for name in weights[0]}
    trainer = Trainer(options)
    trainer.reader.load_state_dict(mean)
    scores = trainer.dev()
    logging.getLogger("training").info("dev %s", json.dumps(scores))
    options.out.mkdir(parents=True, exist_ok=True)
    save_file(mean, options.out / "best.safetensors")
    described = {"average_of": [json.loads((run / "run.json").read_text()) for run in options.runs]}
    (options.out / "run.json").write_text(json.dumps(described, indent=1) + "\n")
    (options.out / "dev_scores.json").write_text(json.dumps(scores, indent=1) + "\n")


if __name__ == "__main__":
    main()
