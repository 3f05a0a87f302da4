"""`dragoman review`: what people decided on events, their agreement, and passages to learn from."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.tables import Folder, print_rows, write
from dragoman.errors import SettingError

EXAMPLES = """\b
Examples:
  dragoman review project                             (what was decided, and how far reviewers agree)
  dragoman review project --passages decided.txt      (decided sentences in the format that models learn from)
  dragoman review project --undo k1f2e3d4c5b6a798 --user maria
"""


def command(
    folder: Folder,
    passages: Annotated[Path | None, typer.Option(help="File for the decided sentences, annotated.")] = None,
    undo: Annotated[str | None, typer.Option(help="Id of a decision to take back.")] = None,
    user: Annotated[str | None, typer.Option(help="Who takes it back.")] = None,
) -> None:
    """Show the decisions of a folder's ledger (made with `dragoman serve`), or export them."""
    from dragoman import measure
    from dragoman.store import Project
    from dragoman.store.passages import passages as told

    project = Project.open(folder)
    if undo:
        if not user:
            raise SettingError("Say who takes it back: --user NAME.")
        project.undo(undo, user=user, time=datetime.now().astimezone().isoformat(timespec="seconds"))
        typer.echo(f"{undo} is taken back.")
        return
    decided = project.decisions()
    if passages:
        with project.connect() as link:
            found = list(told(link, decided))
        write("".join(found).encode(), passages)
        typer.echo(f"{len(found)} passages in {passages}.")
        return
    rows = [
        [d["decision"], str(d.get("time", "")), str(d.get("user", "")), d.get("kind", ""), _what(d)] for d in decided
    ]
    print_rows(
        ["decision", "time", "user", "of", "what"], rows, "Nobody has decided anything yet: dragoman serve FOLDER"
    )
    for pair in measure.agreement(decided):
        kappa = "–" if pair["kappa"] is None else f"{pair['kappa']:.2f}"
        typer.echo(
            f"{pair['one']} and {pair['two']}: {pair['events']} events, {pair['alike']:.0%} alike, kappa {kappa}"
        )


def _what(line: dict[str, object]) -> str:
    changes = line.get("changes")
    named = f" {', '.join(changes)}" if isinstance(changes, dict) else ""
    return f"{line.get('action') or line.get('status')}{named} {line.get('id') or ''}".strip()
