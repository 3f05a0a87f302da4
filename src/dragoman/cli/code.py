"""`dragoman code`: news in, event records out."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from dragoman.errors import SettingError

EXAMPLES = """\b
Examples:
  dragoman code news/ --into project
  dragoman code page.html --into project --published 2020-06-11
  cat stories.jsonl | dragoman code - --to - > events.jsonl
\b
With a head of your own (dragoman fit), its classes are in the table labels, and lines of the pipe.
A line of stories.jsonl is {"id": ..., "text": ..., "published": ...}.
"""


def command(
    inputs: Annotated[
        list[str], typer.Argument(help="Files, folders or patterns; - is standard input.", metavar="INPUT...")
    ],
    into: Annotated[Path | None, typer.Option(help="Project folder; made where there is none.")] = None,
    to: Annotated[str | None, typer.Option(help="- writes events as JSON lines to standard output.")] = None,
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Date of the documents; a record keeps its own.")
    ] = None,
    model: Annotated[
        Path | None, typer.Option(help="Folder with another model, or with a head from dragoman fit.")
    ] = None,
    project: Annotated[Path | None, typer.Option("--in", help="Project folder whose dictionaries a pipe uses.")] = None,
    threads: Annotated[int | None, typer.Option(help="Cores to use; all by default.", min=1)] = None,
    min_confidence: Annotated[float, typer.Option(help="Least confidence of events written to -.", min=0, max=1)] = 0.0,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress, no summary, no warnings of a pipe.")
    ] = False,
) -> None:
    """Code news into events, figures and relations: into a project folder, or through a pipe."""
    if (into is None) == (to is None):
        raise SettingError("Say where to: --into FOLDER for a project folder, or --to - for JSON lines.")
    if to not in {None, "-"}:
        raise SettingError(f"--to {to} is not known: only --to - (standard output); for a folder use --into.")
    from dragoman.run.coder import Coder
    from dragoman.run.dictionaries import kept

    home = into or project
    coder = Coder.load(model, threads, kept(home) if home else ())
    if into is None:
        from dragoman.cli import pipe
        from dragoman.store import plain

        total = pipe.run(
            inputs,
            lambda documents: (
                [plain(e) for e in coded.events if e.confidence >= min_confidence] + [plain(n) for n in coded.labels]
                for coded in coder.code(documents)
            ),
            published,
            quiet=quiet,
        )
        raise typer.Exit(0 if total else 1)
    raise typer.Exit(_into(inputs, into, coder, published, quiet))


def _into(inputs: list[str], folder: Path, coder: object, published: datetime | None, quiet: bool) -> int:
    from dragoman.cli.progress import bar, spinner, summary
    from dragoman.run.coder import Coder
    from dragoman.run.pipeline import code_into
    from dragoman.run.relate import relate
    from dragoman.store import Project

    assert isinstance(coder, Coder)
    day = published.date() if published else None
    with bar(quiet) as progress:
        report = code_into(
            inputs,
            Project.create(folder),
            coder,
            published=day,
            today=datetime.now().astimezone().date(),
            progress=progress,
        )
    with spinner(quiet) as say:
        relate(Project.open(folder), say)
    if not quiet:
        print(summary(report), file=sys.stderr)
    return 0 if report.documents or report.skipped else 1
