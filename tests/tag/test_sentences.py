from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.tag.sentences import sentences

CASES = [
    ("One came. Two went.", ["One came.", "Two went."]),
    ("Gen. Ada Moss spoke at 5 p.m. Thursday in St. Louis. He left.", ["Gen. Ada Moss spoke at 5 p.m. Thursday in St. Louis.", "He left."]),
    ("It began on Jan. 3 in Basra. It ended.", ["It began on Jan. 3 in Basra.", "It ended."]),
    ("A headline without a stop\n\nThen a paragraph.", ["A headline without a stop", "Then a paragraph."]),
    ("• Troops leave base • Talks open Monday", ["• Troops leave base", "• Talks open Monday"]),
    (
        "The ministry said that the convoy, which had left the port in the early\nmorning, was safe. It came back.",
        ["The ministry said that the convoy, which had left the port in the early\nmorning, was safe.", "It came back."],
    ),
    ("Short line one.\nShort line two.", ["Short line one.", "Short line two."]),
    ("  \n ", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences(text, expected):
    assert [text[a:b] for a, b in sentences(text, [(0, len(text))])] == expected


def test_only_the_story_is_cut():
    text = "MASTHEAD\n\nThe army left. It was over.\n\nRead more here."
    assert [text[a:b] for a, b in sentences(text, [(10, 37)])] == ["The army left.", "It was over."]


@given(st.text(max_size=300))
def test_sentences_are_ordered_trimmed_and_lose_no_words(text):
    found = sentences(text, [(0, len(text))])
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in found)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(found))
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
