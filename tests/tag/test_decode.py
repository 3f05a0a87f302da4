from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.tag.decode import sigmoid, softmax, spans, trimmed


def scores(tags):
    return np.array([[5.0 * (tag == "O"), 5.0 * (tag == "B"), 5.0 * (tag == "I")] for tag in tags], dtype=np.float32)


def found(tags, breaks=()):
    words = np.arange(len(tags))
    marked = np.isin(words, list(breaks))
    return [tuple(map(int, s)) for s in spans(scores(tags), words, words + 1, marked, 0.5)[0]]


def test_spans():
    assert found("OBIIOBO") == [(1, 4), (5, 6)]
    assert found("BIBI") == [(0, 2), (2, 4)]
    assert found("OIIO") == [(1, 3)]
    assert found("BIII", breaks=[2]) == [(0, 2), (2, 4)]
    assert found("OOO") == []


def test_a_span_that_is_likely_to_go_on_is_not_split():
    doubtful = np.log(np.array([[0.1, 0.8, 0.1], [0.1, 0.6, 0.3]], dtype=np.float32))
    words, unbroken = np.arange(2), np.zeros(2, dtype=bool)
    split = lambda times: spans(doubtful, words, words + 1, unbroken, 0.5, times)[0].tolist()  # noqa: E731
    assert split(1.0) == [[0, 1], [1, 2]]
    assert split(5.0) == [[0, 2]]


def test_names_end_with_no_word_that_goes_on():
    dangling = np.isin(
        np.array("crowds in Mbale , marines and sailors of the".split()), ["in", ",", "and", "of", "the"]
    )
    found = np.array([[0, 2], [2, 3], [4, 6], [6, 9], [7, 9]])
    assert trimmed(found, dangling).tolist() == [[0, 1], [2, 3], [4, 5], [6, 7]]
    assert trimmed(found[:0], dangling).shape == (0, 2)


def test_words_of_several_pieces_stay_whole():
    heads, stops = np.array([0, 3]), np.array([3, 4])
    assert spans(scores("BOOO"), heads, stops, np.zeros(2, dtype=bool), 0.5)[0].tolist() == [[0, 3]]


@given(st.text(alphabet="OBI", min_size=1, max_size=40))
def test_spans_cover_exactly_what_is_inside(tags):
    covered = {i for a, b in found(tags) for i in range(a, b)}
    assert covered == {i for i, tag in enumerate(tags) if tag != "O"}


def test_probabilities():
    values = np.array([[1000.0, 0.0, -1000.0]], dtype=np.float32)
    assert softmax(values).sum() == 1.0
    assert np.all((sigmoid(values / 100) >= 0) & (sigmoid(values / 100) <= 1))


def test_the_unlikeliest_is_nought_without_a_warning():
    scores = np.array([-np.inf, -500, -90, 0, 90, np.inf], dtype=np.float32)
    with np.errstate(all="raise"):
        assert sigmoid(scores).tolist() == [0, 0, 0, 0.5, 1, 1]
