"""States that news calls by something else than their names: "the kingdom", "its neighbour", "the two governments"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_KINGDOMS = frozenset("BEL BHR BTN DNK ESP GBR JOR KHM LSO MAR NLD NOR SAU SWE SWZ THA TON".split())
_EMIRATES = frozenset("ARE KWT QAT".split())
_SULTANATES = frozenset("BRN OMN".split())
_ISLANDS = frozenset("BHR BRB CUB CYP FJI GRD IRL ISL JAM LKA MDG MDV MLT MUS NRU SGP TLS TWN".split())
REALMS = {
    "kingdom": _KINGDOMS, "emirate": _EMIRATES, "sheikhdom": _EMIRATES, "sultanate": _SULTANATES,
    "principality": frozenset("AND LIE MCO".split()), "duchy": frozenset({"LUX"}), "island": _ISLANDS,
}  # fmt: skip
RULERS = {
    "king": _KINGDOMS, "queen": _KINGDOMS, "prince": _KINGDOMS, "monarch": _KINGDOMS, "emir": _EMIRATES,
    "sultan": _SULTANATES | {"MYS"}, "emperor": frozenset({"JPN"}),
}  # fmt: skip
NEIGHBOURS = frozenset({"neighbour", "neighbor"})
_STATES = (
    r"(?:(?:neighbou?ring|rival|allied|nuclear|arab|african|asian) )?"
    r"(?:governments|countries|states|nations|neighbou?rs|kingdoms|republics|capitals)"
)
PAIR = re.compile(rf"(?:the |these |both |two |the two )+{_STATES}", re.IGNORECASE)
PAIR_OF = re.compile(  # "both armies"
    r"(?:both |two |the two |either |neither )+(?:(?:foreign|defence|defense|prime|interior|trade|finance) )?"
    r"(?:ministers|armies|leaders|presidents|navies|parliaments|militaries|premiers|governments|ambassadors|envoys)",
    re.IGNORECASE,
)
OF_PAIR = re.compile(rf"(?:[a-z-]+ ){{1,3}}(?:of|from) (?:both |two |the two )(?:the )?{_STATES}", re.IGNORECASE)
CALLED = (("world body", "United Nations"), ("nuclear watchdog", "International Atomic Energy Agency"))
OWNED = re.compile(
    r"\b(?:(?i:its)|[A-Z][\w-]+['’]s?)\s+(?:[\w-]+\s+){0,2}$"
)  # "its", "Chad's southern": a state's, no person's


def one_of(kind: frozenset[str], told: Iterable[str | None]) -> str | None:
    """The first of the countries told, the nearest first, that is of a kind."""
    return next((country for country in told if country in kind), None)
