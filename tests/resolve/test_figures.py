"""Whose a count and a figure are: events and figures by hand, so that no model has a say."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dragoman.records import Actor, Coded, Document, Event, Figure, Place, Quantity, Sentence, Span
from dragoman.resolve.document import resolve
from dragoman.resolve.resources import Resources

RESOURCES = Resources.load()
FRIDAY = date(2020, 6, 12)


def at(text, words):
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def sentences(text):
    ends = [*(m.end() for m in re.finditer(r"\.(?= [A-Z])", text)), len(text)]
    return [Sentence(start=a and a + 1, end=b, contexts=()) for a, b in zip([0, *ends], ends, strict=False)]


def around(text, words):
    here = next(s for s in sentences(text) if s.start <= text.index(words) < s.end)
    return Span(text=text[here.start : here.end], start=here.start, end=here.end)


def counts(text, *triggers):
    """The numbers of each event; a trigger is its words, or these with a type and the counts that the tagger saw."""
    events = []
    for number, trigger in enumerate(triggers):
        words, kind, seen = (*trigger, {})[:3] if isinstance(trigger, tuple) else (trigger, "ASSAULT", {})
        events.append(
            Event(
                event_id=f"e{number}", doc_id="d", sentence=around(text, words), type=kind, modes=(), about=None, status="actual",
                trigger=Span(**at(text, words)), actors=(), recipients=(), said_by=(), when=None, where=None,
                counts={name: Quantity(**at(text, count)) for name, count in seen.items()}, contexts=(), quad=4, score=-9.0,
                cameo="19", confidence=0.9, coder="test",
            )
        )  # fmt: skip
    coded = Coded(document=Document(doc_id="d", text=text, published=FRIDAY), events=tuple(events))
    told = resolve(coded, RESOURCES, (), sentences(text)).events
    return [{name: count.low for name, count in event.counts.items()} for event in told]


def figures(text, *told):
    """Each figure resolved: its words, its kind, its holders and its place."""
    records = tuple(
        Figure(
            figure_id=f"f{number}", doc_id="d", sentence=around(text, words), kind=kind, value=Quantity(**at(text, words)),
            holders=tuple(Actor(**at(text, holder)) for holder in holders),
            where=Place(**at(text, where)) if where else None, when=None, confidence=0.9, coder="test",
        )
        for number, (words, kind, holders, where) in enumerate(told)
    )  # fmt: skip
    coded = Coded(document=Document(doc_id="d", text=text, published=FRIDAY), figures=records)
    return resolve(coded, RESOURCES, (), sentences(text)).figures


@pytest.mark.parametrize(
    ("text", "triggers", "told"),
    [
        (
            "Rebels ambushed a bus, killing four soldiers; a day later helicopters shelled a farm, where nine rebels died.",
            ("ambushed", "shelled"),
            [{"killed": 4}, {"killed": 9}],
        ),
        (
            "The rebels fired mortars at Gao, wounding six people, and the army replied by burning a village.",
            ("fired mortars", "burning"),
            [{"injured": 6}, {}],
        ),
        ("Jets struck two depots in reply to an ambush that killed ten marines.", ("struck", "ambush"), [{}, {"killed": 10}]),
        (
            "Police opened fire on marching miners, killing at least 12 people.",
            ("opened fire", ("marching", "PROTEST")),
            [{"killed": 12}, {}],
        ),
        ("Soldiers beat hundreds of marchers in the square.", (("beat", "ASSAULT", {"killed": "hundreds"}),), [{}]),
        (
            "Shelling left 40 villagers with concussions.",
            (("Shelling", "ASSAULT", {"killed": "40"}),),
            [{"injured": 40}],
        ),
        (
            "A student nurse was hit by a bullet and did not live to see a doctor.",
            (("was hit", "ASSAULT", {"killed": "student nurse"}),),
            [{"killed": 1}],
        ),
        ("Three officers were among the dead.", (("dead", "ASSAULT", {"killed": "Three"}),), [{}]),
        ("The police took as many as 30 men away.", (("took", "COERCE", {"detained": "as many"}),), [{"detained": 0}]),
    ],
)  # fmt: skip
def test_counts_are_those_of_their_deed(text, triggers, told):
    assert counts(text, *triggers) == told


def test_a_sum_without_a_currency_is_of_the_last_one():
    text = "Canada promised 30 million euros. Norway added 9 million and Chad 2 million."
    got = figures(
        text,
        ("30 million euros", "aid", ["Canada"], None),
        ("9 million", "aid", ["Norway"], None),
        ("2 million", "aid", ["Norway"], "Chad"),
    )
    assert [(f.value.unit, [h.country for h in f.holders], f.where) for f in got] == [
        ("EUR", ["CAN"], None),
        ("EUR", ["NOR"], None),
        ("EUR", ["TCD"], None),
    ]


def test_a_sum_from_a_state_is_that_states():
    text = "Of this, 30 million euros is to come from Canada and 9 million from Norway."
    got = figures(text, ("9 million", "aid", ["Canada"], None))
    assert [h.country for h in got[0].holders] == ["NOR"]


@pytest.mark.parametrize(
    ("text", "words", "kind", "holder"),
    [
        ("Mali puts their number at 420.", "420", "forces", "Mali"),
        ("Petros won 2 million votes against 3 million for the governor.", "3 million", "votes", "Petros"),
    ],
)
def test_who_counts_or_loses_holds_no_figure(text, words, kind, holder):
    assert figures(text, (words, kind, [holder], None))[0].holders == ()


def test_trade_between_the_two_is_that_of_both_states():
    text = "Peru closed its embassy in Chile. Chile protested to Peru. Trade between the two fell to $900 million."
    got = figures(text, ("$900 million", "trade", [], None))
    assert [h.country for h in got[0].holders] == ["CHL", "PER"]


def test_words_that_bound_a_number_are_its_own():
    value = figures("Trade came to no more than $90 million.", ("than $90 million", "trade", [], None))[0].value
    assert (value.text, value.low, value.high) == ("no more than $90 million", 0, 90e6)


def test_a_telephone_number_is_no_figure():
    assert figures("Call 1-900-555-0123 to join.", ("1-900-555-0123", "votes", [], None)) == ()
