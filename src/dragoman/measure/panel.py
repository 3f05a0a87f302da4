"""A zero-filled panel: every pair of the countries asked for in every period, for statistics packages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

import duckdb
import pyarrow as pa

from dragoman.errors import SettingError
from dragoman.measure import periods
from dragoman.measure.parties import party
from dragoman.measure.relations import COUNTED, days

SCHEMA = pa.schema(
    [("period", pa.date32()), ("one", pa.string()), ("two", pa.string()), ("documents", pa.int64())]
    + [("covered", pa.bool_()), ("events", pa.int64())]
    + [(n, pa.float64()) for n in ("sum", "cooperation", "conflict")]
)


def panel(
    link: duckdb.DuckDBPyConnection,
    countries: Sequence[str],
    *,
    by: str = "month",
    since: date | None = None,
    until: date | None = None,
) -> pa.Table:
    """Undirected sums of PLOVER scores, one row a period and pair, over the views `groups` and `documents`.

    Each number is that of `relations` for the pair. Where no document was published and the pair has no event, there is
    no coverage, and the sums are null; with documents and no event they are zero.

    Raises:
        SettingError: less than two countries, or something that is no country; no such period.
    """
    periods.check(by)
    known = sorted({_country(text) for text in countries})
    if len(known) < 2:  # noqa: PLR2004 - a pair
        raise SettingError("A panel needs two countries or more.")
    starts = list(periods.between(*days(link, since, until), by))
    found = _sums(link, known, by)
    documents = dict(
        link.execute(
            f"SELECT CAST(date_trunc('{by}', published) AS DATE), count(*) FROM documents GROUP BY 1"
        ).fetchall()
    )
    rows = []
    for one, two in combinations(known, 2):
        for start in starts:
            events, *sums = found.get((start, one, two), (0, 0.0, 0.0, 0.0))
            covered = bool(documents.get(start) or events)
            row = {"period": start, "one": one, "two": two, "documents": documents.get(start, 0)}
            named = zip(("sum", "cooperation", "conflict"), sums if covered else [None] * 3, strict=True)
            rows.append(row | {"covered": covered, "events": events} | dict(named))
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _country(text: str) -> str:
    found = party(text)
    if found.country is None or found.sector is not None:
        raise SettingError(f"{text!r} is no country; a panel is of countries, such as USA.")
    return found.country


def _sums(
    link: duckdb.DuckDBPyConnection, countries: Sequence[str], by: str
) -> dict[tuple[date, str, str], tuple[int, float, float, float]]:
    """(events, sum, cooperation, conflict) by period and pair: one country acts, the other acts too or receives."""
    asked = ", ".join(f"'{country}'" for country in countries)
    sql = (
        f"WITH placed AS (SELECT *, {periods.day_of(by)} AS day FROM groups WHERE {COUNTED}), acting AS (SELECT group_id, score, "
        "quad, day, recipient_keys, actor_keys, unnest(actor_keys) AS c1 FROM placed), "
        "meeting AS (SELECT group_id, score, quad, day, c1, "
        "unnest(list_distinct(actor_keys || recipient_keys)) AS c2 FROM acting "
        f"WHERE c1 IN ({asked})), "
        "pairs AS (SELECT DISTINCT group_id, score, quad, day, least(c1, c2) AS one, greatest(c1, c2) AS two FROM meeting "
        f"WHERE c1 <> c2 AND c2 IN ({asked})) "
        f"SELECT CAST(date_trunc('{by}', day) AS DATE), one, two, count(*), sum(score), "
        "coalesce(sum(score) FILTER (quad <= 2), 0), coalesce(sum(score) FILTER (quad > 2), 0) FROM pairs "
        "WHERE day IS NOT NULL GROUP BY ALL"
    )
    return {(start, one, two): tuple(numbers) for start, one, two, *numbers in link.execute(sql).fetchall()}
