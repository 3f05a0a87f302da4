"""What the check of the corpus finds."""

from __future__ import annotations

from check_corpus import nested


def test_a_trigger_within_another_is_found():
    text = "Norway rejected a call from Oslo's union and ended its strike."
    assert nested(text, ["rejected a call", "call"]) == ["call"]
    assert nested(text, ["rejected", "call", "ended", "strike"]) == []
    assert nested(text, ["rejected", "rejected"]) == []  # two events on one trigger
