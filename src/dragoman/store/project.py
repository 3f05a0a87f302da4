"""The project folder: immutable Parquet batches that DuckDB reads as views, and a ledger of people's decisions.

A batch is written under a temporary name and renamed into place, the documents last: a document counts as coded only
when everything that was found in it is there, so a run may be killed at any moment and run again.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import duckdb
import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.errors import ProjectError
from dragoman.records import Coded, Failure
from dragoman.store import ledger
from dragoman.store.measured import Measured
from dragoman.store.plain import plain
from dragoman.store.schema import RELATED, SCHEMAS
from dragoman.version import VERSION

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

SETTINGS = """# Settings of this dragoman project.
# min_confidence = 0.0   # events below are kept, but not shown
"""
FORMAT = 1  # of the folder; a newer one is refused

IDS = {
    "documents": "doc_id",
    "events": "event_id",
    "figures": "figure_id",
    "relations": "relation_id",
    "quotes": "quote_id",
    "labels": "label_id",
}


class Manifest(msgspec.Struct, kw_only=True):
    """What wrote a folder."""

    format: int
    dragoman: str
    coders: list[str] = []


@dataclass(frozen=True, slots=True)
class Project(Measured):
    """An open project folder; opening it twice, or while another process writes to it, is safe."""

    folder: Path

    @classmethod
    def open(cls, folder: str | Path) -> Project:
        """Open an existing folder.

        Raises:
            ProjectError: there is none, it is no project, or a newer dragoman wrote it.
        """
        project = cls(Path(folder))
        if not project.folder.is_dir():
            raise ProjectError(f"There is no folder {folder}. Make one with: dragoman code INPUT --into {folder}")
        manifest = project.manifest()
        if manifest.format > FORMAT:
            raise ProjectError(f"{folder} was written by dragoman {manifest.dragoman}; update dragoman to open it.")
        return project

    @classmethod
    def create(cls, folder: str | Path) -> Project:
        """Open a folder, and make it first where there is none; a folder with other things in it is refused.

        Raises:
            ProjectError: it is no project and not empty, or it cannot be written.
        """
        project = cls(Path(folder))
        if (project.folder / "manifest.json").exists():
            return cls.open(folder)
        with _clear(project.folder):
            if project.folder.exists() and any(not p.name.startswith(".") for p in project.folder.iterdir()):
                raise ProjectError(
                    f"{folder} holds other files and is no dragoman project; give a new or empty folder."
                )
            for name in SCHEMAS:
                (project.folder / name).mkdir(parents=True, exist_ok=True)
            (project.folder / "dragoman.toml").write_text(SETTINGS, encoding="utf-8")
            (project.folder / "ledger.jsonl").touch()
            project._write(Manifest(format=FORMAT, dragoman=VERSION))
        return project

    def manifest(self) -> Manifest:
        """What wrote the folder."""
        try:
            return msgspec.json.decode((self.folder / "manifest.json").read_bytes(), type=Manifest)
        except (OSError, msgspec.DecodeError) as error:
            raise ProjectError(
                f"{self.folder} is no dragoman project: its manifest.json is missing or broken."
            ) from error

    def known(self) -> set[tuple[str, str]]:
        """(document, coder) of everything that has been coded."""
        rows = self.query("SELECT doc_id, coder FROM documents").to_pylist()
        return {(row["doc_id"], row["coder"]) for row in rows}

    def add(self, coded: Sequence[Coded], failures: Sequence[Failure], coder: str) -> None:
        """Store a batch; what is there already stays as it is.

        Raises:
            ProjectError: the disk is full or the folder cannot be written; earlier batches are not touched.
        """
        rows: dict[str, list[Any]] = {
            "events": [plain(e) for c in coded for e in c.events],
            "figures": [plain(f) for c in coded for f in c.figures],
            "relations": [plain(r) for c in coded for r in c.relations],
            "quotes": [plain(q) for c in coded for q in c.quotes],
            "labels": [plain(n) for c in coded for n in c.labels],
            "failures": [plain(f) for f in failures],
            "documents": [plain(c.document) | {"coder": coder} for c in coded],
        }
        with _clear(self.folder):
            manifest = self.manifest()
            if coder not in manifest.coders:
                manifest.coders.append(coder)
                self._write(manifest)
            for name, found in rows.items():
                if found:
                    self._batch(name, found)

    def _batch(self, name: str, rows: list[Any]) -> None:
        table = pa.Table.from_pylist(rows, schema=SCHEMAS[name])
        digest = hashlib.blake2b(msgspec.json.encode(rows), digest_size=10).hexdigest()
        place = self.folder / name / f"{digest}.parquet"
        if not place.exists():
            place.parent.mkdir(exist_ok=True)
            draft = place.with_suffix(f".{os.getpid()}.part")
            try:
                pq.write_table(table, draft, compression="zstd")
                draft.replace(place)
            finally:
                draft.unlink(missing_ok=True)

    def replace(self, name: str, rows: pa.Table | list[Any]) -> None:
        """Store a table that is made from the others, in place of the one before it, at one stroke.

        Raises:
            ProjectError: the disk is full or the folder cannot be written; the table before it stays.
        """
        table = rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(rows, schema=RELATED[name])
        place = self.folder / name / "all.parquet"
        draft = place.with_suffix(f".{os.getpid()}.part")
        with _clear(self.folder):
            place.parent.mkdir(exist_ok=True)
            try:
                pq.write_table(table, draft, compression="zstd")
                draft.replace(place)
            finally:
                draft.unlink(missing_ok=True)

    def _write(self, manifest: Manifest) -> None:
        draft = self.folder / f"manifest.{os.getpid()}.part"
        draft.write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")
        draft.replace(self.folder / "manifest.json")

    def connect(self) -> duckdb.DuckDBPyConnection:
        """An in-memory DuckDB whose views are the tables of the folder, with people's decisions.

        Each record is there once, by the newest coder; `coded_events` and `made_groups` are without the decisions.
        """
        link = duckdb.connect()
        self.views(link)
        ledger.apply(link, self.decisions())
        return link

    def views(self, link: duckdb.DuckDBPyConnection) -> None:
        """Make the views of the folder in a connection, as they are without people's decisions."""
        for name, schema in SCHEMAS.items():
            _view(link, f"all_{name}", sorted((self.folder / name).glob("*.parquet")), schema)
        coders = self.manifest().coders
        newest = " ".join(f"WHEN {_quoted(c)} THEN {i}" for i, c in enumerate(coders)) or "WHEN '' THEN 0"
        link.execute(
            "CREATE VIEW documents AS SELECT * FROM all_documents "
            f"QUALIFY row_number() OVER (PARTITION BY doc_id ORDER BY CASE coder {newest} END DESC) = 1"
        )
        for name, shown in (
            ("events", "coded_events"),
            ("figures", "figures"),
            ("relations", "relations"),
            ("labels", "labels"),
        ):
            link.execute(
                f"CREATE VIEW {shown} AS SELECT r.* FROM all_{name} r JOIN documents d USING (doc_id, coder) "
                f"QUALIFY row_number() OVER (PARTITION BY {IDS[name]}) = 1"
            )
        link.execute(
            "CREATE VIEW quotes AS SELECT * FROM all_quotes QUALIFY row_number() OVER (PARTITION BY quote_id) = 1"
        )
        for name, schema in RELATED.items():
            place = self.folder / name / "all.parquet"
            _view(link, "made_groups" if name == "groups" else name, [place] if place.exists() else [], schema)
        link.execute("CREATE VIEW failures AS SELECT DISTINCT * FROM all_failures")

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> pa.Table:
        """The answer to a question in SQL over the tables of the folder (`store.schema`)."""
        with self.connect() as link:
            return link.sql(sql, params=list(parameters)).to_arrow_table()

    def table(
        self, name: str, form: Literal["arrow", "pandas", "polars"] = "arrow"
    ) -> pa.Table | pd.DataFrame | pl.DataFrame:
        """One whole table.

        Raises:
            ProjectError: there is no table of that name.
        """
        known = [*SCHEMAS, *RELATED]
        if name not in known:
            raise ProjectError(f"There is no table {name!r}; there are {', '.join(known)}.")
        found = self.query(f"SELECT * FROM {name}")
        if form == "pandas":
            return found.to_pandas()
        if form == "polars":
            import polars as pl

            return pl.from_arrow(found)
        return found


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def _clear(folder: Path) -> Iterator[None]:
    """Turn errors of the disk into sentences that say what to do."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise ProjectError(
                f"The disk that holds {folder} is full. What was stored before is safe; make room and run it again."
            ) from error
        raise ProjectError(f"{folder} cannot be written: {error.strerror or error}.") from error


def _view(link: duckdb.DuckDBPyConnection, name: str, files: Sequence[Path], schema: pa.Schema) -> None:
    """Parquet files as a view; columns and fields that came after some were written are empty there."""
    none = f"none_{name}" if files else name
    link.register(none, schema.empty_table())
    if not files:
        return
    found, today = link.from_parquet([str(f) for f in files], union_by_name=True), link.view(none)
    written = dict(zip(found.columns, found.types, strict=True))
    if all(written.get(column) == kind for column, kind in zip(today.columns, today.types, strict=True)):
        found.create_view(name)
        return
    found.create_view(f"some_{name}")
    link.execute(f"CREATE VIEW {name} AS FROM some_{name} UNION ALL BY NAME FROM {none}")
