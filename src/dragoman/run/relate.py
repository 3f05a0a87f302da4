"""A project folder -> its duplicates, event groups and stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from dragoman.measure import keys
from dragoman.relate import NARROW, Conflict, Group, Report, Story, Text, duplicates, grouped, report, stories
from dragoman.store import Project
from dragoman.store.ledger import LED
from dragoman.store.plain import plain

SAME_TEXT = frozenset({"copy", "headline"})  # kinds of duplicates that are no report of their own
TEXTS = "SELECT doc_id, text, title, published, publisher FROM documents"
EVENTS = "SELECT e.*, d.published, d.publisher FROM coded_events e JOIN documents d USING (doc_id)"
CHUNK = 1000  # events that are held as rows at a time
KEYS = {"actor_keys": "actors", "recipient_keys": "recipients"}


def relate(project: Project, say: Callable[[str], None] = lambda _: None) -> dict[str, int]:
    """Group what is new in a folder, and keep the groups that are there; run twice, it changes nothing.

    People's decisions are not worked in: they are laid over the groups when these are read, and can be taken back.
    When events of old groups are gone (the folder was coded anew), all groups are made again. `say` is told each step.
    Returns the numbers of duplicates, groups and stories.
    """
    with project.connect() as link:
        texts = [Text(**row) for row in link.sql(TEXTS).to_arrow_table().to_pylist()]
        say(f"relating {len(texts):,} documents: duplicates")
        repeated = duplicates(texts)
        say(f"relating {len(texts):,} documents: one event in many reports")
        groups = _groups(link, {d.doc_id for d in repeated if d.kind in SAME_TEXT})
    reported = defaultdict(set)
    for row in groups.select(["group_id", "documents", "status"]).to_pylist():
        for doc_id in row["documents"] if row["status"] != "historical" else ():
            reported[doc_id].add(row["group_id"])
    say(f"relating {len(texts):,} documents: stories")
    told = stories(texts, reported)
    project.replace("duplicates", [plain(d) for d in repeated])
    project.replace("groups", groups)
    project.replace("stories", [_story_row(s) for s in told])
    return {"duplicates": len(repeated), "groups": groups.num_rows, "stories": len(told)}


def _story_row(story: Story) -> dict[str, Any]:
    sizes = [{"publisher": name, "documents": n} for name, n in story.publishers.items()]
    return {
        "story_id": story.story_id,
        "title": story.title,
        "documents": list(story.documents),
        "publishers": sizes,
        "first_seen": story.first_seen,
        "last_seen": story.last_seen,
    }


def _groups(link: DuckDBPyConnection, copies: set[str]) -> pa.Table:
    """The table of groups with the new events in it; only groups whose days the new events touch are read again."""
    old = link.sql("SELECT * FROM made_groups").to_arrow_table()
    kept = set(old["events"].combine_chunks().flatten().to_pylist()) if old.num_rows else set()
    now = set(link.sql("SELECT event_id FROM coded_events").to_arrow_table()["event_id"].to_pylist())
    if kept - now:
        old, kept = old.slice(0, 0), set()
    fresh = list(_reports(link, now - kept))
    if not fresh:
        return old
    touched = _touched(old, fresh)
    members = {r.event_id: r for r in _reports(link, {e for row in touched for e in row["events"]})}
    known = [Group([members[e] for e in row["events"]]) for row in touched]
    changed = [g for g in grouped(fresh, known) if g.changed]
    ids = {g.group_id for g in changed}
    stay = old.filter(pa.array([i not in ids for i in old["group_id"].to_pylist()], pa.bool_()))
    return pa.concat_tables([stay, _table(link, changed, copies, old.schema)]).sort_by("group_id")


def _reports(link: DuckDBPyConnection, ids: Collection[str]) -> Iterator[Report]:
    """Reports by the ids of their events, a chunk at a time, as rows are many times as big."""
    link.register("wanted", pa.table({"event_id": pa.array(sorted(ids), pa.string())}))
    for batch in link.sql(f"{EVENTS} SEMI JOIN wanted USING (event_id)").to_arrow_reader(CHUNK):
        yield from map(report, batch.to_pylist())


def _touched(old: pa.Table, fresh: list[Report]) -> list[dict[str, Any]]:
    """Rows of old groups of a type and month that new events touch; those of unknown time are always looked at."""
    wanted = {(r.type, f"{day:%Y-%m}") for r in fresh for day in (r.first, r.last) if day}
    open_ended = {r.type for r in fresh if r.first is None}
    spans = old.select(["type", "day_from", "day_to"]).to_pylist()
    keep = [
        row["type"] in open_ended
        or row["day_from"] is None
        or row["day_to"] - row["day_from"] > NARROW
        or any((row["type"], f"{day:%Y-%m}") in wanted for day in _around(row))
        for row in spans
    ]
    found: list[dict[str, Any]] = old.filter(pa.array(keep, pa.bool_())).to_pylist()
    return found


def _around(row: Mapping[str, Any]) -> Iterator[date]:
    yield row["day_from"] - timedelta(days=2)
    yield row["day_to"] + timedelta(days=2)


def _table(link: DuckDBPyConnection, groups: Iterable[Group], copies: set[str], schema: pa.Schema) -> pa.Table:
    """Rows of groups: what is their own, and beside it the columns of the events that represent them."""
    own = pa.schema([f for f in schema if f.name not in {*LED, *KEYS}])
    link.register("own", pa.Table.from_pylist([_group_row(g, copies) for g in groups], schema=own))
    led = ", ".join(f'e."{name}"' for name in LED)
    found = link.sql(f"SELECT own.*, {led} FROM own JOIN coded_events e ON event_id = representative")
    chunks = [_with_keys(batch) for batch in found.to_arrow_reader(CHUNK)]
    return pa.concat_tables([schema.empty_table(), *(c.select(schema.names).cast(schema) for c in chunks)])


def _with_keys(batch: pa.RecordBatch) -> pa.Table:
    """Groups with all that each side can be asked for by."""
    table = pa.Table.from_batches([batch])
    for name, side in KEYS.items():
        table = table.append_column(name, pa.array(map(keys, table[side].to_pylist()), pa.list_(pa.string())))
    return table


def _group_row(group: Group, copies: set[str]) -> dict[str, Any]:
    told = [m for m in group.members if m.doc_id not in copies] or group.members
    days = [m.published for m in group.members if m.published]
    return {
        "group_id": group.group_id,
        "day_from": group.first,
        "day_to": group.last,
        "representative": group.lead.event_id,
        "events": [m.event_id for m in group.members],
        "documents": list(dict.fromkeys(m.doc_id for m in told)),
        "copies": len({m.doc_id for m in group.members} - {m.doc_id for m in told}),
        "publishers": sorted({m.publisher for m in group.members if m.publisher}),
        "first_published": min(days, default=None),
        "last_published": max(days, default=None),
        "confidence": max(m.confidence for m in group.members),
        "conflicts": [_conflict_row(c) for c in group.conflicts],
    }


def _conflict_row(conflict: Conflict) -> dict[str, Any]:
    return {
        "field": conflict.field,
        "values": [{"value": value, "events": list(events)} for value, events in conflict.values],
    }
