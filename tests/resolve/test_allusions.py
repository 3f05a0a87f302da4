"""States and people that a story calls by something else than their names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.read import read_text
from dragoman.records import Actor, Event, Furniture, Span
from dragoman.resolve.actors import ActorResolver
from dragoman.resolve.document import _without_victims
from dragoman.resolve.places import Gazetteer
from dragoman.resolve.table import UNKNOWN, ActorTable

TABLE, GAZETTEER = ActorTable.load(), Gazetteer.load()


def told(sentence, mention, home="TUR", abroad="SAU", before=(), two=True):
    """The identities of a mention in a sentence, in a story of two states, after other mentions."""
    document = ActorResolver(TABLE, on=date(2023, 7, 21), gazetteer=GAZETTEER)
    document.stand(home, at_home=True, abroad=abroad, two=two)
    for one in before:
        document.resolve(one, one, 0)
    return document.resolve_each(mention, sentence, sentence.find(mention))


@pytest.mark.parametrize(
    ("sentence", "mention", "countries"),
    [
        ("The kingdom has not reopened the schools.", "kingdom", ["SAU"]),
        ("Ankara said the prince would come in May.", "prince", ["SAU"]),
        ("The two governments signed the contract.", "two governments", ["TUR", "SAU"]),
        ("Turkey accused its neighbour of spying.", "neighbour", ["SAU"]),
        ("Its southern neighbour, Iraq, closed the gate.", "southern neighbour", ["IRQ"]),
        ("Iraq and Iran met; the two countries share a river.", "two countries", ["IRQ", "IRN"]),
        ("The emirate sent rice.", "emirate", [None]),  # none has been told of
        ("He greeted his neighbour at the gate.", "neighbour", ["TUR"]),  # a person
    ],
)
def test_a_state_without_its_name(sentence, mention, countries):
    assert [one.country for one in told(sentence, mention)] == countries


def test_the_realm_told_last_is_meant():
    assert told("The kingdom agreed.", "kingdom", before=["Jordan"])[0].country == "JOR"
    assert told("The sultanate agreed.", "sultanate", before=["Oman", "Saudi Arabia"])[0].name == "Oman"


def test_a_ruler_met_before_is_named():
    found = told("The crown prince agreed.", "crown prince", before=["Crown Prince Mohammed bin Salman"])[0]
    assert (found.name, found.country) == ("Mohammed bin Salman", "SAU")


def test_of_many_states_a_neighbour_stays_unknown():
    assert told("Turkey accused its neighbour of spying.", "neighbour", two=False)[0].country is None


@pytest.mark.parametrize("name", ["Tigers", "LTTE"])
def test_a_group_by_one_word_of_its_name(name):
    before = ["Liberation Tigers of Tamil Eelam"]
    found = told(f"On Monday the {name} let him go.", name, "LKA", "NOR", before)[0]
    assert (found.country, found.sectors[:1]) == ("LKA", ("REB",))


def test_an_unknown_name_is_who_was_called_before_it():
    sentence = "The toll was put at six by a British army spokesman, Major John Reeve."
    document = ActorResolver(TABLE, home="IRQ")
    document.resolve("British army spokesman", sentence, sentence.index("British"))
    found = document.resolve("Major John Reeve", sentence, sentence.index("Major"))
    assert (found.country, found.rule) == ("GBR", "description")
    assert document.resolve("Reeve", "Reeve said no more.", 0).country == "GBR"


def test_a_list_introduces_nobody():
    sentence = "The talks were joined by Iraqi soldiers, Peter Hale and others."
    document = ActorResolver(TABLE)
    document.resolve("Iraqi soldiers", sentence, sentence.index("Iraqi"))
    assert document.resolve("Peter Hale", sentence, sentence.index("Peter")) == UNKNOWN


def coded(coder, text, published=date(2021, 3, 5)):
    return coder.code([read_text(text, published=published)])[0]


def test_a_story_filed_from_elsewhere_is_at_home_where_it_plays(coder):
    text = (
        "GENEVA (Alpine Wire) - Venezuela freed twelve prisoners on Friday, Venezuelan lawyers said.\n\n"
        "The opposition thanked Venezuela's church. Police arrested three editors the same day."
    )
    found = coded(coder, text).events
    assert {a.country for e in found if e.type == "COERCE" for a in e.actors} == {"VEN"}


def test_every_item_of_a_round_up_has_its_own_home(coder):
    text = (
        "NAIROBI (Tide News) - Police on Thursday arrested nine nurses who had marched in Kenya's capital.\n\n"
        "SANTIAGO, Chile (Tide News) - Police fired tear gas at students on Wednesday.\n\n"
        "Officers later arrested two teachers near the palace."
    )
    found = {(e.type, *(a.country for a in e.actors)) for e in coded(coder, text).events if not e.review}
    assert ("COERCE", "KEN") in found
    assert ("COERCE", "CHL") in found


def test_brussels_is_the_union_where_belgium_is_not_told_of(coder):
    text = "The European Union met on Monday. Brussels condemned Russia over the arrests on Tuesday."
    sides = [a for e in coded(coder, text).events if e.type == "ACCUSE" for a in e.actors]
    assert [a.code for a in sides] == ["IGOEUR"]
    sides = [a for e in coded(coder, text + " Belgium agreed.").events if e.type == "ACCUSE" for a in e.actors]
    assert [a.country for a in sides] == ["BEL"]


def test_relations_of_one_side_are_those_of_the_two_states_of_the_story(coder):
    text = (
        "Thailand and Cambodia exchanged fire on Tuesday. Cambodia accused Thailand of shelling a temple, and Thailand "
        "recalled its ambassador.\n\nRelations with Phnom Penh have worsened since November."
    )
    (relation,) = coded(coder, text).relations
    assert {side.country for side in relation.sides} == {"KHM", "THA"}
    for side in relation.sides:
        assert text[side.start : side.end] == side.text


def test_furniture_tells_nothing_of_where_a_story_plays(coder):
    menu = "Kampala | Gulu | Uganda | Entebbe"
    document = read_text(
        f"{menu}\n\nPolice arrested four men on Friday, a prosecutor said.", published=date(2021, 3, 5)
    )
    plain, apart = (
        coder.code([replace(document, furniture=furniture)])[0].events
        for furniture in ((), (Furniture(kind="navigation", start=0, end=len(menu)),))
    )
    assert {a.country for e in plain for a in e.actors} == {"UGA"}
    assert {a.country for e in apart for a in e.actors} == {None}


def test_he_is_who_spoke_before(coder):
    text = (
        "The deal would hold, Finance Minister Aziz Karimov told reporters in Tashkent, Uzbekistan.\n\n"
        '"We have time until May," he said.'
    )
    *_, last = coded(coder, text).quotes
    assert (last.speaker.text, last.speaker.rule) == ("he", "who-spoke-before")
    assert "Karimov" in last.speaker.name


def test_a_capital_that_only_hosts_is_not_home(coder):
    text = (
        "HAVANA (Caribbean Wire) - The Colombian government and Colombia's second rebel army met on Monday.\n\n"
        "Colombia's peace commissioner said Colombian soldiers had been attacked in Cali. Police arrested nine men."
    )
    assert {a.country for e in coded(coder, text).events if e.type == "COERCE" for a in e.actors} == {"COL"}


def test_both_ministers_are_one_of_each_state():
    found = told("Turkey and Saudi Arabia said the two defence ministers had met.", "two defence ministers")
    assert [one.code for one in found] == ["TURGOVMIL", "SAUGOVMIL"]


def test_who_was_killed_is_no_doer_told_in_another_sentence():
    text = "A drone killed General Qassem Soleimani. Three missiles destroyed two cars."

    def at(words):
        return {"text": words, "start": text.index(words), "end": text.index(words) + len(words)}

    person = Actor(**at("General Qassem Soleimani"), actor_id="person:qassem-soleimani", confidence=0.8)
    base = {
        "doc_id": "d", "modes": (), "about": None, "status": "actual", "said_by": (), "when": None, "where": None,
        "counts": {}, "contexts": (), "quad": 4, "score": -9.0, "cameo": "19", "confidence": 0.9, "coder": "test",
    }  # fmt: skip
    killed = Event(
        event_id="1", type="ASSAULT", sentence=Span(**at(text[:40])), trigger=Span(**at("killed")), actors=(),
        recipients=(person,), **base,
    )  # fmt: skip
    fired = Event(
        event_id="2", type="ASSAULT", sentence=Span(**at(text[41:])), trigger=Span(**at("destroyed")), actors=(person,),
        recipients=(), **base,
    )  # fmt: skip
    assert [e.actors for e in _without_victims([killed, fired])] == [(), ()]
    assert _without_victims([fired])[0].actors == (person,)


def test_relations_with_a_state_are_those_of_home(coder):
    text = (
        "BAGHDAD (Tide News) - Iraq's parliament approved a new cabinet on Thursday.\n\n"
        "Relations with Washington, which sank in January, have steadily warmed, a diplomat said."
    )
    found = coded(coder, text).relations
    assert found
    for relation in found:
        assert {side.country for side in relation.sides} == {"IRQ", "USA"}


@pytest.mark.parametrize(
    ("sentence", "mention"),
    [
        ("Diplomats of the two countries met.", "Diplomats of the two countries"),
        ("The accord was signed by the foreign ministers of both countries.", "foreign ministers of both countries"),
        ("He said that their foreign ministers might meet.", "foreign ministers"),
        ("The king received their envoys.", "envoys"),
    ],
)
def test_people_of_both_states_are_one_of_each(sentence, mention):
    assert [one.country for one in told(sentence, mention)] == ["TUR", "SAU"]
