"""One text in, its events out."""

from __future__ import annotations

from datetime import date
from functools import cache

from dragoman.errors import SettingError
from dragoman.read import read_text
from dragoman.records import Event
from dragoman.run.coder import Coder


@cache
def _coder() -> Coder:
    return Coder.load()


def code(text: str, *, published: str | date | None = None, title: str | None = None) -> tuple[Event, ...]:
    """The events of one text, in text order.

    `published` (a date, or YYYY-MM-DD) is what "Thursday" is read against. The coder is loaded at the first call and
    kept; use `Coder` to code many documents at once.
    """
    return _coder().code([read_text(text, published=_day(published), title=title)])[0].events


def _day(published: str | date | None) -> date | None:
    if not isinstance(published, str):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError as error:
        raise SettingError(f"published={published!r} is no date; write it as YYYY-MM-DD.") from error
