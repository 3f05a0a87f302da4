"""A project folder -> its duplicates, event groups and stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from dragoman.measure import keys
from dragoman.relate import NARROW, Conflict, Group, Report, Story, Text, duplicates, grouped, report, stories
from dragoman.store import Project
from dragoman.store.ledger import LED
from dragoman.store.plain import plain

SAME_TEXT = frozenset({"copy", "headline"})  # kinds of duplicates that are no report of their own
EVENTS = "SELECT e.*, d.published, d.publisher FROM coded_events e JOIN documents d USING (doc_id)"


def relate(project: Project) -> dict[str, int]:
    """Group what is new in a folder, and keep the groups that are there; run twice, it changes nothing.

    People's decisions are not worked in: they are laid over the groups when these are read, and can be taken back.
    When events of old groups are gone (the folder was coded anew), all groups are made again. Returns the numbers of
    duplicates, groups and stories.
    """
    texts = _texts(project)
    repeated = duplicates(texts)
    groups = _groups(project, {d.doc_id for d in repeated if d.kind in SAME_TEXT})
    reported = defaultdict(set)
    for row in groups.select(["group_id", "documents", "status"]).to_pylist():
        for doc_id in row["documents"] if row["status"] != "historical" else ():
            reported[doc_id].add(row["group_id"])
    told = stories(texts, reported)
    project.replace("duplicates", [plain(d) for d in repeated])
    project.replace("groups", groups)
    project.replace("stories", [_story_row(s) for s in told])
    return {"duplicates": len(repeated), "groups": groups.num_rows, "stories": len(told)}


def _texts(project: Project) -> list[Text]:
    rows = project.query("SELECT doc_id, text, title, published, publisher FROM documents").to_pylist()
    return [Text(**row) for row in rows]


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


def _groups(project: Project, copies: set[str]) -> pa.Table:
    """The table of groups with the new events in it; only groups whose days the new events touch are read again."""
    old = project.query("SELECT * FROM made_groups")
    kept = set(old["events"].combine_chunks().flatten().to_pylist()) if old.num_rows else set()
    now = set(project.query("SELECT event_id FROM coded_events")["event_id"].to_pylist())
    if kept - now:
        old, kept = old.slice(0, 0), set()
    fresh = [report(row) for row in _events(project, sorted(now - kept))]
    if not fresh:
        return old
    touched = _touched(old, fresh)
    members = {r["event_id"]: r for r in _events(project, [e for row in touched for e in row["events"]])}
    known = [Group([report(members[e]) for e in row["events"]]) for row in touched]
    changed = [g for g in grouped(fresh, known) if g.changed]
    ids = {g.group_id for g in changed}
    stay = old.filter(pa.array([i not in ids for i in old["group_id"].to_pylist()], pa.bool_()))
    rows = pa.Table.from_pylist([_group_row(g, copies) for g in changed], schema=old.schema)
    return pa.concat_tables([stay, rows]).sort_by("group_id")


def _events(project: Project, ids: list[str]) -> list[dict[str, Any]]:
    """Events by their ids, with date and publisher of their documents."""
    with project.connect() as link:
        link.register("wanted", pa.table({"event_id": pa.array(ids, pa.string())}))
        found: list[dict[str, Any]] = (
            link.sql(f"{EVENTS} SEMI JOIN wanted USING (event_id)").to_arrow_table().to_pylist()
        )
    return found


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


def _group_row(group: Group, copies: set[str]) -> dict[str, Any]:
    lead, told = group.lead, [m for m in group.members if m.doc_id not in copies] or group.members
    days = [m.published for m in group.members if m.published]
    return {
        "group_id": group.group_id,
        **{k: lead.row[k] for k in LED},
        "day_from": group.first,
        "day_to": group.last,
        "representative": lead.event_id,
        "events": [m.event_id for m in group.members],
        "documents": list(dict.fromkeys(m.doc_id for m in told)),
        "copies": len({m.doc_id for m in group.members} - {m.doc_id for m in told}),
        "publishers": sorted({m.publisher for m in group.members if m.publisher}),
        "first_published": min(days, default=None),
        "last_published": max(days, default=None),
        "confidence": max(m.row["confidence"] for m in group.members),
        "actor_keys": keys(lead.row["actors"]),
        "recipient_keys": keys(lead.row["recipients"]),
        "conflicts": [_conflict_row(c) for c in group.conflicts],
    }


def _conflict_row(conflict: Conflict) -> dict[str, Any]:
    return {
        "field": conflict.field,
        "values": [{"value": value, "events": list(events)} for value, events in conflict.values],
    }
