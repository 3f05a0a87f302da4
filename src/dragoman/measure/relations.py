"""The relations index: what two parties did and said to each other, period by period.

The unit is the event group, one event however often it was reported. A group counts when it is no doubtful one (its
confidence is one half at least, or a person accepted it) and happened (`actual`), or is a promise, concession or threat of
something planned, as these were made. It stands at the day of its first
report where that lies among the days on which it may have been, else at the first of these; where they are more than a
period and the report does not lie among them, it stands nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import duckdb
import numpy as np
import pyarrow as pa

from dragoman.errors import SettingError
from dragoman.measure import periods
from dragoman.measure.parties import Party, party
from dragoman.measure.series import Floats, Ints, change_points, interval, poisson_bootstrap, record_low, smooth
from dragoman.records import DOUBTFUL

Direction = Literal["both", "forward", "backward", "joint"]
Value = Literal["sum", "mean", "per_100"]

BANDWIDTH = {"day": 7.0, "week": 3.0, "month": 1.0, "quarter": 1.0}  # of the kernel, in periods
COUNTED = (
    f"(confidence >= {DOUBTFUL} AND "
    "(status = 'actual' OR (status = 'planned' AND type IN ('AGREE', 'CONCEDE', 'THREATEN'))))"
)
TOP = 3  # groups named for each period

_MARK = pa.struct(
    [("day", pa.date32()), ("direction", pa.string()), ("words", pa.string()), ("sentence", pa.string())]
    + [(n, pa.string()) for n in ("relation_id", "doc_id", "publisher", "sides_from")]
)
_GROUP = pa.struct(
    [(n, pa.string()) for n in ("group_id", "event_id", "type")]
    + [("day", pa.date32()), ("score", pa.float64()), ("documents", pa.int64())]
)
_NUMBERS = "sum mean per_100 cooperation conflict low high smooth smooth_low smooth_high change".split()
SCHEMA = pa.schema(
    [("period", pa.date32()), ("documents", pa.int64()), ("covered", pa.bool_()), ("events", pa.int64())]
    + [("cooperation_events", pa.int64()), ("conflict_events", pa.int64())]
    + [(n, pa.float64()) for n in _NUMBERS]
    + [(n, pa.date32()) for n in ("lowest_since", "highest_since")]
    + [(n, pa.bool_()) for n in ("lowest_ever", "highest_ever")]
    + [("top", pa.list_(_GROUP)), ("made_by", pa.list_(_GROUP)), ("marks", pa.list_(_MARK))]
)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Groups with the same period, score and side of the scale, counted together."""

    at: Ints  # index of the period
    score: Floats
    friendly: np.typing.NDArray[np.bool_]
    count: Ints

    def sums(self, size: int, chosen: np.typing.NDArray[np.bool_] | None = None) -> tuple[Floats, Ints]:
        """Sum of scores and number of groups by period."""
        count = self.count if chosen is None else np.where(chosen, self.count, 0)
        total: Floats = np.bincount(self.at, count * self.score, minlength=size).astype(np.float64)
        return total, np.bincount(self.at, count, minlength=size).astype(np.int64)


def relations(
    link: duckdb.DuckDBPyConnection,
    one: str,
    two: str,
    *,
    by: str = "month",
    direction: Direction = "both",
    value: Value = "sum",
    since: date | None = None,
    until: date | None = None,
    bandwidth: float | None = None,
    draws: int = 500,
    seed: int = 0,
) -> pa.Table:
    """The index of two parties, one row a period, without holes, over the views `groups`, `documents` and `relations`.

    `forward` is what `one` did to `two`, `backward` the reverse, `joint` what both did together or to each other;
    every group is in just one of them and `both` is their sum. `sum` adds up PLOVER scores, `cooperation` those of
    quad classes 1 and 2, `conflict` those of 3 and 4; `per_100` is the sum for 100 documents of the period. Where no
    document was published and no event is known there is no coverage: the numbers are null, not zero. `value` says
    what is smoothed, resampled (`low`, `high`: 95 %) and searched for changes and records. `top` are the groups that
    weigh most in a period, `made_by` those behind a `change` of level, on both sides of it.

    Raises:
        SettingError: a party, period, direction or value is not known.
    """
    sides, asked = _sides(party(one), party(two), direction), _asked(party(one), party(two))
    periods.check(by)
    if value not in {"sum", "mean", "per_100"}:
        raise SettingError(f"There is no value {value!r}; there are sum, mean and per_100.")
    if bandwidth is not None and bandwidth <= 0:
        raise SettingError("The bandwidth of the kernel is a number of periods above zero.")
    _place(link, by, sides, asked)
    starts = list(periods.between(*days(link, since, until), by))
    cells, documents = _cells(link, starts), _documents(link, by, starts)
    columns = _columns(cells, documents, value, bandwidth or BANDWIDTH[by], draws, seed)
    columns |= {"period": starts, "top": _top(link, starts)}
    columns |= _records(columns[value], starts) | {"made_by": _made_by(link, starts, columns["change"])}
    columns["marks"] = _marks(link, by, starts, party(one), party(two))
    return pa.table({field.name: pa.array(columns[field.name], field.type) for field in SCHEMA}, schema=SCHEMA)


def _sides(one: Party, two: Party, direction: str) -> str:
    if one == two:
        raise SettingError(f"Relations are between two parties, and {one} was given twice.")
    there, back = "(a1 AND r2)", "(a2 AND r1)"
    joint = f"((a1 AND a2) OR ({there} AND {back}))"
    tests = {
        "both": f"({there} OR {back} OR (a1 AND a2))",
        "forward": f"({there} AND NOT {joint})",
        "backward": f"({back} AND NOT {joint})",
        "joint": joint,
    }
    if direction not in tests:
        raise SettingError(f"There is no direction {direction!r}; there are {', '.join(tests)}.")
    return tests[direction]


def _asked(one: Party, two: Party) -> str:
    """Whether each party acts (a1, a2) and receives (r1, r2), each asked once a group."""
    roles = (("a", "actors"), ("r", "recipients"))
    return ", ".join(f"{p.sql(c)} AS {r}{i}" for i, p in enumerate((one, two), 1) for r, c in roles)


def _place(link: duckdb.DuckDBPyConnection, by: str, sides: str, asked: str) -> None:
    """Keep the groups of the two sides, each in its period, in a table of the connection."""
    link.execute(
        f"CREATE OR REPLACE TEMP TABLE placed AS SELECT *, CAST(date_trunc('{by}', day) AS DATE) AS period FROM ("
        f"SELECT group_id, representative AS event_id, type, quad, score, len(documents) AS documents, {periods.day_of(by)} AS day "
        f"FROM (SELECT *, {asked} FROM groups WHERE {COUNTED}) WHERE {sides}) WHERE day IS NOT NULL"
    )


def days(link: duckdb.DuckDBPyConnection, since: date | None, until: date | None) -> tuple[date, date]:
    """The first and the last day asked for, else those of the documents.

    Raises:
        SettingError: the last is before the first, or nobody says which days are meant.
    """
    if since is None or until is None:
        [(first, last)] = link.execute("SELECT min(published), max(published) FROM documents").fetchall()
        since, until = since or first, until or last
    if since is None or until is None:
        raise SettingError("No document has a date: say which days are meant with --since and --until.")
    if until < since:
        raise SettingError(f"The last day, {until}, is before the first, {since}.")
    return since, until


def _cells(link: duckdb.DuckDBPyConnection, starts: list[date]) -> _Cells:
    sql = "SELECT period, score, quad <= 2 AS friendly, count(*) AS count FROM placed WHERE period BETWEEN ? AND ? "
    found = link.execute(sql + "GROUP BY ALL ORDER BY ALL", [starts[0], starts[-1]]).fetchnumpy()
    index = np.array(starts, dtype="datetime64[D]")
    return _Cells(
        at=np.searchsorted(index, found["period"].astype("datetime64[D]")),
        score=np.asarray(found["score"], dtype=np.float64),
        friendly=np.asarray(found["friendly"], dtype=np.bool_),
        count=np.asarray(found["count"], dtype=np.int64),
    )


def _documents(link: duckdb.DuckDBPyConnection, by: str, starts: list[date]) -> Ints:
    sql = f"SELECT CAST(date_trunc('{by}', published) AS DATE), count(*) FROM documents GROUP BY 1"
    found: Mapping[date, int] = dict(link.execute(sql).fetchall())
    return np.array([found.get(start, 0) for start in starts], dtype=np.int64)


def _columns(cells: _Cells, documents: Ints, value: str, bandwidth: float, draws: int, seed: int) -> dict[str, Any]:
    size = len(documents)
    total, events = cells.sums(size)
    friendly, friendly_events = cells.sums(size, cells.friendly)
    hostile, hostile_events = cells.sums(size, ~cells.friendly)
    covered = (documents > 0) | (events > 0)
    values = _values(total, events, documents, covered)
    sums, counts = poisson_bootstrap(cells.at, cells.score, cells.count, size=size, draws=draws, seed=seed)
    worlds = _values(sums, counts, documents, covered)[value]
    low, high = interval(worlds)
    smooth_low, smooth_high = interval(np.where(covered, smooth(worlds, bandwidth), np.nan))
    moved = dict(change_points(values[value]))
    numbers = values | {
        "cooperation": np.where(covered, friendly, np.nan),
        "conflict": np.where(covered, hostile, np.nan),
        "low": low,
        "high": high,
        "smooth": np.where(covered, smooth(values[value], bandwidth), np.nan),
        "smooth_low": smooth_low,
        "smooth_high": smooth_high,
    }
    return {name: [float(v) if np.isfinite(v) else None for v in column] for name, column in numbers.items()} | {
        "documents": documents,
        "covered": covered,
        "events": events,
        "cooperation_events": friendly_events,
        "conflict_events": hostile_events,
        "change": [moved.get(i) for i in range(size)],
    }


def _values(
    total: Floats, events: Floats | Ints, documents: Ints, covered: np.typing.NDArray[np.bool_]
) -> dict[str, Floats]:
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            "sum": np.where(covered, total, np.nan),
            "mean": np.where(events > 0, total / events, np.nan),
            "per_100": np.where(documents > 0, 100 * total / documents, np.nan),
        }


def _records(column: list[float | None], starts: list[date]) -> dict[str, Any]:
    values = np.array([np.nan if v is None else v for v in column])
    low, high = record_low(values), record_low(-values)

    def day(i: int | None) -> date | None:
        return None if i is None or i < 0 else starts[i]

    return {
        "lowest_since": [day(i) for i in low],
        "highest_since": [day(i) for i in high],
        "lowest_ever": [i == -1 for i in low],
        "highest_ever": [i == -1 for i in high],
    }


_ORDER = "abs(score) * documents DESC, group_id"
_AS_GROUP = (
    "struct_pack(group_id := group_id, event_id := event_id, type := type, day := day, score := score, "
    "documents := documents)"
)


def _top(link: duckdb.DuckDBPyConnection, starts: list[date]) -> list[list[Any]]:
    sql = (
        f"SELECT period, list({_AS_GROUP} ORDER BY {_ORDER}) FROM (SELECT * FROM placed WHERE period BETWEEN ? AND ? "
        f"QUALIFY row_number() OVER (PARTITION BY period ORDER BY {_ORDER}) <= {TOP}) GROUP BY period"
    )
    found = dict(link.execute(sql, [starts[0], starts[-1]]).fetchall())
    return [found.get(start, []) for start in starts]


def _made_by(link: duckdb.DuckDBPyConnection, starts: list[date], changes: Sequence[float | None]) -> list[list[Any]]:
    """For each change of level the groups that pulled the old one the other way, then those that pull the new one."""
    edges = [0, *(i for i, change in enumerate(changes) if change is not None), len(starts)]
    found: list[list[Any]] = [[] for _ in starts]
    for before, at, after in zip(edges, edges[1:], edges[2:], strict=False):
        sign = 1 if (changes[at] or 0.0) > 0 else -1
        for first, last, pull in ((before, at, -sign), (at, after, sign)):
            sql = f"SELECT {_AS_GROUP} FROM placed WHERE period BETWEEN ? AND ? AND sign(score) = ? ORDER BY {_ORDER} LIMIT {TOP}"
            rows = link.execute(sql, [starts[first], starts[last - 1], pull]).fetchall()
            found[at] += [group for (group,) in rows]
    return found


def marks(link: duckdb.DuckDBPyConnection, one: Party, two: Party) -> list[dict[str, Any]]:
    """What was said of the relations of two parties, oldest first.

    A statement belongs to the two where it names both; where it names one side or none, the sides missing are taken
    from the two countries most named in the events of its document (`sides_from` is then `document`).
    """
    sql = (
        "WITH named AS (SELECT doc_id, unnest(list_transform(actors || recipients, lambda a: a.country)) AS country "
        "FROM events SEMI JOIN relations USING (doc_id)), main AS (SELECT doc_id, list(country ORDER BY n DESC, country)[:2] AS pair FROM "
        "(SELECT doc_id, country, count(*) AS n FROM named WHERE country IS NOT NULL GROUP BY ALL) GROUP BY doc_id) "
        "SELECT r.relation_id, r.doc_id, r.direction, r.trigger.text AS words, r.sentence.text AS sentence, r.sides, "
        'coalesce(r."when"."from", d.published) AS day, d.publisher, m.pair FROM relations r '
        "JOIN documents d USING (doc_id) LEFT JOIN main m USING (doc_id) ORDER BY day, relation_id"
    )
    found = []
    for row in link.sql(sql).to_arrow_table().to_pylist():
        origin = _origin(row["sides"], row["pair"] or [], one, two)
        if origin and row["day"]:
            found.append({field.name: row.get(field.name) for field in _MARK} | {"sides_from": origin})
    return found


def _origin(sides: list[dict[str, Any]], pair: list[str], one: Party, two: Party) -> str | None:
    """Where the two sides were found: in the statement, or in part in its document; None where they were not."""
    named = [p.among(sides) or any(a["country"] == p.country and not p.actor_id for a in sides) for p in (one, two)]
    if all(named):
        return "text"
    others = {a["country"] for a in sides if a["country"]} - {one.country, two.country}
    if others or not {one.country, two.country} <= set(pair):
        return None
    return "document"


def _marks(link: duckdb.DuckDBPyConnection, by: str, starts: list[date], one: Party, two: Party) -> list[list[Any]]:
    by_period: dict[date, list[Any]] = {}
    for mark in marks(link, one, two):
        by_period.setdefault(periods.first_day(mark["day"], by), []).append(mark)
    return [by_period.get(start, []) for start in starts]
