"""What the heads share between pairs. Needs what trains."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="training/requirements.txt is not installed")
pytest.importorskip("safetensors", reason="training/requirements.txt is not installed")
import model  # noqa: E402

TRIGGERS = torch.tensor([[1, 2], [5, 6]])
MENTIONS = torch.tensor([[0, 1], [2, 4], [7, 8]])
PAIRS = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 2]])


def scores(heads, states, pairs=PAIRS):
    judged = heads(states, TRIGGERS, TRIGGERS, MENTIONS, torch.zeros(3, dtype=torch.long), pairs)
    return dict(zip(("label", "status", "modes", "about", "role", "first label", "first role"), judged, strict=True))


@pytest.fixture
def heads():
    torch.manual_seed(3)
    return model.Heads().eval()


@pytest.fixture
def states():
    torch.manual_seed(4)
    return torch.randn(9, model.WIDTH)


def test_together_sums_what_shares_a_span():
    values = torch.tensor([[1.0], [2.0], [4.0], [8.0]])
    assert model.together(values, PAIRS[:, 0], TRIGGERS).flatten().tolist() == [3, 12]
    assert model.together(values, PAIRS[:, 1], MENTIONS).flatten().tolist() == [5, 2, 8]


def test_a_role_is_judged_anew_by_the_pairs_beside_it(heads, states):
    whole, less = scores(heads, states), scores(heads, states, PAIRS[:3])
    # The first judgement sees its pair alone; of the first two pairs neither trigger nor mention lost a pair.
    assert torch.allclose(whole["first role"][:3], less["first role"], atol=1e-5)
    assert torch.allclose(whole["role"][:2], less["role"][:2], atol=1e-5)
    assert not torch.allclose(whole["role"][2], less["role"][2], atol=1e-2)


def test_a_label_is_judged_anew_by_who_plays_what(heads, states):
    whole, less = scores(heads, states), scores(heads, states, PAIRS[:3])
    assert torch.allclose(whole["first label"], less["first label"], atol=1e-5)
    assert torch.allclose(whole["label"][0], less["label"][0], atol=1e-5)
    assert not torch.allclose(whole["label"][1], less["label"][1], atol=1e-2)


def test_triggers_without_mentions_are_judged(heads, states):
    alone = scores(heads, states, torch.zeros(0, 2, dtype=torch.long))
    assert alone["label"].isfinite().all()
    assert alone["role"].shape == (0, len(model.labels.ROLES))
    nobody = scores(heads, states, torch.tensor([[-1, -1]]))  # as the tagger asks, where no pair is no option
    assert torch.allclose(alone["label"], nobody["label"], atol=1e-5)
