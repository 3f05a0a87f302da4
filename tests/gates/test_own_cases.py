"""How many cases of its own the project holds right, by what they are about; tests/resolve asks each. Floors only rise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FLOORS = json.loads((Path(__file__).parent / "cases.json").read_text())
CASES = Path(__file__).parents[1] / "resolve"


@pytest.mark.parametrize("name", FLOORS)
def test_floor(name):
    _, *rows = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    assert len(set(rows)) >= FLOORS[name]
