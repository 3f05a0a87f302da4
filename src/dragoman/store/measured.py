"""What a project amounts to: the tables of the room `measure` over the views of its folder."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Literal

import duckdb
import msgspec
import pyarrow as pa

from dragoman import measure
from dragoman.errors import ProjectError, SettingError


class Measured(ABC):
    """The questions that need event groups; they are made by `dragoman relate`."""

    __slots__ = ()

    folder: Path

    @abstractmethod
    def connect(self) -> duckdb.DuckDBPyConnection:
        """An in-memory DuckDB whose views are the tables of the folder."""

    def relations(
        self,
        one: str,
        two: str,
        *,
        by: str = "month",
        direction: Literal["both", "forward", "backward", "joint"] = "both",
        value: Literal["sum", "mean", "per_100"] = "sum",
        since: date | None = None,
        until: date | None = None,
        bandwidth: float | None = None,
    ) -> pa.Table:
        """The index of relations of two parties (`USA`, `USA:MIL`, an actor id), one row a period without holes."""
        span: dict[str, Any] = {"since": since, "until": until, "bandwidth": bandwidth}
        with self._grouped() as link:
            return measure.relations(link, one, two, by=by, direction=direction, value=value, **span)

    def panel(
        self, countries: Sequence[str], *, by: str = "month", since: date | None = None, until: date | None = None
    ) -> pa.Table:
        """Every pair of the countries in every period, zeros filled in, and null where there is no coverage."""
        with self._grouped() as link:
            return measure.panel(link, countries, by=by, since=since, until=until)

    def presence(self, holder: str, place: str, *, since: date | None = None, until: date | None = None) -> pa.Table:
        """Statements on the size of a holder's force in a country, and on its changes, by day, with their words."""
        with self._grouped() as link:
            return measure.presence(link, holder, place, since=since, until=until)

    def commitments(
        self, *, party: str | None = None, today: date | None = None, min_confidence: float = 0.5
    ) -> pa.Table:
        """The register of promises, concessions, demands, threats and refusals, with what became of them."""
        who = measure.party(party) if party else None
        with self._grouped() as link:
            return measure.commitments(
                link, decisions=self.decisions(), today=today, party=who, min_confidence=min_confidence
            )

    def claims(self, *, party: str | None = None, min_confidence: float = 0.5) -> pa.Table:
        """Who says what of the same event, who accuses or condemns whom of it, who denies it."""
        with self._grouped() as link:
            return measure.claims(link, party=measure.party(party) if party else None, min_confidence=min_confidence)

    def brief(
        self, since: date, until: date, *, form: Literal["md", "html"] = "md", top: int = 10, caption: str = ""
    ) -> str:
        """The picture of a period as one page; every line quotes its source."""
        with self._grouped() as link:
            return measure.brief(link, since, until, form=form, top=top, caption=caption, decisions=self.decisions())

    def decisions(self) -> list[dict[str, Any]]:
        """The lines of the ledger: what people decided, oldest first.

        Raises:
            ProjectError: a line is broken.
        """
        found: list[dict[str, Any]] = []
        ledger = self.folder / "ledger.jsonl"
        for number, line in enumerate(ledger.read_bytes().splitlines() if ledger.exists() else [], 1):
            try:
                found.append(msgspec.json.decode(line, type=dict[str, Any]))
            except msgspec.DecodeError as error:
                raise ProjectError(f"{ledger}, line {number}, is no JSON object: {error}.") from error
        return found

    def decide(self, commitment: str, status: str, *, user: str, time: str) -> None:
        """Write a person's decision on a commitment, by its id, to the ledger; the last one counts.

        Raises:
            SettingError: there is no such status or commitment.
        """
        if status not in measure.STATES:
            raise SettingError(f"A commitment cannot be {status!r}; it can be {', '.join(measure.STATES)}.")
        with self._grouped() as link:
            sql = "SELECT count(*) FROM groups WHERE group_id = $1 OR list_contains(events, $1)"
            [(found,)] = link.execute(sql, [commitment]).fetchall()
        if not found:
            raise SettingError(f"No group of events has the id {commitment}. Ids are shown by: dragoman commitments")
        line = {"kind": "commitment", "id": commitment, "status": status, "user": user, "time": time}
        try:
            with (self.folder / "ledger.jsonl").open("ab") as ledger:
                ledger.write(msgspec.json.encode(line) + b"\n")
        except OSError as error:
            raise ProjectError(f"The ledger of {self.folder} cannot be written: {error.strerror or error}.") from error

    @contextmanager
    def _grouped(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection in which the events are grouped."""
        with self.connect() as link:
            if not _count(link, "groups") and _count(link, "events"):
                raise ProjectError(
                    f"The events of {self.folder} are not grouped yet. Group them with: dragoman relate {self.folder}"
                )
            yield link


def _count(link: duckdb.DuckDBPyConnection, view: str) -> int:
    """How many rows a view has; none where there is no such view."""
    try:
        [(found,)] = link.execute(f"SELECT count(*) FROM {view}").fetchall()
    except duckdb.CatalogException:
        return 0
    return int(found)
