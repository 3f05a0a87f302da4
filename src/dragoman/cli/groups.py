"""`dragoman groups`: events, each once however often it was reported."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dragoman.cli.tables import Folder, Form, Format, Out, Since, Until, day, print_rows, side, write_table

EXAMPLES = """\b
Examples:
  dragoman groups project --country IRQ --type ASSAULT --since 2020-01-01
  dragoman groups project --conflicts
  dragoman groups project --format json --out groups.jsonl
"""
SHOWN = 50  # rows of a table on the screen
_WHERE = {
    "country": "list_contains(list_transform(actors || recipients, lambda a: a.country), upper($x)) "
    'OR "where".country = upper($x)',
    "type": "type = upper($x)",
    "status": "status = lower($x)",
    "since": "coalesce(day_to, last_published) >= CAST($x AS DATE)",
    "until": "coalesce(day_from, first_published) <= CAST($x AS DATE)",
}


def command(
    folder: Folder,
    country: Annotated[str | None, typer.Option(help="ISO-3 country of a side or of the place.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="PLOVER type.")] = None,
    status: Annotated[str | None, typer.Option(help="actual, planned, hypothetical, negated or historical.")] = None,
    since: Since = None,
    until: Until = None,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Only groups whose reports differ.")] = False,
    form: Format = Form.table,
    out: Out = None,
) -> None:
    """List groups of reports of one event, newest first, with conflicts between the reports."""
    from dragoman import ontology
    from dragoman.store import Project

    if type_:
        ontology.check(type_.upper())
    first, last = day(since), day(until)
    wanted: dict[str, str | None] = {"country": country, "type": type_, "status": status}
    wanted |= {"since": first.isoformat() if first else None, "until": last.isoformat() if last else None}
    given = {name: value for name, value in wanted.items() if value}
    clauses = [f"({_WHERE[name].replace('$x', f'${i + 1}')})" for i, name in enumerate(given)]
    clauses += ["len(conflicts) > 0"] if conflicts else []
    sql = "SELECT * FROM groups" + (f" WHERE {' AND '.join(clauses)}" if clauses else "")
    sql += " ORDER BY coalesce(day_from, first_published) DESC NULLS LAST, len(events) DESC, group_id"
    sql += f" LIMIT {SHOWN}" if form is Form.table else ""
    write_table(Project.open(folder).query(sql, list(given.values())), form, out, _show)


def _show(rows: list[dict[str, Any]]) -> None:
    head = ["group", "day", "type", "actor", "recipient", "place", "reports", "conflicts"]
    print_rows(head, [_row(r) for r in rows], "No group passes these filters.", firm=3)


def _row(row: dict[str, Any]) -> list[str]:
    where = row["where"] or {}
    return [
        row["group_id"],
        str(row["day_from"] or row["first_published"] or ""),
        row["type"],
        side(row["actors"]),
        side(row["recipients"]),
        where.get("name") or where.get("text") or "",
        f"{len(row['events'])} in {len(row['documents']) + row['copies']}",
        "; ".join(f"{c['field']}: {' / '.join(v['value'] for v in c['values'])}" for c in row["conflicts"]),
    ]
