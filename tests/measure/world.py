"""Hand-made tables: short words for groups, events, figures, and a connection that shows them as a project would."""

from __future__ import annotations

from datetime import date

import duckdb
import pyarrow as pa

from dragoman import ontology
from dragoman.measure import keys
from dragoman.store.schema import RELATED, SCHEMAS


def day(text):
    return date.fromisoformat(text)


def actor(text):
    """`USA`, `USA:MIL` or plain words, of which nothing is known."""
    country, _, sector = text.partition(":")
    if not country.isupper() or len(country) != 3:
        return {"text": text, "start": 0, "end": len(text), "sectors": []}
    code = country + sector
    return {"text": text, "start": 0, "end": len(text), "name": code, "actor_id": f"state:{text}"} | {
        "country": country,
        "sectors": [sector] if sector else [],
        "code": code,
    }


def actors(text):
    return [actor(part) for part in text.split()]


def place(country):
    return {"text": country, "start": 0, "end": 3, "name": country, "country": country, "precision": "country"}


def span(text, start=0):
    return {"text": text, "start": start, "end": start + len(text)}


class World:
    """Groups of one event each unless told otherwise, with the documents that report them."""

    def __init__(self):
        self.rows = {name: [] for name in (*SCHEMAS, *RELATED)}
        self.schemas = SCHEMAS | RELATED

    def document(self, published, doc_id=None, publisher="Harbour Wire", text="", url=None):
        doc_id = doc_id or f"d{len(self.rows['documents'])}"
        if not any(d["doc_id"] == doc_id for d in self.rows["documents"]):
            row = {"doc_id": doc_id, "text": text, "published": day(published), "publisher": publisher, "url": url}
            self.rows["documents"].append(row | {"coder": "test"})
        return doc_id

    def event(self, what, who="", whom="", on="2020-01-01", *, published=None, status="actual", about=None, **more):
        """`what` is TYPE or TYPE/mode; gives back the event as it is stored."""
        type_, _, mode = what.partition("/")
        modes = [mode] if mode else []
        doc_id = self.document(
            published or on or "2020-01-01", more.pop("doc_id", None), more.pop("publisher", "Harbour Wire")
        )
        sentence = more.pop("sentence", f"{who or 'They'} {what} {whom}.")
        at = len(self.rows["events"])
        row = {
            "event_id": f"e{at}",
            "doc_id": doc_id,
            "sentence": span(sentence, more.pop("start", 0)),
            "type": type_,
            "modes": modes,
            "about": about and {"type": about.partition("/")[0], "modes": [m for m in [about.partition("/")[2]] if m]},
            "status": status,
            "trigger": span(what, more.pop("at", at)),
            "actors": actors(who),
            "recipients": actors(whom),
            "said_by": [],
            "where": None,
            "when": None,
            "quad": ontology.quad(type_),
            "score": ontology.score(type_, modes),
            "confidence": 0.9,
            "coder": "test",
            **more,
        }
        self.rows["events"].append(row)
        return row

    def group(self, what, who="", whom="", on="2020-01-01", *, until=None, published=None, events=None, **more):
        """A group of one event, or of the events given; gives back its id."""
        conflicts = more.pop("conflicts", [])
        members = events or [self.event(what, who, whom, on, published=published, **more)]
        first = members[0]
        documents = {d["doc_id"]: d["published"] for d in self.rows["documents"]}
        seen = [documents[e["doc_id"]] for e in members]
        group_id = f"g{len(self.rows['groups'])}"
        shared = ("type", "modes", "status", "quad", "score", "actors", "recipients", "where", "confidence")
        self.rows["groups"].append(
            {key: first[key] for key in shared}
            | {
                "group_id": group_id,
                "actor_keys": keys(first["actors"]),
                "recipient_keys": keys(first["recipients"]),
                "day_from": on and day(on),
                "day_to": on and day(until or on),
                "representative": first["event_id"],
                "events": [e["event_id"] for e in members],
                "documents": sorted({e["doc_id"] for e in members}),
                "copies": len(members),
                "publishers": ["Harbour Wire"],
                "first_published": min(seen),
                "last_published": max(seen),
                "conflicts": conflicts,
            }
        )
        return group_id

    def figure(self, words, number, sentence, *, published, holder="", where=None, when=None, doc_id=None, high=...):
        doc_id = self.document(published, doc_id)
        start = sentence.index(words)
        self.rows["figures"].append(
            {
                "figure_id": f"f{len(self.rows['figures'])}",
                "doc_id": doc_id,
                "sentence": span(sentence),
                "kind": "forces",
                "value": span(words, start) | {"low": number, "high": number if high is ... else high},
                "holders": actors(holder),
                "where": where and place(where),
                "when": when and {"text": "then", "start": 0, "end": 4, "from": day(when[0]), "to": day(when[1])},
                "confidence": 0.9,
                "coder": "test",
            }
        )

    def relation(self, direction, sides, published, sentence="Ties changed.", doc_id=None):
        self.rows["relations"].append(
            {
                "relation_id": f"r{len(self.rows['relations'])}",
                "doc_id": self.document(published, doc_id),
                "sentence": span(sentence),
                "direction": direction,
                "trigger": span(sentence),
                "sides": actors(sides),
                "confidence": 0.9,
                "coder": "test",
            }
        )

    def quote(self, doc_id, start, end, speaker):
        row = {"quote_id": f"q{len(self.rows['quotes'])}", "doc_id": doc_id, "speaker": actor(speaker), "direct": False}
        self.rows["quotes"].append(row | {"content": {"text": "x" * (end - start), "start": start, "end": end}})

    def link(self):
        link = duckdb.connect()
        for name, rows in self.rows.items():
            link.register(name, pa.Table.from_pylist(rows, schema=self.schemas[name]))
        return link
