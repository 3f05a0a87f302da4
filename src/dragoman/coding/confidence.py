"""How likely it is that an event is told right: its type, its trigger and who does it."""

from __future__ import annotations

import math

Weights = tuple[float, float, float, float]
UNFITTED: Weights = (0.0, 1.0, 0.0, 0.0)  # leaves the tagger's probability as it is
EDGE = 1e-4  # probabilities nearer to 0 or 1 are taken for this


def evidence(probability: float, has_actor: bool, late: float) -> tuple[float, float, float, float]:
    """What the estimate rests on: a constant, the tagger's log-odds, whether somebody does it, how late it is told.

    `late` is the place of the trigger in its sentence, 0 at the start and 1 at the end: main events tend to come first.
    """
    chance = min(max(probability, EDGE), 1 - EDGE)
    return (1.0, math.log(chance / (1 - chance)), float(has_actor), late)


def confidence(seen: tuple[float, float, float, float], weights: Weights) -> float:
    """A probability, 0 to 1: logistic regression (Platt 1999) fitted on the held-out passages by training/tune.py."""
    return 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, seen, strict=True))))
