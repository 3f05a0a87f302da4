"""`dragoman commitments`: what was promised, asked, threatened and refused, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from dragoman.cli.tables import Folder, Form, Format, Out, day, write_table
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
    status: Annotated[
        str | None, typer.Option(help="open, kept, broken, overdue, withdrawn, refused or accepted.")
    ] = None,
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
    """Each with its words below it, as wide as the screen."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    if not rows:
        console.print("No commitment.")
    for i, row in enumerate(rows):
        head = Text.assemble(f"{row['commitment_id']}  {row['day']}  ", (_state(row), "bold"))
        console.print("\n" if i else "", head, sep="", soft_wrap=True)
        for line in _lines(row):
            console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))


def _state(row: dict[str, Any]) -> str:
    return str(row["status"]) + (" (decided)" if row["decided_by"] == "person" else "")


def _lines(row: dict[str, Any]) -> list[str]:
    """Who, to whom, what, on what terms; the words; and the last of what became of it."""
    about = f" about {'/'.join([row['about'], *(row['about_modes'] or [])])}" if row["about"] else ""
    until = f" by {row['deadline']}" if row["deadline"] else ""
    terms = f", {row['condition'][0].lower()}{row['condition'][1:]}" if row["condition"] else ""
    sides = f"{row['who'] or '–'} → {row['to'] or '–'}"
    lines = [f"{sides}: {row['kind']}{about}{until}{terms}", f"“{row['sentence']}” ({row['publisher']})"]
    for later in row["later"][-1:]:
        words = later["words"] if later["sentence"] == row["sentence"] else later["sentence"]
        lines.append(f"{later['outcome']} {later['day']}: “{words}” ({later['publisher']}, {later['event_id']})")
    return lines
