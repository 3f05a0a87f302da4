"""What `confidence` says of an event."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.confidence import UNFITTED, confidence, evidence


@given(st.floats(0.001, 0.999), st.booleans(), st.floats(0, 1))
def test_unfitted_weights_leave_the_probability(chance: float, acted: bool, late: float) -> None:
    assert confidence(evidence(chance, acted, late), UNFITTED) == pytest.approx(chance, abs=1e-6)


@given(st.floats(0, 1), st.booleans(), st.floats(0, 1))
def test_it_stays_a_probability(chance: float, acted: bool, late: float) -> None:
    assert 0 < confidence(evidence(chance, acted, late), (0.2, 0.6, 0.5, -1.0)) < 1


def test_weights_tell_the_main_event_from_one_in_passing() -> None:
    weights = (0.0, 1.0, 0.5, -1.0)
    main = confidence(evidence(0.8, has_actor=True, late=0.1), weights)
    assert main > confidence(evidence(0.8, has_actor=True, late=0.9), weights)
    assert main > confidence(evidence(0.8, has_actor=False, late=0.1), weights)
