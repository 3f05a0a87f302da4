"""Days, weeks (from Monday), months and quarters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dragoman.errors import SettingError

LENGTH = {"day": 1, "week": 7, "month": 31, "quarter": 92}  # the most days that a period has


def day_of(by: str) -> str:
    """The day at which a group stands in a series of such periods, in SQL; null where it stands nowhere."""
    return (
        "CASE WHEN day_from IS NULL OR first_published BETWEEN day_from AND coalesce(day_to, day_from) THEN first_published "
        f"WHEN date_diff('day', day_from, coalesce(day_to, day_from)) < {LENGTH[by]} THEN day_from END"
    )


DAY = f"coalesce({day_of('quarter')}, day_from)"  # of a group outside any series


def check(by: str) -> None:
    """Raise `SettingError` where there is no such period."""
    if by not in LENGTH:
        raise SettingError(f"There is no period {by!r}; there are {', '.join(LENGTH)}.")


def first_day(day: date, by: str) -> date:
    """The first day of the period that holds a day."""
    if by == "day":
        return day
    if by == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1, month=day.month if by == "month" else (day.month - 1) // 3 * 3 + 1)


def following(start: date, by: str) -> date:
    """The first day of the next period."""
    return first_day(start + timedelta(days=LENGTH[by]), by)


def between(since: date, until: date, by: str) -> Iterator[date]:
    """The first days of all periods that hold a day of the range, both ends included."""
    start = first_day(since, by)
    while start <= until:
        yield start
        start = following(start, by)


def name(start: date, by: str) -> str:
    """A period in words: 2020-01-06, week of 2020-01-06, Jan 2020, Q1 2020."""
    if by == "month":
        return f"{start:%b %Y}"
    if by == "quarter":
        return f"Q{(start.month + 2) // 3} {start.year}"
    return f"week of {start}" if by == "week" else str(start)
