"""Quality floors on the held-out passages of the corpus, which no model has learned from. Floors only rise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from score import code_passages, held_out, score

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text())


@pytest.fixture(scope="module")
def figures(coder):
    test = held_out()
    assert len(test) >= FLOORS["passages"]
    return score(test, code_passages(test, coder.model))


@pytest.mark.parametrize("name", [name for name in FLOORS if name != "passages"])
def test_floor(figures, name):
    ceiling = name == "calibration"  # an error: the lower the better
    assert (figures[name] <= FLOORS[name]) if ceiling else (figures[name] >= FLOORS[name]), (
        f"{name}: {figures[name]:.3f}"
    )
