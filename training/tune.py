"""Choose the least probabilities that do best for events on the held-out passages and write them as floors.json.

Best is the F measure in which recall weighs `BETA` times as much as precision (van Rijsbergen 1979): a doubtful event is
flagged for review and left out of every summary, one that was dropped is lost. Those of figures and of statements on
relations are the ones with the best F1.

python training/tune.py [--model FOLDER]
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
from score import held_out

from dragoman.coding.confidence import Weights, confidence, evidence
from dragoman.evaluate import Passage, judged, score
from dragoman.records import Coded, Event
from dragoman.run.evaluate import code_passages
from dragoman.tag import Floors, Model

BETA = 1.5
EVENT = 0.1  # least probability of a trigger; what is not told is settled by the confidence
DOUBT = 0.08  # an event is told from this confidence on: one in twelve is right
# Log-odds from the start of a sentence to its end, given and not fitted (that would be -0.3): confidence also ranks the
# events of a sentence, and the main one tends to come first; the other weights are fitted with it.
LATE = -1.5
FACTS = (0.15, 0.2, 0.25, 0.3, 0.4, 0.5)  # least probabilities of a figure or a statement on relations
PACKAGED = Path(__file__).parents[1] / "src/dragoman/data/model"


def _seen(event: Event) -> tuple[float, float, float, float]:
    late = (event.trigger.start - event.sentence.start) / (event.sentence.end - event.sentence.start)
    return evidence(event.confidence, bool(event.actors), late)


def fitted(events: list[tuple[Event, bool]], ridge: float = 1.0) -> Weights:
    """Weights of the confidence by ridge logistic regression (Newton); the events carry the tagger's own probability."""
    seen = np.array([_seen(e) for e, _ in events])
    x, given = seen[:, :-1], LATE * seen[:, -1]
    y = np.array([right for _, right in events], dtype=float)
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w - given))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w)), x.T @ (p - y) + ridge * w)
    return (*(round(float(v), 3) for v in w), LATE)


def calibration(events: list[tuple[Event, bool]], folds: int = 5) -> float:
    """Expected calibration error of weights that were fitted on the other folds."""
    gaps: dict[int, float] = {}
    for fold in range(folds):
        weights = fitted([pair for i, pair in enumerate(events) if i % folds != fold])
        for event, right in events[fold::folds]:
            chance = confidence(_seen(event), weights)
            gaps[min(9, int(chance * 10))] = gaps.get(min(9, int(chance * 10)), 0.0) + chance - right
    return sum(map(abs, gaps.values())) / len(events)


def worth(figures: dict[str, float]) -> float:
    """The F measure of events."""
    precision, recall = figures["event precision"], figures["event recall"]
    return (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)


def fact_floors(test: Sequence[Passage], coded: Sequence[Coded]) -> dict[str, float]:
    """The least probabilities of figures and of statements on relations that give the best F1."""

    def kept(one: Coded, least: float) -> Coded:
        sure = lambda found: tuple(fact for fact in found if fact.confidence >= least)
        return replace(one, figures=sure(one.figures), relations=sure(one.relations))

    figures = {least: score(test, [()] * len(test), [kept(one, least) for one in coded]) for least in FACTS}
    return {task: max(FACTS, key=lambda least: figures[least][f"{task} f1"].value) for task in ("figure", "relation")}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--model", type=Path, default=PACKAGED)
    opt = args.parse_args()
    (opt.model / "floors.json").write_bytes(msgspec.json.encode(Floors()))
    model, test, best = Model.load(opt.model), held_out(), (-1.0, Floors(), list[Coded]())
    for span, role in itertools.product((0.3, 0.4), (0.25, 0.35)):
        floors = Floors(span=span, event=EVENT, role=role, figure=FACTS[0], relation=FACTS[0])
        whole = code_passages(test, replace(model, floors=floors))
        coded = [one.events for one in whole]
        weights = fitted(judged(test, coded))
        print(f"span {span} role {role} calibration across folds {calibration(judged(test, coded)):.3f}")
        kept = [[e for e in events if confidence(_seen(e), weights) >= DOUBT] for events in coded]
        figures = {k: f.value for k, f in score(test, kept).items() if not k.split()[0].isupper()}
        print(
            f"{worth(figures):.4f}",
            " ".join(f"{k} {v:.3f}" for k, v in figures.items() if k != "calibration"),
            flush=True,
        )
        here = msgspec.structs.replace(floors, doubt=DOUBT, confidence=weights)
        best = max(best, (worth(figures), here, whole), key=lambda x: x[0])
    chosen = msgspec.structs.replace(best[1], **fact_floors(test, best[2]))
    (opt.model / "floors.json").write_bytes(msgspec.json.format(msgspec.json.encode(chosen), indent=1) + b"\n")
    print(chosen)


if __name__ == "__main__":
    main()
