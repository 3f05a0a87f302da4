"""Many reports held together: near duplicates of documents, one event in many reports, stories over time."""

from __future__ import annotations

from dragoman.relate.documents import Duplicate, Text, duplicates
from dragoman.relate.events import NARROW, Conflict, Group, grouped
from dragoman.relate.reports import Report, report
from dragoman.relate.stories import Story, stories

__all__ = [
    "NARROW",
    "Conflict",
    "Duplicate",
    "Group",
    "Report",
    "Story",
    "Text",
    "duplicates",
    "grouped",
    "report",
    "stories",
]
