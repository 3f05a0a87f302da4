"""`dragoman relate`: one event once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = "Example:  dragoman relate project   (dragoman code does it at its end)"


def command(folder: Annotated[Path, typer.Argument(help="Project folder.")]) -> None:
    """Hold reports of one event together, link duplicates, and follow stories over time."""
    from dragoman.cli.progress import spinner
    from dragoman.run.relate import relate
    from dragoman.store import Project

    with spinner(quiet=False) as say:
        made = relate(Project.open(folder), say)
    typer.echo(", ".join(f"{number:,} {name}" for name, number in made.items()))
