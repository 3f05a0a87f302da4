"""How right a fitted head is, and how long it takes: `python benchmarks/fit.py SET.jsonl [--label penta] [--test SET2.jsonl] [--encoder]`.

Prints JSON: cross-validated figures on the set with their spread over folds, and, with `--test`, those of the head fitted
on the whole set on texts that it has not seen; seconds of reading by the encoder and of fitting. With `--encoder` a copy
of the encoder learns the classes too (extra `train`).
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from dragoman.fit import Head, fit
from dragoman.read import read_text
from dragoman.run.fit import features, tuner_of
from dragoman.run.labels import Labelled, read_labels
from dragoman.tag import Model


def truth_of(labelled: Labelled, classes: tuple[str, ...]) -> NDArray[np.float32]:
    """(texts, classes) of 0 and 1."""
    return np.array([[name in own for name in classes] for own in labelled.truth], dtype=np.float32)


def tested(head: Head, labelled: Labelled, model: Model) -> dict[str, object]:
    """Figures of a head on other texts."""
    documents = [read_text(text) for text in labelled.texts]
    found = head.classify([d.text for d in documents], features(documents, model))
    given = np.array([[name in dict(own) for name in head.classes] for own in found])
    truth = truth_of(labelled, head.classes)
    both, sizes = (given * truth).sum(axis=0), given.sum(axis=0) + truth.sum(axis=0)
    f1 = 2 * both / np.maximum(sizes, 1)
    return {
        "texts": len(truth),
        "accuracy": round(float((given == truth).all(axis=1).mean()), 4),
        "macro_f1": round(float(f1.mean()), 4),
        "micro_f1": round(float(2 * both.sum() / sizes.sum()), 4),
        "f1": {name: round(float(value), 3) for name, value in zip(head.classes, f1, strict=True)},
    }


def main() -> None:
    """Fit, measure and print."""
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("set", type=Path)
    args.add_argument("--label")
    args.add_argument("--test", type=Path)
    args.add_argument("--encoder", action="store_true")
    args.add_argument("--seed", type=int, default=0)
    opt = args.parse_args()
    labelled, model = read_labels(opt.set, label=opt.label), Model.load()
    classes = tuple(labelled.classes)
    start = time.perf_counter()
    documents = [read_text(text) for text in labelled.texts]
    blocks = features(documents, model)
    between = time.perf_counter()
    texts, truth, several = [d.text for d in documents], truth_of(labelled, classes), labelled.several
    tuner = tuner_of(texts, truth, model, several=several) if opt.encoder else None
    head, figures = fit(texts, truth, classes, blocks, several=several, seed=opt.seed, tuner=tuner)
    seconds = {"encoder": round(between - start, 1), "fit": round(time.perf_counter() - between, 1)}
    shown = {"set": opt.set.stem, "seconds": seconds, "cross_validated": msgspec.to_builtins(figures)}
    if opt.test:
        shown["tested"] = tested(head, read_labels(opt.test, label=opt.label), model)
    print(json.dumps(shown, indent=1))


if __name__ == "__main__":
    main()
