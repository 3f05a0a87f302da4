"""Series of numbers over periods: smoothing, bootstrap, change points, lows and highs. Gaps are NaN."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]

SHORTEST = 2  # periods that a level lasts at the least


def smooth(values: Floats, bandwidth: float) -> Floats:
    """Gaussian kernel average along the last axis (Nadaraya 1964, Watson 1964), cut off at three bandwidths.

    A gap weighs nothing, and stays one where nothing is near; `bandwidth` is the standard deviation in periods.
    """
    known = np.isfinite(values)
    filled, weight = np.where(known, values, 0.0), known.astype(np.float64)
    total, weights = filled.copy(), weight.copy()
    for step in range(1, min(int(3 * bandwidth), values.shape[-1] - 1) + 1):
        near = np.exp(-0.5 * (step / bandwidth) ** 2)
        for source, sink in ((filled, total), (weight, weights)):
            sink[..., step:] += near * source[..., :-step]
            sink[..., :-step] += near * source[..., step:]
    with np.errstate(invalid="ignore"):
        average: Floats = total / weights
    return average


def poisson_bootstrap(
    at: Ints, score: Floats, count: Ints, *, size: int, draws: int, seed: int
) -> tuple[Floats, Floats]:
    """Sums of scores and numbers of groups by period, (draws, size) each, in resampled worlds.

    Each group is drawn Poisson(1) times (Chamandy et al. 2012, Google), so `count` alike groups Poisson(count) times:
    the cost grows with the number of different scores, not with that of groups.
    """
    rng = np.random.default_rng(seed)
    sums, counts = np.empty((draws, size)), np.empty((draws, size))
    for draw in range(draws):
        drawn = rng.poisson(count)
        sums[draw] = np.bincount(at, drawn * score, minlength=size)
        counts[draw] = np.bincount(at, drawn, minlength=size)
    return sums, counts


def interval(worlds: Floats) -> tuple[Floats, Floats]:
    """The middle 95 % of resampled worlds (percentile bootstrap), by period."""
    low, high = np.full(worlds.shape[1], np.nan), np.full(worlds.shape[1], np.nan)
    known = np.isfinite(worlds).any(axis=0)
    if known.any():
        low[known], high[known] = np.nanpercentile(worlds[:, known], [2.5, 97.5], axis=0)
    return low, high


def change_points(values: Floats) -> list[tuple[int, float]]:
    """(index of the first period of a new level, by how much the mean moved), by optimal segmentation.

    Piecewise constant mean with squared cost (PELT, Killick et al. 2012, by `ruptures`), penalty 2 s² ln n (Schwarz
    1978), with s² half the mean squared step, and at least two periods a level. Gaps are left out.
    """
    from ruptures import KernelCPD

    known = np.flatnonzero(np.isfinite(values))
    series = values[known]
    noise = float(np.mean(np.diff(series) ** 2) / 2) if len(series) > SHORTEST * 2 else 0.0
    if noise == 0.0:
        return []
    ends = KernelCPD(kernel="linear", min_size=SHORTEST).fit_predict(series, pen=2 * noise * np.log(len(series)))
    edges = [0, *ends]
    means = [float(series[a:b].mean()) for a, b in zip(edges, ends, strict=False)]
    return [(int(known[edge]), means[i + 1] - means[i]) for i, edge in enumerate(ends[:-1])]


def record_low(values: Floats) -> list[int | None]:
    """For each period the index of the last one before that was as low or lower; -1 where none was, None in gaps."""
    found: list[int | None] = []
    stack: list[int] = []  # periods with values rising from bottom to top
    for i, value in enumerate(values):
        if not np.isfinite(value):
            found.append(None)
            continue
        while stack and values[stack[-1]] > value:
            stack.pop()
        found.append(stack[-1] if stack else -1)
        stack.append(i)
    return found
