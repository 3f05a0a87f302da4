"""Two annotators who agree in all, in part, and not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from agreement import agreement, kappa

from dragoman.evaluate import Anchor, Passage

TEXT = "Police arrested two men and Oslo condemned it."
ARREST = Anchor("event", "COERCE", (7, 15), modes=("arrest",), roles=[("actor", (0, 6)), ("recipient", (16, 23))])
BLAME = Anchor("event", "ACCUSE", (33, 42), roles=[("actor", (28, 32))])


def told(*anchors):
    return Passage("p", "2020-01-01", "wire", TEXT, (), list(anchors))


def test_who_says_the_same_agrees():
    found = agreement([told(ARREST, BLAME)], [told(ARREST, BLAME)])
    assert found["trigger f1"] == found["type kappa"] == found["actor f1"] == found["recipient f1"] == 1


def test_a_missed_event_and_another_type_are_told_apart():
    found = agreement([told(ARREST, BLAME)], [told(replace(ARREST, label="SANCTION", modes=()))])
    assert found["trigger f1"] == pytest.approx(2 / 3)
    assert found["type alike"] == 0
    assert found["event f1 (trigger and type)"] == 0


def test_kappa_is_what_is_left_above_chance():
    assert kappa([("a", "a"), ("b", "b"), ("a", "b"), ("b", "a")]) == 0
    assert kappa([("a", "a"), ("b", "b")]) == 1
