"""The project folder: nothing is lost, nothing is counted twice, whatever happens in between."""

from __future__ import annotations

import errno
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.errors import ProjectError
from dragoman.records import About, Actor, Coded, Document, Event, Failure, Quantity, Span, Time
from dragoman.store import Project, open_project, plain

CODER = "test 1"


def event(doc_id: str, *, coder: str = CODER) -> Event:
    return Event(
        event_id=f"e-{doc_id}",
        doc_id=doc_id,
        sentence=Span(text="Police arrested 12 men on Monday.", start=0, end=33),
        type="COERCE",
        modes=("arrest",),
        about=About(type="PROTEST"),
        status="actual",
        trigger=Span(text="arrested", start=7, end=15),
        actors=(Actor(text="Police", start=0, end=6, country="KEN", sectors=("COP",), code="KENCOP"),),
        recipients=(),
        said_by=(),
        when=Time(text="Monday", start=26, end=32, start_day=date(2023, 7, 17), end_day=date(2023, 7, 17)),
        where=None,
        counts={"detained": Quantity(text="12", start=16, end=18, low=12, high=12)},
        contexts=(),
        quad=4,
        score=-5.0,
        cameo="173",
        confidence=0.9,
        coder=coder,
    )


def coded(doc_id: str, *, coder: str = CODER) -> Coded:
    document = Document(doc_id=doc_id, text="Police arrested 12 men on Monday.", published=date(2023, 7, 20))
    return Coded(document=document, events=(event(doc_id, coder=coder),))


def count(project: Project, table: str) -> int:
    return project.query(f"SELECT count(*) AS n FROM {table}").to_pylist()[0]["n"]


def files(project: Project) -> set[str]:
    return {str(p.relative_to(project.folder)) for p in project.folder.rglob("*.parquet")}


def test_what_goes_in_comes_out(tmp_path):
    project = Project.create(tmp_path / "p")
    project.add([coded("a")], [Failure(source="x", room="read", code="empty", message="the file is empty")], CODER)
    row = open_project(tmp_path / "p").table("events").to_pylist()[0]
    expected = plain(event("a"))
    assert {k: v for k, v in row["counts"].items() if v} == expected["counts"]
    assert {k: v for k, v in row.items() if k != "counts"} == {k: v for k, v in expected.items() if k != "counts"}
    assert row["when"]["from"] == date(2023, 7, 17)
    assert count(project, "failures") == 1


def test_a_folder_holds_what_the_design_names(tmp_path):
    project = Project.create(tmp_path / "p")
    assert (project.folder / "dragoman.toml").exists()
    assert (project.folder / "ledger.jsonl").read_text() == ""
    assert json.loads((project.folder / "manifest.json").read_text())["coders"] == []


def test_an_empty_project_has_every_table(tmp_path):
    project = Project.create(tmp_path / "p")
    for name in ("documents", "events", "figures", "relations", "quotes", "failures"):
        assert project.table(name).num_rows == 0


def test_adding_twice_changes_nothing(tmp_path):
    project = Project.create(tmp_path / "p")
    project.add([coded("a")], [], CODER)
    before = files(project)
    project.add([coded("a")], [], CODER)
    assert files(project) == before
    assert Project.create(tmp_path / "p").known() == {("a", CODER)}


def test_the_same_document_in_two_batches_is_one(tmp_path):
    project = Project.create(tmp_path / "p")
    project.add([coded("a")], [], CODER)
    project.add([coded("a"), coded("b")], [], CODER)
    assert count(project, "documents") == count(project, "events") == 2


def test_the_newest_coder_speaks(tmp_path):
    project = Project.create(tmp_path / "p")
    project.add([coded("a")], [], CODER)
    project.add([coded("a", coder="test 2")], [], "test 2")
    assert [r["coder"] for r in project.table("events").to_pylist()] == ["test 2"]


def test_a_crash_before_the_rename_leaves_no_half(tmp_path, monkeypatch):
    project = Project.create(tmp_path / "p")
    project.add([coded("a")], [], CODER)
    kept, replace = files(project), Path.replace

    def crash(self, target):
        if self.parent.name == "documents":
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", crash)
    with pytest.raises(KeyboardInterrupt):
        project.add([coded("b")], [], CODER)
    monkeypatch.undo()
    assert kept <= files(project)
    assert project.known() == {("a", CODER)}
    assert count(project, "events") == 1  # those of a document that is not there do not show
    project.add([coded("b")], [], CODER)
    assert count(project, "events") == count(project, "documents") == 2


def test_stale_temporary_files_are_ignored(tmp_path):
    project = Project.create(tmp_path / "p")
    project.add([coded("a")], [], CODER)
    (project.folder / "events" / "0123.99.part").write_bytes(b"PAR1 broken off")
    assert count(project, "events") == 1


def test_a_full_disk_is_told_and_earlier_batches_stay(tmp_path, monkeypatch):
    project = Project.create(tmp_path / "p")
    project.add([coded("a")], [], CODER)

    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(ProjectError, match="full"):
        project.add([coded("b")], [], CODER)
    monkeypatch.undo()
    assert project.known() == {("a", CODER)}
    assert not list(project.folder.rglob("*.part"))


def test_missing_and_foreign_folders(tmp_path):
    with pytest.raises(ProjectError, match="no folder"):
        open_project(tmp_path / "nowhere")
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(ProjectError, match="no dragoman project"):
        open_project(tmp_path)
    with pytest.raises(ProjectError, match="other files"):
        Project.create(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ProjectError, match="cannot be written"):
        Project.create(tmp_path / "file" / "p")


def test_a_folder_of_a_newer_dragoman(tmp_path):
    project = Project.create(tmp_path / "p")
    (project.folder / "manifest.json").write_text('{"format": 99, "dragoman": "9.0"}')
    with pytest.raises(ProjectError, match="update dragoman"):
        open_project(tmp_path / "p")


@pytest.mark.parametrize("form", ["pandas", "polars"])
def test_tables_for_others(tmp_path, form):
    pytest.importorskip(form)
    project = Project.create(tmp_path / "p")
    project.add([coded("a")], [], CODER)
    assert list(project.table("events", form)["event_id"]) == ["e-a"]


def test_an_unknown_table(tmp_path):
    with pytest.raises(ProjectError, match="documents, events"):
        Project.create(tmp_path / "p").table("ghosts")


def test_a_field_that_came_later_is_empty_in_what_was_written_before(tmp_path):
    project = Project.create(tmp_path / "p")
    project.add([coded("a")], [], CODER)
    (place,) = (project.folder / "events").glob("*.parquet")
    table = pq.read_table(place)
    rows = [
        row | {"actors": [{k: v for k, v in a.items() if k != "alleged"} for a in row["actors"]]}
        for row in table.to_pylist()
    ]
    kind = pa.struct([f for f in table.schema.field("actors").type.value_type if f.name != "alleged"])
    at = table.schema.get_field_index("actors")
    pq.write_table(table.set_column(at, "actors", pa.array([r["actors"] for r in rows], pa.list_(kind))), place)
    project.add([coded("b")], [], CODER)
    found = project.query("SELECT doc_id, actors[1].text AS who, actors[1].alleged AS alleged FROM events ORDER BY 1")
    assert [tuple(r.values()) for r in found.to_pylist()] == [("a", "Police", None), ("b", "Police", False)]
