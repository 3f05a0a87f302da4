"""Tables of any columns to the screen, to CSV or to JSON lines."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from dragoman.errors import SettingError

if TYPE_CHECKING:
    import pyarrow as pa


class Form(StrEnum):
    """How a table leaves."""

    table = "table"
    csv = "csv"
    json = "json"


Folder = Annotated[Path, typer.Argument(help="Project folder.")]
Since = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day.")]
Until = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day.")]
Format = Annotated[Form, typer.Option("--format", help="How to write it.")]
Out = Annotated[Path | None, typer.Option(help="File to write; standard output without.")]
Plot = Annotated[Path | None, typer.Option(help="Draw it into this file: .svg, or .png with the extra `png`.")]


def day(moment: datetime | None) -> date | None:
    """The day of an option."""
    return moment.date() if moment else None


def write_table(found: pa.Table, form: Form, out: Path | None, show: Callable[[list[dict[str, Any]]], None]) -> None:
    """A table as it was asked for; `show` prints its rows on the screen."""
    if form is Form.table:
        if out is not None:
            raise SettingError("A table is for the screen: for a file add --format csv or json.")
        show(found.to_pylist())
        return
    rows = found.to_pylist()
    write(_json(rows) if form is Form.json else _csv(rows, found.column_names), out)


def write(data: bytes, out: Path | None) -> None:
    """Bytes to a file or to standard output."""
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        raise SettingError(f"{out} cannot be written: {error.strerror or error}.") from error


def picture(drawn: str, out: Path) -> None:
    """A chart to a file: as SVG, or as PNG at twice its size.

    Raises:
        SettingError: the ending is another one, or the extra `png` is not installed.
    """
    if out.suffix.lower() == ".svg":
        write(drawn.encode(), out)
        return
    if out.suffix.lower() != ".png":
        raise SettingError(f"{out}: a chart is drawn as .svg or .png.")
    try:
        import cairosvg
    except (ImportError, OSError) as error:
        raise SettingError("PNG needs the extra: pip install 'dragoman[png]', and the library cairo.") from error
    write(cairosvg.svg2png(bytestring=drawn.encode(), scale=2), out)


def print_rows(head: Sequence[str], rows: Sequence[Sequence[str]], nothing: str, *, firm: int = 1) -> None:
    """Columns on the screen; the first ones, `firm` in number, are never wrapped."""
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    console = Console(highlight=False)
    if not rows:
        console.print(nothing)
        return
    columns = [Column(name, no_wrap=i < firm) for i, name in enumerate(head)]
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def side(actors: Sequence[Mapping[str, Any]]) -> str:
    """Actors in a cell, by code or words; who is only alleged to have done it has a question mark."""
    told = ((a["code"] or a["text"]) + ("?" if a.get("alleged") else "") for a in actors)
    return ", ".join(dict.fromkeys(told)) or "–"


def _json(rows: list[dict[str, Any]]) -> bytes:
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def _csv(rows: list[dict[str, Any]], head: list[str]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_cell(row[name]) for name in head] for row in rows)
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    """Lists and structs as JSON in their cell."""
    return msgspec.json.encode(value).decode() if isinstance(value, list | dict) else value
