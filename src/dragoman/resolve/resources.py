"""The tables that resolving needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.resolve.dictionaries import Dictionary, merged
from dragoman.resolve.places import Gazetteer
from dragoman.resolve.table import ActorTable


@dataclass(frozen=True, slots=True)
class Resources:
    """The actors and the places of the world, loaded once."""

    actors: ActorTable
    gazetteer: Gazetteer
    added: tuple[str, ...] = ()  # hashes of the dictionaries laid over the packaged actors

    @classmethod
    def load(cls, dictionaries: Sequence[Dictionary] = ()) -> Resources:
        """The packaged tables, with the actors of one's own dictionaries before them."""
        table = ActorTable.load()
        if dictionaries:
            table = ActorTable(merged(table.compiled, dictionaries))
        return cls(table, Gazetteer.load(), tuple(d.digest for d in dictionaries))
