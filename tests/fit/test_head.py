"""A head learns what can be learned, and says what it cannot."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.errors import InputError
from dragoman.fit import Head, fit
from dragoman.fit import head as module
from dragoman.fit.crossval import FOLDS, floors, folds

TOPICS = {"grain": "wheat harvest silo", "rail": "train track signal", "health": "clinic nurse vaccine"}


def data(texts=90, noise=False):
    rng = np.random.default_rng(3)
    names = sorted(TOPICS)
    own = rng.integers(0, 3, texts)
    said = [
        " ".join(rng.permutation([*TOPICS[names[k]].split(), "the", "ministry", f"n{i}"])) for i, k in enumerate(own)
    ]
    blocks = {"mean": rng.normal(size=(texts, 4)).astype(np.float32)}
    return said, np.eye(3, dtype=np.float32)[rng.permutation(own) if noise else own], names, blocks


def test_words_that_tell_the_class_are_learned():
    texts, truth, names, blocks = data()
    head, figures = fit(texts, truth, names, blocks, several=False)
    assert figures.accuracy.mean > 0.95
    assert sum(c.texts for c in figures.classes) == figures.texts == 90
    new = head.classify(["a nurse at the clinic"], {"mean": np.zeros((1, 4), dtype=np.float32)})
    assert new[0][0][0] == "health"
    assert len(new[0]) == 1


def test_figures_of_classes_by_chance_are_poor():
    texts, truth, names, blocks = data(noise=True)
    _, figures = fit(texts, truth, names, blocks, several=False)
    assert figures.accuracy.mean < 0.55


def test_several_classes_or_none():
    texts, truth, names, _ = data()
    both = [f"{a} {b}" for a, b in zip(texts, texts[1:] + texts[:1], strict=True)] + ["weather was fine today"] * 20
    of_both = np.concatenate([np.maximum(truth, np.roll(truth, -1, axis=0)), np.zeros((20, 3), dtype=np.float32)])
    wide = {"mean": np.zeros((110, 4), dtype=np.float32)}
    head, figures = fit(both, of_both, names, wide, several=True)
    assert figures.macro_f1.mean > 0.9
    none = {"mean": np.zeros((2, 4), dtype=np.float32)}
    found = head.classify(["train track signal wheat harvest silo", "weather was fine today"], none)
    assert {name for name, _ in found[0]} == {"grain", "rail"}
    assert found[1] == []


def test_a_head_comes_back_from_its_numbers_and_is_the_same_at_each_fit():
    texts, truth, names, blocks = data(60)
    head, _ = fit(texts, truth, names, blocks, several=False)
    again, _ = fit(texts, truth, names, blocks, several=False)
    back = Head.of(head.classes, head.arrays(), several=False)
    assert head.hash == again.hash == back.hash
    assert np.array_equal(back.probabilities(texts, blocks), head.probabilities(texts, blocks))
    assert Head.of(["a", "b", "c"], head.arrays(), several=False).hash != head.hash


def test_more_texts_than_landmarks_are_fitted_too(monkeypatch):
    monkeypatch.setattr(module, "LANDMARKS", 40)
    texts, truth, names, blocks = data(150)
    assert fit(texts, truth, names, blocks, several=False)[1].accuracy.mean > 0.9


def test_too_few_labels_are_told():
    texts, truth, names, blocks = data(60)
    truth[:, 0] = 0
    with pytest.raises(InputError, match=r"grain \(0\)"):
        fit(texts, truth, names, blocks, several=True)
    with pytest.raises(InputError, match="same class"):
        fit(texts, np.ones((60, 1), dtype=np.float32), ["grain"], blocks, several=False)


def test_each_class_has_its_share_of_each_fold():
    _, truth, _, _ = data()
    fold = folds(truth, seed=0)
    shares = np.array([truth[fold == number].sum(axis=0) for number in range(FOLDS)])
    assert (shares.max(axis=0) - shares.min(axis=0)).max() <= 2
    assert not np.array_equal(fold, folds(truth, seed=1))


def test_a_floor_parts_what_can_be_parted():
    chances = np.array([[0.1], [0.2], [0.3], [0.4]])
    assert floors(chances, np.array([[0.0], [0], [1], [1]], dtype=np.float32)) == pytest.approx([0.3])
