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
    *_, alone, role = heads(states, TRIGGERS, TRIGGERS, MENTIONS, torch.zeros(3, dtype=torch.long), pairs)
    return alone, role


def test_others_sums_what_shares_the_span():
    values = torch.tensor([[1.0], [2.0], [4.0], [8.0]])
    assert model.others(values, PAIRS[:, 0], TRIGGERS).flatten().tolist() == [2, 1, 8, 4]
    assert model.others(values, PAIRS[:, 1], MENTIONS).flatten().tolist() == [4, 0, 1, 0]


def test_a_role_is_judged_anew_by_the_pairs_beside_it():
    torch.manual_seed(3)
    heads, states = model.Heads().eval(), torch.randn(9, model.WIDTH)
    (alone, role), (alone_less, role_less) = scores(heads, states), scores(heads, states, PAIRS[:3])
    assert torch.allclose(alone[:3], alone_less)  # the first judgement sees its pair alone
    assert torch.allclose(role[:2], role_less[:2])  # neither trigger nor mention of these lost a pair
    assert not torch.allclose(role[2], role_less[2])
