"""A folder as the page reads it: its tables copied into one file that is fast to ask, made again when the folder grows.

People's decisions are laid over the copy at once; new batches of a coder that is still writing come with the next copy,
which is made beside the one in use.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from dragoman import measure
from dragoman.store import Project, ledger
from dragoman.store.schema import RELATED, SCHEMAS

MEMORY = "384MB"  # of DuckDB; what does not fit is read from the file
PATIENCE = 10.0  # a new copy is begun at the earliest after so many times the seconds that the last one took
QUIET = "SET enable_progress_bar = false"
GLANCE = 1.0  # seconds between two looks at the folder

_FLAT = """
SELECT e.event_id, e.doc_id, coalesce(e."when"."from", d.published) AS day, d.published, d.publisher, e.type, e.modes,
  e.status, e.quad, e.score, e.confidence, e."where".country AS place_country,
  lower(concat_ws(' ', e."where".name, e."where".text)) AS place_words,
  list_distinct(flatten(list_transform(e.actors, lambda a: [a.country, a.code, a.actor_id]))) AS actor_keys,
  list_distinct(flatten(list_transform(e.recipients, lambda a: [a.country, a.code, a.actor_id]))) AS recipient_keys,
  lower(array_to_string(list_transform(e.actors, lambda a: concat_ws(' ', a.name, a.text)), ' | ')) AS actor_words,
  lower(array_to_string(list_transform(e.recipients, lambda a: concat_ws(' ', a.name, a.text)), ' | ')) AS recipient_words,
  lower(e.sentence.text) AS words
FROM {source} e JOIN documents d USING (doc_id)
"""


class Snapshot:
    """One copy of a folder; every request asks it through a cursor of its own."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.stamp = _stamp(project.folder)
        began = time.monotonic()
        place = Path(tempfile.mkdtemp(prefix="dragoman-")) / "copy.duckdb"
        _copy(project, place)
        self._link = _connect(place)
        weakref.finalize(self, _forget, self._link, place.parent)
        self._lock = threading.Lock()
        self._making = threading.Lock()
        self._cache: dict[str, list[dict[str, Any]]] = {}
        self.decisions: list[dict[str, Any]] = []
        self._read = -1
        self.refresh()
        self.seconds = time.monotonic() - began

    def refresh(self) -> None:
        """Lay the decisions over the copy, where the ledger has grown."""
        size = _size(self.project.ledger)
        with self._lock:
            if size == self._read:
                return
            self.decisions = self.project.decisions()
            ledger.apply(self._link, self.decisions)
            patched = f"UNION ALL {_FLAT.format(source='patched_events')}"
            [(some,)] = self._link.execute("SELECT count(*) FROM touched_events").fetchall()
            rest = f"ANTI JOIN touched_events USING (event_id) {patched}" if some else ""
            self._link.execute(f"CREATE OR REPLACE VIEW sought AS SELECT * FROM flat_events {rest}")
            self._cache = {}
            self._read = size

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for one request."""
        with self._link.cursor() as link:
            link.execute(QUIET)
            yield link

    def once(
        self, name: str, make: Callable[[duckdb.DuckDBPyConnection], list[dict[str, Any]]]
    ) -> list[dict[str, Any]]:
        """Rows that take long, made once for all that ask for them until somebody decides something."""
        with self._making:
            if name not in self._cache:
                with self.cursor() as link:
                    self._cache[name] = make(link)
            return self._cache[name]

    def commitments(self) -> list[dict[str, Any]]:
        """The register of commitments."""

        def make(link: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
            found = measure.commitments(link, decisions=self.decisions, min_confidence=0.5)
            rows: list[dict[str, Any]] = found.to_pylist()
            return rows

        return self.once("commitments", make)


class Live:
    """The newest copy of a folder that others may be writing to."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._now = Snapshot(project)
        self._looked = time.monotonic()
        self._lock = threading.Lock()
        self._making = False

    def snapshot(self) -> Snapshot:
        """The copy to read now, with all decisions; where the folder has grown, a new one is begun behind it."""
        with self._lock:
            due = time.monotonic() - self._looked > max(GLANCE, PATIENCE * self._now.seconds * self._grown())
            if due and not self._making and self._grown():
                self._making = True
                threading.Thread(target=self._renew, daemon=True).start()
            elif due:
                self._looked = time.monotonic()
            now = self._now
        now.refresh()
        return now

    def _grown(self) -> bool:
        return _stamp(self._project.folder) != self._now.stamp

    def _renew(self) -> None:
        try:
            fresh = Snapshot(self._project)
            with self._lock:
                self._now = fresh
        finally:
            self._making, self._looked = False, time.monotonic()


def _forget(link: duckdb.DuckDBPyConnection, folder: Path) -> None:
    link.close()
    shutil.rmtree(folder, ignore_errors=True)


def _copy(project: Project, place: Path) -> None:
    with _connect(place, ":memory:") as link:
        project.views(link)
        link.execute(f"ATTACH '{place}' AS copy")
        shown = {"events": "coded_events", "groups": "made_groups"}
        for name in (shown.get(n, n) for n in [*SCHEMAS, *RELATED]):
            link.execute(f"CREATE TABLE copy.{name} AS SELECT * FROM {name}")
    with _connect(place) as link:
        link.execute(f"CREATE TABLE flat_events AS {_FLAT.format(source='coded_events')}")


def _connect(place: Path, database: str | None = None) -> duckdb.DuckDBPyConnection:
    limits: dict[str, Any] = {
        "memory_limit": MEMORY,
        "temp_directory": str(place.parent / "spill"),
        "preserve_insertion_order": False,
    }
    link = duckdb.connect(database or str(place), config=limits)
    link.execute(QUIET)
    return link


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Changes when a batch is added or a table replaced."""
    places = [folder / name for name in [*SCHEMAS, *RELATED]]
    return tuple((p.name, p.stat().st_mtime_ns, _size(p / "all.parquet")) for p in places if p.exists())


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
