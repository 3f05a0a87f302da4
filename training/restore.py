"""A run made of a packaged model, as far as its rounding keeps the weights, so that training can go on from it.

python training/restore.py training/runs/packaged [--model src/dragoman/data/model]
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import torch

from dragoman.fit.graph import tables_of, weights_of

PACKAGED = Path(__file__).parents[1] / "src/dragoman/data/model"


def heads_of(folder: Path) -> dict[str, np.ndarray]:
    """The weights of the heads by name."""
    held = tables_of((folder / "heads.onnx").read_bytes())
    turned = {name: name.removeprefix("heads.").removesuffix("_Transposed") for name in held}
    return {new: held[name].T if name.endswith("_Transposed") else held[name] for name, new in turned.items()}


def tensors(values: dict[str, np.ndarray]) -> dict[str, torch.Tensor]:
    return {name: torch.tensor(np.ascontiguousarray(value), dtype=torch.float32) for name, value in values.items()}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("out", type=Path)
    args.add_argument("--model", type=Path, default=PACKAGED)
    opt = args.parse_args()
    opt.out.mkdir(parents=True, exist_ok=True)
    encoder = weights_of((opt.model / "encoder.onnx").read_bytes())
    torch.save({"encoder": tensors(encoder), "heads": tensors(heads_of(opt.model))}, opt.out / "weights.pt")
    shutil.copy(opt.model / "run.json", opt.out / "run.json")


if __name__ == "__main__":
    main()
