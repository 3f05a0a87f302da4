"""`dragoman relations`: how two parties stand to each other, period by period."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from dragoman.cli.tables import Folder, Form, Format, Out, Plot, Since, Until, day, picture, print_rows, write_table

EXAMPLES = """\b
Examples:
  dragoman relations project USA IRQ --by month --plot usa-irq.svg
  dragoman relations project USA:MIL IRN --direction forward --by week
  dragoman relations project USA IRQ --value per_100 --format csv --out usa-irq.csv
"""


class By(StrEnum):
    """Periods."""

    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"


class Direction(StrEnum):
    """Who acts."""

    both = "both"
    forward = "forward"
    backward = "backward"
    joint = "joint"


class Value(StrEnum):
    """What is smoothed, resampled, searched for changes and drawn."""

    sum = "sum"
    mean = "mean"
    per_100 = "per_100"


def command(
    folder: Folder,
    one: Annotated[str, typer.Argument(help="USA, USA:MIL or the id of an actor.")],
    two: Annotated[str, typer.Argument(help="The other side, written alike.")],
    by: Annotated[By, typer.Option(help="Length of a period.")] = By.month,
    direction: Annotated[
        Direction, typer.Option(help="forward: what ONE does to TWO; backward: the reverse; joint: what both do.")
    ] = Direction.both,
    value: Annotated[
        Value, typer.Option(help="Sum or mean of PLOVER scores, or the sum for 100 documents.")
    ] = Value.sum,
    bandwidth: Annotated[float | None, typer.Option(help="Of the Gaussian kernel, in periods.")] = None,
    since: Since = None,
    until: Until = None,
    plot: Plot = None,
    form: Format = Form.table,
    out: Out = None,
) -> None:
    """Index the relations of two parties: event groups weighted by PLOVER score."""
    from dragoman import measure
    from dragoman.cli.caption import caption
    from dragoman.store import Project

    project = Project.open(folder)
    found = project.relations(
        one,
        two,
        by=by.value,
        direction=direction.value,
        value=value.value,
        since=day(since),
        until=day(until),
        bandwidth=bandwidth,
    )
    if plot:
        title = f"{one.upper()} and {two.upper()} by {by}" + ("" if direction is Direction.both else f", {direction}")
        text = caption(project, f"Event groups of {one} and {two}, {direction}, {value}")
        drawn = measure.relations_svg(found, title=title, caption=text, by=by.value, value=value.value)
        picture(drawn, plot)
    write_table(found, form, out, lambda rows: _show(rows, value.value))


def _show(rows: list[dict[str, Any]], value: str) -> None:
    head = ["period", "docs", "events", value, "95 %", "conflict", "coop.", "smooth", "of note"]
    print_rows(head, [_row(row, value) for row in rows], "No document in these days.", firm=len(head) - 1)
    for mark in [mark for row in rows for mark in row["marks"]]:
        typer.echo(f"{mark['day']} {mark['direction']}: “{mark['sentence']}” ({mark['publisher']}, {mark['doc_id']})")


def _row(row: dict[str, Any], value: str) -> list[str]:
    if not row["covered"]:
        return [str(row["period"]), "0", *[""] * 6, "no coverage"]
    band = f"{row['low']:+.0f} to {row['high']:+.0f}" if row["low"] is not None else "–"
    conflict, cooperation, smoothed = (_number(row[name]) for name in ("conflict", "cooperation", "smooth"))
    counts = [str(row["documents"]), str(row["events"])]
    return [str(row["period"]), *counts, _number(row[value]), band, conflict, cooperation, smoothed, _note(row, value)]


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:+.1f}"


def _note(row: dict[str, Any], value: str) -> str:
    """The change of level, with the groups that weigh most, or the record that the period sets."""
    notes = []
    if row["change"] is not None:
        notes.append(
            f"level {row['change']:+.1f}: " + ", ".join(f"{g['type']} {g['event_id']}" for g in row["made_by"])
        )
    if row[value] is not None and row["events"] and not (row["lowest_ever"] and row["highest_ever"]):
        notes += [
            f"{kind} since {row[f'{kind}_since']}" if row[f"{kind}_since"] else f"{kind} of all so far"
            for kind in ("lowest", "highest")
            if row[f"{kind}_ever"] or (row[f"{kind}_since"] and (row["period"] - row[f"{kind}_since"]).days > _LONG)
        ]
    return "; ".join(notes)


_LONG = 100  # days between records worth a word
