"""Who says what of the same event, who accuses, who condemns, who denies."""

from __future__ import annotations

from world import World, actors

from dragoman.measure import claims, party


def told(world, **options):
    return claims(world.link(), **options).to_pylist()


def short(rows):
    return [(row["group_id"], row["claim"], row["speaker"], row["against"]) for row in rows]


def attack(world, doc_id="a", **more):
    event = world.event("ASSAULT", "", "USA", "2020-01-01", doc_id=doc_id, **more)
    world.group("ASSAULT", events=[event])
    return event


def test_accusation_and_denial_are_of_the_event_that_they_are_about():
    world = World()
    attack(world)
    world.group("ACCUSE/allege", "USA", "IRN", "2020-01-01", about="ASSAULT", doc_id="a")
    world.group("REJECT", "IRN", "", "2020-01-01", about="ACCUSE", doc_id="a")
    rows = told(world)
    assert short(rows) == [("g0", "accuses", "USA", "IRN"), ("g0", "denies", "IRN", None)]
    assert all(row["disputed"] and row["group_type"] == "ASSAULT" for row in rows)


def test_the_nearest_event_before_is_meant():
    world = World()
    attack(world, at=10)
    attack(world, at=50)
    attack(world, at=70)
    world.group("ACCUSE", "USA", "IRN", "2020-01-01", about="ASSAULT", doc_id="a", at=60)
    assert [row["group_id"] for row in told(world)] == ["g1"]


def test_an_event_of_another_document_is_not_meant():
    world = World()
    attack(world, doc_id="b")
    world.group("ACCUSE", "USA", "IRN", "2020-01-01", about="ASSAULT", doc_id="a")
    assert [(row["group_id"], row["group_type"]) for row in told(world)] == [("g1", "ACCUSE")]


def test_disapproval_condemns():
    world = World()
    world.group("ACCUSE/disapprove", "DEU", "IRN", "2020-01-01", about="ASSAULT")
    assert [row["claim"] for row in told(world)] == ["condemns"]


def test_speakers_come_from_the_event_and_else_from_a_quote_around_its_words():
    world = World()
    attack(world, said_by=actors("IRQ:MIL"))
    attack(world, doc_id="b", at=20)
    world.quote("b", 10, 90, "JOR")
    world.quote("b", 15, 40, "TUR")
    attack(world, doc_id="c")
    rows = told(world)
    assert [(row["speaker"], row["speaker_from"]) for row in rows] == [("IRQMIL", "text"), ("TUR", "quote")]


def test_numbers_stand_side_by_side():
    world = World()
    events = [
        world.event(
            "ASSAULT",
            "",
            "USA",
            doc_id=f"d{n}",
            said_by=actors(who),
            counts={"killed": {"text": str(n), "start": 0, "end": 1, "low": n, "high": n}},
        )
        for n, who in ((5, "IRQ"), (12, "USA"))
    ]
    different = [{"field": "killed", "values": [{"value": "5", "events": ["e0"]}, {"value": "12", "events": ["e1"]}]}]
    world.group("ASSAULT", events=events, conflicts=different)
    assert [(r["speaker"], r["killed_low"], r["disputed"]) for r in told(world)] == [
        ("IRQ", 5, True),
        ("USA", 12, True),
    ]


def test_plans_and_fears_claim_nothing_and_a_duds_failure_is_no_denial():
    world = World()
    attack(world, status="planned", said_by=actors("IRQ"))
    attack(world, status="negated")
    assert told(world) == []


def test_what_somebody_says_did_not_happen_is_denied():
    world = World()
    attack(world, status="negated", said_by=actors("IRQ"))
    assert [row["claim"] for row in told(world)] == ["denies"]


def test_only_of_one_party():
    world = World()
    world.group("ACCUSE", "USA", "IRN", "2020-01-01")
    world.group("ACCUSE", "DEU", "RUS", "2020-01-01")
    assert [row["group_id"] for row in told(world, party=party("RUS"))] == ["g1"]
