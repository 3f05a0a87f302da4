"""Sets of classes are learned where they are common, and help to tell what goes together."""

from __future__ import annotations

import numpy as np

from dragoman.fit.sets import LEAST, MOST, chances, learned, sets_of


def truth_of(*rows):
    return np.array([row for row, times in rows for _ in range(times)], dtype=np.float32)


def test_sets_that_enough_texts_have_are_learned_the_commonest_first():
    truth = truth_of(([1, 0], LEAST), ([1, 1], LEAST + 2), ([0, 1], LEAST - 1), ([0, 0], LEAST))
    assert sets_of(truth, several=True).tolist() == [[1, 1], [0, 0], [1, 0]]
    assert sets_of(truth, several=False).shape == (0, 2)


def test_one_set_alone_tells_nothing():
    assert sets_of(truth_of(([1, 0], 50), ([0, 1], 2)), several=True).shape == (0, 2)


def test_no_more_sets_than_the_most():
    many = np.unpackbits(np.arange(64, dtype=np.uint8)[:, None], axis=1)[:, 2:].repeat(LEAST, 0).astype(np.float32)
    assert len(sets_of(many, several=True)) == MOST


def test_classes_that_exclude_each_other_are_not_given_together():
    rng = np.random.default_rng(1)
    truth = truth_of(([1, 0], 60), ([0, 1], 60), ([0, 0], 60))
    features = (truth @ np.array([[1, 0.6], [0.6, 1]]) + rng.normal(size=(180, 2)) / 4).astype(np.float32)

    def expected(sets):
        weights = learned(features, truth, sets, 10.0, several=True)
        return chances(features @ weights[:-1] + weights[-1], sets, several=True).sum(axis=1)

    assert expected(sets_of(truth, several=True)).max() < expected(sets_of(truth, several=False)).max()


def test_texts_of_rare_sets_teach_classes_alone():
    truth = truth_of(([1, 0], 20), ([0, 1], 20), ([1, 1], LEAST - 1))
    features = np.concatenate([truth, np.ones((len(truth), 1), dtype=np.float32)], axis=1)
    sets = sets_of(truth, several=True)
    weights = learned(features, truth, sets, 100.0, several=True)
    assert weights.shape == (4, 4)
    said = chances(features @ weights[:-1] + weights[-1], sets, several=True)
    assert ((said[:40] > 0.5) == truth[:40]).all()
