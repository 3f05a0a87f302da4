"""The commands on what it all amounts to, over a small project with hand-made groups."""

from __future__ import annotations

import csv
import io
import json
import sys
from xml.etree import ElementTree as ET

import pytest
from world import World, day

from dragoman.cli import main
from dragoman.errors import ProjectError, SettingError
from dragoman.store import Project


@pytest.fixture
def project(tmp_path, monkeypatch):
    world = World()
    world.group("ASSAULT/aerial", "USA:MIL", "IRQ:PRM", "2020-01-03", sentence="A drone hit two cars.")
    world.group(
        "CONCEDE",
        "USA",
        "IRQ",
        "2020-06-11",
        status="planned",
        about="RETREAT/withdraw",
        sentence="It will reduce its forces.",
    )
    world.group("RETREAT/withdraw", "USA:MIL", "IRQ", "2020-08-23", sentence="The troops left their base.")
    world.group("ACCUSE/allege", "USA", "IRN", "2020-01-08", about="ASSAULT", sentence="It blamed Iran.")
    world.figure("5,200 troops", 5200, "5,200 troops are in Iraq.", published="2020-06-01", holder="USA", where="IRQ")
    world.relation("worsen", "USA IRQ", "2020-01-06", "Ties sank to a new low.")
    monkeypatch.setattr(Project, "connect", lambda self: world.link())
    return Project.create(tmp_path / "p")


@pytest.fixture
def run(monkeypatch, capsysbinary):
    def call(*words):
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capsysbinary.readouterr()
        return stop.value.code or 0, out.decode(), err.decode()

    return call


def test_relations_as_a_table_and_a_chart(project, run, tmp_path):
    chart = tmp_path / "chart.svg"
    code, out, _ = run("relations", project.folder, "USA", "IRQ", "--plot", chart)
    assert code == 0
    assert "2020-01-01" in out and "no coverage" in out and "Ties sank to a new low." in out
    drawn = ET.fromstring(chart.read_text())  # noqa: S314 - our own
    words = " ".join(drawn.itertext())
    assert "USA and IRQ by month" in words and "Ties sank to a new low." in words and "dragoman" in words


def test_relations_as_csv_and_json(project, run):
    _, out, _ = run("relations", project.folder, "USA", "IRQ", "--by", "quarter", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["sum"] for row in rows] == ["-9.5", "4.5", "8.0"]
    assert json.loads(rows[0]["marks"])[0]["direction"] == "worsen"
    _, out, _ = run("relations", project.folder, "USA", "IRQ", "--format", "json")
    assert [json.loads(line)["covered"] for line in out.splitlines()][:2] == [True, False]


def test_presence(project, run, tmp_path):
    chart = tmp_path / "chart.svg"
    code, out, _ = run("presence", project.folder, "USA", "--in", "IRQ", "--plot", chart)
    assert code == 0
    words = " ".join(out.split())
    assert "5,200" in words and "withdrawal" in words and "promise" in words
    assert "5,200 troops are in Iraq." in chart.read_text()
    assert "Nothing is said" in run("presence", project.folder, "FRA", "--in", "IRQ")[1]


def test_a_chart_without_a_level_says_so(project, run, tmp_path):
    chart = tmp_path / "chart.svg"
    run("presence", project.folder, "FRA", "--in", "IRQ", "--plot", chart)
    assert "No level of the whole force is stated." in chart.read_text()


def test_commitments_and_a_persons_decision(project, run):
    _, out, _ = run("commitments", project.folder, "--format", "json")
    [row] = [json.loads(line) for line in out.splitlines()]
    assert (row["commitment_id"], row["status"], row["later"][0]["event_id"]) == ("e1", "kept", "e2")
    code, out, _ = run("commitments", project.folder, "--decide", "e1", "broken", "--user", "ana")
    assert (code, out) == (0, "e1 is broken, as ana decided.\n")
    [line] = project.decisions()
    assert {"kind": "commitment", "id": "e1", "status": "broken", "user": "ana"}.items() <= line.items()
    assert "broken (decided)" in " ".join(run("commitments", project.folder, "--party", "USA")[1].split())
    assert "No commitment." in run("commitments", project.folder, "--status", "kept")[1]


def test_claims(project, run):
    assert "It blamed Iran." in " ".join(run("claims", project.folder)[1].split())
    assert "No claim." in run("claims", project.folder, "--disputed")[1]


@pytest.mark.parametrize("form", ["md", "html"])
def test_brief(project, run, tmp_path, form):
    page = tmp_path / "page"
    code, out, _ = run(
        "brief", project.folder, "--since", "2020-01-01", "--until", "2020-01-31", "--format", form, "--out", page
    )
    assert (code, out) == (0, "")
    assert "A drone hit two cars." in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["relations", "{}", "Iraq", "USA"], "no party"),
        (["relations", "{}", "USA", "IRQ", "--out", "x"], "--format csv"),
        (["relations", "{}", "USA", "IRQ", "--plot", "{}/no/folder.svg"], "cannot be written"),
        (["presence", "{}", "USA", "--in", "Iraq"], "ISO-3"),
        (["commitments", "{}", "--status", "done"], "no status"),
        (["commitments", "{}", "--kind", "wish"], "no kind"),
        (["commitments", "{}", "--decide", "e1", "kept"], "--user"),
        (["commitments", "{}", "--decide", "e1", "done", "--user", "ana"], "cannot be 'done'"),
        (["commitments", "{}", "--decide", "nothing", "kept", "--user", "ana"], "No group"),
        (["brief", "{}", "--since", "2020-02-01", "--until", "2020-01-01"], "before the first"),
    ],
)
def test_mistakes_are_one_sentence(project, run, words, message):
    code, _, err = run(*[word.format(project.folder) for word in words])
    assert code == 2
    assert message in err and "Traceback" not in err


@pytest.mark.parametrize("command", ["relations", "presence", "commitments", "claims", "brief"])
def test_help_shows_examples(run, command):
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"dragoman {command} project" in out


def test_events_that_are_not_grouped_are_told(tmp_path, monkeypatch):
    world = World()
    world.event("AID", "USA", "IRQ")
    monkeypatch.setattr(Project, "connect", lambda self: world.link())
    with pytest.raises(ProjectError, match="dragoman relate"):
        Project.create(tmp_path / "p").relations("USA", "IRQ")


def test_a_broken_ledger_names_its_line(project):
    (project.folder / "ledger.jsonl").write_text('{"kind": "event"}\nnot json\n')
    with pytest.raises(ProjectError, match="line 2"):
        project.commitments()


def test_python_gives_arrow_tables(project):
    assert project.relations("USA", "IRQ", by="week", since=day("2020-01-01"), until=day("2020-01-31")).num_rows == 5
    assert project.presence("USA", "IRQ").column("low").to_pylist().count(5200) == 1
    assert project.claims(party="IRN").num_rows == 1
    assert project.brief(day("2020-01-01"), day("2020-01-31")).startswith("# 2020-01-01 to 2020-01-31")
    with pytest.raises(SettingError):
        project.commitments(party="nobody")


def test_a_chart_as_png(project, run, tmp_path):
    pytest.importorskip("cairosvg", reason="PNG charts need the extra `png`", exc_type=(ImportError, OSError))
    chart = tmp_path / "chart.png"
    code, _, _ = run("relations", project.folder, "USA", "IRQ", "--plot", chart)
    assert code == 0
    assert chart.read_bytes().startswith(b"\x89PNG")


def test_a_chart_of_no_known_kind(project, run, tmp_path):
    code, _, error = run("relations", project.folder, "USA", "IRQ", "--plot", tmp_path / "chart.bmp")
    assert code != 0
    assert "drawn as .svg or .png" in error
