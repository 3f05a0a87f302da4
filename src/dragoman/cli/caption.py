"""The line under a chart or a page that tells what it was made of."""

from __future__ import annotations

from datetime import datetime

from dragoman.store import Project
from dragoman.version import VERSION


def caption(project: Project, what: str) -> str:
    """What is shown, of how many documents and days, by which versions, and when."""
    sql = "SELECT count(*) AS n, min(published) AS first, max(published) AS last FROM documents"
    found = project.query(sql).to_pylist()[0]
    coders = ", ".join(project.manifest().coders[-1:]) or "none"
    today = datetime.now().astimezone().date()
    return f"{what}. {found['n']} documents, {found['first']} to {found['last']}. dragoman {VERSION}, coder {coders}. {today}."
