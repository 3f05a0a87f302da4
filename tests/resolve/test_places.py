"""Places: the cases of places.tsv, containers and context, and place names in running text."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.resolve.places import Gazetteer, distance_km, find_places, resolve_place
from dragoman.resolve.table import ActorTable

GAZETTEER = Gazetteer.load()
TABLE = ActorTable.load()
CASES = list(
    csv.DictReader(
        (Path(__file__).parent / "places.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)
NEAR_KM = 160


def place(text, countries=None, near=()):
    return resolve_place(text, countries=countries or {}, near=near, gazetteer=GAZETTEER)


def names(text):
    return [(found.text, found.country) for found in find_places(text, GAZETTEER, TABLE)]


def test_cases_are_many():
    assert len(CASES) >= 370


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']} {case['context']}")
def test_case(case):
    found = place(case["text"], {case["context"]: 1.0} if case["context"] else {})
    assert found is not None
    assert found.country == (case["country"] or None)
    assert distance_km((found.lat, found.lon), (float(case["lat"]), float(case["lon"]))) < NEAR_KM
    assert not case["precision"] or found.precision == case["precision"]


@pytest.mark.parametrize("text", ["", " ", "the", "Nowhereville", "?!", "Qqqq, Zzzz", "of in of"])
def test_unknown_is_none(text):
    assert place(text) is None


def test_near_places_decide():
    assert place("Springfield", {"USA": 1.0}, [(39.8, -89.6)]).admin1 == "Illinois"
    assert place("Springfield", {"USA": 1.0}, [(42.1, -72.5)]).admin1 == "Massachusetts"


def test_container_of_a_container():
    found = place("Rustaq district, Takhar, Afghanistan")
    assert (found.country, found.admin1) == ("AFG", "Takhar")
    assert "inside" in found.rule


def test_unknown_village_falls_to_what_contains_it():
    assert place("Xqzt village in Kirkuk province").country == "IRQ"


def test_places_of_a_text():
    text = "Troops left Mosul on Friday and drove to Erbil, officials in Baghdad said."
    assert names(text) == [("Mosul", "IRQ"), ("Erbil", "IRQ"), ("Baghdad", "IRQ")]


def test_container_in_a_text():
    text = "The factory in Paris, Texas, closed; its owner lives in Dallas."
    assert [(found.text, found.admin1) for found in find_places(text, GAZETTEER, TABLE)] == [
        ("Paris", "Texas"),
        ("Texas", "Texas"),
        ("Dallas", "Texas"),
    ]


def test_persons_demonyms_and_bodies_are_no_places():
    assert names("Jordan Smith, an Iraqi, told The Washington Post that the Islamic State had gone.") == []


def test_initials_and_titles_are_persons():
    assert names("Judge Houston and Anna M. Austin met Mr. London.") == []


def test_neighbours_tell_small_namesakes_apart():
    text = "Fire crews from Gainesville and Denton came to Sherman and Denison, in Texas."
    assert {found.admin1 for found in find_places(text, GAZETTEER, TABLE)} == {"Texas"}


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("Rebels took a hill in Sud-Nowhere.", "Sud"),
        ("Shelling hit Ain al Nowhere at dawn.", "Ain"),
        ("Militias linked to Turkey-backed groups left.", "Turkey"),
        ("The Oslo Accords were signed long ago.", "Oslo"),
        ("Marchers marked Jerusalem Day with flags.", "Jerusalem"),
        ("The hall of the Tri-State fair burned.", "Tri"),
    ],
)
def test_parts_of_compounds_are_no_places(text, left_out):
    assert left_out not in [found for found, _ in names(text)]


def test_hyphens_between_two_places_are_kept():
    assert ("Goma", "COD") in names("A truck burned on the Goma-Rutshuru road.")
    assert ("Baghdad", "IRQ") in names("A Baghdad-based company paid.")


def test_brackets_tell_where_a_name_lies():
    text = "Gunmen raided Palma (Nangade, Cabo Delgado) and left."
    assert names(text)[0][1] == "MOZ"
    found = find_places("Men raided Corinto (Rutshuru, Nord-Kivu).", GAZETTEER, TABLE)[0]
    assert (found.country, found.rule) == ("COD", "container-named-after-it")


def test_a_state_behind_a_comma_is_believed():
    found = find_places("A man was shot in Palo Quemado, Sinaloa.", GAZETTEER, TABLE)
    assert {(place.country, place.admin1) for place in found} == {("MEX", "Sinaloa")}


def test_small_namesakes_abroad_are_left_out():
    assert ("Palo Verde", "MEX") not in names(
        "In Sonsonate, El Salvador, an armed clash in Palo Verde canton killed two."
    )


def test_type_behind_a_name_tells_its_kind():
    found = {p.text: p.precision for p in find_places("Clashes spread in Morang district, Nepal.", GAZETTEER, TABLE)}
    assert found["Morang"] == "district"


def test_a_capital_is_not_the_division_of_its_name():
    found = find_places("Envoys met in Washington; Seattle and Tacoma were quiet.", GAZETTEER, TABLE)[0]
    assert (found.text, found.admin1, found.precision) == ("Washington", "District of Columbia", "city")


def test_upper_case_text():
    assert names("GUNMEN KILLED FOUR PEOPLE IN SAN MIGUEL, EL SALVADOR, ON MONDAY")[:1] == [("SAN MIGUEL", "SLV")]


def test_offsets_are_of_the_text():
    text = "Clashes near Goma; shelling in Bukavu."
    for found in find_places(text, GAZETTEER, TABLE):
        assert text[found.start : found.end] == found.text


def test_coordinates_lie_on_earth_and_names_are_kept():
    assert len(GAZETTEER) > 250_000
    for key in ("baghdad", "paris", "kyiv"):
        assert all(-90 <= one.lat <= 90 and -180 <= one.lon <= 180 for one in GAZETTEER.candidates(key))


def test_loading_is_fast():
    start = time.perf_counter()
    Gazetteer.load()
    assert time.perf_counter() - start < 2


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_answered(text):
    place(text)
    for found in find_places(text, GAZETTEER, TABLE):
        assert text[found.start : found.end] == found.text


def test_distance():
    assert distance_km((0, 0), (0, 180)) == pytest.approx(20015, abs=1)
    assert distance_km((33.3, 44.4), (33.3, 44.4)) == 0


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        (
            "The United States and Japan signed the pact in Geneva. American and Japanese officials smiled.",
            "Geneva",
            "CHE",
        ),
        ("A barn burned down in Geneva, Illinois, and another in Batavia, Illinois.", "Geneva", "USA"),
    ],
)
def test_a_famous_city_is_meant_unless_the_state_of_its_namesake_is_told(text, name, country):
    assert (name, country) in names(text)


def test_a_square_of_many_cities_is_in_no_country_that_is_not_told():
    assert not [n for n in names("Crowds in Minsk, Belarus, filled Independence Square.") if n[1] == "UKR"]
    assert ("Independence Square", "UKR") in names("Crowds in Kyiv, Ukraine, filled Independence Square.")


def test_a_city_that_is_the_surname_of_somebody_is_no_place():
    text = "Colombia's president, Juan Manuel Santos, came to Bogota. Then Santos left, and Colombia waited."
    assert "BRA" not in {country for _, country in names(text)}


def test_what_a_court_is_for_is_no_place():
    assert place("International Court of Justice", {"USA": 1.0}) is None


def test_one_word_of_an_unknown_name_is_no_place_abroad():
    def named(text, **countries):
        return resolve_place(text, countries=countries, near=(), gazetteer=GAZETTEER)

    assert named("Soto Cano", HND=5.0, USA=4.0) is None  # De Soto lies in Texas
    assert named("Soto Cano", HND=4.0, USA=5.0).country == "USA"
    assert named("Mosul mill", IRQ=5.0, USA=4.0).name == "Mosul"
