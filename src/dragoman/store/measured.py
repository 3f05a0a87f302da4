"""What a project amounts to: the tables of the room `measure` over the views of its folder."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow as pa

from dragoman import measure
from dragoman.errors import ProjectError, SettingError
from dragoman.store import ledger


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

    @property
    def ledger(self) -> Path:
        """The file of people's decisions, one JSON object a line."""
        return self.folder / "ledger.jsonl"

    def decisions(self) -> list[dict[str, Any]]:
        """The lines of the ledger that nobody took back: what people decided, oldest first.

        Raises:
            ProjectError: a line is broken.
        """
        return ledger.standing(ledger.lines(self.ledger))

    def decide(self, commitment: str, status: str, *, user: str, time: str) -> dict[str, Any]:
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
        return ledger.append(self.ledger, line)

    def judge(
        self, event: Mapping[str, Any], action: str, *, user: str, time: str, changes: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Write a person's decision on an event (`accept`, `reject` or `edit` with its changes) to the ledger.

        Raises:
            SettingError: there is no such decision, or the changes cannot be made.
        """
        found = ledger.checked(action, changes)
        at = {"id": event["event_id"], "doc_id": event["doc_id"]}
        at |= {"start": event["trigger"]["start"], "end": event["trigger"]["end"], "type": event["type"]}
        line = {"kind": "event", "action": action} | at | ({"changes": found} if found else {})
        return ledger.append(self.ledger, line | {"user": user, "time": time})

    def regroup(self, action: str, events: Sequence[str], *, user: str, time: str) -> dict[str, Any]:
        """Write to the ledger that groups of events are one (`merge`), or that events are not of theirs (`split`).

        Raises:
            SettingError: there is no such decision, or too few events.
        """
        if action not in {"merge", "split"} or len(events) < (2 if action == "merge" else 1):
            raise SettingError("Groups are joined by `merge` and two events of theirs, and parted by `split` and one.")
        line = {"kind": "groups", "action": action, "events": list(events), "user": user, "time": time}
        return ledger.append(self.ledger, line)

    def undo(self, decision: str, *, user: str, time: str) -> dict[str, Any]:
        """Take a decision back, by its id.

        Raises:
            SettingError: no decision that stands has the id.
        """
        if all(line["decision"] != decision for line in self.decisions()):
            raise SettingError(f"No decision that stands has the id {decision}.")
        return ledger.append(self.ledger, {"kind": "undo", "of": decision, "user": user, "time": time})

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
