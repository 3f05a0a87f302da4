"""The panel is whole, and says of each pair what the index says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from world import World, day

from dragoman.errors import SettingError
from dragoman.measure import panel, relations

SIDES = st.sampled_from(["", "USA", "IRQ", "USA IRQ", "USA:MIL", "IRQ IRN", "IRN"])
ROWS = st.lists(st.tuples(st.sampled_from(["AID", "ASSAULT", "CONSULT"]), SIDES, SIDES, st.integers(1, 5)), max_size=8)


@given(ROWS)
@settings(max_examples=15, deadline=None)
def test_each_pair_is_its_index(rows):
    world = World()
    world.document("2020-01-01")
    for type_, who, whom, month in rows:
        world.group(type_, who, whom, f"2020-0{month}-10")
    world.document("2020-05-01")
    found = panel(world.link(), ["USA", "IRQ", "IRN"]).to_pylist()
    assert len(found) == 3 * 5
    for one, two in {(row["one"], row["two"]) for row in found}:
        index = relations(world.link(), one, two, draws=1).to_pylist()
        for row, expected in zip([r for r in found if (r["one"], r["two"]) == (one, two)], index, strict=True):
            for key in ("period", "documents", "covered", "events", "sum", "cooperation", "conflict"):
                assert row[key] == pytest.approx(expected[key])


def test_zero_and_unknown():
    world = World()
    world.document("2020-01-01")
    world.document("2020-03-01")
    rows = panel(world.link(), ["irq", "usa"], since=day("2020-01-01"), until=day("2020-03-31")).to_pylist()
    assert [(row["covered"], row["sum"]) for row in rows] == [(True, 0.0), (False, None), (True, 0.0)]


@pytest.mark.parametrize("countries", [["USA"], ["USA", "usa"], ["USA", "Iraq"], ["USA", "IRQ:MIL"], []])
def test_bad_questions_are_told(countries):
    with pytest.raises(SettingError):
        panel(World().link(), countries)
