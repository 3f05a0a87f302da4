from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.tag.encode import LOWER, MIXED, TITLE, UPPER, case_of, pieces_of, windows
from dragoman.tag.sentences import sentences


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("troops", LOWER),
        ("Iraq", TITLE),
        ("NATO", UPPER),
        ("5,200", LOWER),
        ("A", TITLE),
        ("eBay", MIXED),
        ("McKay", MIXED),
        ("", LOWER),
    ],
)
def test_case_of(word, case):
    assert case_of(word) == case


def test_pieces_point_into_the_text(coder):
    text = "Kirkuk’s Kurds — 5,200 of them — left Ain al-Asad."
    pieces = pieces_of(text, coder.model.tokenizer)
    assert "".join(text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)) == text.replace(" ", "")


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(alphabet="abc Iraq,.", min_size=1, max_size=80), min_size=1, max_size=12), st.integers(8, 40))
def test_windows_hold_every_piece_once(coder, parts, limit):
    text = "\n\n".join(parts)
    pieces = pieces_of(text, coder.model.tokenizer)
    found = [r for window in windows(pieces, sentences(text, [(0, len(text))]), limit) for r in window]
    assert [i for r in found for i in r] == list(range(len(pieces)))
    assert all(sum(map(len, w)) <= limit - 2 for w in windows(pieces, sentences(text, [(0, len(text))]), limit))


def test_windows_of_a_text_are_alike_in_length(coder):
    sentence = "The army said on Monday that rebels had shelled the town again."
    text = " ".join([sentence] * 17)
    pieces = pieces_of(text, coder.model.tokenizer)
    found = [sum(map(len, w)) for w in windows(pieces, sentences(text, [(0, len(text))]), 100)]
    one = len(pieces) // 17
    assert len(found) == math.ceil(len(pieces) / 98)  # no more than it takes
    assert max(found) - min(found) <= one  # no last sentence is left alone


def test_empty_text(coder):
    assert len(pieces_of("", coder.model.tokenizer)) == 0
    assert list(windows(pieces_of("", coder.model.tokenizer), [])) == []
    assert pieces_of("", coder.model.tokenizer).ids.dtype == np.int64


def test_curly_marks_read_as_straight_ones(coder):
    curly, straight = (pieces_of(t, coder.model.tokenizer) for t in ("Iraq’s “vote”", 'Iraq\'s "vote"'))
    assert list(curly.ids) == list(straight.ids)
    assert list(curly.starts) == list(straight.starts)
