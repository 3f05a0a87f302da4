"""People's decisions: they change what everybody reads, outlive a recoding, and can be taken back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import ProjectError, SettingError
from dragoman.measure import agreement
from dragoman.records import Actor, Coded, Document, Event, Span
from dragoman.run.relate import relate
from dragoman.store import Project, ledger
from dragoman.store.passages import passages

TEXT = "Kenya arrested 12 men on Monday. Uganda praised Kenya."
BY = {"user": "maria", "time": "2024-01-01T10:00:00+00:00"}


def event(name: str, start: int, end: int, kind: str, actor: str, *, coder: str = "one") -> Event:
    sentence = Span(text=TEXT[:32], start=0, end=32) if start < 32 else Span(text=TEXT[33:], start=33, end=len(TEXT))
    at = TEXT.index(actor, sentence.start)
    who = Actor(
        text=actor, start=at, end=at + len(actor), name=actor, country=actor[:3].upper(), code=actor[:3].upper()
    )
    return Event(
        event_id=name, doc_id="d1", sentence=sentence, type=kind, modes=(), about=None, status="actual",
        trigger=Span(text=TEXT[start:end], start=start, end=end), actors=(who,), recipients=(), said_by=(), when=None,
        where=None, counts={}, contexts=(), quad=4, score=-5.0, cameo="173", confidence=0.6, coder=coder,
    )  # fmt: skip


@pytest.fixture
def project(tmp_path) -> Project:
    found = Project.create(tmp_path / "p")
    events = (event("e1", 6, 14, "COERCE", "Kenya"), event("e2", 40, 47, "SUPPORT", "Uganda"))
    document = Document(doc_id="d1", text=TEXT, published=date(2024, 1, 1), publisher="Wire")
    found.add([Coded(document=document, events=events)], [], "one")
    relate(found)
    return found


def shown(project: Project) -> dict[str, dict]:
    return {row["event_id"]: row for row in project.table("events").to_pylist()}


def judge(project: Project, name: str, action: str, changes=None, **by: str) -> dict:
    return project.judge(coded(project, name), action, changes=changes, **(BY | by))


def coded(project: Project, name: str) -> dict:
    return project.query("SELECT * FROM coded_events WHERE event_id = ?", [name]).to_pylist()[0]


def test_a_rejected_event_is_gone_from_events_and_groups_and_comes_back(project):
    line = judge(project, "e1", "reject")
    assert set(shown(project)) == {"e2"}
    assert [g["events"] for g in project.table("groups").to_pylist()] == [["e2"]]
    project.undo(line["decision"], **BY)
    assert set(shown(project)) == {"e1", "e2"}
    assert project.table("groups").num_rows == 2


def test_an_accepted_event_is_sure(project):
    judge(project, "e1", "accept")
    assert shown(project)["e1"]["confidence"] == 1.0
    assert shown(project)["e1"]["rules"] == [ledger.PERSON]
    assert shown(project)["e2"]["confidence"] == 0.6


def test_an_edit_changes_event_group_score_and_code(project):
    changes = {
        "type": "ASSAULT",
        "modes": ["beat"],
        "status": "planned",
        "actors": [{"text": "Kenya", "code": "KEN:COP"}],
        "recipients": [{"text": "12 men", "code": None}],
        "when": {"from": "2024-01-05"},
        "where": {"name": "Nairobi", "country": "KEN", "lat": -1.28, "lon": 36.82},
        "counts": {"killed": {"low": 2, "high": 3}},
    }
    judge(project, "e1", "edit", changes)
    row = shown(project)["e1"]
    assert (row["type"], row["modes"], row["status"], row["quad"]) == ("ASSAULT", ["beat"], "planned", 4)
    assert row["score"] < -5
    assert row["actors"][0]["code"] == "KENCOP"
    assert row["actors"][0]["sectors"] == ["COP"]
    assert (row["recipients"][0]["start"], row["recipients"][0]["end"]) == (15, 21)
    assert row["when"]["from"] == row["when"]["to"] == date(2024, 1, 5)
    assert row["where"]["lat"] == -1.28
    assert (row["counts"]["killed"]["low"], row["counts"]["killed"]["high"]) == (2, 3)
    [group] = [g for g in project.table("groups").to_pylist() if g["representative"] == "e1"]
    assert (group["type"], group["day_from"], group["actor_keys"][0]) == ("ASSAULT", date(2024, 1, 5), "KEN")


@pytest.mark.parametrize(
    ("action", "changes"),
    [
        ("edit", {}),
        ("edit", {"type": "HELLO"}),
        ("edit", {"modes": ["flying"]}),
        ("edit", {"status": "maybe"}),
        ("edit", {"event_id": "x"}),
        ("edit", {"when": {"from": "yesterday"}}),
        ("edit", {"when": {"from": "2024-02-02", "to": "2024-02-01"}}),
        ("edit", {"where": {"name": "x", "lat": 100, "lon": 0}}),
        ("edit", {"where": {"name": "x", "country": "Kenya"}}),
        ("edit", {"counts": {"killed": {"low": 5, "high": 2}}}),
        ("edit", {"actors": [{"text": "x", "code": "US"}]}),
        ("edit", {"actors": ["x"]}),
        ("accept", {"type": "AID"}),
        ("adore", {}),
    ],
)
def test_what_cannot_be_is_refused_and_not_written(project, action, changes):
    with pytest.raises(SettingError):
        judge(project, "e1", action, changes)
    assert project.decisions() == []


def test_a_decision_survives_a_recoding_of_the_same_words(project):
    judge(project, "e1", "reject")
    judge(project, "e2", "edit", {"status": "planned"})
    document = Document(doc_id="d1", text=TEXT, published=date(2024, 1, 1), publisher="Wire")
    fresh = (
        event("f1", 6, 19, "SANCTION", "Kenya", coder="two"),
        event("f2", 40, 47, "SUPPORT", "Uganda", coder="two"),
    )
    project.add([Coded(document=document, events=fresh)], [], "two")
    relate(project)
    assert {i: row["status"] for i, row in shown(project).items()} == {"f2": "planned"}


def test_the_last_decision_counts_and_an_undo_brings_the_one_before_back(project):
    judge(project, "e1", "reject")
    last = judge(project, "e1", "accept", user="li")
    assert shown(project)["e1"]["confidence"] == 1.0
    undone = project.undo(last["decision"], **BY)
    assert "e1" not in shown(project)
    project_lines = ledger.lines(project.ledger)
    ledger.append(project.ledger, {"kind": "undo", "of": undone["decision"], **BY})
    assert shown(project)["e1"]["confidence"] == 1.0
    assert len(project_lines) == 3
    with pytest.raises(SettingError):
        project.undo("k0", **BY)


def test_groups_are_joined_and_parted(project):
    merged = project.regroup("merge", ["e1", "e2"], **BY)
    [group] = project.table("groups").to_pylist()
    assert sorted(group["events"]) == ["e1", "e2"]
    project.regroup("split", ["e2"], **BY)
    assert project.table("groups").num_rows == 2
    project.undo(merged["decision"], **BY)
    assert project.table("groups").num_rows == 2
    for action, events in (("merge", ["e1"]), ("split", []), ("mix", ["e1", "e2"])):
        with pytest.raises(SettingError):
            project.regroup(action, events, **BY)


def test_relating_again_does_not_burn_decisions_in(project):
    line = judge(project, "e1", "reject")
    relate(project)
    project.undo(line["decision"], **BY)
    assert project.table("groups").num_rows == 2


def test_many_writers_lose_no_line(tmp_path):
    path = tmp_path / "ledger.jsonl"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: ledger.append(path, {"kind": "event", "n": i}), range(200)))
    found = ledger.lines(path)
    assert sorted(line["n"] for line in found) == list(range(200))
    assert len({line["decision"] for line in found}) == 200


def test_an_empty_line_is_none(tmp_path):
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b'{"kind":"event"}\n\n{"kind":"undo"}\n')
    assert [line["kind"] for line in ledger.lines(path)] == ["event", "undo"]


def test_a_cut_line_is_named_and_the_next_one_stands_alone(tmp_path):
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b'{"kind": "ev')
    ledger.append(path, {"kind": "event"})
    with pytest.raises(ProjectError, match="line 1"):
        ledger.lines(path)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 30)), max_size=30))
def test_standing_lines_are_those_nobody_took_back(steps):
    found = []
    for undo, of in steps:
        line = {"kind": "undo", "of": f"k{of}"} if undo else {"kind": "event"}
        found.append({"decision": f"k{len(found)}"} | line)
    kept = ledger.standing(found)
    assert all(line["kind"] == "event" for line in kept)
    if not any(undo for undo, _ in steps):
        assert kept == found


def test_decided_sentences_become_passages_that_can_be_learned(project):
    judge(project, "e1", "edit", {"recipients": [{"text": "12 men", "code": None}]})
    with project.connect() as link:
        [first] = list(passages(link, project.decisions()))
    assert "event: COERCE | trigger=arrested | actor=Kenya | recipient=12 men | status=actual" in first
    judge(project, "e2", "reject")
    with project.connect() as link:
        found = list(passages(link, project.decisions()))
    assert len(found) == 2
    assert "event:" not in found[1]
    assert all(text.endswith("---\n") for text in found)


def test_agreement_of_two_reviewers():
    line = {"kind": "event"}
    said = [line | {"user": u, "id": i, "action": a} for u, i, a in [
        ("ann", "1", "accept"), ("ann", "2", "reject"), ("ann", "3", "accept"), ("ann", "4", "reject"),
        ("bo", "1", "accept"), ("bo", "2", "reject"), ("bo", "3", "reject"), ("bo", "4", "reject"), ("bo", "5", "accept"),
    ]]  # fmt: skip
    [found] = agreement(said)
    assert (found["one"], found["two"], found["events"], found["alike"]) == ("ann", "bo", 4, 0.75)
    assert found["kappa"] == pytest.approx(0.5)
    assert agreement(said[:4]) == []


def test_a_folder_without_a_ledger_reads_as_before(project):
    Path(project.ledger).unlink()
    assert set(shown(project)) == {"e1", "e2"}
    assert replace(project).decisions() == []
