"""Logistic regression: where its slope is nought, and what a stronger penalty does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.fit.logistic import logistic, minimise, probabilities


def sample(seed, several, classes=3, texts=60):
    rng = np.random.default_rng(seed)
    space = rng.normal(size=(texts, 5)).astype(np.float32)
    scores = space @ rng.normal(size=(5, classes)) + rng.normal(size=(texts, classes))
    truth = (scores > 0) if several else scores == scores.max(axis=1, keepdims=True)
    return space, truth.astype(np.float32)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.booleans(), st.sampled_from([0.1, 1.0, 10.0]))
def test_the_slope_at_the_solution_is_nought(seed, several, strength):
    space, truth = sample(seed, several)
    weights = logistic(space, truth, strength, several=several)
    wrong = probabilities(space @ weights[:-1] + weights[-1], several=several) - truth
    assert np.abs(space.T @ wrong + weights[:-1] / strength).max() < 0.02
    assert np.abs(wrong.sum(axis=0)).max() < 0.02


def test_a_stronger_penalty_keeps_weights_small():
    space, truth = sample(1, several=False)
    sizes = [np.linalg.norm(logistic(space, truth, s, several=False)[:-1]) for s in (0.01, 0.1, 1.0, 10.0)]
    assert sizes == sorted(sizes)


def test_probabilities_of_one_class_are_together_one_and_bear_large_scores():
    scores = np.array([[800.0, 0.0, -800.0], [0.0, 0.0, 0.0]])
    assert probabilities(scores, several=False).sum(axis=1) == pytest.approx([1, 1])
    assert probabilities(scores, several=True)[0] == pytest.approx([1, 0.5, 0])


def test_the_bottom_of_a_crooked_valley_is_found():
    stretch = np.array([1.0, 30.0, 900.0])
    found = minimise(lambda x: (float(stretch @ (x - 2) ** 2), 2 * stretch * (x - 2)), np.zeros(3), 1e-6)
    assert found == pytest.approx([2, 2, 2], abs=1e-4)
