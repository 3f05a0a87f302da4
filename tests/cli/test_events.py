"""`dragoman events` and `dragoman explain` over a small project."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date

import pyarrow.parquet as pq
import pytest

from dragoman.cli import main
from dragoman.cli.explain import marked
from dragoman.cli.tables import side
from dragoman.records import Actor, Coded, Document, Event, Quantity, Span, Time
from dragoman.store import Project

TEXT = "Police arrested 12 men on Monday."


@pytest.fixture
def folder(tmp_path):
    police = Actor(text="Police", start=0, end=6, country="KEN", sectors=("COP",), code="KENCOP", rule="dateline")
    found = Event(
        event_id="e1",
        doc_id="a",
        sentence=Span(text=TEXT, start=0, end=len(TEXT)),
        type="COERCE",
        modes=("arrest",),
        about=None,
        status="actual",
        trigger=Span(text="arrested", start=7, end=15),
        actors=(police,),
        recipients=(Actor(text="12 men", start=16, end=22),),
        said_by=(),
        when=Time(text="Monday", start=26, end=32, start_day=date(2023, 7, 17), end_day=date(2023, 7, 17)),
        where=None,
        counts={"detained": Quantity(text="12", start=16, end=18, low=12, high=12)},
        contexts=(),
        quad=4,
        score=-5.0,
        cameo="173",
        confidence=0.9,
        coder="test 1",
    )
    document = Document(doc_id="a", text=TEXT, published=date(2023, 7, 20))
    Project.create(tmp_path / "p").add([Coded(document=document, events=(found,))], [], "test 1")
    return tmp_path / "p"


@pytest.fixture
def run(monkeypatch, capfd):
    def call(*words):
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            main()
        told = capfd.readouterr()
        return end.value.code or 0, told.out, told.err

    return call


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ((), 1),
        (("--actor", "KEN"), 1),
        (("--actor", "kencop"), 1),
        (("--actor", "police"), 1),
        (("--actor", "USA"), 0),
        (("--recipient", "12 men"), 1),
        (("--recipient", "KEN"), 0),
        (("--country", "ken"), 1),
        (("--country", "UGA"), 0),
        (("--type", "coerce"), 1),
        (("--type", "ASSAULT"), 0),
        (("--status", "planned"), 0),
        (("--since", "2023-07-17", "--until", "2023-07-17"), 1),
        (("--since", "2023-07-18"), 0),
        (("--until", "2023-07-16"), 0),
        (("--place", "Nairobi"), 0),
        (("--text", "ARRESTED"), 1),
    ],
)
def test_filters(run, folder, words, hits):
    _, out, _ = run("events", folder, "--format", "json", *words)
    assert len(out.splitlines()) == hits


def test_json_keeps_the_contract(run, folder):
    _, out, _ = run("events", folder, "--format", "json")
    event = json.loads(out)
    assert event["when"]["from"] == event["when"]["to"] == "2023-07-17"
    assert set(event["counts"]) == {"detained"}
    assert event["about"] is None
    assert event["where"] is None
    for span in (event["trigger"], *event["actors"], *event["recipients"]):
        assert TEXT[span["start"] : span["end"]] == span["text"]


def test_csv_and_parquet(run, folder, tmp_path):
    _, out, _ = run("events", folder, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["actors_code"], row["detained_low"]) == ("KENCOP", "12.0")
    code, _, _ = run("events", folder, "--format", "parquet", "--out", tmp_path / "e.parquet")
    assert code == 0
    assert pq.read_table(tmp_path / "e.parquet").num_rows == 1


def test_who_is_only_alleged_is_marked(run, folder, tmp_path):
    (row,) = Project.open(folder).table("events").to_pylist()
    assert "[Police]alleged actor" in str(marked(row | {"actors": [row["actors"][0] | {"alleged": True}]}))
    assert side([row["actors"][0] | {"alleged": True}]) == "KENCOP?"


def test_explain_marks_the_words(run, folder):
    code, out, _ = run("explain", folder, "e1")
    assert code == 0
    assert "[Police]actor" in out
    assert "[arrested]trigger" in out
    assert "dateline" in out


def test_a_mention_that_joins_states_is_marked_once():
    police = {"start": 0, "end": 6}
    event = {
        "sentence": {"text": TEXT, "start": 0, "end": len(TEXT)},
        "trigger": {"start": 7, "end": 15},
        "actors": [police, police],
        "recipients": [],
        "said_by": [],
        "when": None,
        "where": None,
        "counts": {},
    }
    assert marked(event).plain.startswith("[Police]actor  [arrested]")


def test_the_doubtful_are_listed_alone(run, folder):
    assert run("events", folder, "--review", "--format", "json")[1] == ""
    assert '"review":false' in run("events", folder, "--format", "json")[1]


def test_a_folder_of_before_has_its_table_all_the_same(run, folder):
    (batch,) = (folder / "events").glob("*.parquet")
    pq.write_table(pq.read_table(batch).drop_columns(["review"]), batch)
    code, out, _ = run("events", folder, "--format", "csv")
    assert code == 0
    assert next(csv.DictReader(out.splitlines()))["review"] == "False"
    assert run("events", folder, "--review", "--format", "json")[0] == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("events", "nowhere"), "no folder"),
        (("events", "{folder}", "--type", "WAR"), "no event type"),
        (("events", "{folder}", "--format", "parquet"), "--out"),
        (("explain", "{folder}", "zz"), "No event"),
        (("code", "x.txt"), "--into"),
        (("code", "x.txt", "--to", "out.jsonl"), "--to"),
    ],
)
def test_mistakes_are_one_sentence(run, folder, words, told):
    code, out, err = run(*(w.format(folder=folder) for w in words))
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("command", ["demo", "code", "tag", "events", "explain", "doctor"])
def test_help_has_an_example(run, command):
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"dragoman {command}" in " ".join(out.split())
