"""The project folder: what was read and found, kept so that nothing is lost and everything can be asked."""

from __future__ import annotations

from pathlib import Path

from dragoman.store.plain import plain
from dragoman.store.project import Project

__all__ = ["Project", "open_project", "plain"]


def open_project(folder: str | Path) -> Project:
    """An existing project folder, to read its tables as Arrow, pandas or polars and to ask it in SQL."""
    return Project.open(folder)
