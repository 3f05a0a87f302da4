"""Which mentions play a part for a trigger, given the scores of the heads."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from dragoman.records import Mention
from dragoman.tag import _roles

MODEL = SimpleNamespace(
    labels=SimpleNamespace(
        roles=("none", "actor", "recipient"), role_kinds={"none": "", "actor": "actor", "recipient": "actor"}
    ),
    floors=SimpleNamespace(role=0.25, side=0.2, apart=0.3, whom=0.2),
)
MENTIONS = [Mention(kind="actor", start=0, end=5), Mention(kind="actor", start=50, end=60)]


@pytest.mark.parametrize(
    ("chances", "around", "expected"),
    [
        ([[0.2, 0.7, 0.1], [0.3, 0.1, 0.6]], (40, 80), [("actor", 0), ("recipient", 50)]),  # sure ones, wherever they stand
        ([[0.7, 0.22, 0.08], [0.3, 0.1, 0.6]], (0, 30), [("actor", 0), ("recipient", 50)]),
        ([[0.66, 0.32, 0.02], [0.3, 0.1, 0.6]], (40, 80), [("actor", 0), ("recipient", 50)]),
        ([[0.7, 0.22, 0.08], [0.3, 0.1, 0.6]], (40, 80), [("recipient", 50)]),  # an actor of another sentence in doubt
        ([[0.7, 0.08, 0.22], [0.3, 0.6, 0.1]], (0, 30), [("recipient", 0), ("actor", 50)]),
        ([[0.7, 0.08, 0.22], [0.3, 0.6, 0.1]], (40, 80), [("actor", 50)]),  # a doubtful one of another sentence
        ([[0.8, 0.15, 0.05], [0.9, 0.05, 0.05]], (0, 80), []),
    ],
)  # fmt: skip
def test_a_doubtful_side_stands_in_the_sentence_of_the_trigger(chances, around, expected):
    scores = {"pairs": np.array([[0, 0], [0, 1]]), "role": np.array(chances)}
    assert [(r.name, r.mention.start) for r in _roles(np.arange(2), around, scores, MENTIONS, MODEL)] == expected


def test_a_recipient_in_doubt_needs_more_than_an_actor():
    floors = SimpleNamespace(role=0.25, side=0.1, apart=0.3, whom=0.2)
    scores = {"pairs": np.array([[0, 0], [0, 1]]), "role": np.array([[0.8, 0.15, 0.05], [0.8, 0.05, 0.15]])}
    model = SimpleNamespace(labels=MODEL.labels, floors=floors)
    assert [(r.name, r.mention.start) for r in _roles(np.arange(2), (0, 80), scores, MENTIONS, model)] == [("actor", 0)]
