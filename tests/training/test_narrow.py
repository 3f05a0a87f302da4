"""A narrower layer gives what the wide one gave, as far as it can. Needs what trains."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="training/requirements.txt is not installed")
pytest.importorskip("safetensors", reason="training/requirements.txt is not installed")
import narrow  # noqa: E402

from dragoman.fit import network  # noqa: E402

IDLE = slice(2 * network.HEAD, 7 * network.HEAD)  # five heads


@pytest.fixture
def layer():
    torch.manual_seed(5)
    return network.Layer(0.0, 96, network.HEADS).eval()


@pytest.fixture
def states():
    torch.manual_seed(6)
    mask = torch.ones(8, 60)
    mask[1, 40:] = 0
    return [(torch.randn(8, 60, network.WIDTH), mask) for _ in range(3)]


def most_off(one, other, states):
    with torch.no_grad():
        gaps = [
            ((one(x, network.hidden(m)) - other(x, network.hidden(m))) * m[..., None]).abs().max() for x, m in states
        ]
    return float(max(gaps))


def test_heads_that_nothing_is_made_of_go_first(layer, states):
    with torch.no_grad():
        layer.out.weight[:, IDLE] = 0
        new = narrow.fewer_heads(layer, states, network.HEADS - 5)
    assert new.out.in_features == layer.out.in_features - 5 * network.HEAD
    assert most_off(new, layer, states) < 1e-2


def test_of_neurons_that_say_the_same_one_is_enough(layer, states, monkeypatch):
    monkeypatch.setattr(narrow, "AT_ONCE", 1)
    with torch.no_grad():
        layer.up.weight[48:], layer.up.bias[48:] = layer.up.weight[:48], layer.up.bias[:48]
        new = narrow.fewer_neurons(layer, states, 48)
    assert new.up.out_features == 48
    assert most_off(new, layer, states) < 1e-2


def test_what_was_narrowed_is_read_again_as_narrow(layer, states):
    with torch.no_grad():
        new, given = narrow.narrowed(layer, states, 6, 64)
    whole = network.Encoder(7)
    whole.layers = torch.nn.ModuleList([new] * network.DEPTH)
    again = network.Encoder.of(whole.state_dict())
    x, mask = states[0]
    with torch.no_grad():
        torch.testing.assert_close(again.layers[0].eval()(x, network.hidden(mask)), given[0][0])
