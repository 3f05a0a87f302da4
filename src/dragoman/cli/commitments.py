"""`dragoman commitments`: what was promised, asked, threatened and refused, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from dragoman.cli.tables import Folder, Form, Format, Out, day, print_rows, write_table
from dragoman.errors import SettingError

EXAMPLES = """\b
Examples:
  dragoman commitments project --party USA --status open
  dragoman commitments project --kind demand --format json
  dragoman commitments project --decide e1f0a2b3c4d5e6f7 kept --user ana
"""


def command(
    folder: Folder,
    party: Annotated[str | None, typer.Option(help="Only of this party: USA, USA:MIL or an actor id.")] = None,
    kind: Annotated[str | None, typer.Option(help="promise, concession, demand, threat or refusal.")] = None,
    status: Annotated[str | None, typer.Option(help="open, kept, broken, overdue, withdrawn or refused.")] = None,
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day to judge by; the last of the documents without.")
    ] = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Least confidence.")] = 0.5,
    decide: Annotated[
        tuple[str, str] | None, typer.Option(help="Id and status: write a decision to the ledger.", metavar="ID STATUS")
    ] = None,
    user: Annotated[str | None, typer.Option(help="Who decides.")] = None,
    form: Format = Form.table,
    out: Out = None,
) -> None:
    """List commitments and demands with their words and what became of them, or decide on one."""
    from dragoman import measure
    from dragoman.store import Project

    project = Project.open(folder)
    if decide:
        if not user:
            raise SettingError("Say who decides: --user NAME.")
        project.decide(*decide, user=user, time=datetime.now().astimezone().isoformat(timespec="seconds"))
        typer.echo(f"{decide[0]} is {decide[1]}, as {user} decided.")
        return
    _check(kind, tuple(measure.KINDS.values()), "kind")
    _check(status, measure.STATES, "status")
    found = project.commitments(party=party, today=day(today), min_confidence=min_confidence)
    keep = [
        (kind is None or row["kind"] == kind) and (status is None or row["status"] == status)
        for row in found.select(["kind", "status"]).to_pylist()
    ]
    write_table(found.filter(keep), form, out, _show)


def _check(given: str | None, known: tuple[str, ...], name: str) -> None:
    if given is not None and given not in known:
        raise SettingError(f"There is no {name} {given!r}; there are {', '.join(known)}.")


def _show(rows: list[dict[str, Any]]) -> None:
    print_rows(["id", "day", "what", "who", "to", "status", "words"], [_row(row) for row in rows], "No commitment.")


def _row(row: dict[str, Any]) -> list[str]:
    about = f" about {'/'.join([row['about'], *(row['about_modes'] or [])])}" if row["about"] else ""
    until = f" by {row['deadline']}" if row["deadline"] else ""
    later = f", {row['later'][-1]['day']} {row['later'][-1]['event_id']}" if row["later"] else ""
    decided = " (decided)" if row["decided_by"] == "person" else later
    return [
        row["commitment_id"],
        str(row["day"]),
        row["kind"] + about + until,
        row["who"] or "–",
        row["to"] or "–",
        row["status"] + decided,
        f"“{row['sentence']}” ({row['publisher']})",
    ]
