"""`dragoman claims`: who says what of the same event, who accuses whom of it, who denies it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dragoman.cli.tables import Folder, Form, Format, Out, print_rows, write_table

EXAMPLES = """\b
Examples:
  dragoman claims project --disputed
  dragoman claims project --party IRN --format csv --out claims.csv
"""


def command(
    folder: Folder,
    party: Annotated[
        str | None, typer.Option(help="Only of or against this party: USA, USA:MIL or an actor id.")
    ] = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only of events that are disputed.")] = False,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Least confidence.")] = 0.5,
    form: Format = Form.table,
    out: Out = None,
) -> None:
    """List claims by event, with the words of each."""
    from dragoman.store import Project

    found = Project.open(folder).claims(party=party, min_confidence=min_confidence)
    write_table(found.filter(found["disputed"]) if disputed else found, form, out, _show)


def _show(rows: list[dict[str, Any]]) -> None:
    head = ["group", "day", "event", "who", "claim", "against", "words"]
    print_rows(head, [_row(row) for row in rows], "No claim.")


def _row(row: dict[str, Any]) -> list[str]:
    event = row["group_type"] + (", disputed" if row["disputed"] else "")
    words = f"“{row['sentence']}” ({row['publisher']})"
    return [row["group_id"], str(row["day"]), event, row["speaker"] or "–", row["claim"], row["against"] or "–", words]
