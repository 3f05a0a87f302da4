"""`dragoman events`: the events of a project, filtered, in any format."""

from __future__ import annotations

import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.tables import side
from dragoman.errors import SettingError
from dragoman.records import DOUBTFUL

if TYPE_CHECKING:
    import pyarrow as pa

EXAMPLES = """\b
Examples:
  dragoman events project --country IRQ --type ASSAULT --since 2020-01-01
  dragoman events project --actor USA --recipient IRQ --format csv --out usa-irq.csv
  dragoman events project --text troops --format json | head -1
  dragoman events project --review                            # the doubtful, as likely wrong as right
"""


class Format(StrEnum):
    """How events leave."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


_SIDE = "list_has_any(list_transform({side}, lambda a: upper(a.code)), [upper($x)]) OR list_bool_or(list_transform({side}, lambda a: a.country = upper($x) OR starts_with(a.code, upper($x)) OR contains(lower(a.name), lower($x)) OR contains(lower(a.text), lower($x))))"
_DAY = 'coalesce(e."when"."from", d.published)'
_WHERE = {
    "actor": _SIDE.format(side="e.actors"),
    "recipient": _SIDE.format(side="e.recipients"),
    "country": 'list_contains(list_transform(e.actors || e.recipients, lambda a: a.country), upper($x)) OR e."where".country = upper($x)',
    "type": "e.type = upper($x)",
    "status": "e.status = lower($x)",
    "since": f"{_DAY} >= CAST($x AS DATE)",
    "until": f"{_DAY} <= CAST($x AS DATE)",
    "place": 'contains(lower(e."where".name), lower($x)) OR contains(lower(e."where".text), lower($x)) OR e."where".country = upper($x)',
    "text": "contains(lower(e.sentence.text), lower($x))",
    "min_confidence": "e.confidence >= CAST($x AS DOUBLE)",
    "review": "e.confidence < CAST($x AS DOUBLE)",
}


def command(
    folder: Annotated[Path, typer.Argument(help="Project folder.")],
    actor: Annotated[str | None, typer.Option(help="Code, country or words of an actor.")] = None,
    recipient: Annotated[str | None, typer.Option(help="Code, country or words of a recipient.")] = None,
    country: Annotated[str | None, typer.Option(help="ISO-3 country of a side or of the place.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="PLOVER type.")] = None,
    status: Annotated[str | None, typer.Option(help="actual, planned, hypothetical, negated or historical.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day.")] = None,
    place: Annotated[str | None, typer.Option(help="Name or ISO-3 country of the place.")] = None,
    text: Annotated[str | None, typer.Option(help="Words of the sentence.")] = None,
    min_confidence: Annotated[float | None, typer.Option(min=0, max=1, help="Least confidence.")] = None,
    review: Annotated[bool, typer.Option("--review", help="Only the doubtful, to look at first.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Most events; the table shows 50 without.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to write them.")] = Format.table,
    out: Annotated[
        Path | None, typer.Option(help="File to write; standard output without (parquet needs one).")
    ] = None,
) -> None:
    """List the events of a project folder, newest first."""
    days = {name: day.date().isoformat() for name, day in (("since", since), ("until", until)) if day}
    filters = {
        "actor": actor,
        "recipient": recipient,
        "country": country,
        "type": type_,
        "status": status,
        "place": place,
    }
    filters |= {"text": text, "min_confidence": None if min_confidence is None else str(min_confidence)} | days
    filters |= {"review": str(DOUBTFUL) if review else None}
    if form is Format.table and out is not None:
        raise SettingError("A table is for the screen: for a file add --format csv, json or parquet.")
    if form is Format.parquet and out is None:
        raise SettingError("Parquet is not for the screen: give a file with --out FILE.")
    found = select(
        folder, {k: v for k, v in filters.items() if v is not None}, limit or (50 if form is Format.table else None)
    )
    write(found, form, out)


def select(folder: Path, filters: dict[str, str], limit: int | None = None) -> pa.Table:
    """The events that pass every filter, newest first."""
    from dragoman import ontology
    from dragoman.store import Project

    if "type" in filters:
        ontology.check(filters["type"].upper())
    clauses = [f"({_WHERE[name].replace('$x', f'${i + 1}')})" for i, name in enumerate(filters)]
    sql = "SELECT e.* FROM events e JOIN documents d USING (doc_id)" + (
        " WHERE " + " AND ".join(clauses) if clauses else ""
    )
    sql += f" ORDER BY {_DAY} DESC NULLS LAST, e.doc_id, e.trigger.start" + (f" LIMIT {limit}" if limit else "")
    return Project.open(folder).query(sql, list(filters.values()))


def write(found: pa.Table, form: Format, out: Path | None) -> None:
    """Events to a file or the screen."""
    if form is Format.table:
        _print_table(found)
        return
    try:
        _write(found, form, out)
    except OSError as error:
        raise SettingError(f"{out} cannot be written: {error.strerror or error}.") from error


def _write(found: pa.Table, form: Format, out: Path | None) -> None:
    if form is Format.parquet:
        import pyarrow.parquet as pq

        pq.write_table(found, out)
    else:
        data = _json(found) if form is Format.json else _csv(found)
        if out:
            out.write_bytes(data)
        else:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()


def _json(found: pa.Table) -> bytes:
    import msgspec

    return b"".join(msgspec.json.encode(contract(row)) + b"\n" for row in found.to_pylist())


def contract(row: dict[str, Any]) -> dict[str, Any]:
    """A stored event with the keys of the contract: counts that are not there are left out."""
    return row | {"counts": {name: q for name, q in (row["counts"] or {}).items() if q}}


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """An event as one row of a spreadsheet; several actors are joined by "; "."""
    when, where = row["when"] or {}, row["where"] or {}
    counts = {f"{name}_{end}": q and q[end] for name, q in (row["counts"] or {}).items() for end in ("low", "high")}
    about = row["about"] or {}
    return {
        **{k: row[k] for k in ("event_id", "doc_id", "type")},
        "modes": ",".join(row["modes"] or []),
        "about": "/".join(filter(None, [about.get("type"), ",".join(about.get("modes") or [])])),
        "status": row["status"],
        "trigger": row["trigger"]["text"],
        **{
            f"{part}_{key}": _joined(row[part], key)
            for part in ("actors", "recipients")
            for key in ("text", "name", "country", "code")
        },
        "actors_alleged": _joined([a for a in row["actors"] if a.get("alleged")], "text"),
        "said_by": _joined(row["said_by"], "text"),
        **{f"when_{k}": when.get(k) for k in ("text", "from", "to", "precision", "basis")},
        **{
            f"where_{k}": where.get(k)
            for k in ("text", "name", "country", "admin1", "lat", "lon", "geonameid", "precision")
        },
        **counts,
        "contexts": ",".join(row["contexts"] or []),
        **{k: row[k] for k in ("quad", "score", "cameo", "confidence")},
        "review": row["confidence"] < DOUBTFUL,  # folders of before have no such column
        "coder": row["coder"],
        "sentence": row["sentence"]["text"],
    }


def _joined(actors: list[dict[str, Any]], key: str) -> str:
    return "; ".join(str(a[key]) for a in actors if a[key])


def _csv(found: pa.Table) -> bytes:
    import csv
    import io

    rows = [flat(row) for row in found.to_pylist()]
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return out.getvalue().encode()


def _print_table(found: pa.Table) -> None:
    from rich.console import Console
    from rich.table import Column, Table

    from dragoman.cli.explain import code

    console = Console(highlight=False)
    if not found.num_rows:
        console.print("No event passes these filters.")
        return
    table = Table(
        Column("event", no_wrap=True),
        Column("day", no_wrap=True),
        "what",
        "actor",
        "recipient",
        "words",
        box=None,
        header_style="bold",
        pad_edge=False,
    )
    for row in found.to_pylist():
        day = str((row["when"] or {}).get("from") or "")
        table.add_row(
            row["event_id"], day, code(row), side(row["actors"]), side(row["recipients"]), row["trigger"]["text"]
        )
    console.print(table)
