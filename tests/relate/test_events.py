"""Reports of one event held together, on cases of which the first half chose the constants and the second measures."""

from __future__ import annotations

import random
import time
import tracemalloc
from dataclasses import replace
from datetime import date

import pytest
from coreference import scores
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.relate import Group, grouped, report

from .cases import cases, row

FLOORS = {"first": 0.95, "second": 0.93}  # B-cubed F1


def labels(reports: list, groups: list[Group]) -> list[str]:
    where = {m.event_id: g.group_id for g in groups for m in g.members}
    return [where[r.event_id] for r in reports]


def one(number: int, day: str, kind: str = "ASSAULT actual", **known: str):
    """A report with the usual sides, changed as told."""
    parts = {"actors": "SYRMIL", "recipients": "SYRREB", "place": "Idlib", "killed": "", "published": day} | known
    when = date.fromisoformat(day)
    sentence = parts.pop("sentence", "The army shelled a rebel position near the town.")
    return report(
        row(
            number,
            date.fromisoformat(parts["published"]),
            kind,
            parts["actors"],
            parts["recipients"],
            parts["place"],
            {"from": when, "to": when},
            parts["killed"],
            sentence,
        )
    )


@pytest.mark.parametrize("half", FLOORS)
def test_b_cubed_of_the_cases(half: str) -> None:
    reports, gold = cases(half)
    assert len(set(gold)) == 75
    assert scores(gold, labels(reports, grouped(reports)))["b3 f1"] >= FLOORS[half]


@settings(max_examples=20)
@given(st.randoms())
def test_the_order_of_input_does_not_matter(rng: random.Random) -> None:
    reports, _ = cases("first")
    expected = labels(reports, grouped(reports))
    assert labels(reports, grouped(rng.sample(reports, len(reports)))) == expected


def test_a_new_day_gives_what_coding_all_at_once_gives() -> None:
    reports = sorted((r for r in cases("second")[0] if not r.historical), key=lambda r: (r.published, r.doc_id))
    cut = next(i for i, r in enumerate(reports) if i > 60 and r.published > reports[i - 1].published)
    known = grouped(reports[:cut])
    ids = {g.group_id for g in known}
    later = grouped(reports[cut:], known)
    assert ids <= {g.group_id for g in later}
    assert labels(reports, later) == labels(reports, grouped(reports))


def test_nothing_new_changes_nothing() -> None:
    known = grouped(cases("first")[0])
    assert not any(g.changed for g in grouped([], known))


def test_towns_far_apart_stay_two() -> None:
    near, far = one(1, "2020-05-01"), one(2, "2020-05-01", place="Damascus")
    assert len(grouped([near, far])) == 2


def test_two_tolls_are_one_event_with_a_conflict() -> None:
    (group,) = grouped([one(1, "2020-05-01", killed="5"), one(2, "2020-05-01", killed="12")])
    assert [(c.field, [v for v, _ in c.values]) for c in group.conflicts] == [("killed", ["5", "12"])]


def test_two_accused_are_one_event_with_a_conflict() -> None:
    (group,) = grouped([one(1, "2020-05-01"), one(2, "2020-05-01", actors="TURMIL")])
    assert [c.field for c in group.conflicts] == ["actors"]


def test_one_side_in_other_words_is_no_conflict() -> None:
    told = ("SYRMIL", "SYRMIL", "SYRGOV", "TURMIL")
    (group,) = grouped([one(n, "2020-05-01", actors=who) for n, who in enumerate(told, 1)])
    (conflict,) = group.conflicts
    assert [(value, len(events)) for value, events in conflict.values] == [("SYRMIL", 3), ("TURMIL", 1)]


def test_a_denial_is_a_conflict_of_status() -> None:
    (group,) = grouped([one(1, "2020-05-01"), one(2, "2020-05-01", "ASSAULT negated")])
    assert [c.field for c in group.conflicts] == ["status"]


def test_a_retelling_joins_and_never_moves_the_day() -> None:
    retold = one(2, "2020-05-01", "ASSAULT historical", published="2021-05-01")
    (group,) = grouped([retold, one(1, "2020-05-01")])
    assert (group.first, group.last) == (date(2020, 5, 1), date(2020, 5, 1))
    assert group.lead.status == "actual"


def test_nobody_is_killed_twice() -> None:
    told = {"recipients": "IRN:Qassem Soleimani", "sentence": "The strike killed Qassem Soleimani."}
    later = one(2, "2020-03-01", place="Damascus", **told)
    assert len(grouped([one(1, "2020-01-03", place="Baghdad", **told), later])) == 1


def test_a_group_is_found_by_whoever_any_of_its_reports_says_to_be_dead() -> None:
    dead = {"recipients": "IRN:Qassem Soleimani", "sentence": "The strike killed Qassem Soleimani."}
    struck = {"recipients": "IRN:Qassem Soleimani", "sentence": "A strike near Baghdad was aimed at Qassem Soleimani."}
    first, second = (one(n, "2020-01-03", place="Baghdad", **told) for n, told in ((1, struck), (2, dead)))
    assert len(grouped([first, second, one(3, "2020-03-01", place="Damascus", **dead)])) == 1


def test_whoever_is_counted_among_the_dead_of_a_strike_is_its_victim() -> None:
    sides = ("USAMIL", "IRN:Qassem Soleimani", "Baghdad", None, "1", "The strike near the airport.")
    told = row(1, date(2020, 1, 3), "ASSAULT actual", *sides)
    (general,) = told["recipients"]
    assert not report(told).victims
    general |= {"start": 4, "end": 20}
    told["counts"]["killed"] |= {"start": 12, "end": 20}
    assert report(told).victims == {"person:qassem-soleimani"}


def test_what_was_done_within_a_year_is_no_report_of_one_day() -> None:
    vague = report(
        row(2, date(2020, 6, 1), "ASSAULT actual", "SYRMIL", "-", "Idlib",
            {"from": date(2020, 1, 1), "to": date(2020, 12, 31)}, "", "The army shelled a rebel position near the town.")
    )  # fmt: skip
    assert len(grouped([one(1, "2020-05-01"), vague])) == 2


def test_two_events_of_one_sentence_stay_two() -> None:
    first = one(1, "2020-05-01")
    second = replace(one(2, "2020-05-01"), doc_id=first.doc_id)
    assert len(grouped([first, second])) == 2


def test_the_representative_names_both_sides_and_a_town() -> None:
    bare = one(1, "2020-05-01", actors="-", place="")
    full = one(2, "2020-05-01")
    (group,) = grouped([bare, full])
    assert group.lead.event_id == full.event_id


def test_promises_of_different_deeds_are_two_and_of_one_deed_are_one() -> None:
    told = [
        one(i, "2020-06-11", "AGREE planned", sentence="The United States and Iraq agreed in talks.") for i in range(3)
    ]
    about = [replace(r, about=a) for r, a in zip(told, ("RETREAT", "CONSULT", "RETREAT"), strict=True)]
    assert [len(g.members) for g in grouped(about)] == [2, 1]
    assert [len(g.members) for g in grouped(told)] == [3]


def test_cost_grows_with_the_reports_and_not_with_their_square() -> None:
    def reports(number: int) -> list:
        rng = random.Random(1)
        places = ["Idlib", "Damascus", "Baghdad", "Mosul", "Kabul", "Kandahar", "Juba", "Cairo"]
        days = [date.fromordinal(737000 + n).isoformat() for n in range(number // 10)]
        return [one(i, rng.choice(days), place=rng.choice(places)) for i in range(number)]

    def seconds(number: int) -> float:
        found = reports(number)
        start = time.process_time()
        grouped(found)
        return time.process_time() - start

    seconds(200)
    assert seconds(4000) < 14 * seconds(1000)  # four times the reports; squared it would be sixteen


def test_a_report_takes_little_room() -> None:
    words = "The army shelled a rebel position number {} near the town, killing {} fighters and two of their drivers."
    one(0, "2020-05-01")
    tracemalloc.start()
    kept = [one(i, "2020-05-01", sentence=words.format(i % 50, i % 9)) for i in range(1000)]
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size / len(kept) < 2048  # bytes; with its row it would be some seven thousand


def test_a_report_with_a_doubtful_doer_does_not_represent_the_event() -> None:
    doubtful, sure = (replace(one(number, "2020-03-11"), event_id=str(number), sure=number == 1) for number in (0, 1))
    (group,) = grouped([doubtful, sure])
    assert group.lead.event_id == "1"
