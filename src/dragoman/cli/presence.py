"""`dragoman presence`: how large a force is at a place, as texts say."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dragoman.cli.tables import Folder, Form, Format, Out, Plot, Since, Until, day, picture, print_rows, write_table

EXAMPLES = """\b
Examples:
  dragoman presence project USA --in IRQ
  dragoman presence project USA --in IRQ --since 2020-01-01 --plot usa-in-iraq.svg
"""


def command(
    folder: Folder,
    holder: Annotated[str, typer.Argument(help="Whose force: USA, or the id of an actor.")],
    place: Annotated[str, typer.Option("--in", help="ISO-3 country.")],
    since: Since = None,
    until: Until = None,
    plot: Plot = None,
    form: Format = Form.table,
    out: Out = None,
) -> None:
    """Show what is said of a force in a country, levels and changes, each with its words."""
    from dragoman import measure
    from dragoman.cli.caption import caption
    from dragoman.store import Project

    project = Project.open(folder)
    found = project.presence(holder, place, since=day(since), until=day(until))
    if plot:
        text = caption(project, f"Force of {holder} in {place}, levels as stated and changes by event groups")
        drawn = measure.presence_svg(found, title=f"Force of {holder.upper()} in {place.upper()}", caption=text)
        picture(drawn, plot)
    write_table(found, form, out, lambda rows: _show(rows, holder, place))


def _show(rows: list[dict[str, Any]], holder: str, place: str) -> None:
    head = ["day", "what", "people", "where", "publisher", "published", "words"]
    print_rows(head, [_row(row) for row in rows], f"Nothing is said of a force of {holder} in {place}.")


def _row(row: dict[str, Any]) -> list[str]:
    until = f" to {row['day_to']}" if row["day_to"] != row["day_from"] else ""
    what = row["what"].replace("_", " ") + (" (planned)" if row["status"] == "planned" else "")
    differs = f", {len(row['conflicts'])} differ" if row["conflicts"] else ""
    people = "" if row["low"] is None else f"{row['low']:,.0f}" + ("+" if row["high"] is None else "")
    return [
        f"{row['day_from']}{until}",
        what,
        people + differs,
        row["place"] or "–",
        row["publisher"] or "–",
        str(row["published"]),
        f"“{row['words']}”",
    ]
