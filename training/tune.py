"""Choose the least probabilities on the held-out passages and write them beside the model as floors.json.

python training/tune.py [--model FOLDER]
"""

from __future__ import annotations

import argparse
import itertools
from dataclasses import replace
from pathlib import Path

import msgspec
from score import code_passages, held_out, score

from dragoman.tag import Floors, Model

PACKAGED = Path(__file__).parents[1] / "src/dragoman/data/model"
RECALL = 1.5  # how much more a missed event costs a user than a spurious one, which a person can reject at sight


def worth(figures: dict[str, float]) -> float:
    """F-measure of events that leans to recall, with the spans of both sides."""
    p, r = figures["event precision"], figures["event recall"]
    square = RECALL**2
    events = (1 + square) * p * r / (square * p + r) if p + r else 0.0
    return (
        events
        + 0.25 * (figures["actor f1"] + figures["recipient f1"])
        + 0.15 * figures["passages without event left so"]
    )


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--model", type=Path, default=PACKAGED)
    opt = args.parse_args()
    (opt.model / "floors.json").write_bytes(msgspec.json.encode(Floors()))
    model, test, best = Model.load(opt.model), held_out(), (0.0, Floors())
    for span, event, role in itertools.product((0.3, 0.4), (0.15, 0.2, 0.25, 0.3), (0.25, 0.35)):
        floors = Floors(span=span, event=event, role=role)
        figures = score(test, code_passages(test, replace(model, floors=floors)))
        print(
            f"{worth(figures):.4f} span {span} event {event} role {role} "
            + " ".join(f"{k} {v:.3f}" for k, v in figures.items()),
            flush=True,
        )
        best = max(best, (worth(figures), floors), key=lambda x: x[0])
    (opt.model / "floors.json").write_bytes(msgspec.json.format(msgspec.json.encode(best[1]), indent=1) + b"\n")
    print(best)


if __name__ == "__main__":
    main()
