"""Force levels as texts say them: whose, where, when, how sure, and what changed them."""

from __future__ import annotations

import pytest
from world import World, day

from dragoman.errors import SettingError
from dragoman.measure import levels, presence


def said(world, holder="USA", place="IRQ", **days):
    return presence(world.link(), holder, place, **days).to_pylist()


def one(words, number, sentence, *, published="2020-06-11", holder="USA:MIL", where="IRQ", **more):
    world = World()
    world.figure(words, number, sentence, published=published, holder=holder, where=where, **more)
    [row] = said(world)
    return row


def test_a_level_keeps_its_words_and_its_source():
    row = one("Some 900 troops", 900, "Some 900 troops are in the country.")
    assert (row["what"], row["status"], row["low"], row["scope"]) == ("level", "actual", 900, "whole")
    assert (row["words"], row["sentence"]) == ("Some 900 troops", "Some 900 troops are in the country.")
    assert (row["day_from"], row["publisher"], row["doc_id"], row["source_id"]) == (
        day("2020-06-11"),
        "Harbour Wire",
        "d0",
        "f0",
    )


@pytest.mark.parametrize(
    ("words", "sentence", "what", "status"),
    [
        ("900", "The force will be cut to 900 next year.", "level", "planned"),
        ("About 900 troops", "About 900 troops will stay.", "level", "planned"),
        ("900", "Washington plans to keep 900 in the valley.", "level", "planned"),
        ("900", "The force was cut from 900 to a few dozen.", "level_before", "actual"),
        ("900 troops", "Last spring it had 900 troops in the valley.", "level_before", "actual"),
        ("900 troops", "900 troops were at the fort when it fell.", "level_before", "actual"),
        ("900 troops", "More than 900 troops serve in the valley.", "level", "actual"),
        ("900 more soldiers", "It will send 900 more soldiers.", "arrival", "planned"),
        ("900 soldiers", "900 soldiers arrived by night.", "arrival", "actual"),
        ("900 soldiers", "900 soldiers have left the valley.", "departure", "actual"),
        ("900 soldiers", "900 soldiers will leave the valley.", "departure", "planned"),
        ("900 troops", "He would not say how many of the 900 troops would stay.", "level", "actual"),
        ("900 troops", "A new cabinet will have to rule on 900 troops.", "level", "actual"),
    ],
)
def test_levels_changes_and_plans(words, sentence, what, status):
    row = one(words, 900, sentence)
    assert (row["what"], row["status"]) == (what, status)


def test_a_day_ahead_is_a_plan_and_a_day_behind_is_not():
    sentence = "The force: 900."
    assert one("900", 900, sentence, when=("2021-01-15", "2021-01-15"))["status"] == "planned"
    assert one("900", 900, sentence, when=("2019-01-01", "2019-01-31"))["status"] == "actual"


def test_a_span_around_the_report_is_the_day_of_the_report():
    assert one("900", 900, "It has 900 this year.", when=("2020-01-01", "2020-12-31"))["day_to"] == day("2020-06-11")


def test_the_holder_comes_from_the_words_of_the_figure_then_from_the_one_before():
    world = World()
    world.group("AID", "USA", "IRQ", "2020-06-01", published="2020-06-01")
    world.rows["events"][0]["actors"][0]["text"] = "Ruritanians"
    doc = world.document("2020-06-11")
    world.figure("900 Ruritanians", 900, "900 Ruritanians are here.", published="2020-06-11", where="IRQ", doc_id=doc)
    later = "It stood at 700 in May."
    world.figure("700", 700, later, published="2020-06-11", doc_id=doc, when=("2020-05-01", "2020-05-31"))
    world.rows["figures"][1]["value"]["start"] += 100
    rows = {row["low"]: (row["holder_from"], row["place_from"]) for row in said(world)}
    assert rows == {900: ("words", "text"), 700: ("carried", "carried")}


def test_the_rest_of_an_alliance_is_not_the_holders():
    world = World()
    world.figure(
        "900 troops", 900, "900 troops are here.", published="2020-06-11", holder="USA", where="IRQ", doc_id="a"
    )
    world.figure(
        "300 soldiers", 300, "300 soldiers of other allies are here.", published="2020-06-11", where="IRQ", doc_id="a"
    )
    assert [row["low"] for row in said(world)] == [900]


def test_of_several_holders_the_nearest_is_meant():
    world = World()
    sentence = "Iran fired, and Germany said it would keep its 120 soldiers."
    world.figure("120 soldiers", 120, sentence, published="2020-01-06", holder="IRN DEU", where="IRQ")
    world.rows["figures"][0]["holders"][1] |= {"start": 16, "end": 23}
    assert said(world, "IRN") == []
    assert [row["low"] for row in said(world, "DEU")] == [120]


def test_there_is_no_place():
    world = World()
    world.figure("900", 900, "They keep 900 there.", published="2020-06-11", holder="USA")
    assert said(world) == []


def test_conflicting_figures_know_each_other_and_near_ones_agree():
    world = World()
    for number in (5200, 5000, 3000):
        words = f"{number} troops"
        world.figure(words, number, f"{words} are here.", published="2020-06-11", holder="USA", where="IRQ")
    conflicts = {row["low"]: len(row["conflicts"]) for row in said(world)}
    assert conflicts == {5200: 1, 5000: 1, 3000: 2}


def test_an_open_range_agrees_with_more():
    world = World()
    world.figure(
        "Over 5,000", 5000, "Over 5,000 are here.", published="2020-06-11", holder="USA", where="IRQ", high=None
    )
    world.figure("9,000", 9000, "9,000 are here.", published="2020-06-11", holder="USA", where="IRQ")
    assert [row["conflicts"] for row in said(world)] == [[], []]


def test_changes_come_from_groups_of_forces():
    world = World()
    force = {"sentence": "The troops left their base in Iraq."}
    world.group("RETREAT/withdraw", "USA:MIL", "IRQ", "2020-03-19", **force)
    world.group("MOBILIZE/troops", "USA", "IRQ", "2020-01-03", sentence="It sent troops to Iraq.")
    world.group(
        "CONCEDE", "USA", "IRQ", "2020-06-11", status="planned", about="RETREAT", sentence="It will reduce its forces."
    )
    world.group("RETREAT/withdraw", "USA:LAB", "IRQ", "2020-01-04", sentence="Oil workers left the base.")
    world.group("RETREAT/resign", "USA", "IRQ", "2020-01-04", **force)
    world.group("RETREAT/withdraw", "IRQ", "USA", "2020-01-04", **force)
    found = [(row["what"], row["status"], row["source_id"]) for row in said(world)]
    assert found == [("deployment", "actual", "g1"), ("withdrawal", "actual", "g0"), ("promise", "planned", "g2")]


def test_the_course_takes_the_level_most_often_told_and_keeps_the_others():
    world = World()
    for number in (3000, 2900, 3000, 500):
        world.figure(
            f"{number} troops", number, f"{number} troops are here.", published="2020-10-01", holder="USA", where="IRQ"
        )
    world.figure(
        "2,500",
        2500,
        "It will be cut to 2,500.",
        published="2020-11-17",
        holder="USA",
        where="IRQ",
        when=("2021-01-15", "2021-01-15"),
    )
    course = [(level["day"], level["status"], level["level"], level["others"]) for level in levels(said(world))]
    assert course == [
        (day("2020-10-01"), "actual", 3000, [500, 2900]),
        (day("2021-01-15"), "planned", 2500, []),
    ]


def test_days_filter_both_ends():
    world = World()
    for month in (1, 2, 3):
        world.figure("900", 900, "900 are here.", published=f"2020-0{month}-10", holder="USA", where="IRQ")
    assert [r["day_from"].month for r in said(world, since=day("2020-02-01"), until=day("2020-02-29"))] == [2]


@pytest.mark.parametrize(("holder", "place"), [("United States", "IRQ"), ("USA", "Iraq"), ("USA", "state:IRQ")])
def test_bad_questions_are_told(holder, place):
    with pytest.raises(SettingError):
        said(World(), holder, place)
