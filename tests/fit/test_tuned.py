"""An encoder beside the head: what is said of openings, how it is kept, and what the figures make of it. No torch here."""

from __future__ import annotations

import json
from functools import partial

import numpy as np
import pytest

from dragoman.errors import SettingError
from dragoman.fit import Head, fit
from dragoman.fit.crossval import FOLDS, folds
from dragoman.fit.tuned import Reader, Tuned
from dragoman.run import fit as run_fit
from dragoman.run.labels import Labelled
from dragoman.tag.encode import CLS, MAX_PIECES, SEP, opening
from dragoman.tag.model import session_of

TEXTS = [f"{who} in {where} on Monday." for where in "Lagos Quito Oslo".split() for who in ("Strike", "Flood") * 2]
TRUTH = np.array([[text[0] == "F", text[0] == "S"] for text in TEXTS], dtype=np.float32)


@pytest.fixture(scope="module")
def model(coder):
    return coder.model


@pytest.fixture(scope="module")
def reader(model):
    return Reader(partial(opening, tokenizer=model.tokenizer), session_of)


@pytest.fixture(scope="module")
def tuned(model, reader):
    weights = np.random.default_rng(0).normal(size=(769, 2)).astype(np.float32)
    return Tuned.of(model.graph, weights, reader)


def test_an_opening_has_the_special_pieces_and_no_more_than_a_window(model):
    for text, least in (("", 2), ("Rebels left.", 5), ("Rebels left the town. " * 900, MAX_PIECES)):
        ids, cases = opening(text, model.tokenizer)
        assert least <= len(ids) == len(cases) <= MAX_PIECES
        assert (ids[0], ids[-1]) == (CLS, SEP)


def test_what_it_says_is_of_the_weights_on_mean_and_greatest_states(model, tuned):
    ids, cases = opening(TEXTS[0], model.tokenizer)
    (states,) = session_of(model.graph).run(["states"], {"ids": ids[None], "cases": cases[None]})
    scores = np.concatenate([states[0].mean(0), states[0].max(0), [1]]) @ tuned.weights
    expected = np.exp(scores) / np.exp(scores).sum()
    np.testing.assert_allclose(tuned.probabilities(TEXTS[:1], several=False)[0], expected, rtol=1e-4)
    assert tuned.probabilities([], several=True).shape == (0, 2)


class Knowing:
    """A tuner whose encoders know the texts that they did not learn from, and remember who asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, chosen, _seed):
        self.asked.append(chosen)
        return self

    @staticmethod
    def probabilities(texts, *, several):
        assert not several
        return np.array([[float(t[0] == "F"), float(t[0] == "S")] for t in texts])

    hash, weights = "known", np.zeros((769, 2), dtype=np.float32)


def test_each_fold_is_judged_by_an_encoder_that_did_not_learn_from_it():
    blocks = {"noise": np.random.default_rng(1).normal(size=(len(TEXTS), 4)).astype(np.float32)}
    tuner = Knowing()
    head, figures = fit(TEXTS, TRUTH, ["flood", "strike"], blocks, several=False, tuner=tuner)
    fold = folds(TRUTH, 0)
    assert [list(chosen) for chosen in tuner.asked] == [list(fold != k) for k in range(FOLDS)] + [[True] * len(TEXTS)]
    assert figures.accuracy.mean == 1
    alone = Head.of(head.classes, head.arrays(), several=False)
    both = head.probabilities(TEXTS, blocks)
    np.testing.assert_allclose(both, (alone.probabilities(TEXTS, blocks) + TRUTH) / 2, atol=1e-6)


@pytest.fixture
def kept(model, tuned, tmp_path, monkeypatch):
    """A folder with a head that has an encoder, which a real one stands in for."""
    monkeypatch.setattr(run_fit, "tuner_of", lambda *_, **__: lambda _chosen, _seed: tuned)
    monkeypatch.setattr(run_fit, "_needs_torch", lambda: None)
    own = tuple(frozenset({"flood" if t[0] == "F" else "strike"}) for t in TEXTS)
    labelled = Labelled(texts=tuple(TEXTS), truth=own, several=False, skipped=0, repeated=0, digest="own")
    run_fit.fit_into(tmp_path, labelled, model, encoder=True)
    return tmp_path, labelled


def test_the_folder_holds_the_encoder_and_says_so(kept, model, tuned):
    folder, labelled = kept
    assert json.loads((folder / "head.json").read_text())["tuned"]
    assert "learned the classes" in (folder / "CARD.md").read_text(encoding="utf-8")
    loaded = run_fit.load_head(folder, model).tuned
    np.testing.assert_array_equal(loaded.probabilities(TEXTS, several=False), tuned.probabilities(TEXTS, several=False))
    run_fit.fit_into(folder, labelled, model)
    assert not (folder / "encoder.onnx").exists()
    assert run_fit.load_head(folder, model).tuned is None


@pytest.mark.parametrize("harm", ["cut", "gone", "other"])
def test_a_broken_encoder_is_said_to_be_broken(kept, model, harm):
    folder, _ = kept
    graph = folder / "encoder.onnx"
    if harm == "cut":
        graph.write_bytes(graph.read_bytes()[:1000])
    elif harm == "gone":
        graph.unlink()
    else:
        graph.write_bytes(model.root.joinpath("heads.onnx").read_bytes())
    with pytest.raises(SettingError, match="broken"):
        run_fit.load_head(folder, model)


def test_without_torch_the_extra_is_named(model, tmp_path, monkeypatch):
    monkeypatch.setattr(run_fit, "find_spec", lambda _: None)
    labelled = Labelled(texts=(), truth=(), several=False, skipped=0, repeated=0, digest="own")
    with pytest.raises(SettingError, match=r"dragoman\[train\]"):
        run_fit.fit_into(tmp_path / "own", labelled, model, encoder=True)
