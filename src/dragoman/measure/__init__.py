"""What it all amounts to: relations of two parties, forces at a place, commitments, claims, the picture of a period.

All functions take a DuckDB connection that shows the views `documents`, `events`, `groups`, `figures`, `relations` and
`quotes`, read nothing else, and give back Arrow tables (`brief` and the charts: text).
"""

from __future__ import annotations

from dragoman.measure.agreement import agreement
from dragoman.measure.brief import brief
from dragoman.measure.claims import claims
from dragoman.measure.commitments import KINDS, STATES, commitments
from dragoman.measure.panel import panel
from dragoman.measure.parties import Party, keys, party
from dragoman.measure.plot import presence_svg, relations_svg
from dragoman.measure.presence import levels, presence
from dragoman.measure.relations import relations

__all__ = [
    "KINDS",
    "STATES",
    "Party",
    "agreement",
    "brief",
    "claims",
    "commitments",
    "keys",
    "levels",
    "panel",
    "party",
    "presence",
    "presence_svg",
    "relations",
    "relations_svg",
]
