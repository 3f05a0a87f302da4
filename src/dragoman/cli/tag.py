"""`dragoman tag`: news in, mentions out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from dragoman.errors import SettingError

EXAMPLES = "Example:  cat stories.jsonl | dragoman tag - --to - > mentions.jsonl"


def command(
    inputs: Annotated[
        list[str], typer.Argument(help="Files, folders or patterns; - is standard input.", metavar="INPUT...")
    ],
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Date of documents; a record keeps its own.")
    ] = None,
    to: Annotated[str, typer.Option(help="- writes JSON lines to standard output.")] = "-",
) -> None:
    """Find actors, places, times, quantities and quotes, identified, as JSON lines."""
    if to != "-":
        raise SettingError(f"--to {to} is not known: only --to - (standard output).")
    from dragoman.cli import pipe
    from dragoman.run.coder import Coder

    raise typer.Exit(0 if pipe.run(inputs, Coder.load().mentions, published) else 1)
