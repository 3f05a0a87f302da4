"""`dragoman evaluate` on a small annotated file."""

from __future__ import annotations

import json
import sys

import pytest

from dragoman.cli import main

LINES = [
    {"id": "1", "text": "Kenya arrested 12 opposition leaders on Monday.", "events": [{"type": "COERCE", "modes": ["arrest"], "trigger": "arrested", "actors": ["Kenya"], "recipients": ["12 opposition leaders"]}]},
    {"id": "2", "text": "The match ended without a goal.", "events": []},
]  # fmt: skip


@pytest.fixture
def annotated(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, LINES)))
    return path


def run(monkeypatch, *args):
    monkeypatch.setattr(sys, "argv", ["dragoman", "evaluate", *map(str, args)])
    with pytest.raises(SystemExit) as left:
        main()
    return left.value.code


def test_the_packaged_coder_is_scored(annotated, monkeypatch, capsys):
    assert run(monkeypatch, annotated, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["texts"] == 2
    assert found["figures"]["event f1"]["value"] == 1.0
    assert set(found["figures"]["event f1"]) == {"value", "low", "high", "support"}


def test_another_system_is_scored_with_its_errors(annotated, tmp_path, monkeypatch, capsys):
    theirs = tmp_path / "b.jsonl"
    theirs.write_text(json.dumps({"doc_id": "2", "type": "AID", "trigger": {"start": 4, "end": 9}}))
    assert run(monkeypatch, annotated, "--predictions", theirs) == 0
    shown = capsys.readouterr().out
    assert "on nothing: 1" in shown
    assert "missed: 1" in shown
    assert run(monkeypatch, annotated, "--predictions", theirs, "--format", "csv") == 0
    assert capsys.readouterr().out.startswith("figure,value,low,high,support")


def test_what_cannot_be_scored_is_told(annotated, tmp_path, monkeypatch, capsys):
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    for args, said in (
        ([empty], "no annotated text"),
        ([tmp_path / "none.txt"], "cannot be read"),
        ([annotated, "--predictions", tmp_path / "none"], "cannot be read"),
    ):
        assert run(monkeypatch, *args) == 2
        assert said in capsys.readouterr().err
