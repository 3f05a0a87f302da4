"""Chains of place names, and the place of an event whose own place is unknown or not named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Actor, Coded, Document, Event, Place, Span
from dragoman.resolve.chains import chain_at, chains
from dragoman.resolve.document import Resources, resolve

RESOURCES = Resources.load()


def whole(text):
    return Span(text=text, start=0, end=len(text))


def found(text):
    return [span.text for span in chains(text, whole(text))]


def at(text, words):
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def placed(text, trigger, where=None, actors=(), recipients=()):
    event = Event(
        event_id="e", doc_id="d", sentence=whole(text), type="ASSAULT", modes=(), about=None, status="actual",
        trigger=Span(**at(text, trigger)), actors=tuple(Actor(**at(text, a)) for a in actors),
        recipients=tuple(Actor(**at(text, a)) for a in recipients), said_by=(), when=None,
        where=Place(**at(text, where)) if where else None, counts={}, contexts=(), quad=4, score=-9.0, cameo="19",
        confidence=0.9, coder="test",
    )  # fmt: skip
    coded = Coded(document=Document(doc_id="d", text=text), events=(event,))
    return resolve(coded, RESOURCES).events[0].where


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunmen raided a farm in Oru town (Loikaw district, Kayah State).",
            ["Oru town (Loikaw district, Kayah State"],
        ),
        ("Shells fell near Izyum, Kharkiv.", ["Izyum, Kharkiv"]),
        ("A mine went off in Varzea Grande (Mato Grosso).", ["Varzea Grande (Mato Grosso"]),
        ("They met on Monday and in January.", []),
        ("Rebels attacked soldiers.", []),
    ],
)
def test_chains_behind_prepositions(text, expected):
    assert found(text) == expected


def test_a_chain_starts_at_the_name():
    text = "He was held in Qala village of Rustaq district, Takhar, on Friday."
    start = text.index("Qala")
    assert chain_at(text, start, start + 4) == "Qala village of Rustaq district, Takhar"
    assert chain_at("He left Rome early.", 8, 12) == "Rome"


@given(st.text(max_size=120))
def test_spans_are_of_the_text(text):
    assert all(text[s.start : s.end] == s.text for s in chains(text, whole(text)))


def test_an_unknown_village_lies_in_its_district():
    place = placed("Soldiers shelled Zqoru village (Loikaw district, Kayah State).", "shelled", "Zqoru village")
    assert (place.country, place.precision) == ("MMR", "district")
    assert place.text == "Zqoru village"


def test_a_namesake_yields_to_the_country_of_the_sentence():
    place = placed("In Soyapango, San Salvador, men shot a guard in the El Limon canton.", "shot", "El Limon canton")
    assert place.country == "SLV"


def test_force_at_home_lies_in_the_country_of_its_sides():
    text = "Turkish police beat Turkish students."
    place = placed(text, "beat", actors=["Turkish police"], recipients=["Turkish students"])
    assert (place.country, place.precision, place.rule) == ("TUR", "country", "country-of-the-sides")


def test_force_abroad_has_no_place_of_its_own():
    text = "Turkish soldiers beat Syrian students."
    assert placed(text, "beat", actors=["Turkish soldiers"], recipients=["Syrian students"]) is None
