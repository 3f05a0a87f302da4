"""Claims: who says what of the same event, who accuses whom of it, who denies it, and where reports differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa

from dragoman.measure.parties import Party, certain, label
from dragoman.measure.periods import DAY

Row: TypeAlias = dict[str, Any]

SCHEMA = pa.schema(
    [(n, pa.string()) for n in ("group_id", "group_type")]
    + [("day", pa.date32())]
    + [(n, pa.string()) for n in ("claim", "speaker", "speaker_from", "against", "type", "status")]
    + [(f"{n}_{end}", pa.float64()) for n in ("killed", "injured", "detained", "displaced") for end in ("low", "high")]
    + [(n, pa.string()) for n in ("words", "sentence", "event_id", "doc_id", "publisher")]
    + [("published", pa.date32()), ("confidence", pa.float64()), ("disputed", pa.bool_())]
)


def claims(link: duckdb.DuckDBPyConnection, *, party: Party | None = None, min_confidence: float = 0.5) -> pa.Table:
    """One row a claim, by group and day of publication, over the views `groups`, `events`, `quotes` and `documents`.

    `claim` is says (an event with somebody who said it), accuses or, where it only disapproves, condemns (ACCUSE,
    `against` the recipients), or denies (what somebody said did not happen, a negated or rejected accusation). The
    speaker is the event's `said_by`, else the speaker of a quote that holds its words, else, of accusations and
    rejections, the one who acts. An accusation or denial is of the group of the event that it is about: the nearest one
    of that type in the same document, those before it first. `disputed` holds where a group has accusers or speakers
    and deniers, or reports that differ.
    """
    events = _events(link)
    targets = _by_document(events)
    rows = [
        row for e in events if e["confidence"] >= min_confidence and (row := _claim(e, targets.get(e["doc_id"], [])))
    ]
    disputed = _disputed(rows) | _conflicting(link)
    for row in rows:
        row["disputed"] = row["group_id"] in disputed
    if party:
        rows = [row for row in rows if party.among(row["sides"])]
    rows.sort(key=lambda r: (r["day"] or date.max, r["group_id"], r["published"] or date.max, r["event_id"]))
    return pa.Table.from_pylist([{f.name: row[f.name] for f in SCHEMA} for row in rows], schema=SCHEMA)


def _events(link: duckdb.DuckDBPyConnection) -> list[Row]:
    """All events with their group, document and the speaker of a quote around their trigger, in text order."""
    sql = (
        f"WITH members AS (SELECT group_id, type AS group_type, {DAY} AS day, "
        'unnest(events) AS event_id FROM groups), spoken AS (SELECT e.event_id, first(q.speaker ORDER BY q.content."end" - '
        "q.content.start, q.quote_id) AS speaker FROM events e JOIN quotes q ON q.doc_id = e.doc_id AND q.content.start <= "
        'e.trigger.start AND e.trigger."end" <= q.content."end" WHERE q.speaker IS NOT NULL GROUP BY ALL) '
        "SELECT e.* EXCLUDE (contexts, rules), m.group_id, m.group_type, m.day, s.speaker, d.publisher, d.published "
        "FROM events e JOIN members m USING (event_id) JOIN documents d USING (doc_id) LEFT JOIN spoken s USING (event_id) "
        "ORDER BY e.doc_id, e.trigger.start, e.event_id"
    )
    rows: list[Row] = link.sql(sql).to_arrow_table().to_pylist()
    return rows


def _by_document(events: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for event in events:
        found.setdefault(event["doc_id"], []).append(event)
    return found


def _claim(event: Row, document: Sequence[Row]) -> Row | None:
    kind = _kind(event)
    by_deed = event["type"] in {"ACCUSE", "REJECT"}
    speakers, origin = _speakers(event, by_deed=by_deed)
    if kind is None or not (speakers or by_deed):
        return None
    target = (_target(event, document) if by_deed else None) or event
    counts = event["counts"] or {}
    numbers = {
        f"{name}_{end}": quantity and quantity[end]
        for name in ("killed", "injured", "detained", "displaced")
        for quantity in [counts.get(name)]
        for end in ("low", "high")
    }
    return numbers | {
        "group_id": target["group_id"],
        "group_type": target["group_type"],
        "day": target["day"],
        "claim": kind,
        "speaker": label(speakers) if speakers else None,
        "speaker_from": origin,
        "against": label(event["recipients"]) if kind in {"accuses", "condemns"} and event["recipients"] else None,
        "words": event["trigger"]["text"],
        "sentence": event["sentence"]["text"],
        "sides": [*speakers, *event["actors"], *event["recipients"]],
        **{k: event[k] for k in ("type", "status", "event_id", "doc_id", "publisher", "published", "confidence")},
    }


def _kind(event: Row) -> str | None:
    """What sort of claim an event is; None for promises, plans and fears, which claim nothing that happened."""
    about = event["about"] and event["about"]["type"]
    if event["status"] == "negated" or (event["type"] == "REJECT" and about == "ACCUSE"):
        return "denies"
    if event["status"] not in {"actual", "historical"}:
        return None
    if event["type"] != "ACCUSE":
        return "says"
    return "condemns" if event["modes"] == ["disapprove"] else "accuses"


def _speakers(event: Row, *, by_deed: bool) -> tuple[list[Row], str | None]:
    if event["said_by"]:
        return event["said_by"], "text"
    if by_deed and (doers := certain(event["actors"])):
        return doers, "actor"
    return ([event["speaker"]], "quote") if event["speaker"] else ([], None)


def _target(event: Row, document: Sequence[Row]) -> Row | None:
    """The event that an accusation or its denial is about: by type, then the nearest, those before it first."""
    about = event["about"] and event["about"]["type"]
    if about is None:
        return None
    at = event["trigger"]["start"]
    found = [e for e in document if e["type"] == about and e["event_id"] != event["event_id"]]
    nearest = min(found, key=lambda e: (e["trigger"]["start"] > at, abs(e["trigger"]["start"] - at)), default=None)
    if nearest and about == "ACCUSE":
        return _target(nearest, document) or nearest
    return nearest


def _disputed(rows: Iterable[Row]) -> set[str]:
    kinds: dict[str, set[str]] = {}
    for row in rows:
        kinds.setdefault(row["group_id"], set()).add(row["claim"])
    return {group for group, found in kinds.items() if "denies" in found and len(found) > 1}


def _conflicting(link: duckdb.DuckDBPyConnection) -> set[str]:
    """The groups whose reports differ."""
    return {group for (group,) in link.execute("SELECT group_id FROM groups WHERE len(conflicts) > 0").fetchall()}
