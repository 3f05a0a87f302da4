"""Days as news writes them: in fields of metadata, web addresses, file names and datelines."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Final

from dragoman.errors import InputError

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
YEAR: Final = r"(?:19|20)\d\d"
DATE: Final = rf"(?:{MONTH}\s+{DAY}(?:,?\s+{YEAR})?|{DAY}\s+{MONTH}(?:,?\s+(?:{YEAR}|\d\d))?|{YEAR}-\d\d-\d\d)"
CENTURY_TURN: Final = 50  # a year of two digits from here on is of the 20th century

_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=$|[T\s])")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$")
_MONTH_FIRST = re.compile(rf"\b({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+({YEAR})\b", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({MONTH}),?\s+({YEAR}|\d\d)\b", re.IGNORECASE)
_ANY_ISO = re.compile(rf"(?<!\d)({YEAR})-(\d\d)-(\d\d)(?!\d)")
_IN_URL = re.compile(rf"[/=_-]({YEAR})([/-])(\d{{1,2}}|[a-z]{{3}})\2(\d{{1,2}})(?=[/_.?&#-]|$)", re.IGNORECASE)
_COMPACT_IN_URL = re.compile(rf"[/_-]({YEAR})(\d\d)(\d\d)(?=[/_.-]|$)")
_IN_NAME = re.compile(rf"(?<!\d)({YEAR})([-_]?)(\d\d)\2(\d\d)(?!\d)")


def published_date(value: Any) -> date | None:
    """The day that a field of metadata names; None for a blank one.

    Raises:
        InputError: `bad_date`, when it names no day or may name two.
    """
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    text = str(value).strip()
    if not text:
        return None
    found = _ISO.match(text) or _COMPACT.match(text)
    day = _day(*found.groups()) if found else find_date(text)
    if day is None:
        raise InputError("bad_date", f"{text!r} is no date that can be read; write it as YYYY-MM-DD")
    return day


def find_date(text: str) -> date | None:
    """The first full day that the text names in words or as YYYY-MM-DD."""
    if found := _MONTH_FIRST.search(text):
        return _day(found.group(3), found.group(1), found.group(2))
    if found := _DAY_FIRST.search(text):
        return _day(found.group(3), found.group(2), found.group(1))
    found = _ANY_ISO.search(text)
    return _day(*found.groups()) if found else None


def date_of_url(url: str) -> date | None:
    """The day that a web address holds, as in `/2020/06/11/`."""
    if found := _IN_URL.search(url):
        return _day(found.group(1), found.group(3), found.group(4))
    found = _COMPACT_IN_URL.search(url)
    return _day(*found.groups()) if found else None


def date_of_file_name(name: str) -> date | None:
    """The day that a file name holds, as YYYY-MM-DD or YYYYMMDD."""
    found = _IN_NAME.search(name)
    return _day(found.group(1), found.group(3), found.group(4)) if found else None


def _day(year: str, month: str, day: str) -> date | None:
    full_year = int(year)
    if len(year) == 2:  # noqa: PLR2004
        full_year += 1900 if full_year >= CENTURY_TURN else 2000
    try:
        return date(full_year, int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1, int(day))
    except ValueError:
        return None
