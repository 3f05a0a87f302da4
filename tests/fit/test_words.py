"""Hashed counts."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.fit.words import hashed, runs, words


def test_words_pairs_and_signs_are_counted_in_lower_case():
    assert words("Aid, more AID") == Counter({"aid": 2, ",": 1, "more": 1, "aid ,": 1, ", more": 1, "more aid": 1})


def test_runs_cross_blanks_of_any_kind_alike():
    assert runs("to \n it") == runs("To it")
    assert " to " in runs("to it")


@given(st.lists(st.text(max_size=60), max_size=4))
def test_each_text_is_counted_by_itself(texts):
    whole = hashed([runs(text) for text in texts], 1 << 10)
    assert whole.shape == (len(texts), 1 << 10)
    for row, text in zip(whole, texts, strict=True):
        assert np.array_equal(row, hashed([runs(text)], 1 << 10)[0])
