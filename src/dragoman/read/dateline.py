"""The dateline of a story: `BAGHDAD, June 11, 2020 (Agency) -`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dragoman.read.dates import DATE, find_date
from dragoman.records import Span

if TYPE_CHECKING:
    from datetime import date

NO_PLACES: Final = frozenset(
    [
        "ANALYSIS",
        "BREAKING",
        "CORRECTED",
        "CORRECTION",
        "EDITORIAL",
        "EXCLUSIVE",
        "EXPLAINER",
        "FACTBOX",
        "FLASH",
        "INTERVIEW",
        "NATO",
        "OPINION",
        "REFILE",
        "TIMELINE",
        "UPDATE",
        "URGENT",
        "WATCH",
        "WRAPUP",
    ]
)
LONGEST: Final = 120  # characters; no dateline is longer

_UPPER = r"[A-Z][A-Z'’.\-]+(?:[ -][A-Z][A-Z'’.\-]+){0,3}"
_TITLED = r"[A-Z][\w'’.\-]+(?:[ -](?:[A-Z]|al-|el-|de )[\w'’.\-]+){0,3}"
_REGION = r"[A-Z][\w.'’]+(?: [A-Z][\w.'’]+){0,2}"
_AGENCY = r"\((?P<agency>[A-Z][\w &'’./-]{1,40})\)"
_DASH = r"\s*(?:--?|–|—|:)(?:\s+|(?=\[))"
_DATELINE = re.compile(
    rf"(?P<place>(?:{_UPPER}|{_TITLED})(?P<region>, (?!(?-i:(?i:{DATE})))(?:{_REGION}))?)(?:/[A-Z][A-Z' /-]+)?"
    rf"(?:,?\s+(?P<date>(?i:{DATE})))?(?:,?\s*{_AGENCY})?{_DASH}"
)
_AGENCY_ONLY = re.compile(rf"{_AGENCY}{_DASH}")
_BARE_AGENCY = re.compile(r", ([A-Z]{2,6})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """What a dateline says; `end` is where the story itself begins."""

    start: int
    end: int
    place: Span | None
    agency: str | None
    date: date | None  # None also where the year is left out
    dated: bool = False  # whether it names a day, with a year or without


def dateline(text: str, start: int = 0) -> Dateline | None:
    """The dateline that begins at `start`, if one does."""
    head = text[start : start + LONGEST]
    if found := _AGENCY_ONLY.match(head):
        return Dateline(start=start, end=start + found.end(), place=None, agency=found.group("agency"), date=None)
    found = _DATELINE.match(head)
    if found is None or not _is_certain(found, text):
        return None
    place, agency = found.group("place"), found.group("agency")
    if agency is None and (bare := _BARE_AGENCY.search(place)):
        place, agency = place[: bare.start()], bare.group(1)
    day = found.group("date")
    return Dateline(
        start=start,
        end=start + found.end(),
        place=Span(text=place, start=start, end=start + len(place)),
        agency=agency,
        date=find_date(day) if day else None,
        dated=bool(day),
    )


def _is_certain(found: re.Match[str], text: str) -> bool:
    place = found.group("place").split(",")[0]
    if place.split()[0] in NO_PLACES:
        return False
    if found.group("date") or found.group("agency"):
        return True
    colon = found.group().rstrip().endswith(":")
    return not colon and place.isupper() and len(place) > 2 and not text[:400].isupper()  # noqa: PLR2004
