"""Dates of fields, addresses, file names and datelines."""

from datetime import UTC, date, datetime

import pytest

from dragoman.errors import InputError
from dragoman.read import dateline
from dragoman.read.dates import date_of_file_name, date_of_url, find_date, published_date

JUNE_11 = date(2020, 6, 11)


@pytest.mark.parametrize(
    "value",
    [
        JUNE_11,
        datetime(2020, 6, 11, 23, tzinfo=UTC),
        "2020-06-11",
        "2020-06-11T23:59:59Z",
        "2020-06-11 08:00",
        "2020/06/11",
        "20200611",
        20200611,
        "20200611T080000Z",
        "June 11, 2020",
        "11 June 2020",
        "Thu, 11 Jun 2020 10:00:00 GMT",
        "Jun. 11, 2020",
    ],
)
def test_a_published_date_is_read_as_people_write_it(value):
    assert published_date(value) == JUNE_11


@pytest.mark.parametrize("value", [None, "", "  "])
def test_no_date_is_no_date(value):
    assert published_date(value) is None


@pytest.mark.parametrize("value", ["11/06/2020", "yesterday", "2020-13-45", 7, "2020", {}])
def test_a_date_that_names_no_day_is_refused(value):
    with pytest.raises(InputError, match="YYYY-MM-DD") as caught:
        published_date(value)
    assert caught.value.code == "bad_date"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2020/06/11/talks-open", JUNE_11),
        ("https://news.example/world/2020/jun/11/talks", JUNE_11),
        ("https://news.example/2020-06-11-talks.html", JUNE_11),
        ("https://news.example/a/20200611/talks", JUNE_11),
        ("https://news.example/a/20209911/talks", None),
        ("https://news.example/article/12020061188", None),
    ],
)
def test_dates_in_addresses(url, day):
    assert date_of_url(url) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [("2020-06-11-talks.txt", JUNE_11), ("talks_20200611.html", JUNE_11), ("talks.txt", None), ("120200611.txt", None)],
)
def test_dates_in_file_names(name, day):
    assert date_of_file_name(name) == day


def test_two_digit_years():
    assert find_date("19 APR 89") == date(1989, 4, 19)
    assert find_date("3 May 20") == date(2020, 5, 3)


@pytest.mark.parametrize(
    ("text", "place", "agency", "day"),
    [
        ("BAGHDAD, June 11, 2020 (Tigris Wire) - Talks opened.", "BAGHDAD", "Tigris Wire", JUNE_11),
        ("BAGHDAD (TW) — Talks opened.", "BAGHDAD", "TW", None),
        ("BAGHDAD, Iraq (TW) — Talks opened.", "BAGHDAD, Iraq", "TW", None),
        ("Baghdad, 11 June 2020 (TW) – Talks opened.", "Baghdad", "TW", JUNE_11),
        ("WASHINGTON, June 11 (TW) - Talks opened.", "WASHINGTON", "TW", None),
        ("BAGHDAD/WASHINGTON (TW) - Talks opened.", "BAGHDAD", "TW", None),
        ("AL-ASAD AIR BASE, Iraq — Rockets fell.", "AL-ASAD AIR BASE, Iraq", None, None),
        ("TEHRAN, TNA – The minister left.", "TEHRAN", "TNA", None),
        ("SAN SALVADOR, 19 APR 89 (TW) -- [TEXT] THE ARMY LEFT.", "SAN SALVADOR", "TW", date(1989, 4, 19)),
        ("(TW) - Talks opened.", None, "TW", None),
    ],
)
def test_datelines(text, place, agency, day):
    found = dateline(text)
    assert found is not None
    assert (found.place.text if found.place else None, found.agency, found.date) == (place, agency, day)
    assert text[found.end :].split()[0] in {"Talks", "Rockets", "The", "[TEXT]"}


@pytest.mark.parametrize(
    "text",
    [
        "The minister - a doctor - left.",
        "NATO - The alliance met.",
        "BREAKING - Rockets fell.",
        "Baghdad - a city of eight million - was quiet.",
        "Talks opened.",
        "THE ARMY - ALL OF IT - LEFT THE CITY ON MONDAY.",
        "",
    ],
)
def test_what_is_no_dateline(text):
    assert dateline(text) is None


def test_a_dateline_is_placed_in_the_text():
    text = "Headline\n\nBAGHDAD (TW) - Talks opened."
    found = dateline(text, 10)
    assert found is not None
    assert found.place is not None
    assert text[found.place.start : found.place.end] == "BAGHDAD"
    assert text[found.end :] == "Talks opened."
