"""News dates: the cases of dates.tsv, what is no date, and properties that hold for any text."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve.dates import find_times, resolve_time, times

TODAY = date(2020, 1, 9)  # a Thursday
CASES = list(
    csv.DictReader((Path(__file__).parent / "dates.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t")
)
DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))
TIMEX3 = re.compile(
    r"(?:PRESENT|PAST|FUTURE)_REF|P(?:T?(?:X|\d+(?:\.\d+)?)(?:DE|CE|[SMHDWQY]))+|FY\d{4}"
    r"|(?:\d{2,4}|XXXX?|XX)(?:-(?:\d\d|XX|W\d\d|WXX|Q[1-4X]|H[12]|SP|SU|FA|WI))?(?:-(?:\d\d?|XX|WE))?"
    r"(?:T(?:\d\d:\d\d|XX|MO|MI|AF|EV|NI))?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?"
)


def day(text):
    return date.fromisoformat(text) if text else None


def found(text, published=TODAY):
    return [(time.text, time.value) for time in times(text, published)]


def test_cases_are_many():
    assert len(CASES) >= 300


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['published']} {case['expression']}")
def test_case(case):
    hits = [time for time in times(case["text"], day(case["published"])) if time.text == case["expression"]]
    assert hits, f"{case['expression']!r} is not found in {case['text']!r}"
    hit = hits[-1]
    assert (hit.value, hit.start_day, hit.end_day, hit.precision) == (
        case["value"],
        day(case["from"]),
        day(case["to"]),
        case["precision"],
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["expression"])
def test_values_are_timex3(case):
    assert TIMEX3.fullmatch(case["value"])


@pytest.mark.parametrize(
    "text",
    [
        "Gen. March said nothing.",
        "Col. May took command.",
        "He may resign.",
        "They march through the city.",
        "The march drew crowds.",
        "Theresa May spoke.",
        "Some 2000 troops were there.",
        "A force of 2000 soldiers stayed.",
        "Prices fall.",
        "Prices will fall.",
        "June Carter sang.",
        "The Sunday Times said so.",
        "No second was lost.",
        "The 1,990 votes were counted.",
        "Resolution 1701 was passed.",
        "It cost $2000 to repair.",
        "The 25-year-old man was hurt.",
        "He is 40 years old.",
        "A quarter of a million people fled.",
        "The crisis is in its fifth year.",
        "",
    ],
)
def test_no_date(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("phrase", "value", "start", "end"),
    [
        ("over the coming months", "FUTURE_REF", "2020-01-09", ""),
        ("since Monday", "2020-01-06", "2020-01-06", "2020-01-09"),
        ("since 2014", "2014", "2014-01-01", "2020-01-09"),
        ("since June 3", "2019-06-03", "2019-06-03", "2020-01-09"),
        ("within two months", "P2M", "2020-01-09", "2020-03-09"),
        ("within 48 hours", "PT48H", "2020-01-09", "2020-01-11"),
        ("within a fortnight", "P2W", "2020-01-09", "2020-01-23"),
        ("until Friday", "2020-01-10", "2020-01-09", "2020-01-10"),
        ("by September 2025", "2025-09", "2020-01-09", "2025-09-30"),
        ("Between March 27 and 31", "2019-03-27/2019-03-31", "2019-03-27", "2019-03-31"),
        ("from 2001 to 2005", "2001/2005", "2001-01-01", "2005-12-31"),
        ("1982 and 1983", "1982/1983", "1982-01-01", "1983-12-31"),
        ("before dawn on Friday", "2020-01-03TMO", "2020-01-03", "2020-01-03"),
        ("weekend", "2020-W01-WE", "2020-01-04", "2020-01-05"),
        ("November morning in 1997", "1997-11", "1997-11-01", "1997-11-30"),
        ("evening", "2020-01-09TEV", "2020-01-09", "2020-01-09"),
        ("over the past three years", "P3Y", "2017-01-09", "2020-01-09"),
    ],
)
def test_phrase(phrase, value, start, end):
    got = resolve_time(phrase, TODAY)
    assert (got.value, got.start_day, got.end_day) == (value, day(start), day(end))


def test_words_before_tell_the_future():
    assert resolve_time("Monday", TODAY).value == "2020-01-06"
    assert resolve_time("Monday", TODAY, before="Parliament will meet on ").value == "2020-01-13"
    assert resolve_time("Monday", TODAY, before="The army will leave, he said on ").value == "2020-01-06"


def test_later_is_counted_from_the_last_day_told():
    first, second, third = times(
        "The base was hit on Dec. 27. Two days later, jets struck. The next day, a crowd came.", TODAY
    )
    assert (first.value, second.value, third.value) == ("2019-12-27", "2019-12-29", "2019-12-30")
    assert (second.basis, third.basis) == ("text", "text")


def test_basis_says_what_it_was_read_against():
    basis = {time.text: time.basis for time in times("On Monday and on 3 May 2011 and last month.", TODAY)}
    assert basis == {"Monday": "publication", "3 May 2011": "text", "last month": "publication"}


def test_without_anchor_nothing_is_guessed():
    for time in times("On Monday, last month, tomorrow, a year ago, in May, tonight, now and the next day.", None):
        assert time.start_day is None
        assert time.basis != "publication"


def test_no_time():
    got = resolve_time("the bridge", TODAY)
    assert (got.value, got.start_day, got.basis, got.rule) == (None, None, None, None)


@pytest.mark.parametrize("text", ["30 February 2020", "2020-13-40", "31/31/2020", "February 29, 2019", "99:99 a.m."])
def test_impossible_dates_have_no_days(text):
    assert all(time.precision != "day" or time.start_day is None for time in times(text, TODAY))


@given(st.text(max_size=200), st.none() | DAYS)
def test_any_text_gives_spans_in_order(text, published):
    end = 0
    for time in times(text, published):
        assert end <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.text
        end = time.end


PHRASES = st.lists(st.sampled_from([case["expression"] for case in CASES]), min_size=1, max_size=4).map(" and on ".join)


@given(PHRASES, DAYS)
def test_any_anchor_gives_days_in_order(text, published):
    for time in times(text, published):
        if time.start_day and time.end_day:
            assert time.start_day <= time.end_day
        assert time.value is None or TIMEX3.fullmatch(time.value), time


@given(DAYS, st.integers(0, 6))
def test_a_bare_weekday_lies_within_the_week_behind(published, number):
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][number]
    (time,) = times(f"He left on {name}.", published)
    assert time.start_day is not None
    assert time.start_day.weekday() == number
    assert timedelta(0) <= published - time.start_day < timedelta(7)


@given(DAYS, DAYS)
def test_a_full_date_does_not_depend_on_the_anchor(told, published):
    for text in (f"{told:%B} {told.day}, {told.year}", f"{told.day} {told:%B} {told.year}", told.isoformat()):
        (time,) = times(f"On {text}, he left.", published)
        assert (time.value, time.start_day, time.basis) == (told.isoformat(), told, "text")


def test_expressions_name_their_form():
    assert [(found.text, found.form) for found in find_times("On Monday or in 2019.")] == [
        ("Monday", "day"),
        ("2019", "year"),
    ]
