"""From the text up: the sample's stories, coded and grouped, tell how relations, forces and promises went."""

from __future__ import annotations

from datetime import date
from importlib.resources import as_file, files

import pytest

from dragoman.measure import levels
from dragoman.run.pipeline import code_into
from dragoman.run.relate import relate
from dragoman.store import Project


@pytest.fixture(scope="module")
def sample(coder, tmp_path_factory):
    project = Project.create(tmp_path_factory.mktemp("sample") / "p")
    with as_file(files("dragoman.data").joinpath("sample")) as folder:
        code_into(sorted(str(p) for p in folder.iterdir() if p.suffix in {".txt", ".html"}), project, coder)
    relate(project)
    return project


def test_relations_sink_in_the_winter_of_2020_and_rise_to_june(sample):
    index = {f"{row['period']:%Y-%m}": row for row in sample.relations("USA", "IRQ").to_pylist()}
    smoothed = {month: row["smooth"] for month, row in index.items() if row["smooth"] is not None}
    assert smoothed["2020-01"] < 0
    assert all(smoothed["2020-01"] < value for month, value in smoothed.items() if month > "2020-01")
    assert smoothed["2020-01"] < smoothed["2020-03"] < smoothed["2020-06"]
    worst = [mark["sentence"] for mark in index["2020-01"]["marks"] if mark["direction"] == "worsen"]
    assert any("worst in years" in sentence for sentence in worst)


def test_the_lowest_month_is_at_the_turn_to_2020(sample):
    months = [row for row in sample.relations("USA", "IRQ", by="month").to_pylist() if row["sum"] is not None]
    months = [row for row in months if row["period"] < date(2021, 6, 1)]  # in June 2021 American jets struck again
    assert min(months, key=lambda row: row["sum"])["period"] in {date(2019, 12, 1), date(2020, 1, 1)}


def test_the_force_in_iraq_shrinks_as_the_stories_say(sample):
    course = [level for level in levels(sample.presence("USA", "IRQ").to_pylist()) if level["status"] == "actual"]
    told = {f"{level['day']:%Y-%m}": (level["level"], level["rows"][0]["words"]) for level in course}
    assert told["2019-12"][0] == told["2020-06"][0] == 5200
    assert told["2020-09"] == (3000, "3,000")
    assert told["2021-01"][0] == 2500
    assert all(words in row["sentence"] for level in course for row in level["rows"] for words in [row["words"]])


def test_cuts_are_planned_before_they_are_made(sample):
    planned = [level for level in levels(sample.presence("USA", "IRQ").to_pylist()) if level["status"] == "planned"]
    days = {level["level"]: level["day"] for level in reversed(planned)}  # the first time that each was told
    assert days[3000] <= date(2020, 9, 30)
    assert days[2500] <= date(2021, 1, 15)
    assert [level["level"] for level in planned] == sorted((level["level"] for level in planned), reverse=True)


def test_the_promise_of_june_2020_is_kept_by_what_followed(sample):
    promises = [
        row
        for row in sample.commitments(party="USA").to_pylist()
        if f"{row['day']:%Y-%m}" == "2020-06"
        and (row["kind"], row["about"]) == ("promise", "RETREAT")
        and any(word in row["sentence"] for word in ("reduc", "go on withdrawing"))
        and row["to"] == "Iraq"
    ]
    assert promises
    for row in promises:
        assert row["status"] == "kept"
        assert {later["type"] for later in row["later"]} == {"RETREAT", "forces"}
        assert any(later["words"] == "3,000" for later in row["later"])


def test_the_parliaments_demand_has_a_fate(sample):
    demands = [
        row
        for row in sample.commitments(min_confidence=0.0).to_pylist()
        if row["kind"] == "demand" and row["about"] == "RETREAT" and "parliament" in row["sentence"].lower()
    ]
    assert any(later["outcome"] in {"kept", "refused"} for row in demands for later in row["later"])


def test_accusations_meet_denials(sample):
    disputed = [row for row in sample.claims().to_pylist() if row["disputed"]]
    assert {"accuses", "denies"} <= {row["claim"] for row in disputed}
