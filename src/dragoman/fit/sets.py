"""Where a text may have several classes: each is judged alone, and beside it the sets of classes that go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dragoman.fit.logistic import logistic, probabilities

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST, MOST = 5, 32  # texts that a set needs to be learned; sets that are learned, the commonest


def sets_of(truth: NDArray[np.float32], *, several: bool) -> NDArray[np.float32]:
    """(sets, classes) of 0 and 1: what classes texts have together (label powersets, Tsoumakas and Vlahavas 2007).

    There are none where a text has exactly one class, or where texts enough share but one set.
    """
    found, texts = np.unique(truth, axis=0, return_counts=True)
    common = np.argsort(-texts, kind="stable")[:MOST]
    sets = found[common[texts[common] >= LEAST]]
    return sets if several and len(sets) > 1 else found[:0]


def learned(
    features: NDArray[np.float32],
    truth: NDArray[np.float32],
    sets: NDArray[np.float32],
    strength: float,
    *,
    several: bool,
    start: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Weights (features + 1, classes + sets) of `logistic` regressions; texts of rarer sets teach the classes alone."""
    classes = truth.shape[1]
    own = logistic(features, truth, strength, several=several, start=None if start is None else start[:, :classes])
    if not len(sets):
        return own
    of = (truth[:, None] == sets).all(axis=2)
    known = of.any(axis=1)
    whole = of[known].astype(np.float32)
    together = logistic(
        features[known], whole, strength, several=False, start=None if start is None else start[:, classes:]
    )
    return np.concatenate([own, together], axis=1)


def chances(scores: NDArray[np.float64], sets: NDArray[np.float32], *, several: bool) -> NDArray[np.float64]:
    """(texts, classes) probabilities of the scores (texts, classes + sets): the mean of both judgements."""
    classes = scores.shape[1] - len(sets)
    own = probabilities(scores[:, :classes], several=several)
    return (own + probabilities(scores[:, classes:], several=False) @ sets) / 2 if len(sets) else own
