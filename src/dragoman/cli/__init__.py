"""The command line: thin commands over plain functions, one file each."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from dragoman.cli import (
    actors,
    brief,
    claims,
    code,
    commitments,
    demo,
    doctor,
    evaluate,
    events,
    explain,
    fit,
    groups,
    presence,
    relate,
    relations,
    review,
    serve,
    stories,
    tag,
)
from dragoman.errors import DragomanError
from dragoman.version import VERSION

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
# Plain help: rich would take as long to import as all the rest.
for module in (
    demo,
    code,
    tag,
    events,
    explain,
    relate,
    groups,
    stories,
    relations,
    presence,
    commitments,
    claims,
    brief,
    serve,
    review,
    fit,
    evaluate,
    doctor,
):
    app.command(epilog=module.EXAMPLES)(module.command)
    app.registered_commands[-1].name = module.__name__.rpartition(".")[2]

app.add_typer(actors.app, name="actors")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn news text into political event data, every value cited word by word."""


def main() -> None:
    """Run the command line; errors made on purpose are one sentence and exit code 2."""
    try:
        app()
    except DragomanError as error:
        print(f"dragoman: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
