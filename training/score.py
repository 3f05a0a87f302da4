"""Figures of a coder on the held-out passages of the corpus.

python training/score.py [--model FOLDER]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from dragoman.evaluate import Passage, passages, score
from dragoman.run.evaluate import code_passages, digest
from dragoman.tag import Model

CORPUS = Path(__file__).parent / "corpus"


def held_out() -> list[Passage]:
    """The passages that no model has learned from."""
    return [p for p in passages(CORPUS) if p.held_out]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--model", type=Path, help="a folder with a model; the packaged one without")
    opt = args.parse_args()
    test = held_out()
    coded = code_passages(test, Model.load(opt.model))
    figures = score(test, [one.events for one in coded], coded)
    head = {"passages": len(test), "digest": digest(test)}
    print(json.dumps(head | {k: round(f.value, 3) for k, f in figures.items()}, indent=1))


if __name__ == "__main__":
    main()
