"""Logistic regression with a squared penalty, by L-BFGS."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MEMORY = 10  # steps that L-BFGS remembers
STEPS = 200
CLOSE = 1e-4  # of the largest slope, for each example
ENOUGH = 1e-4  # of the expected fall that a step must bring (Armijo)


def minimise(
    slope_of: Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]],
    start: NDArray[np.float64],
    tolerance: float,
) -> NDArray[np.float64]:
    """The lowest point of a smooth convex function that gives value and gradient (L-BFGS, Nocedal 1980)."""
    at, (value, slope) = start, slope_of(start)
    past: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []
    for _ in range(STEPS):
        if np.abs(slope).max() < tolerance:
            break
        way = -_curved(slope, past)
        fall, size = float(slope @ way), 1.0 if past else 1.0 / float(np.linalg.norm(slope))
        while True:
            step = size * way
            new_value, new_slope = slope_of(at + step)
            if new_value <= value + ENOUGH * size * fall or size < np.finfo(np.float32).eps:
                break
            size /= 2
        if (bend := new_slope - slope) @ step > 0:
            past = [*past[1 - MEMORY :], (step, bend)]
        at, value, slope = at + step, new_value, new_slope
    return at


def _curved(
    slope: NDArray[np.float64], past: list[tuple[NDArray[np.float64], NDArray[np.float64]]]
) -> NDArray[np.float64]:
    """The slope times the inverse curvature that the past steps tell (two-loop recursion)."""
    way, shares = slope, []
    for step, bend in reversed(past):
        shares.append(share := (step @ way) / (bend @ step))
        way = way - share * bend
    if past:
        step, bend = past[-1]
        way = way * ((step @ bend) / (bend @ bend))
    for (step, bend), share in zip(past, reversed(shares), strict=True):
        way = way + (share - (bend @ way) / (bend @ step)) * step
    return way


def logistic(
    features: NDArray[np.float32],
    truth: NDArray[np.float32],
    strength: float,
    *,
    several: bool,
    start: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Weights (features + 1, classes), the last row the constants, which carry no penalty.

    Args:
        features: (examples, features).
        truth: (examples, classes) of 0 and 1.
        strength: inverse of the penalty; the larger, the closer the fit.
        several: a text may have several classes (one logistic regression a class), else exactly one (multinomial).
        start: weights to set out from.
    """
    shape = (features.shape[1] + 1, truth.shape[1])

    def slope_of(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(shape)
        scores = (features @ weights[:-1].astype(np.float32) + weights[-1]).astype(np.float64)
        chances = probabilities(scores, several=several)
        chosen = np.logaddexp(0, scores) - truth * scores if several else truth * (_log_sum(scores) - scores)
        slope = np.empty(shape)
        slope[:-1] = features.T @ (chances - truth).astype(np.float32) + weights[:-1] / strength
        slope[-1] = (chances - truth).sum(axis=0)
        return float(chosen.sum() + (weights[:-1] ** 2).sum() / (2 * strength)), slope.ravel()

    begin = np.zeros(shape) if start is None else start
    return minimise(slope_of, begin.ravel(), CLOSE * len(features)).reshape(shape)


def probabilities(scores: NDArray[np.float64], *, several: bool) -> NDArray[np.float64]:
    """(texts, classes) probabilities of scores: each by itself, or together one."""
    if several:
        return np.asarray(1 / (1 + np.exp(-np.clip(scores, -50, 50))))
    return np.asarray(np.exp(scores - _log_sum(scores)))


def _log_sum(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    top = scores.max(axis=1, keepdims=True)
    return np.asarray(top + np.log(np.exp(scores - top).sum(axis=1, keepdims=True)))
