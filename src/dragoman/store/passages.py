"""What people decided, as annotated passages that a model can learn from (the format of training/corpus/GUIDE.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import duckdb

_EVENTS = """
SELECT e.*, d.published FROM coded_events e JOIN documents d USING (doc_id) WHERE list_contains(?, e.doc_id)
ORDER BY e.doc_id, e.sentence.start, e.trigger.start
"""


def passages(link: duckdb.DuckDBPyConnection, decided: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A passage for each sentence of which every event was decided on; rejected events are left out of it."""
    documents = sorted({str(line["doc_id"]) for line in decided if line.get("kind") == "event"})
    touched = {i for (i,) in link.execute("SELECT event_id FROM touched_events").fetchall()}
    patched = {row["event_id"]: row for row in link.sql("SELECT * FROM patched_events").to_arrow_table().to_pylist()}
    found = link.sql(_EVENTS, params=[documents]).to_arrow_table().to_pylist()
    for _, group in groupby(found, key=lambda e: (e["doc_id"], e["sentence"]["start"])):
        events = list(group)
        text = " ".join(events[0]["sentence"]["text"].split())
        if touched.issuperset(e["event_id"] for e in events) and "---" not in text:
            yield _passage(events[0], text, [patched[e["event_id"]] for e in events if e["event_id"] in patched])


def _passage(row: Mapping[str, Any], text: str, events: Iterable[Mapping[str, Any]]) -> str:
    head = [f"id: {row['doc_id']}-{row['sentence']['start']}", f"published: {row['published'] or ''}"]
    return "\n".join([*head, "style: wire", f"text: {text}", *(_event(e, text) for e in events), "---"]) + "\n"


def _event(event: Mapping[str, Any], text: str) -> str:
    parts = ["/".join(filter(None, [event["type"], ",".join(event["modes"] or ())]))]
    parts.append(f"trigger={' '.join(event['trigger']['text'].split())}")
    for key, side in (("actor", "actors"), ("recipient", "recipients")):
        if words := _inside([a["text"] for a in event[side] or ()], text):
            parts.append(f"{key}={words}")
    if about := event["about"]:
        parts.append("about=" + "/".join(filter(None, [about["type"], ",".join(about["modes"] or ())])))
    parts += [f"{f}={w}" for f in ("when", "where") if (w := _inside([(event[f] or {}).get("text")], text))]
    return "event: " + " | ".join([*parts, f"status={event['status']}"])


def _inside(words: Iterable[str | None], text: str) -> str:
    """Those words that stand in the sentence; an actor of an earlier sentence is no span of this one."""
    return " ; ".join(dict.fromkeys(" ".join(w.split()) for w in words if w and " ".join(w.split()) in text))
