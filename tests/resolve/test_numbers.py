"""Quantities: the cases of numbers.tsv, and properties that hold for any number."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve.numbers import bounded, find_quantities, parse_quantity

CASES = list(
    csv.DictReader((Path(__file__).parent / "numbers.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t")
)


def number(text):
    return float(text) if text else None


def test_cases_are_many():
    assert len(CASES) >= 150


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_case(case):
    assert parse_quantity(case["text"]) == (number(case["low"]), number(case["high"]), case["unit"] or None)


@pytest.mark.parametrize("text", ["", "the bridge", "many", "soldiers", "a bridge", "?"])
def test_no_number(text):
    assert parse_quantity(text) == (None, None, None)


def test_quantities_of_a_sentence():
    got = find_quantities(
        "At least 12 people died on 3 May 2020 and some 5,200 troops left; the cost was $1.2 billion."
    )
    assert [(found.text, found.low, found.high, found.unit) for found in got] == [
        ("At least 12", 12, None, "people"),
        ("some 5,200", 5200, 5200, "troops"),
        ("$1.2 billion", 1.2e9, 1.2e9, "USD"),
    ]


@pytest.mark.parametrize(
    ("text", "seen", "whole"),
    [
        ("It lost no more than 140 men.", "than 140", "no more than 140"),
        ("It held as many as 23 men.", "as many", "as many as 23"),
        ("It held at least 23 men.", "23 men", "at least 23 men"),
        ("It held some 23 men.", "23 men", "23 men"),
    ],
)
def test_bounds_belong_to_the_number(text, seen, whole):
    start, end = bounded(text, text.index(seen), text.index(seen) + len(seen))
    assert text[start:end] == whole


def test_times_are_no_quantities():
    assert find_quantities("He left at 9:30 a.m. on May 9, 2011, two years ago, after 48 hours.") == []


@given(st.integers(0, 10**9))
def test_digits_are_themselves(value):
    for text in (str(value), f"{value:,}"):
        assert parse_quantity(text)[:2] == (value, value)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_range_has_both_ends(one, other):
    low, high = sorted((one, other))
    assert parse_quantity(f"between {low} and {high} people") == (low, high, "people")


@given(st.integers(2, 10**6), st.integers(2, 10**6))
def test_kinds_side_by_side_are_added(soldiers, civilians):
    assert parse_quantity(f"{soldiers} soldiers and {civilians} civilians")[:2] == (soldiers + civilians,) * 2


@given(st.text(max_size=200))
def test_any_text_gives_spans_in_order(text):
    end = 0
    for found in find_quantities(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert found.low is None or found.high is None or found.low <= found.high
        end = found.end
    parse_quantity(text)
