"""Who is meant: a country (`USA`), a sector of one (`USA:MIL`), or a named actor (`organisation:pentagon`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman import ontology
from dragoman.errors import SettingError

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
        """The same question in SQL, of a column of lists of actors; most have one, which is told apart for speed."""
        many = f"list_bool_or(list_transform({column}, lambda a: {self._test('a')}))"
        return f"coalesce(CASE len({column}) WHEN 0 THEN false WHEN 1 THEN {self._test(column + '[1]')} ELSE {many} END, false)"

    def _test(self, actor: str) -> str:
        if self.actor_id:
            return f"{actor}.actor_id = {_literal(self.actor_id)}"
        if self.sector is None:
            return f"{actor}.country = '{self.country}'"
        within = f"list_contains({actor}.sectors, '{self.sector}') OR {actor}.code = '{self.country}{self.sector}'"
        return f"({actor}.country = '{self.country}' AND ({within}))"


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
    """The actors by name, code or words, each once; a dash where there are none."""
    return ", ".join(dict.fromkeys(a["name"] or a["code"] or a["text"] for a in actors or ())) or "–"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
