"""`dragoman brief`: the picture of a day or a period."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from dragoman.cli.tables import Folder, Out, write

EXAMPLES = """\b
Examples:
  dragoman brief project --since 2020-01-01 --until 2020-01-31
  dragoman brief project --since 2020-06-11 --until 2020-06-11 --format html --out day.html
"""


class Page(StrEnum):
    """How the page is written."""

    md = "md"
    html = "html"


def command(
    folder: Folder,
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="First day.")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day.")],
    top: Annotated[int, typer.Option(min=1, help="Most events.")] = 10,
    form: Annotated[Page, typer.Option("--format", help="Markdown or HTML.")] = Page.md,
    out: Out = None,
) -> None:
    """Write what weighed most, what changed and what is open, each line with its source."""
    from dragoman.cli.caption import caption
    from dragoman.store import Project

    project = Project.open(folder)
    text = caption(project, "The whole project")
    page = project.brief(since.date(), until.date(), form=form.value, top=top, caption=text)
    write(page.encode(), out)
