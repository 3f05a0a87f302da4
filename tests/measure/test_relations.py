"""The index means what it says: who counts, where a group stands, what is zero and what is unknown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from world import World, actor, day

from dragoman.errors import SettingError
from dragoman.measure import relations
from dragoman.measure.parties import label

PAIR = ("USA", "IRQ")


def index(world, *pair, **options):
    return relations(world.link(), *(pair or PAIR), **options).to_pylist()


def months(rows, key):
    return [row[key] for row in rows]


@pytest.fixture
def spring():
    world = World()
    world.group("ASSAULT/aerial", "USA:MIL", "IRQ:PRM", "2020-01-03")
    world.group("ASSAULT", "IRQ:REB", "USA:MIL", "2020-01-20")
    world.group("CONSULT", "USA:GOV IRQ:GOV", "", "2020-03-11")
    world.group("AID", "USA", "IRQ", "2020-03-20")
    world.group("AID", "USA", "JOR", "2020-03-21")
    world.document("2020-02-10")
    world.document("2020-05-01")
    return world


def test_sums_cooperation_and_conflict(spring):
    rows = index(spring)
    assert months(rows, "period") == [day(f"2020-0{m}-01") for m in (1, 2, 3, 4, 5)]
    assert months(rows, "sum") == [-18.5, 0, 12.5, None, 0]
    assert months(rows, "conflict") == [-18.5, 0, 0, None, 0]
    assert months(rows, "cooperation") == [0, 0, 12.5, None, 0]
    assert months(rows, "mean") == [-9.25, None, 6.25, None, None]
    assert months(rows, "events") == [2, 0, 2, 0, 0]
    assert months(rows, "conflict_events") == [2, 0, 0, 0, 0]


def test_no_event_is_zero_and_no_coverage_is_unknown(spring):
    covered = {row["period"].month: (row["covered"], row["sum"], row["smooth"] is None) for row in index(spring)}
    assert covered[2] == (True, 0.0, False)
    assert covered[4] == (False, None, True)


def test_it_is_normalised_by_coverage(spring):
    rows = index(spring, value="per_100")
    assert rows[0]["per_100"] == pytest.approx(100 * -18.5 / 2)
    assert rows[2]["per_100"] == pytest.approx(100 * 12.5 / 3)


def test_directions_are_kept_apart_and_add_up(spring):
    parts = {name: index(spring, direction=name) for name in ("forward", "backward", "joint", "both")}
    assert months(parts["forward"], "sum") == [-9.5, 0, 10, None, 0]
    assert months(parts["backward"], "sum") == [-9, 0, 0, None, 0]
    assert months(parts["joint"], "sum") == [0, 0, 2.5, None, 0]
    swapped = index(spring, "IRQ", "USA", direction="backward")
    assert months(swapped, "sum") == months(parts["forward"], "sum")


SIDES = st.sampled_from(["", "USA", "IRQ", "USA IRQ", "USA:MIL", "IRQ JOR", "JOR"])
ROWS = st.lists(
    st.tuples(st.sampled_from(["AID", "ASSAULT", "CONSULT", "ACCUSE"]), SIDES, SIDES, st.integers(1, 28)), max_size=8
)


@given(ROWS)
@settings(max_examples=25, deadline=None)
def test_directed_indices_sum_to_the_undirected(rows):
    world = World()
    world.document("2020-01-01")
    for type_, who, whom, on in rows:
        world.group(type_, who, whom, f"2020-01-{on:02}")
    total = {d: index(world, direction=d, draws=2)[0] for d in ("forward", "backward", "joint", "both")}
    for key in ("sum", "events", "cooperation", "conflict"):
        assert sum(total[d][key] for d in ("forward", "backward", "joint")) == pytest.approx(total["both"][key])


def test_many_reports_of_one_event_count_once():
    world = World()
    reports = [world.event("ASSAULT", "USA", "IRQ", "2020-01-03", doc_id=f"r{i}") for i in range(5)]
    world.group("ASSAULT", "USA", "IRQ", "2020-01-03", events=reports)
    [row] = index(world)
    assert (row["events"], row["sum"]) == (1, -9.0)
    assert row["top"][0]["documents"] == 5


def test_what_did_not_happen_does_not_count_but_a_promise_does():
    world = World()
    for status in ("planned", "hypothetical", "negated", "historical"):
        world.group("ASSAULT", "USA", "IRQ", "2020-01-03", status=status)
    world.group("CONCEDE", "USA", "IRQ", "2020-01-04", status="planned")
    [row] = index(world)
    assert (row["events"], row["sum"]) == (1, 4.5)


def test_sectors_and_named_actors(spring):
    assert index(spring, "USA:MIL", "IRQ")[0]["events"] == 2
    assert index(spring, "USA:GOV", "IRQ")[0]["events"] == 0
    assert index(spring, "state:USA:MIL", "IRQ")[0]["events"] == 2
    assert index(spring, "usa", "irq")[0]["events"] == 2


def test_a_group_known_only_to_a_long_span_stands_at_its_first_report_or_nowhere():
    world = World()
    world.document("2020-01-01")
    world.group("AID", "USA", "IRQ", "2020-01-01", until="2020-12-31", published="2020-05-10")
    world.group("AID", "USA", "IRQ", "2018-01-01", until="2018-12-31", published="2020-05-10")
    world.group("AID", "USA", "IRQ", None, published="2020-06-10")
    assert months(index(world), "events") == [0, 0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("by", "first", "count"), [("day", "2020-01-03", 121), ("week", "2019-12-30", 18), ("quarter", "2020-01-01", 2)]
)
def test_periods(spring, by, first, count):
    rows = index(spring, by=by, since=day("2020-01-03"), until=day("2020-05-02"))
    assert (rows[0]["period"], len(rows)) == (day(first), count)
    assert sum(row["events"] for row in rows) == 4


def test_it_is_the_same_twice_and_its_band_holds_the_sum(spring):
    assert index(spring) == index(spring)
    for row in index(spring):
        if row["events"]:
            assert row["low"] <= row["sum"] <= row["high"]


def test_a_change_comes_with_the_groups_that_made_it():
    world = World()
    for month in range(1, 13):
        world.document(f"2020-{month:02}-01")
        world.group("ASSAULT" if month < 7 else "AID", "USA", "IRQ", f"2020-{month:02}-05")
        world.group("ACCUSE", "USA", "IRQ", f"2020-{month:02}-06") if month % 2 else None
    changed = [row for row in index(world) if row["change"] is not None]
    assert [row["period"] for row in changed] == [day("2020-07-01")]
    assert changed[0]["change"] == pytest.approx(19)
    assert [group["type"] for group in changed[0]["made_by"]] == ["ASSAULT"] * 3 + ["AID"] * 3
    assert all(group["day"] < changed[0]["period"] for group in changed[0]["made_by"][:3])
    assert changed[0]["top"][0]["type"] == "AID"


def test_records():
    world = World()
    for month, type_ in enumerate(["AID", "ACCUSE", "ASSAULT", "AID", "ACCUSE"], 1):
        world.group(type_, "USA", "IRQ", f"2020-{month:02}-05")
    rows = index(world)
    assert [row["lowest_since"] and row["lowest_since"].month for row in rows] == [None, None, None, 3, 3]
    assert months(rows, "lowest_ever") == [True, True, True, False, False]
    assert rows[3]["highest_since"] == day("2020-01-01")


def test_statements_are_marks_where_they_name_the_two_or_their_document_is_about_them(spring):
    spring.relation("worsen", "USA IRQ", "2020-01-06", "Relations plunged.")
    spring.relation("improve", "USA IRN", "2020-01-07", "Ties warmed.")
    told = spring.event("AID", "USA", "IRQ", "2020-03-20", doc_id="about")
    spring.group("AID", events=[told], on="2020-03-20")
    spring.relation("improve", "USA", "2020-03-20", "Ties with it warmed.", doc_id="about")
    found = [(m["sentence"], m["sides_from"]) for row in index(spring) for m in row["marks"]]
    assert found == [("Relations plunged.", "text"), ("Ties with it warmed.", "document")]


@pytest.mark.parametrize(
    ("pair", "options", "message"),
    [
        (("Iraq", "USA"), {}, "no party"),
        (("USA:ZZZ", "IRQ"), {}, "no sector"),
        (("USA", "usa"), {}, "twice"),
        (PAIR, {"by": "year"}, "no period"),
        (PAIR, {"direction": "up"}, "no direction"),
        (PAIR, {"value": "max"}, "no value"),
        (PAIR, {"bandwidth": 0.0}, "above zero"),
        (PAIR, {"since": day("2021-01-01"), "until": day("2020-01-01")}, "before the first"),
    ],
)
def test_bad_questions_are_told(spring, pair, options, message):
    with pytest.raises(SettingError, match=message):
        index(spring, *pair, **options)


def test_documents_without_a_day_need_a_range():
    with pytest.raises(SettingError, match="--since"):
        index(World())
    assert len(index(World(), since=day("2020-01-01"), until=day("2020-02-01"))) == 2


def test_who_is_only_accused_counts_in_no_dyad_and_is_shown_as_alleged():
    world = World()
    accused = actor("IRN") | {"alleged": True}
    world.group("ASSAULT", "", "USA", "2020-01-03", actors=[accused])
    world.group("ACCUSE", "USA", "IRN", "2020-01-04")
    rows = relations(world.link(), "IRN", "USA").to_pylist()
    assert [row["events"] for row in rows] == [1]
    assert label([accused]) == "IRN (alleged)"
