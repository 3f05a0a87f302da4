from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman import ontology
from dragoman.coding.rules import FUTURE_IS_AGREE, Draft, applied, direction_of
from dragoman.records import Mention, Role, Trigger


def role(name, start):
    return Role(name=name, mention=Mention(kind="actor", start=start, end=start + 4), probability=0.9)


def draft(label, status="actual", modes=(), roles=(), sentence=0, start=50):
    trigger = Trigger(
        task="event", label=label, start=start, end=start + 5, probability=0.9, status=status, modes=modes, roles=roles
    )
    return Draft(trigger, sentence)


def test_future_aid_is_agree():
    (changed,) = applied([draft("AID", "planned")])
    assert (changed.trigger.label, changed.trigger.about, changed.rules) == ("AGREE", "AID", ("future-aid-is-agree",))


def test_aid_given_stays_aid():
    assert applied([draft("AID")]) == [draft("AID")]


def test_future_withdrawal_is_agree():
    (changed,) = applied([draft("RETREAT", "planned", ("withdraw",))])
    assert (changed.trigger.label, changed.trigger.about, changed.trigger.about_modes) == (
        "AGREE",
        "RETREAT",
        ("withdraw",),
    )


def test_a_concession_to_come_is_agree_and_keeps_what_it_is_about():
    planned = draft("CONCEDE", "planned")
    changed, about = applied([planned, replace(planned, trigger=replace(planned.trigger, about="RETREAT"))])
    assert [(d.trigger.label, d.trigger.about) for d in (changed, about)] == [
        ("AGREE", "CONCEDE"),
        ("AGREE", "RETREAT"),
    ]


def test_both_parties_of_talks_are_actors():
    (changed,) = applied([draft("CONSULT", roles=(role("actor", 0), role("recipient", 10)))])
    assert [r.name for r in changed.trigger.roles] == ["actor", "actor"]


def test_a_host_stays_recipient():
    visit = draft("CONSULT", modes=("visit",), roles=(role("actor", 0), role("recipient", 10)))
    assert applied([visit]) == [visit]


def test_no_mobilize_beside_the_assault_it_belongs_to():
    assault = draft("ASSAULT", roles=(role("actor", 0),))
    assert applied([draft("MOBILIZE", roles=(role("actor", 0),), start=20), assault]) == [assault]
    elsewhere = draft("MOBILIZE", roles=(role("actor", 0),), sentence=1)
    assert elsewhere in applied([elsewhere, assault])


def test_every_rule_is_in_the_ontology():
    known = ontology.load().rules
    assert {*FUTURE_IS_AGREE.values(), "joint-parties-are-actors"} <= set(known)


def test_a_place_stands_for_its_people():
    (changed,) = applied([draft("COERCE", roles=(role("actor", 0), role("where", 20)))])
    assert [(r.name, r.mention.start) for r in changed.trigger.roles][1:] == [("where", 20), ("recipient", 20)]
    assert changed.rules == ("place-stands-for-people",)


def test_a_resignation_is_done_to_nobody_and_a_deployment_not_to_its_place():
    (left,) = applied([draft("RETREAT", modes=("resign",), roles=(role("actor", 0), role("recipient", 10)))])
    assert [r.name for r in left.trigger.roles] == ["actor"]
    assert left.rules == ("nobody-receives-a-resignation",)
    assert applied([draft("RETREAT", modes=("resign",), roles=(role("where", 20),))])[0].rules == ()
    assert applied([draft("MOBILIZE", roles=(role("where", 20),))])[0].rules == ()


def test_a_named_recipient_keeps_the_place_a_place():
    told = draft("COERCE", roles=(role("recipient", 10), role("where", 20)))
    assert applied([told]) == [told]
    assert applied([draft("CONSULT", roles=(role("where", 20),))])[0].rules == ()


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("have steadily improved", "improve"),
        ("have recovered slowly", "improve"),
        ("are better than in years", "improve"),
        ("plunged to their worst", "worsen"),
        ("have been strained", "worsen"),
        ("had not improved at all", None),
        ("have never been better", None),
        ("went from warm to cool", None),
        ("severed all ties", None),
    ],
)
def test_plain_words_tell_how_relations_move(words, direction):
    assert direction_of(words) == direction
