"""The register of commitments: who, to whom, what, by when, if what, and what became of it by the stated rules."""

from __future__ import annotations

import pytest
from world import World, day

from dragoman.errors import SettingError
from dragoman.measure import commitments, party


def register(world, **options):
    return commitments(world.link(), **options).to_pylist()


def first(world, **options):
    return register(world, **options)[0]


def outcomes(row):
    return [(later["outcome"], later["group_id"]) for later in row["later"]]


def time(first_day, last_day, words="by then"):
    return {"text": words, "start": 0, "end": len(words), "from": day(first_day), "to": day(last_day)}


PROMISE = {"about": "RETREAT/withdraw", "status": "planned"}


def test_a_row_says_who_to_whom_what_by_when_and_if_what():
    world = World()
    sentence = "The army will pull out by July 1 if the parliament agrees, it said."
    world.group(
        "CONCEDE",
        "USA:MIL",
        "IRQ",
        "2020-06-01",
        sentence=sentence,
        when=time("2020-07-01", "2020-07-01", "by July 1"),
        **PROMISE,
    )
    row = first(world)
    assert (row["kind"], row["who"], row["to"], row["about"], row["about_modes"]) == (
        "concession",
        "USAMIL",
        "IRQ",
        "RETREAT",
        ["withdraw"],
    )
    assert (row["deadline"], row["deadline_words"], row["condition"]) == (
        day("2020-07-01"),
        "by July 1",
        "if the parliament agrees",
    )
    assert (row["sentence"], row["doc_id"], row["status"], row["decided_by"]) == (sentence, "d0", "open", "rule")


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("It will go unless it is asked to stay.", "unless it is asked to stay"),
        ("Once the vote is over, it will go.", "Once the vote is over"),
        ("It agreed to go provided that the fire stops; others did not.", "provided that the fire stops"),
        ("It agreed to go, provided it had a U.N. escort.", "provided it had a U.N. escort"),
        ("It will go as soon as a truce is signed, and as soon as possible.", "as soon as a truce is signed"),
        ("It agreed to go in return for a pardon.", "in return for a pardon"),
        ("It would come back should the fire resume.", "should the fire resume"),
        ("It agreed to go even if others stay.", None),
        ("It told them to leave at once and for good.", None),
    ],
)
def test_conditions(sentence, condition):
    world = World()
    world.group("CONCEDE", "USA", "IRQ", "2020-06-01", sentence=sentence, **PROMISE)
    assert first(world)["condition"] == condition


def test_a_promise_is_kept_by_its_maker():
    world = World()
    world.group("CONCEDE", "USA:GOV", "IRQ:GOV", "2020-06-11", **PROMISE)
    world.group("RETREAT/withdraw", "USA:MIL", "IRQ:MIL", "2020-08-23")
    row = first(world)
    assert (row["status"], outcomes(row)) == ("kept", [("kept", "g1")])
    assert row["later"][0]["sentence"] == "USA:MIL RETREAT/withdraw IRQ:MIL."


@pytest.mark.parametrize(
    "later",
    [
        ("RETREAT/withdraw", "IRN", "IRQ", "2020-08-23"),  # another doer
        ("RETREAT/withdraw", "USA", "AFG", "2020-08-23"),  # towards somebody else
        ("RETREAT/withdraw", "USA:BUS", "IRQ", "2020-08-23"),  # a firm, not the state
        ("RETREAT/release", "USA", "IRQ", "2020-08-23"),  # another deed
        ("RETREAT/withdraw", "USA", "IRQ", "2020-06-01"),  # before
        ("RETREAT/withdraw", "USA", "IRQ", "2021-08-23"),  # more than a year after
    ],
)
def test_what_does_not_fit_keeps_nothing(later):
    world = World()
    world.group("CONCEDE", "USA:GOV", "IRQ:GOV", "2020-06-11", **PROMISE)
    world.group(*later)
    assert first(world, today=day("2022-01-01"))["status"] == "open"


@pytest.mark.parametrize("status", ["planned", "negated", "hypothetical", "historical"])
def test_only_what_happened_keeps_a_promise(status):
    world = World()
    world.group("CONCEDE", "USA", "IRQ", "2020-06-11", **PROMISE)
    world.group("RETREAT/withdraw", "USA", "IRQ", "2020-08-23", status=status)
    assert first(world)["status"] == "open"


def test_the_contrary_deed_breaks_and_the_latest_event_decides():
    world = World()
    world.group("CONCEDE", "USA", "IRQ", "2020-06-11", **PROMISE)
    world.group("RETREAT/withdraw", "USA", "IRQ", "2020-08-23")
    world.group("MOBILIZE/troops", "USA", "IRQ", "2020-09-23")
    row = first(world)
    assert (row["status"], [o for o, _ in outcomes(row)]) == ("broken", ["kept", "broken"])


def test_a_maker_withdraws_by_words():
    world = World()
    world.group("AGREE", "USA", "IRQ", "2020-06-11", about="AID", status="planned")
    world.group("REJECT", "USA", "IRQ", "2020-07-11", about="AID")
    world.group("AGREE", "USA", "JOR", "2020-06-11", about="AID", status="planned")
    assert [row["status"] for row in register(world)] == ["withdrawn", "open", "open"]


def test_a_demand_is_met_or_refused_by_the_one_asked():
    world = World()
    world.group("REQUEST", "IRQ:GOV", "USA:GOV", "2020-01-05", about="RETREAT")
    world.group("REJECT", "USA", "IRQ", "2020-01-07", about="RETREAT")
    world.group("REQUEST", "IRQ:GOV", "TUR:GOV", "2020-01-05", about="RETREAT")
    world.group("RETREAT/withdraw", "TUR", "IRQ", "2020-02-07")
    status = {row["to"]: row["status"] for row in register(world) if row["kind"] == "demand"}
    assert status == {"USAGOV": "refused", "TURGOV": "kept"}


def test_a_demand_at_home_for_foreign_troops_to_go_is_met_from_abroad():
    world = World()
    sentence = "Parliament asked the cabinet to end the presence of foreign troops."
    world.group("REQUEST", "IRQ:LEG", "IRQ:GOV", "2020-01-05", about="RETREAT", sentence=sentence)
    world.group("RETREAT/resign", "IRQ:GOV", "", "2020-01-20")
    world.group("RETREAT/withdraw", "USA:MIL", "IRQ:MIL", "2020-03-19", sentence="The troops left their base.")
    row = first(world)
    assert (row["status"], outcomes(row)) == ("kept", [("kept", "g2")])


def test_to_expel_foreign_troops_is_to_have_them_leave():
    world = World()
    sentence = "Parliament asked the cabinet to expel all foreign troops."
    world.group("REQUEST", "IRQ:LEG", "IRQ:GOV", "2020-01-05", about="SANCTION", sentence=sentence)
    world.group("RETREAT/withdraw", "USA:MIL", "IRQ:MIL", "2020-03-19", sentence="The troops left their base.")
    row = first(world)
    assert (row["about"], row["status"]) == ("RETREAT", "kept")


def test_where_troops_are_meant_other_leavers_do_not_count():
    world = World()
    world.group("REQUEST", "IRQ", "USA", "2020-01-05", about="RETREAT", sentence="It told the troops to go.")
    world.group("RETREAT/withdraw", "USA", "IRQ", "2020-01-20", sentence="The diplomats left.")
    assert first(world)["status"] == "open"
    world.group("RETREAT/withdraw", "USA", "IRQ", "2020-03-20", sentence="They handed over the base.")
    assert outcomes(first(world)) == [("kept", "g2")]


def test_where_no_troops_are_meant_their_leaving_does_not_count():
    world = World()
    world.group(
        "REQUEST", "IRQ", "USA", "2020-01-05", about="RETREAT", sentence="It asked for longer freedom to trade."
    )
    world.group("REJECT", "USA", "IRQ", "2020-01-20", about="RETREAT", sentence="It refused to take its troops home.")
    world.group("RETREAT", "USA", "IRQ", "2020-02-20", sentence="It handed over the base.")
    assert first(world)["status"] == "open"


def test_a_demand_that_leaves_a_side_open_is_matched_for_troops_alone():
    world = World()
    world.group("REQUEST", "IRQ", "", "2020-01-05", about="AID")
    world.group("AID", "USA", "IRQ", "2020-01-20")
    world.group("REQUEST", "IRQ", "", "2020-01-05", about="RETREAT", sentence="It told all troops to go.")
    world.group("RETREAT/withdraw", "USA", "IRQ", "2020-02-20", sentence="The troops left.")
    assert [row["status"] for row in register(world)] == ["open", "kept"]


def test_a_threat_is_carried_out_within_three_months_or_not():
    world = World()
    world.group("THREATEN/violence", "USA", "IRN", "2020-01-05")
    world.group("ASSAULT", "USA", "IRN", "2020-05-09")
    assert first(world)["status"] == "open"


def test_a_promise_is_broken_by_the_very_contrary_alone():
    world = World()
    world.group("CONCEDE", "USA", "IRQ", "2020-06-11", **PROMISE)
    world.group("MOBILIZE", "USA", "IRQ", "2020-07-09")
    assert first(world)["status"] == "open"
    world.group("MOBILIZE/troops", "USA", "IRQ", "2020-07-10")
    assert first(world)["status"] == "broken"


def test_a_meeting_refused_after_all_withdraws_the_promise():
    world = World()
    world.group("AGREE", "USA", "IRQ", "2020-01-05", about="CONSULT")
    world.group("REJECT/meet", "USA", "IRQ", "2020-01-10")
    assert first(world)["status"] == "withdrawn"


def test_at_home_the_sector_counts():
    world = World()
    world.group("REQUEST", "IRQ:LEG", "IRQ:GOV", "2020-01-05", about="RETREAT/resign", sentence="It told him to go.")
    world.group("RETREAT/resign", "IRQ:JUD", "IRQ:LEG", "2020-01-10")
    assert first(world)["status"] == "open"
    world.group("RETREAT/resign", "IRQ:GOV", "IRQ:LEG", "2020-01-12")
    assert first(world)["status"] == "kept"


def test_a_demand_about_a_hostile_deed_may_be_for_its_end_and_is_left_open():
    world = World()
    world.group("REQUEST", "IRQ", "USA", "2020-01-05", about="ASSAULT")
    world.group("ASSAULT", "USA", "IRQ", "2020-01-07")
    assert first(world)["status"] == "open"


def test_a_threat_is_carried_out_on_the_threatened():
    world = World()
    world.group("THREATEN/violence", "USA", "IRN", "2020-01-05")
    world.group("ASSAULT", "USA", "", "2020-01-07")
    world.group("ASSAULT", "USA", "IRN", "2020-01-09")
    row = first(world)
    assert (row["about"], outcomes(row)) == ("ASSAULT", [("kept", "g2")])


def test_a_refusal_ends_when_it_is_done_after_all():
    world = World()
    world.group("REJECT/meet", "USA", "IRN", "2020-01-05")
    world.group("CONSULT", "USA IRN", "", "2020-02-05")
    assert first(world)["status"] == "withdrawn"


def test_a_rejected_accusation_is_a_denial_and_no_commitment():
    world = World()
    world.group("REJECT", "IRN", "USA", "2020-01-05", about="ACCUSE")
    assert register(world) == []


def test_a_passed_deadline_is_overdue_and_a_late_deed_keeps_within_a_month():
    def promised():
        world = World()
        world.group(
            "AGREE",
            "USA",
            "IRQ",
            "2020-02-01",
            about="CONSULT",
            published="2020-01-01",
            status="planned",
            when=time("2020-02-01", "2020-02-01"),
        )
        return world

    assert first(promised(), today=day("2020-02-01"))["status"] == "open"
    assert first(promised(), today=day("2020-02-02"))["status"] == "overdue"
    for on, status in (("2020-02-20", "kept"), ("2020-04-20", "overdue")):
        world = promised()
        world.group("CONSULT", "USA IRQ", "", on)
        assert first(world)["status"] == status


def test_a_lower_force_level_keeps_a_promised_withdrawal():
    world = World()
    world.figure("5,200 troops", 5200, "5,200 troops are here.", published="2020-06-01", holder="USA", where="IRQ")
    world.group("CONCEDE", "USA", "IRQ", "2020-06-11", sentence="It will go on reducing its forces.", **PROMISE)
    world.figure("5,000 troops", 5000, "5,000 troops are here.", published="2020-08-01", holder="USA", where="IRQ")
    assert first(world)["status"] == "open"
    world.figure("3,000 troops", 3000, "3,000 troops are here.", published="2020-10-01", holder="USA", where="IRQ")
    [later] = first(world)["later"]
    assert (later["outcome"], later["type"], later["event_id"], later["day"]) == (
        "kept",
        "forces",
        "f2",
        day("2020-10-01"),
    )


def test_a_person_decides_by_group_or_by_any_event_and_the_last_word_counts():
    world = World()
    world.group("CONCEDE", "USA", "IRQ", "2020-06-11", **PROMISE)
    world.group("RETREAT/withdraw", "USA", "IRQ", "2020-08-23")
    lines = [
        {"kind": "commitment", "id": "g0", "status": "open"},
        {"kind": "commitment", "id": "g0", "status": "broken"},
        {"kind": "event", "id": "g0", "status": "accepted"},
    ]
    row = first(world, decisions=lines)
    assert (row["status"], row["decided_by"], len(row["later"])) == ("broken", "person", 1)
    assert first(world, decisions=[{"kind": "commitment", "id": "e0", "status": "refused"}])["status"] == "refused"
    with pytest.raises(SettingError, match="it can be open"):
        register(world, decisions=[{"kind": "commitment", "id": "g0", "status": "done"}])


def test_filters_and_order():
    world = World()
    world.group("REQUEST", "IRN", "RUS", "2020-03-01", about="AID")
    world.group("REQUEST", "USA", "IRQ", "2020-02-01", about="AID")
    world.group("REQUEST", "USA", "IRQ", "2020-01-01", about="AID", confidence=0.2)
    assert [row["group_id"] for row in register(world)] == ["g1", "g0"]
    assert [row["group_id"] for row in register(world, party=party("RUS"))] == ["g0"]
    assert len(register(world, min_confidence=0)) == 3


def tell(world, *sentences):
    """One document of several sentences; each is words and events `(type, who, whom, trigger, about)` on those words."""
    start = 0
    for sentence, *events in sentences:
        for what, who, whom, words, *about in events:
            trigger = {
                "text": words,
                "start": start + sentence.index(words),
                "end": start + sentence.index(words) + len(words),
            }
            more = {"about": about[0]} if about else {}
            world.group(
                what, who, whom, "2020-06-01", sentence=sentence, start=start, trigger=trigger, doc_id="d", **more
            )
        start += len(sentence) + 1
    world.rows["documents"][0]["text"] = " ".join(sentence for sentence, *_ in sentences)


def fate(*sentences):
    world = World()
    world.document("2020-06-01", "d")
    tell(world, *sentences)
    return first(world)["status"]


OFFER = ("AGREE", "JOR", "IRQ", "offer", "CONSULT")
ASKED = ("REQUEST", "IRQ", "TUR", "asked", "RETREAT")


@pytest.mark.parametrize(
    ("sentences", "status"),
    [
        ([("Iraq asked Turkey to go, but it refused.", ASKED, ("REJECT", "TUR", "", "refused"))], "refused"),
        (
            [("Iraq asked Turkey to go, and Ankara agreed on Monday.", ASKED, ("AGREE", "TUR", "", "agreed"))],
            "accepted",
        ),
        (
            [
                ("Iraq asked Turkey to go.", ASKED),
                ("Ankara dismissed that at once.", ("REJECT", "TUR", "", "dismissed")),
            ],
            "refused",
        ),
        (
            [
                ("Iraq asked Turkey to go.", ASKED),
                ("It rained.",),
                ("In Ankara, the cabinet rejected the request.", ("REJECT", "TUR", "", "rejected the request")),
            ],
            "refused",
        ),
        ([("Amman made an offer, which Baghdad declined.", OFFER, ("REJECT", "IRQ", "", "declined"))], "refused"),
        ([("The offer was turned down.", OFFER, ("REJECT", "IRQ", "", "was turned down"))], "refused"),
        ([("Baghdad accepted an offer of talks.", OFFER, ("AGREE", "IRQ", "", "accepted"))], "accepted"),
        ([("It made an offer to host them, and so it did.", ("AGREE", "JOR", "", "offer"))], "kept"),
        ([("Jordan made an offer of help.", OFFER), ("On Friday it kept its word.",)], "kept"),
        ([("Jordan made an offer of help.", OFFER), ("Critics doubt that it kept its word.",)], "open"),
        ([("Jordan made an offer of help.", OFFER), ("It had kept its promise to Egypt.",)], "open"),
        (
            [
                ("Iraq threatened to shut the bridge.", ("THREATEN", "IRQ", "TUR", "threatened")),
                ("It carried out the threat on Friday.",),
            ],
            "kept",
        ),
        ([("Iraq asked Turkey to go, a step it never took.", ASKED)], "refused"),
        (
            [
                ("Jordan made an offer of help.", ("AGREE", "JOR", "", "offer")),
                (
                    "Baghdad accepted; Ankara turned the offer down.",
                    ("AGREE", "IRQ", "", "accepted"),
                    ("REJECT", "TUR", "", "turned the offer down"),
                ),
            ],
            "refused",
        ),
        (
            [
                ("Iraq made a request for his return.", ("REQUEST", "IRQ", "TUR", "request")),
                ("A judge granted the request in June, but the court overturned that.",),
            ],
            "open",
        ),
        ([("Shops shut after heeding a call by the unions.", ("REQUEST", "IRQ:LAB", "IRQ:BUS", "call"))], "kept"),
        ([("Nobody has heeded a call by the unions.", ("REQUEST", "IRQ:LAB", "IRQ:BUS", "call"))], "open"),
        (
            [
                ("Jordan pledged to send flour.", ("AGREE", "JOR", "IRQ", "pledged", "AID")),
                ("Its lorries brought the flour on Friday as promised.", ("AID", "JOR", "IRQ", "brought")),
            ],
            "kept",
        ),
    ],
)
def test_what_the_same_document_tells_of_it(sentences, status):
    assert fate(*sentences) == status


@pytest.mark.parametrize(
    "sentences",
    [
        [("Iraq asked Turkey to go, and Iran refused to pay its debts.", ASKED, ("REJECT", "IRN", "", "refused"))],
        [("Iraq asked Turkey to go, and Iran declined.", ASKED, ("REJECT", "IRN", "", "declined"))],  # was not asked
        [
            ("Iraq asked Turkey to go.", ASKED),
            ("Ankara rejected the budget.", ("REJECT", "TUR", "", "rejected the budget")),
        ],
        [
            ("Iraq asked Turkey to go.", ASKED),
            ("It rejected the request.", ("REJECT", "IRQ", "", "rejected the request")),
        ],
        [
            ("Iraq asked Turkey to go.", ASKED),
            (
                "Egypt made an offer, which Turkey refused.",
                ("AGREE", "EGY", "TUR", "offer"),
                ("REJECT", "TUR", "", "refused"),
            ),
        ],
    ],
)
def test_a_refusal_of_something_else_decides_nothing(sentences):
    assert fate(*sentences) == "open"


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("It told them to leave within 72 hours.", "2020-06-04"),
        ("It gave them until midnight on Sunday to leave.", "2020-06-07"),
        ("It told them to leave no later than 5 July.", "2020-07-05"),
        ("It told them to leave by the end of the year.", "2020-12-31"),
        ("It told them to leave under a two-week deadline.", "2020-06-15"),
        ("It told them on March 3 to leave.", None),
        ("It told them to leave by the back door.", None),
    ],
)
def test_deadlines_in_words(words, last):
    world = World()
    world.group("REQUEST", "IRQ", "TUR", "2020-06-01", sentence=words, trigger={"text": "told", "start": 3, "end": 7})
    assert first(world)["deadline"] == (last and day(last))


def test_terms_belong_to_what_they_follow():
    world = World()
    world.document("2020-06-01", "d")
    sentence = "Iraq demanded that they go and threatened to shell the camp by June 9 if they stayed."
    tell(world, (sentence, ("REQUEST", "IRQ", "TUR", "demanded"), ("THREATEN", "IRQ", "TUR", "threatened")))
    rows = [(row["kind"], row["condition"], row["deadline"]) for row in register(world)]
    assert rows == [("demand", None, None), ("threat", "if they stayed", day("2020-06-09"))]


def test_a_promise_of_the_year_before_is_listed_and_an_older_one_is_not():
    world = World()
    world.group("AGREE", "USA", "IRQ", "2019-09-01", published="2020-06-01", status="historical", about="AID")
    world.group("AGREE", "USA", "IRQ", "2015-09-01", published="2020-06-01", status="historical", about="AID")
    assert [row["group_id"] for row in register(world)] == ["g0"]


def test_a_deed_that_still_lies_ahead_keeps_nothing():
    world = World()
    world.group("AGREE", "USA", "IRQ", "2020-06-01", about="CONSULT")
    world.group("CONSULT", "USA IRQ", "", "2020-07-09", published="2020-06-01")
    assert first(world)["status"] == "open"
