"""Smoothing, bootstrap, change points and records, against what they mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.measure.series import change_points, interval, poisson_bootstrap, record_low, smooth

VALUES = st.lists(st.floats(-100, 100), min_size=1, max_size=30)


def test_a_constant_stays_what_it_is():
    assert smooth(np.full(9, 4.0), 2.0) == pytest.approx(np.full(9, 4.0))


@given(VALUES, st.floats(0.2, 10))
def test_a_smoothed_series_stays_within_its_range(values, bandwidth):
    found = smooth(np.array(values), bandwidth)
    assert found.min() >= min(values) - 1e-6
    assert found.max() <= max(values) + 1e-6


def test_the_kernel_is_gaussian():
    found = smooth(np.array([0.0, 0, 0, 1, 0, 0, 0]), 1.0)
    near, far = np.exp(-0.5), np.exp(-2)
    assert found[3] == pytest.approx(1 / (1 + 2 * near + 2 * far + 2 * np.exp(-4.5)))


def test_a_gap_weighs_nothing_and_one_far_from_all_stays():
    values = np.array([2.0, np.nan, 2.0, *[np.nan] * 9])
    found = smooth(values, 1.0)
    assert found[:3] == pytest.approx([2.0, 2.0, 2.0])
    assert np.isnan(found[-1])


def test_the_same_seed_gives_the_same_worlds():
    cells = {"at": np.array([0, 1, 1]), "score": np.array([2.0, -9, 4]), "count": np.array([3, 1, 2])}
    one, two = (poisson_bootstrap(**cells, size=3, draws=20, seed=7)[0] for _ in range(2))
    assert (one == two).all()
    assert (poisson_bootstrap(**cells, size=3, draws=20, seed=8)[0] != one).any()


def test_resampled_sums_have_the_mean_and_the_spread_of_poisson_weights():
    cells = {"at": np.array([0, 0]), "score": np.array([2.0, -1.0]), "count": np.array([50, 30])}
    sums, counts = poisson_bootstrap(**cells, size=1, draws=4000, seed=0)
    assert sums.mean() == pytest.approx(70, abs=1.5)
    assert sums.var() == pytest.approx(50 * 4 + 30, rel=0.1)  # the sum of squared scores
    assert counts.mean() == pytest.approx(80, abs=1)


def test_the_interval_holds_the_middle_and_knows_gaps():
    worlds = np.column_stack([np.arange(1001.0), np.full(1001, np.nan)])
    low, high = interval(worlds)
    assert (low[0], high[0]) == (25.0, 975.0)
    assert np.isnan(low[1])


def test_a_step_is_a_change_and_noise_is_none():
    rng = np.random.default_rng(1)
    noise = rng.normal(0, 1, 24)
    assert change_points(noise) == []
    [(at, moved)] = change_points(noise + np.repeat([0.0, 12.0], 12))
    assert at == 12
    assert moved == pytest.approx(12, abs=1.5)


def test_a_change_keeps_its_place_beside_gaps():
    values = np.array([0.0, 0.1, np.nan, 0, -0.1, np.nan, 9, 9.1, 9, 8.9])
    assert [at for at, _ in change_points(values)] == [6]


@pytest.mark.parametrize("values", [[], [1.0], [1.0, 2.0, 3.0], [5.0] * 8])
def test_short_and_even_series_have_no_change(values):
    assert change_points(np.array(values)) == []


@given(st.lists(st.one_of(st.just(float("nan")), st.integers(-5, 5).map(float)), max_size=40))
def test_a_low_is_since_the_last_period_that_was_as_low(values):
    for i, found in enumerate(record_low(np.array(values))):
        if np.isnan(values[i]):
            assert found is None
        else:
            assert found == max((j for j in range(i) if values[j] <= values[i]), default=-1)
