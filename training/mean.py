"""The weighted mean of two runs, one of which went on from the other: often better than either (Wortsman et al. 2022).

python training/mean.py training/runs/before training/runs/after training/runs/mean [--share 0.75]
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("before", type=Path)
    args.add_argument("after", type=Path)
    args.add_argument("out", type=Path)
    args.add_argument("--share", type=float, default=0.75, help="of the later run")
    opt = args.parse_args()
    before, after = (torch.load(run / "weights.pt", weights_only=True) for run in (opt.before, opt.after))
    mixed = {
        part: {name: torch.lerp(before[part][name], values, opt.share) for name, values in weights.items()}
        for part, weights in after.items()
    }
    opt.out.mkdir(parents=True, exist_ok=True)
    torch.save(mixed, opt.out / "weights.pt")
    shutil.copy(opt.after / "run.json", opt.out / "run.json")


if __name__ == "__main__":
    main()
