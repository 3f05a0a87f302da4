"""Who is meant: a country (`USA`), a sector of one (`USA:MIL`), or a named actor (`organisation:pentagon`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman import ontology
from dragoman.errors import SettingError

STATE = {"GOV", "MIL", "COP", "SPY", "LEG", "JUD"}  # sectors that act for a state
CODED = 6  # letters of a code that is a country and one sector
_CODE = re.compile(r"([A-Z]{3})(?::([A-Z]{3}))?")


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a question; either `country` (with or without `sector`) or `actor_id` is set."""

    country: str | None = None
    sector: str | None = None
    actor_id: str | None = None

    def __str__(self) -> str:
        return self.actor_id or ":".join(filter(None, [self.country, self.sector]))

    def among(self, actors: Iterable[Mapping[str, Any]] | None) -> bool:
        """Whether one of the actors is this party."""
        return any(self._is(actor) for actor in actors or ())

    def _is(self, actor: Mapping[str, Any]) -> bool:
        if self.actor_id:
            return bool(actor["actor_id"] == self.actor_id)
        return actor["country"] == self.country and (
            self.sector is None
            or self.sector in (actor["sectors"] or ())
            or actor["code"] == f"{self.country}{self.sector}"
        )

    def sql(self, column: str) -> str:
        """The same question in SQL, of `actors` or `recipients` of groups, whose keys stand in a column beside them."""
        return f"coalesce(list_contains({column.removesuffix('s')}_keys, {_literal(str(self))}), false)"


def keys(actors: Iterable[dict[str, Any]] | None) -> list[str]:
    """Every way to ask for one of the actors: `USA`, `USA:MIL`, its id; flat, so that many groups are read fast.

    Whoever is only alleged to have done it is left out: the accusation is an event of its own.
    """
    found: dict[str, None] = {}
    for actor in certain(actors):
        country, code = actor["country"], actor["code"] or ""
        if country:
            found[country] = None
            sectors = [*(actor["sectors"] or ()), *([code[3:]] if len(code) == CODED and code[:3] == country else ())]
            found |= {f"{country}:{sector}": None for sector in sectors}
        if actor["actor_id"]:
            found[actor["actor_id"]] = None
    return list(found)


def party(text: str) -> Party:
    """Read `USA`, `USA:MIL`, `IGO:UNO` or the id of an actor, which holds a colon too: `state:USA/MIL`.

    Raises:
        SettingError: it is none of these, or there is no such sector.
    """
    found = _CODE.fullmatch(text.upper())
    if not found:
        if ":" in text:
            return Party(actor_id=text)
        raise SettingError(
            f"{text!r} is no party: give an ISO-3 country (USA), a country and a sector (USA:MIL), or the id of an actor."
        )
    country, sector = found.groups()
    known = ontology.load()
    if sector and sector not in known.sectors and sector not in known.nonstate:
        raise SettingError(f"{sector!r} is no sector; there are {', '.join(known.sectors)}.")
    return Party(country=country, sector=sector)


def label(actors: Iterable[Mapping[str, Any]] | None) -> str:
    """The actors by name, code or words, each once, with a word where they are only alleged; a dash without any."""
    return ", ".join(dict.fromkeys(_name(a) + (" (alleged)" if a.get("alleged") else "") for a in actors or ())) or "–"


def certain(actors: Iterable[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """The actors without those whom somebody only accuses of the deed."""
    return [a for a in actors or () if not a.get("alleged")]


def _name(actor: Mapping[str, Any]) -> str:
    return str(actor["name"] or actor["code"] or actor["text"])


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def identities(actors: Iterable[dict[str, Any]] | None, fine: bool) -> frozenset[str]:
    """What actors are compared by: the country of those who act for a state, unless told apart; else who they are.

    Whoever is only alleged to have done it is left out.
    """
    return frozenset(
        a["country"]
        if a["country"] and not fine and (not a["sectors"] or STATE & set(a["sectors"]))
        else a["actor_id"] or a["code"] or a["text"].casefold()
        for a in certain(actors)
    )
