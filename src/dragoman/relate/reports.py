"""A coded event as one report of something that may be reported elsewhere too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from dragoman.records import DOUBTFUL
from dragoman.relate.words import words

Row = Mapping[str, Any]  # a row of `events` with `published` and `publisher` of its document

FRESH = timedelta(days=2)  # a report without a day is taken to be of the days up to its publication
_DEADLY = re.compile(r"\b(?:kill|assassinat|murder|slay|slain|execut|behead|lynch|shot dead|death)", re.IGNORECASE)
REPEATED = 20_000  # sides that are kept to be shared
VAGUE = frozenset({"country", "region", None})


@dataclass(frozen=True, slots=True)
class Side:
    """The actors, or the recipients, of a report."""

    ids: frozenset[str]
    countries: frozenset[str]
    words: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.ids or self.countries or self.words)

    def __or__(self, other: Side) -> Side:
        return Side(self.ids | other.ids, self.countries | other.countries, self.words | other.words)


@dataclass(frozen=True, slots=True)
class Report:
    """One event of one document, as far as it helps to tell whether another report means the same."""

    event_id: str
    doc_id: str
    published: date | None
    publisher: str | None
    type: str
    about: str | None  # the type of deed that is promised, asked or threatened
    status: str
    actors: Side
    recipients: Side
    first: date | None  # the days on which it can have happened
    last: date | None
    dated: bool  # whether its own words give the day
    country: str | None
    point: tuple[float, float] | None  # degrees, where the place is a site or a town
    words: tuple[str, ...]
    counts: Mapping[str, tuple[float, float]]  # least and most
    victims: frozenset[str]  # persons who were killed in it
    begins: int  # where its sentence begins in the document
    place: str | None  # the name of the place
    confidence: float
    sure: bool  # whether one of its actors is likelier one than not
    told: Mapping[str, str]  # actors and recipients in the words of the report

    @property
    def historical(self) -> bool:
        """Whether it is told as background."""
        return self.status == "historical"


def report(row: Row) -> Report:
    """A row of `events` (with `published` and `publisher`) as a report."""
    when, where, published = row["when"] or {}, row["where"] or {}, row["published"]
    counts = {k: q for k, q in (row["counts"] or {}).items() if q and q["low"] is not None}
    first, last = when.get("from"), when.get("to")
    dated = first is not None and last is not None and last - first <= FRESH
    if first is None and published is not None and row["status"] != "historical":
        ahead = row["status"] in {"planned", "hypothetical"}
        first, last = published - FRESH, published + FRESH if ahead else published
    placed = where.get("lat") is not None and where.get("precision") not in VAGUE
    doers = [a for a in row["actors"] or () if not a.get("alleged")]
    return Report(
        event_id=row["event_id"],
        doc_id=row["doc_id"],
        published=published,
        publisher=row["publisher"],
        type=row["type"],
        about=(row.get("about") or {}).get("type"),
        status=row["status"],
        actors=_side(doers),
        recipients=_side(row["recipients"]),
        first=first,
        last=last if last is not None else first,
        dated=dated,
        country=where.get("country"),
        point=(where["lat"], where["lon"]) if placed else None,
        words=words(row["sentence"]["text"]),
        counts={k: (q["low"], q["high"] if q["high"] is not None else q["low"]) for k, q in counts.items()},
        victims=_victims(row),
        begins=row["sentence"]["start"],
        place=where.get("name"),
        confidence=row["confidence"],
        sure=any((a.get("confidence") or 1.0) >= DOUBTFUL for a in doers),
        told={name: "; ".join(a["text"] for a in row[name] or ()) for name in ("actors", "recipients")},
    )


def _victims(row: Row) -> frozenset[str]:
    """Persons by their ids whom the words of an attack say to be dead: by its trigger, or as those who are counted."""
    if row["type"] != "ASSAULT":
        return frozenset()
    counted = (row["counts"] or {}).get("killed") or {"start": 0, "end": 0}
    every = _DEADLY.search(row["trigger"]["text"])
    dead = (
        a for a in row["recipients"] or () if every or (a["start"] < counted["end"] and counted["start"] < a["end"])
    )
    return frozenset(a["actor_id"] for a in dead if (a["actor_id"] or "").startswith("person:"))


def _side(actors: list[Mapping[str, Any]] | None) -> Side:
    found = actors or []
    return _shared(
        frozenset(a["actor_id"] for a in found if a["actor_id"]),
        frozenset(a["country"] for a in found if a["country"]),
        frozenset(word for a in found for word in words(a["text"])),
    )


@lru_cache(REPEATED)
def _shared(ids: frozenset[str], countries: frozenset[str], words: frozenset[str]) -> Side:
    """A side; those that recur in the news are held once."""
    return Side(ids, countries, words)
