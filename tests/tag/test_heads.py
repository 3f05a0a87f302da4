"""What a window without mentions is judged by."""

from __future__ import annotations

import numpy as np

STATES = np.random.default_rng(5).standard_normal((9, 384)).astype(np.float32)
SPAN = np.array([[3, 5]])


def label(coder, pair, mention):
    return coder.model.judge(
        states=STATES,
        triggers=SPAN,
        around=np.array([[0, 9]]),
        mentions=np.array([mention]),
        kinds=np.zeros(1, dtype=np.int64),
        pairs=np.array([pair]),
        sentences=np.array([[0, 9]]),
    )["label"]


def test_the_pair_of_a_window_without_mentions_weighs_nothing(coder):
    nobody = label(coder, (-1, -1), (3, 5))
    assert np.allclose(nobody, label(coder, (-1, -1), (7, 8)), atol=1e-6)
    assert not np.allclose(nobody, label(coder, (0, 0), (7, 8)), atol=1e-3)
