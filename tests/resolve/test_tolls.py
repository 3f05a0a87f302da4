"""How many were killed and injured, from the frames of news prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve.tolls import as_quantity, tolls

KILLED = [
    ("At least 4 soldiers were killed and 3 were wounded in the ambush.", 4),
    ("A crowd chased, beat and killed a man in the market after a quarrel.", 1),
    ("A carpenter and his brother were killed and their bodies were left in a field.", 2),
    ("The blast killed 1 and injured 2.", 1),
    ("KIRKUK, Dec. 29 - An American contractor was killed when rockets struck a base.", 1),
    ("KABUL, Jan 5 \u2013 Five soldiers were killed on Friday.", 5),
    ("The rebels fled after killing the commander of the post and one of his guards and injuring 2 others.", 2),
    ("17 combatants were killed, including 15 rebels and 2 militiamen.", 17),
    ("In Santa Rosa, the president of a growers' association was shot dead by gunmen on a motorcycle.", 1),
    ("Five people were injured and one person died.", 1),
    ("The strike killed Qassem Soleimani and Abu Mahdi al-Muhandis.", 2),
    ("One of the victims died at the scene while another one was injured.", 1),
    ("Gunmen shot dead two policemen, a driver and a passer-by near the bank.", 4),
    ("The bombing left 12 people dead and 30 wounded.", 12),
    ("There was one fatality.", 1),
    ("The clashes resulted in 3 fatalities.", 3),
    ("The mayor, Juana Prieto, was killed on Sunday.", 1),
    ("A man from the coast died under torture in prison.", 1),
    ("The attackers beat a shepherd to death and stole 40 sheep.", 1),
    ("Police killed 3 suspects and arrested 5.", 3),
    ("The killing of a priest and two nuns shocked the town.", 3),
    ("Suspected rebels killed 13 villagers, among them four children, and burned their homes.", 13),
    ("Three guards and fourteen civilians were killed, and nine others wounded.", 17),
    ("A 19-year-old student was shot dead.", 1),
    ("Mortar fire killed a dozen villagers.", 12),
    ("Two civilians and a soldier lost their lives.", 3),
    ("The attack cost the lives of six miners.", 6),
    ("Unclear fatalities were counted as 10.", 10),
    ("The woman later succumbed to her injuries.", 1),
    ("An explosive hurt a soldier, killing another.", 1),
    ("The drone killed Hamid Rezai, a commander of the group, in a blow to Tehran, a week after the raid.", 1),
    ("The blast killed Ali Hassan, a commander of the group, and two guards.", 3),
    ("The blast killed Ali Hassan, the head of the group, and Omar Said al-Jubari, his deputy.", 2),
    ("The blast killed Ali Hassan, the head of the group, and Chad vowed revenge.", 1),
    ("The quake killed at least 2,400 people.", 2400),
    ("Shelling killed seven people, three of them boys.", 7),
    ("Shelling killed seven people, four women and three boys.", 7),
    ("The mine killed 12 miners, two brothers among them.", 12),
    ("The war cost the lives of an estimated 40,000 farmers and drove some 300,000 people from their homes.", 40_000),
    ("The war has cost about 90,000 lives.", 90_000),
    ("The patrol killed nine raiders and lost three of its own men.", 9),
    ("The storm killed a guard and a cook and tore the roof off a school.", 2),
    ("Two days earlier three Chadian gendarmes were killed.", 3),
    ("On Monday a Polish nurse was killed.", 1),
    ("Early on Friday 22 miners were killed.", 22),
    ("In Bamako two drivers were killed.", 2),
    ("A baker aged 51 was killed.", 1),
    ("The envoy walked into the hall and was killed.", 1),
    ("The hospital put the number of dead at eleven.", 11),
    ("The death toll rose to 14 on Friday.", 14),
]
NOBODY_COUNTED = [
    "An unspecified number of militants were killed.",
    "Civilians were killed and injured.",
    "The army killed a number of fighters.",
    "The senate killed the bill.",
    "Raiders killed cattle and burned two houses.",
    "She received death threats from 3 men.",
    "The death penalty was abolished in 1998.",
    "Shelling killed and injured dozens of fighters.",
    "The story has no toll at all.",
    "The army will go home if two of its men are killed.",
    "The hostages would be killed by the band.",
    "The plan cost 300 jobs.",
]
INJURED = [
    ("At least 4 soldiers were killed and 3 were wounded in the ambush.", 3),
    ("The blast killed 1 and injured 2.", 2),
    ("Stones injured two officers and a reporter.", 3),
    ("Five people were injured and one person died.", 5),
    ("The crash of shells left 30 injured.", 30),
    ("Two guards were killed and 17 people hurt by shells.", 17),
    ("At least 41 people were treated for injuries.", 41),
    ("Six men were shot dead and 23 people were taken to hospital with wounds.", 23),
    ("The bomb wounded 14, three of them seriously.", 14),
]


DISPLACED = [
    ("The fighting drove 6,000 people across the border.", 6000),
    ("The raid forced 2,000 villagers to flee.", 2000),
    ("About 10,000 people have been displaced by the clashes.", 10_000),
    ("Some 700 herders fled their homes.", 700),
]
NOBODY_FLED = ["Three raiders fled on a motorcycle.", "They drove 40 lorries across the border."]


def low(text: str, kind: str) -> list[float]:
    return [toll.low for toll in tolls(text) if toll.kind == kind]


@pytest.mark.parametrize(("text", "number"), KILLED)
def test_killed(text: str, number: int) -> None:
    assert low(text, "killed") == [number]


@pytest.mark.parametrize("text", NOBODY_COUNTED)
def test_no_number_is_guessed(text: str) -> None:
    assert low(text, "killed") == []


@pytest.mark.parametrize(("text", "number"), INJURED)
def test_injured(text: str, number: int) -> None:
    assert low(text, "injured") == [number]


@pytest.mark.parametrize(("text", "number"), DISPLACED)
def test_displaced(text: str, number: int) -> None:
    assert low(text, "displaced") == [number]


@pytest.mark.parametrize("text", NOBODY_FLED)
def test_nobody_is_driven_out(text: str) -> None:
    assert low(text, "displaced") == []


def test_a_time_before_the_people_is_none_of_their_words() -> None:
    text = "Two days earlier two Chadian guards were injured, and they had cost about 300 lives."
    assert [text[t.start : t.end] for t in tolls(text)] == ["two Chadian guards", "about 300"]


def test_a_toll_is_traced_to_its_words() -> None:
    text = "BASRA: Gunmen killed two drivers and a guard on Monday."
    found = as_quantity(tolls(text[7:])[0], text[7:], 7)
    assert (found.text, text[found.start : found.end]) == ("two drivers and a guard",) * 2
    assert (found.low, found.high) == (3, 3)


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from("killed and were a two men , died dead . the".split())).map(" ".join)
)
def test_any_text_gives_spans_within_it(text: str) -> None:
    for toll in tolls(text):
        assert 0 <= toll.start < toll.end <= len(text)
        assert toll.high is None or toll.low <= toll.high


def test_at_least_has_no_end() -> None:
    assert [(t.low, t.high) for t in tolls("The blast killed at least 51 people.")] == [(51, None)]


def test_a_toll_ends_where_those_of_another_kind_begin() -> None:
    text = "The attack killed two soldiers, and three guards and two drivers were wounded."
    assert [(t.kind, t.low, text[t.start : t.end]) for t in tolls(text)] == [
        ("killed", 2, "two soldiers"),
        ("injured", 5, "three guards and two drivers"),
    ]
