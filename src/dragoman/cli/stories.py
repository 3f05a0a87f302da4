"""`dragoman stories`: matters followed over time."""

from __future__ import annotations

from typing import Any

from dragoman.cli.tables import Folder, Form, Format, Out, print_rows, write_table

EXAMPLES = """\b
Examples:
  dragoman stories project
  dragoman stories project --format csv --out stories.csv
"""


def command(folder: Folder, form: Format = Form.table, out: Out = None) -> None:
    """List stories: documents on one matter, the largest first."""
    from dragoman.store import Project

    sql = "SELECT * FROM stories ORDER BY len(documents) DESC, first_seen"
    write_table(Project.open(folder).query(sql), form, out, _show)


def _show(rows: list[dict[str, Any]]) -> None:
    head = ["story", "from", "to", "documents", "publishers", "title"]
    print_rows(head, [_row(r) for r in rows], "There are no stories yet: dragoman relate FOLDER makes them.", firm=3)


def _row(row: dict[str, Any]) -> list[str]:
    publishers = ", ".join(f"{p['publisher']} {p['documents']}" for p in row["publishers"])
    first, last = str(row["first_seen"] or ""), str(row["last_seen"] or "")
    return [row["story_id"], first, last, str(len(row["documents"])), publishers, row["title"]]
