"""Chains of place names, and the place of an event whose own place is unknown or not named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Actor, Coded, Document, Event, Place, Span
from dragoman.resolve.chains import chain_at, chains
from dragoman.resolve.document import resolve
from dragoman.resolve.resources import Resources

RESOURCES = Resources.load()


def whole(text):
    return Span(text=text, start=0, end=len(text))


def found(text):
    return [span.text for span in chains(text, whole(text))]


def at(text, words):
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def placed(text, trigger, where=None, **sides):
    return resolved(text, trigger, where, **sides).where


def resolved(text, trigger, where=None, actors=(), recipients=()):
    event = Event(
        event_id="e", doc_id="d", sentence=whole(text), type="ASSAULT", modes=(), about=None, status="actual",
        trigger=Span(**at(text, trigger)), actors=tuple(Actor(**at(text, a)) for a in actors),
        recipients=tuple(Actor(**at(text, a)) for a in recipients), said_by=(), when=None,
        where=Place(**at(text, where)) if where else None, counts={}, contexts=(), quad=4, score=-9.0, cameo="19",
        confidence=0.9, coder="test",
    )  # fmt: skip
    coded = Coded(document=Document(doc_id="d", text=text), events=(event,))
    return resolve(coded, RESOURCES).events[0]


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


def test_a_name_is_read_inside_other_words():
    place = placed("Men burned huts in the village of Zqo (Bane, Boulgou).", "burned", "village of Zqo (Bane")
    assert (place.country, place.text) == ("BFA", "village of Zqo (Bane")


def test_an_unknown_village_lies_where_a_national_force_is_at_home():
    text = "The Burkinabe air force bombed rebel positions near Zqorubo."
    place = placed(text, "bombed", "Zqorubo", actors=["The Burkinabe air force"])
    assert (place.country, place.rule) == ("BFA", "unknown name; country-of-the-sides")


def test_a_force_that_fights_abroad_tells_no_place():
    text = "The Russian air force bombed rebel positions near Zqorubo."
    assert placed(text, "bombed", "Zqorubo", actors=["The Russian air force"]).lat is None


def test_where_a_side_stands_is_a_place():
    text = "Protesters threw stones at the Russian embassy in Prague over the war in Ukraine."
    assert placed(text, "threw", recipients=["the Russian embassy in Prague"]).country == "CZE"


def test_a_place_that_somebody_heads_to_comes_after_that_where_it_happens():
    text = "Drivers in Toulouse blocked a road with a convoy heading to Paris."
    assert placed(text, "blocked").name == "Toulouse"


def test_a_bridge_called_after_a_city_is_not_in_it():
    text = "Soldiers shot a man in Homs at Baghdad bridge."
    assert placed(text, "shot").country == "SYR"


def test_the_place_inside_comes_before_its_province():
    text = "In Lujan (Buenos Aires) police beat a man."
    assert placed(text, "beat").name == "Luján"


def test_a_town_that_is_attacked_is_the_place():
    place = placed("Russian forces shelled Mariupol.", "shelled", recipients=["Mariupol"])
    assert (place.country, place.rule) == ("UKR", "place-of-the-target")


def test_a_sea_yields_to_the_land_of_the_sentence():
    place = placed("Ships in the Black Sea fired on Odesa region.", "fired", "Black Sea")
    assert place.country == "UKR"


@pytest.mark.parametrize(
    ("text", "recipient", "country"),
    [
        ("Guerrillas blew up a POWER TOWER outside San Salvador.", "POWER TOWER", "SLV"),  # not Tower, Minnesota
        ("Shells fell on Kirkuk province at dawn.", "Kirkuk", "IRQ"),
        ("In Recife, shots were fired at residents of the Garcia district.", "residents of the Garcia district", "BRA"),
    ],
)
def test_the_place_in_a_mention_is_the_one_that_the_document_means(text, recipient, country):
    trigger = next(words for words in ("blew up", "fell", "were fired") if words in text)
    (found,) = resolved(text, trigger, recipients=[recipient]).recipients
    assert found.country == country
