"""What a name may mean: everybody and every place that bears it, from the tables that resolving chose from."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from dragoman.resolve.names import name_key
from dragoman.resolve.resources import Resources
from dragoman.run.dictionaries import kept

MOST = 12  # places that are named


class Candidates:
    """The packaged tables with the dictionaries of a project folder; they are loaded when something is first asked."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    @cached_property
    def _resources(self) -> Resources:
        return Resources.load(kept(self._folder) if self._folder else ())

    def places(self, words: str) -> list[dict[str, Any]]:
        """Places of a name, the likeliest without any context first (by people, log 10, and kind)."""
        gazetteer = self._resources.gazetteer
        found = sorted(gazetteer.candidates(name_key(words)), key=lambda place: -place.weight)[:MOST]
        return [gazetteer.identity(place, "name")._asdict() | {"weight": round(place.weight, 2)} for place in found]

    def actors(self, words: str, actor_id: str = "") -> list[dict[str, Any]]:
        """Actors of a name or with an id, each with the offices held and their days."""
        table = self._resources.actors
        found = [*(entity for entity, _ in table.called(words)), *table.people(actor_id)]
        return [
            {
                "actor_id": entity.actor_id,
                "name": entity.name,
                "kind": entity.kind,
                "country": entity.country or None,
                "offices": [
                    {"since": t.since, "until": t.until or None, "office": t.office, "sectors": list(t.sectors)}
                    for t in entity.terms
                ],
            }
            for entity in dict.fromkeys(found)
        ]
