"""A project folder related: idempotent, incremental, safe against recoding."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import date

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.errors import ProjectError
from dragoman.read import read_text
from dragoman.run.coder import Coder
from dragoman.run.relate import relate
from dragoman.store import Project

FIRST = "BAGHDAD, Dec. 28 - Rockets hit a military base near Kirkuk on Friday, killing an American contractor."
SECOND = "WASHINGTON, Dec. 29 - An American contractor was killed on Friday when rockets struck a base near Kirkuk."
OTHER = "NAIROBI, Dec. 29 - Police in Nairobi arrested 12 activists on Saturday."


def add(project: Project, coder: Coder, **texts: str) -> None:
    documents = [replace(read_text(t, published=date(2019, 12, 29)), doc_id=name) for name, t in texts.items()]
    project.add(coder.code(documents), [], coder.version)


@pytest.fixture
def project(tmp_path, coder) -> Project:
    made = Project.create(tmp_path / "p")
    add(made, coder, a=FIRST, b=SECOND)
    relate(made)
    return made


def groups(project: Project) -> dict[str, list[str]]:
    return {row["group_id"]: row["documents"] for row in project.table("groups").to_pylist()}


def test_two_reports_are_one_group(project: Project) -> None:
    assert min(map(sorted, groups(project).values())) == ["a", "b"]


def test_each_step_is_told(project: Project) -> None:
    steps: list[str] = []
    relate(project, steps.append)
    assert [step.rpartition(": ")[2] for step in steps] == ["duplicates", "one event in many reports", "stories"]
    assert all("2 documents" in step for step in steps)


def test_relating_again_changes_nothing(project: Project) -> None:
    before = project.table("groups")
    relate(project)
    assert project.table("groups").equals(before)


def test_new_stories_leave_the_groups_that_are_there(project: Project, coder: Coder) -> None:
    before = groups(project)
    add(project, coder, c=OTHER)
    relate(project)
    after = groups(project)
    assert before.items() <= after.items()
    assert any("c" in documents for documents in after.values())


def test_a_copy_is_linked_and_counted_once(project: Project, coder: Coder) -> None:
    add(project, coder, z=FIRST)
    relate(project)
    assert [(d["doc_id"], d["original"], d["kind"]) for d in project.table("duplicates").to_pylist()] == [
        ("z", "a", "copy")
    ]
    row = next(r for r in project.table("groups").to_pylist() if "a" in r["documents"])
    assert (sorted(row["documents"]), row["copies"]) == (["a", "b"], 1)


def test_recoding_makes_the_groups_anew(project: Project) -> None:
    for name in ("events", "documents"):
        for file in (project.folder / name).glob("*.parquet"):
            file.unlink()
    relate(project)
    assert groups(project) == {}


def test_an_empty_project(tmp_path) -> None:
    assert relate(Project.create(tmp_path / "p")) == {"duplicates": 0, "groups": 0, "stories": 0}


def test_the_commands(project: Project) -> None:
    run = CliRunner().invoke
    assert "groups" in run(app, ["relate", str(project.folder)]).output
    assert "ASSAULT" in run(app, ["groups", str(project.folder), "--format", "csv"]).output
    assert run(app, ["groups", str(project.folder), "--type", "NOTHING"]).exit_code != 0
    assert run(app, ["stories", str(project.folder), "--format", "json"]).output.count("story_id") >= 1
    group = next(g for g, documents in groups(project).items() if sorted(documents) == ["a", "b"])
    shown = run(app, ["explain", str(project.folder), group]).output
    assert "2 reports in 2 documents" in shown
    assert "represents the group" in shown


def test_a_full_disk_leaves_the_groups_that_are_there(project: Project, coder: Coder, monkeypatch) -> None:
    before = groups(project)
    add(project, coder, c=OTHER)

    def full(*_, **__) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("dragoman.store.project.pq.write_table", full)
        with pytest.raises(ProjectError, match="is full"):
            relate(project)
    assert groups(project) == before
    relate(project)
    assert any("c" in documents for documents in groups(project).values())
