"""An encoder that learns classes, and its graph. Needs the extra `train`."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from dragoman.fit.tuned import Reader
from dragoman.tag import encode
from dragoman.tag.model import session_of

torch = pytest.importorskip("torch", reason="the extra train is not installed")
graphs = pytest.importorskip("dragoman.fit.graph", reason="the extra train is not installed")
from dragoman.fit import network, tuning  # noqa: E402

PLACES = "Lagos Quito Hanoi Tunis Dhaka Minsk Accra Lima Oslo Sofia Cairo Amman".split()
STRIKES = [f"Nurses in {place} walked out over pay on Monday." for place in PLACES]
FLOODS = [f"Heavy rain swamped the old town of {place} on Friday." for place in PLACES]


@pytest.fixture(scope="module")
def reader(coder):
    return Reader(partial(encode.opening, tokenizer=coder.model.tokenizer), session_of)


@pytest.fixture(scope="module")
def weights(coder):
    return graphs.weights_of(coder.model.graph)


def states_of(encoder, window, pad=0):
    ids, cases = (np.pad(values, (0, pad))[None] for values in window)
    mask = (np.arange(ids.shape[1]) < len(window[0]))[None].astype(np.float32)
    with torch.no_grad():
        states, _ = encoder(*map(torch.from_numpy, (ids, cases, mask)))
    return states[0, : len(window[0])].numpy()


def test_the_constants_are_those_of_the_tagger():
    for name in ("CLS", "SEP", "MASK", "PAD", "LOWER"):
        assert getattr(tuning, name) == getattr(encode, name)


def test_a_graph_gives_back_the_weights_it_was_given(coder, weights):
    same = graphs.weights_of(graphs.with_weights(coder.model.graph, weights))
    moved = {name: values * 1.5 for name, values in weights.items()}
    again = graphs.weights_of(graphs.with_weights(coder.model.graph, moved))
    for name, values in weights.items():
        np.testing.assert_allclose(same[name], values, atol=1e-6, err_msg=name)
        kept = name.removesuffix(".weight") in graphs.TABLES
        np.testing.assert_allclose(again[name], values if kept else moved[name], atol=1e-6, err_msg=name)


def test_the_module_says_what_the_graph_says_and_padding_changes_nothing(coder, weights, reader):
    window = reader.window(STRIKES[0])
    encoder = network.Encoder.of(weights).eval()
    (ours,) = session_of(coder.model.graph).run(["states"], {"ids": window[0][None], "cases": window[1][None]})
    theirs = states_of(encoder, window)
    assert np.abs(theirs - ours[0]).mean() < 0.2 * np.abs(ours).mean()  # the graph rounds
    np.testing.assert_allclose(states_of(encoder, window, pad=7), theirs, atol=1e-4)


@pytest.mark.parametrize("several", [False, True])
def test_an_encoder_learns_to_tell_texts_that_it_has_not_seen(coder, reader, several):
    truth = np.repeat(np.eye(2, dtype=np.float32), len(PLACES), axis=0)
    tuner = tuning.EncoderTuner(coder.model.graph, reader, [*STRIKES, *FLOODS], truth, several=several)
    chosen = np.ones(len(truth), dtype=bool)
    chosen[::3] = False
    tuned = tuner(chosen, 0)
    strike, flood = tuned.probabilities(
        ["Teachers in Rabat walked out over pay on Tuesday.", "A storm swamped the port of Rabat on Sunday."],
        several=several,
    )
    assert min(strike[0], flood[1]) > 0.7
    assert max(strike[1], flood[0]) < 0.3
    assert tuner(chosen, 0).hash == tuned.hash
    assert not network.Linear.rounded
