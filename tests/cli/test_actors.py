"""`dragoman actors`."""

from __future__ import annotations

from pathlib import Path

from click.testing import Result
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.run.dictionaries import kept

RUNNER = CliRunner()
OWN = "name,country,sectors\nSand Wolves,LBY,REB\n,LBY,REB\n"


def add(tmp_path: Path, text: str) -> Result:
    (tmp_path / "own.csv").write_text(text, encoding="utf-8")
    return RUNNER.invoke(app, ["actors", "add", str(tmp_path / "own.csv"), "--into", str(tmp_path / "project")])


def test_a_dictionary_is_kept_once_and_its_faults_are_told(tmp_path: Path) -> None:
    first, again = add(tmp_path, OWN), add(tmp_path, OWN)
    assert "own.csv:3: the row has no name" in first.output
    assert "1 actors with 1 names" in again.output
    assert [d.actors[0].names for d in kept(tmp_path / "project")] == [("Sand Wolves",)]


def test_show_tells_who_and_why(tmp_path: Path) -> None:
    add(tmp_path, OWN)
    own = RUNNER.invoke(app, ["actors", "show", "Sand Wolves", "--in", str(tmp_path / "project")])
    assert "LBYREB" in own.output
    past = RUNNER.invoke(app, ["actors", "show", "Mr. Biden", "--on", "2018-05-01"])
    assert "USAELI" in past.output
    assert "vice president" in past.output


def test_nothing_readable_adds_nothing(tmp_path: Path) -> None:
    result = add(tmp_path, "name,country\n,LBY\n")
    assert result.exit_code == 1
    assert "nothing was added" in result.output


def test_an_unknown_name_says_so() -> None:
    result = RUNNER.invoke(app, ["actors", "show", "qwertz"])
    assert result.exit_code == 1
    assert "nobody known" in result.output
