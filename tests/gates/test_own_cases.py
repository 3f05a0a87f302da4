"""How many cases of its own the project holds right, by what they are about; the tests beside each file ask them. Floors only rise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FLOORS = json.loads((Path(__file__).parent / "cases.json").read_text())
TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize("name", FLOORS)
def test_floor(name):
    (file,) = TESTS.glob(f"*/{name}.tsv")
    _, *rows = file.read_text(encoding="utf-8").splitlines()
    assert len(set(rows)) >= FLOORS[name]
