"""What people decided: lines that are only ever added to the ledger, and the tables as they stand with them.

A line on an event names its document and the span of its trigger beside its id, so that it holds after the text was
coded anew; of several lines on one event the last one counts, and a line of the kind `undo` takes another one back.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import msgspec
import pyarrow as pa

from dragoman import measure, ontology
from dragoman.errors import ProjectError, SettingError
from dragoman.store.schema import RELATED, SCHEMAS

Row: TypeAlias = dict[str, Any]

VERDICTS = ("accept", "reject", "edit")
STATUSES = ("actual", "planned", "hypothetical", "negated", "historical")
COUNTED = ("killed", "injured", "detained", "displaced")
EDITABLE = ("type", "modes", "status", "actors", "recipients", "when", "where", "counts")
LED = ("type", "modes", "status", "quad", "score", "actors", "recipients", "where", "counts")  # as the representative
PERSON = "person"  # the rule that stands beside what somebody decided
_STATE = 3  # letters of a country at the head of a code


def lines(path: Path) -> list[Row]:
    """All lines of a ledger, oldest first, each with its id as `decision`.

    Raises:
        ProjectError: a line is broken.
    """
    found: list[Row] = []
    for number, line in enumerate(path.read_bytes().splitlines() if path.exists() else [], 1):
        if not line:
            continue  # two who wrote at a time both ended the line before
        try:
            row = msgspec.json.decode(line, type=dict[str, Any])
        except msgspec.DecodeError as error:
            raise ProjectError(f"{path}, line {number}, is no JSON object: {error}.") from error
        found.append({"decision": _digest(line)} | row)
    return found


def standing(found: Iterable[Row]) -> list[Row]:
    """The lines that nobody took back; an undo may itself be undone."""
    kept: list[Row] = []
    back: set[str] = set()
    for line in reversed(list(found)):
        if line["decision"] in back:
            continue
        if line.get("kind") == "undo":
            back.add(str(line.get("of")))
        else:
            kept.append(line)
    return kept[::-1]


def append(path: Path, line: Mapping[str, Any]) -> Row:
    """Add a line; several processes may write at a time."""
    row = dict(line)
    row = {"decision": _digest(msgspec.json.encode(row) + os.urandom(8))} | row
    try:
        whole = not path.exists() or path.stat().st_size == 0 or path.read_bytes()[-1:] == b"\n"
        with path.open("ab", buffering=0) as ledger:
            ledger.write((b"" if whole else b"\n") + msgspec.json.encode(row) + b"\n")
    except OSError as error:
        raise ProjectError(f"The ledger {path} cannot be written: {error.strerror or error}.") from error
    return row


def _digest(data: bytes) -> str:
    return "k" + hashlib.blake2b(data, digest_size=8).hexdigest()


def checked(action: str, changes: Mapping[str, Any] | None) -> Row:
    """The changes of a verdict on an event, known to be possible.

    Raises:
        SettingError: there is no such verdict, field or value.
    """
    if action not in VERDICTS:
        raise SettingError(f"There is no decision {action!r}; there are {', '.join(VERDICTS)}.")
    found = dict(changes or {})
    if (action == "edit") != bool(found):
        raise SettingError("An edit needs changes, and only an edit has any.")
    if unknown := sorted(set(found) - set(EDITABLE)):
        raise SettingError(f"{unknown[0]!r} cannot be edited; {', '.join(EDITABLE)} can.")
    try:
        _patched(_BLANK, {"action": action, "changes": found})
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise SettingError(f"These changes cannot be made: {error}.") from error
    return found


def apply(link: duckdb.DuckDBPyConnection, found: Sequence[Row]) -> None:
    """Make the views `events` and `groups` out of `coded_events` and `made_groups` and the lines that stand."""
    fate = _fate(link, [line for line in found if line.get("kind") == "event"])
    rows = [row for row in (_patched(row, line) for row, line in fate) if row]
    _keep(link, "patched_events", pa.Table.from_pylist(rows, schema=SCHEMAS["events"]))
    ids = [row["event_id"] for row, _ in fate]
    _keep(link, "touched_events", pa.table({"event_id": pa.array(ids, pa.string())}))
    _view(link, "events", "coded_events", "event_id")
    moves = [line for line in found if line.get("kind") == "groups"]
    touched = _groups(link, {*ids, *(event for line in moves for event in line["events"])})
    patched = _regrouped(touched, fate, {row["event_id"]: row for row in rows}, moves)
    _keep(link, "patched_groups", pa.Table.from_pylist(patched, schema=RELATED["groups"]))
    _keep(link, "touched_groups", pa.table({"group_id": pa.array([g["group_id"] for g in touched], pa.string())}))
    _view(link, "groups", "made_groups", "group_id")


def _keep(link: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    link.register("arriving", table)
    link.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM arriving")
    link.unregister("arriving")


def _view(link: duckdb.DuckDBPyConnection, name: str, base: str, key: str) -> None:
    columns = ", ".join(f'"{c}"' for c in (SCHEMAS | RELATED)[name].names)
    [(some,)] = link.execute(f"SELECT count(*) FROM touched_{name}").fetchall()
    sql = f"SELECT {columns} FROM {base}"
    if some:
        sql += f" ANTI JOIN touched_{name} USING ({key}) UNION ALL SELECT {columns} FROM patched_{name}"
    link.execute(f"CREATE OR REPLACE VIEW {name} AS {sql}")


def _fate(link: duckdb.DuckDBPyConnection, decided: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Every event that somebody decided on, with the line that counts."""
    if not decided:
        return []
    by_document = defaultdict(list)
    wanted = sorted({str(line["doc_id"]) for line in decided})
    sql = "SELECT * FROM coded_events WHERE list_contains(?, doc_id)"
    for row in link.sql(sql, params=[wanted]).to_arrow_table().to_pylist():
        by_document[row["doc_id"]].append(row)
    out: dict[str, tuple[Row, Row]] = {}
    for line in decided:
        if row := _meant(by_document[line["doc_id"]], line):
            out[row["event_id"]] = (row, line)
    return list(out.values())


def _meant(events: Sequence[Row], line: Row) -> Row | None:
    """The event of that id; after a recoding the one on the same words."""
    spans = [e for e in events if e["trigger"]["start"] < line["end"] and line["start"] < e["trigger"]["end"]]
    return min(
        spans,
        key=lambda e: (e["event_id"] != line["id"], abs(e["trigger"]["start"] - line["start"]), e["event_id"]),
        default=None,
    )


_BLANK: Row = {
    **dict.fromkeys(SCHEMAS["events"].names),
    "sentence": {"text": "", "start": 0, "end": 0},
    "trigger": {"text": "", "start": 0, "end": 0},
    "type": "CONSULT",
    "modes": [],
    "contexts": [],
    "rules": [],
    "actors": [],
    "recipients": [],
}


def _patched(event: Row, line: Row) -> Row | None:
    """An event as somebody left it; nothing where it was rejected."""
    if line["action"] == "reject":
        return None
    row, changes = dict(event), line.get("changes") or {}
    row |= {"confidence": 1.0, "review": False, "rules": [*(event["rules"] or []), PERSON]}
    row |= {k: changes[k] for k in ("type", "modes", "status") if k in changes}
    if row["type"] != event["type"] and "modes" not in changes:
        row["modes"] = []
    ontology.check(row["type"], row["modes"])
    if "status" in changes and row["status"] not in STATUSES:
        raise SettingError(f"There is no status {row['status']!r}; there are {', '.join(STATUSES)}.")
    row |= {side: [_actor(a, event) for a in changes[side]] for side in ("actors", "recipients") if side in changes}
    if "when" in changes:
        row["when"] = _time(changes["when"], event)
    if "where" in changes:
        row["where"] = _place(changes["where"], event)
    if "counts" in changes:
        row["counts"] = {name: _quantity(changes["counts"].get(name), event) for name in COUNTED}
    about = row["about"] or {"type": None, "modes": ()}
    cameo = ontology.cameo(row["type"], row["modes"], about["type"], about["modes"] or (), row["contexts"] or ())
    return row | {
        "quad": ontology.quad(row["type"]),
        "score": ontology.score(row["type"], row["modes"]),
        "cameo": cameo,
    }


def _words(text: str, event: Row) -> Row:
    """Words with their place in the sentence; what does not stand there is put on the trigger."""
    at = event["sentence"]["text"].find(text)
    start = event["sentence"]["start"] + at if at >= 0 else event["trigger"]["start"]
    return {"text": text, "start": start, "end": start + len(text) if at >= 0 else event["trigger"]["end"]}


def _actor(given: Mapping[str, Any], event: Row) -> Row:
    code = (given.get("code") or "").upper().replace(":", "") or None
    if code and not (code.isalpha() and len(code) % _STATE == 0):
        raise SettingError(f"{code} is no code of an actor: a country such as USA, then sectors such as USAMIL.")
    same = [a for side in ("actors", "recipients") for a in event[side] or () if a["text"] == given["text"]]
    if same and same[0]["code"] == code:
        return dict(same[0])
    sectors = [code[i : i + _STATE] for i in range(_STATE, len(code), _STATE)] if code else []
    known = {"name": given["text"], "actor_id": None, "country": code[:_STATE] if code else None, "sectors": sectors}
    return _words(str(given["text"]), event) | known | {"code": code, "rule": PERSON}


def _time(given: Mapping[str, Any] | None, event: Row) -> Row | None:
    if not given:
        return None
    first = date.fromisoformat(given["from"])
    last = date.fromisoformat(given.get("to") or given["from"])
    if last < first:
        raise SettingError(f"The last day, {last}, is before the first, {first}.")
    words = event["when"] or {**event["trigger"]}
    span = {k: words[k] for k in ("text", "start", "end")}
    precision = "day" if first == last else "vague"
    value = first.isoformat() if first == last else None
    return span | {"value": value, "from": first, "to": last, "precision": precision, "basis": "text", "rule": PERSON}


def _place(given: Mapping[str, Any] | None, event: Row) -> Row | None:
    if not given:
        return None
    country = (given.get("country") or "").upper() or None
    if country and not (country.isalpha() and len(country) == _STATE):
        raise SettingError(f"{country} is no ISO-3 country.")
    lat, lon = (None if given.get(k) in {None, ""} else float(given[k]) for k in ("lat", "lon"))
    if (lat is not None and abs(lat) > 90) or (lon is not None and abs(lon) > 180):  # noqa: PLR2004 -- degrees
        raise SettingError("A latitude lies between -90 and 90, a longitude between -180 and 180.")
    before = event["where"] or {}
    known = {"admin1": before.get("admin1"), "geonameid": None, "precision": "site" if lat is not None else "region"}
    named = {"name": given.get("name") or before.get("name"), "country": country, "lat": lat, "lon": lon}
    return _words(str(given.get("name") or before.get("text") or ""), event) | named | known | {"rule": PERSON}


def _quantity(given: Mapping[str, Any] | None, event: Row) -> Row | None:
    if not given:
        return None
    low = None if given.get("low") is None else float(given["low"])
    high = low if given.get("high") is None else float(given["high"])
    if (low is not None and low < 0) or (low is not None and high is not None and high < low):
        raise SettingError("A number is not below zero, and its most not below its least.")
    return {**event["trigger"], "low": low, "high": high, "unit": None}


def _groups(link: duckdb.DuckDBPyConnection, events: set[str]) -> list[Row]:
    if not events:
        return []
    sql = "SELECT * FROM made_groups WHERE list_has_any(events, ?) ORDER BY group_id"
    found: list[Row] = link.sql(sql, params=[sorted(events)]).to_arrow_table().to_pylist()
    return found


def _regrouped(
    groups: Sequence[Row], fate: Sequence[tuple[Row, Row]], patched: Mapping[str, Row], moves: Sequence[Row]
) -> list[Row]:
    """The groups without what was rejected, led by what was edited, joined and parted as people decided."""
    gone = {row["event_id"] for row, line in fate if line["action"] == "reject"}
    sizes = {g["group_id"]: len(g["events"]) for g in groups}
    out = [g | {"events": list(g["events"])} for g in groups]
    for line in moves:
        out = _joined(out, line["events"]) if line["action"] == "merge" else _parted(out, line["events"], line)
    kept = [g | {"events": [e for e in g["events"] if e not in gone]} for g in out]
    return [_led(g, patched, whole=len(g["events"]) == sizes.get(g["group_id"])) for g in kept if g["events"]]


def _joined(groups: list[Row], events: Sequence[str]) -> list[Row]:
    meant = [g for g in groups if set(g["events"]) & set(events)]
    if len(meant) < 2:  # noqa: PLR2004 -- there is nothing to join
        return groups
    first = max(meant, key=lambda g: (len(g["events"]), g["group_id"]))
    lists = ("events", "documents", "publishers")
    whole = first | {name: list(dict.fromkeys(v for g in [first, *meant] for v in g[name])) for name in lists}
    whole["copies"] = sum(g["copies"] for g in meant)
    whole["first_published"] = min((g["first_published"] for g in meant if g["first_published"]), default=None)
    whole["last_published"] = max((g["last_published"] for g in meant if g["last_published"]), default=None)
    return [*(g for g in groups if g not in meant), whole]


def _parted(groups: list[Row], events: Sequence[str], line: Row) -> list[Row]:
    out: list[Row] = []
    for group in groups:
        leaving = [e for e in group["events"] if e in events]
        staying = [e for e in group["events"] if e not in events]
        if not leaving or not staying:
            out.append(group)
            continue
        out.append(group | {"events": staying})
        out.append(group | {"events": leaving, "group_id": "g" + str(line["decision"])[1:], "copies": 0})
    return out


def _led(group: Row, patched: Mapping[str, Row], *, whole: bool) -> Row:
    """A group led by an event that is in it; where events left, conflicts speak only of those that stayed."""
    lead = group["representative"] if group["representative"] in group["events"] else group["events"][0]
    row = group | {"representative": lead}
    if lead in patched:
        row |= {name: patched[lead][name] for name in LED} | {"confidence": 1.0}
        row |= {f"{side[:-1]}_keys": measure.keys(patched[lead][side]) for side in ("actors", "recipients")}
        if when := patched[lead]["when"]:
            row |= {"day_from": when["from"], "day_to": when["to"]}
    if not whole:
        row["conflicts"] = [
            c for c in (_narrowed(c, group["events"]) for c in group["conflicts"]) if len(c["values"]) > 1
        ]
    return row


def _narrowed(conflict: Row, events: Sequence[str]) -> Row:
    values = [v | {"events": [e for e in v["events"] if e in events]} for v in conflict["values"]]
    return conflict | {"values": [v for v in values if v["events"]]}
