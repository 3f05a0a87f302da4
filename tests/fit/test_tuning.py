"""An encoder that learns classes: its graph, and what it says of texts it has not seen. Needs the extra `train`."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.run.fit import fit_into
from dragoman.run.labels import Labelled
from dragoman.tag.model import packaged_encoder

pytest.importorskip("torch", reason="the extra train is not installed")
pytest.importorskip("onnx", reason="the extra train is not installed")

PLACES = "Lagos Quito Hanoi Tunis Dhaka Minsk Accra Lima Oslo Sofia Cairo Amman".split()
STRIKES = [f"Nurses in {place} walked out over pay on Monday." for place in PLACES]
FLOODS = [f"Heavy rain swamped the old town of {place} on Friday." for place in PLACES]


def test_the_graph_with_its_own_weights_is_the_same_graph():
    from dragoman.fit.graph import weights_of, with_weights

    graph = packaged_encoder()
    weights = weights_of(graph)
    again = weights_of(with_weights(graph, weights))
    assert weights.keys() == again.keys()
    for name, values in weights.items():
        np.testing.assert_allclose(again[name], values, atol=1e-6, err_msg=name)


def test_the_module_says_what_the_graph_says():
    import torch

    from dragoman.fit.graph import weights_of
    from dragoman.fit.network import Encoder
    from dragoman.tag.model import session_of

    ids = np.array([[101, 2000, 2001, 2300, 102]])
    states, _ = Encoder.of(weights_of(packaged_encoder())).eval()(torch.from_numpy(ids), torch.from_numpy(ids % 4))
    (ours,) = session_of(packaged_encoder()).run(["states"], {"ids": ids, "cases": ids % 4})
    assert np.abs(states.detach().numpy() - ours).mean() < 0.2 * np.abs(ours).mean()  # the graph rounds


@pytest.mark.parametrize("several", [False, True])
def test_an_encoder_of_ones_own_stands_beside_the_head_and_is_loaded_with_it(tmp_path, several):
    from dragoman.read import read_text
    from dragoman.run.coder import Coder
    from dragoman.tag import Model

    truth = (frozenset({"strike"}),) * len(STRIKES) + (frozenset({"flood"}),) * len(FLOODS)
    texts = (*STRIKES, *FLOODS)
    labelled = Labelled(texts=texts, truth=truth, several=several, skipped=0, repeated=0, digest="own")
    kept = fit_into(tmp_path / "own", labelled, Model.load(threads=1), encoder=True)
    assert kept.tuned
    assert kept.figures.accuracy.mean > 0.9
    assert "learned the classes" in (tmp_path / "own/CARD.md").read_text(encoding="utf-8")
    coder = Coder.load(tmp_path / "own", threads=1)
    assert coder.head.tuned is not None
    text = "Teachers in Rabat walked out over pay on Tuesday."
    (coded,) = coder.code([read_text(text)])
    assert [label.label for label in coded.labels] == ["strike"]
    fit_into(tmp_path / "own", labelled, Model.load(threads=1))
    assert not (tmp_path / "own/encoder.onnx").exists()
