"""What the rest of a document tells of a mention, a day or a place: events by hand, so that no model has a say."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dragoman.records import About, Actor, Coded, Document, Event, Place, Sentence, Span, Time
from dragoman.resolve.document import resolve
from dragoman.resolve.resources import Resources

RESOURCES = Resources.load()
FRIDAY = date(2020, 6, 12)


def at(text, words):
    words, _, second = words.partition("#")
    start = text.index(words, text.index(words) + 1 if second else 0)
    return {"text": words, "start": start, "end": start + len(words)}


def resolved(
    text,
    trigger,
    *,
    kind="ASSAULT",
    modes=(),
    status="actual",
    about=None,
    actors=(),
    recipients=(),
    when=None,
    where=None,
    dateline=None,
):
    """One event in the sentence of its trigger, resolved in a document published on a Friday."""
    ends = [*(m.end() for m in re.finditer(r"\.(?= [A-Z])", text)), len(text)]
    sentences = [Sentence(start=a and a + 1, end=b, contexts=()) for a, b in zip([0, *ends], ends, strict=False)]
    here = next(s for s in sentences if s.start <= text.index(trigger) < s.end)
    event = Event(
        event_id="e", doc_id="d", sentence=Span(text=text[here.start : here.end], start=here.start, end=here.end), type=kind,
        modes=modes, about=about, status=status, trigger=Span(**at(text, trigger)),
        actors=tuple(Actor(**at(text, a)) for a in actors), recipients=tuple(Actor(**at(text, a)) for a in recipients),
        said_by=(), when=Time(**at(text, when)) if when else None, where=Place(**at(text, where)) if where else None,
        counts={}, contexts=(), quad=4, score=-9.0,
        cameo="19", confidence=0.9, coder="test",
    )  # fmt: skip
    coded = Coded(document=Document(doc_id="d", text=text, published=FRIDAY), events=(event,))
    line = Place(**at(text, dateline)) if dateline else None
    return resolve(coded, RESOURCES, [Span(**at(text, dateline))] if line else [], sentences).events[0]


def test_a_mention_is_read_in_the_sentence_that_it_stands_in():
    text = "Police in Lagos surrounded the square. Mexico condemned the raid, which followed a strike."
    event = resolved(text, "raid", actors=["Police"])
    assert event.actors[0].code == "NGACOP"


def test_a_person_named_in_full_in_passing_explains_the_surname():
    text = "The movement of Moqtada al-Sadr won. Sadr attacked the army in 2004."
    assert resolved(text, "attacked", actors=["Sadr#2"]).actors[0].code == "IRQREL"


@pytest.mark.parametrize(
    ("text", "when", "status", "day"),
    [
        ("The men were set free by the army on Monday.", "Monday", "actual", date(2020, 6, 8)),
        ("The general was killed by an American drone in January.", "January", "actual", date(2020, 1, 1)),
        ("The army will free the men. It killed two on Monday.", "Monday", "actual", date(2020, 6, 8)),
        ("The army will have killed them by Monday.", "Monday", "planned", date(2020, 6, 15)),
        ("The march that killed nobody is on Tuesday.", "Tuesday", "planned", date(2020, 6, 16)),
        ("On March 11 two were killed; a third had died three days earlier.", "three days earlier", "historical", date(2020, 3, 8)),
    ],
)  # fmt: skip
def test_days_lie_behind_what_was_done_and_ahead_of_what_is_planned(text, when, status, day):
    trigger = "free" if "set free" in text else "killed"
    assert resolved(text, trigger, when=when, status=status).when.start_day == day


def test_a_promise_of_the_past_was_made_in_a_month_that_is_over():
    text, about = "The step keeps a promise made in July.", About(type="RETREAT", modes=())
    event = resolved(text, "promise", kind="AGREE", about=about, status="historical", when="July")
    assert event.when.start_day == date(2019, 7, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rebels attacked the post on Monday.", date(2020, 6, 8)),
        ("The ministry said on Monday that rebels had attacked the post.", None),
        ("The mission left after Monday's vote, and rebels attacked the post.", None),
    ],
)
def test_the_day_of_a_sentence_is_that_of_its_deed_alone(text, day):
    when = resolved(text, "attacked").when
    assert (when and when.start_day) == day


def test_the_day_of_a_dateline_is_no_day_of_the_deed():
    text = "BAGHDAD, June 12 - Rebels had attacked the post."
    assert resolved(text, "attacked", dateline="BAGHDAD").when is None


def test_the_year_of_a_dateline_is_no_time_of_the_deed():
    text = "BAGHDAD, June 12, 2020 - Rebels attacked the post on Thursday."
    assert resolved(text, "attacked", when=", 2020", dateline="BAGHDAD").when.start_day == date(2020, 6, 11)


def test_talk_is_where_the_dateline_is_but_what_is_planned_is_not():
    text = "Envoys meet again. BAGHDAD, June 12 - Iraq praised the talks."
    assert resolved(text, "praised", kind="SUPPORT", dateline="BAGHDAD").where.name == "Baghdad"
    assert resolved(text, "praised", kind="SUPPORT", status="planned", dateline="BAGHDAD").where is None


def test_what_others_came_after_is_counted_from_the_day_told_before():
    text = "The envoy said on Wednesday, three days after a barrage hit the base, that he would stay."
    assert resolved(text, "barrage").when.start_day == date(2020, 6, 7)


def test_what_came_days_after_another_deed_has_the_day_that_is_told_or_none():
    text = "Parliament voted on Sunday, two days after a strike, to ask the troops to leave."
    assert resolved(text, "ask", kind="REQUEST", when="two days").when.start_day == date(2020, 6, 7)
    when = resolved(
        "Two days after a strike, parliament asked the troops to leave.", "asked", kind="REQUEST", when="Two days"
    ).when
    assert (when.start_day, when.rule) == (None, "came-after-another")


@pytest.mark.parametrize("answer", ["in its first direct answer to the", "in retaliation for the", "to avenge the"])
def test_a_deed_that_is_answered_has_not_the_day_of_the_answer(answer):
    text = f"Iran fired missiles at two bases on Monday {answer} killing of a general."
    assert resolved(text, "fired").when.start_day == date(2020, 6, 8)
    assert resolved(text, "killing", when="Monday").when is None


def test_a_deed_that_is_answered_is_not_where_the_answer_is():
    text = "Iran fired missiles at a base near Erbil in answer to the killing of a general in Baghdad."
    assert resolved(text, "fired", where="Erbil").where.name == "Erbil"
    assert resolved(text, "killing", where="Erbil").where is None
    assert resolved(text, "killing", where="Baghdad").where.name == "Baghdad"


def test_what_others_had_come_after_has_no_day_where_theirs_is_not_told():
    text = "Troops had left the town five days after a barrage hit the base."
    when = resolved(text, "barrage").when
    assert (when.text, when.start_day, when.rule) == ("five days", None, "others-came-after-it")
    text = "Troops had left Basra five days after a barrage hit the base."
    assert resolved(text, "barrage", where="Basra").where is None
    assert resolved(text, "left", kind="RETREAT", where="Basra").where.name == "Basrah"


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("The rockets hit a militia supported by Iran.", "ASSAULT", None),
        ("The rockets hit a base in Iran.", "ASSAULT", "Iran"),
        ("Washington blamed the militia for the rockets.", "ASSAULT", None),
        ("Officials from Basra condemned the rockets.", "ACCUSE", None),
        ("Officials condemned the rockets at a rally in Basra.", "ACCUSE", "Basrah"),
    ],
)
def test_a_state_that_acts_is_no_place_and_talk_is_where_it_is_told_to_be(text, kind, place):
    where = resolved(text, "rockets", kind=kind).where
    assert (where and where.name) == place


def test_an_embassy_is_not_in_the_state_that_it_is_of():
    assert (
        resolved("Rockets hit near the U.S. Embassy in Baghdad.", "hit", where="U.S. Embassy").where.name == "Baghdad"
    )
    assert resolved("Rockets hit near the U.S. Embassy.", "hit", where="U.S. Embassy").where.country is None


@pytest.mark.parametrize("text", ["Rockets hit Xyzabad. Iran denied it.", "Rockets hit Xyzabad in March."])
def test_an_unknown_place_lies_in_no_place_of_the_next_sentence_and_in_no_month(text):
    assert resolved(text, "hit", where="Xyzabad").where.rule is None


@pytest.mark.parametrize(
    ("text", "deed", "town", "country"),
    [
        ("The Yugoslav navy shelled Dubrovnik.", "shelled", "Dubrovnik", "HRV"),  # the only one of its size
        ("Iraqi jets bombed Tikrit and Baquba.", "bombed", "Baquba", "IRQ"),
        ("Gunmen killed Xyzabad in Basra, Iraq.", "killed", "Xyzabad", None),
    ],
)
def test_a_town_that_is_hit_is_of_the_country_it_lies_in(text, deed, town, country):
    assert resolved(text, deed, recipients=[town]).recipients[0].country == country


def test_a_town_that_no_other_country_has_is_where_it_is_whoever_acts():
    assert resolved("The Yugoslav navy shelled Dubrovnik.", "shelled", where="Dubrovnik").where.country == "HRV"


@pytest.mark.parametrize("where", ["LONDON", None])
@pytest.mark.parametrize(
    ("actor", "deed", "recipient", "place"),
    [
        ("British jets", "bombed", "two Libyan bases", None),
        ("British police", "shot", "a Libyan man", "London"),
        ("Gunmen", "shot", "a Libyan man", "London"),
    ],
)
def test_forces_that_strike_abroad_do_not_strike_where_the_story_is_filed(actor, deed, recipient, place, where):
    text = f"LONDON - {actor} {deed} {recipient}."
    found = resolved(text, deed, actors=[actor], recipients=[recipient], where=where, dateline="LONDON").where
    assert (found and found.name) == place


@pytest.mark.parametrize(
    ("text", "deed", "actor", "dateline", "country"),
    [
        ("NAIROBI (Agency) - Chief Justice Amos Kwele condemned the raid.", "condemned", "Chief Justice Amos Kwele", "NAIROBI", "KEN"),
        ("NAIROBI (Agency) - Prime Minister Ana Dumitru condemned Uganda.", "condemned", "Prime Minister Ana Dumitru", "NAIROBI", None),
        ("Crowds met in Lagos and Kano. Governor Femi Adewusi imposed a curfew.", "imposed", "Governor Femi Adewusi", None, "NGA"),
        ("Crowds met in Lagos and Kumasi. Governor Femi Adewusi imposed a curfew.", "imposed", "Governor Femi Adewusi", None, None),
    ],
)  # fmt: skip
def test_an_unknown_holder_of_an_office_is_at_home_where_no_other_state_is_told(text, deed, actor, dateline, country):
    assert resolved(text, deed, actors=[actor], dateline=dateline).actors[0].country == country


def test_a_spokesman_without_more_speaks_for_the_body_told_before():
    text = (
        "The Pentagon will leave Afghanistan, officials in Afghanistan said. Spokesman Dale Orwin rejected the demand."
    )
    event = resolved(text, "rejected", kind="REJECT", actors=["Spokesman Dale Orwin"], recipients=["Pentagon"])
    assert (event.actors[0].country, event.actors[0].rule) == ("USA", "spokesman of the body before")
    rebels = "The Taliban bombed a bank in Paris, France. Spokesman Dale Orwin rejected the demand."
    assert (
        resolved(rebels, "rejected", actors=["Spokesman Dale Orwin"], recipients=["Taliban"]).actors[0].code == "AFGREB"
    )
    other = rebels.replace("Spokesman", "Police spokesman")
    assert (
        resolved(other, "rejected", actors=["Police spokesman Dale Orwin"], recipients=["Taliban"]).actors[0].code
        != "AFGREB"
    )
    alone = resolved(
        "In Afghanistan Spokesman Dale Orwin rejected the demand.", "rejected", actors=["Spokesman Dale Orwin"]
    )
    assert alone.actors[0].country is None


def test_a_capital_that_acts_is_no_place_of_the_sentence():
    text = "South Korea accused Pyongyang after investigators showed the weapon. South Korea will act."
    assert resolved(text, "showed", kind="ACCUSE", actors=["investigators"]).actors[0].country == "KOR"


def test_where_somebody_goes_is_no_place_of_the_sentence():
    text = "Israel shot activists on a ship that carried flour to Khan Younis. Israel and Israel said so."
    assert resolved(text, "shot", recipients=["activists"]).recipients[0].rule != "place of the sentence"


def test_what_the_united_states_have_not_is_of_the_other_country_of_a_story_filed_there():
    text = "WASHINGTON - The president spoke of Iraq. Parliament condemned the raid. The government praised the raid."
    assert (
        resolved(text, "condemned", kind="ACCUSE", actors=["Parliament"], dateline="WASHINGTON").actors[0].code
        == "IRQLEG"
    )
    alone = text.replace("Iraq", "the weather")
    assert (
        resolved(alone, "praised", kind="SUPPORT", actors=["government"], dateline="WASHINGTON").actors[0].code
        == "USAGOV"
    )


@pytest.mark.parametrize(
    ("text", "deed", "kind", "who", "country"),
    [
        (
            "Crowds stood in Minsk on Tuesday. Plainclothes men dragged three away.",
            "dragged",
            "COERCE",
            "Plainclothes men",
            "BLR",
        ),
        ("Crowds stood in Minsk on Tuesday. Soldiers dragged three away.", "dragged", "COERCE", "Soldiers", "LTU"),
    ],
)
def test_police_of_an_arrest_are_of_where_the_paragraph_has_it(text, deed, kind, who, country):
    text = f"VILNIUS - {text}"
    found = resolved(text, deed, kind=kind, actors=(who,), where="Minsk", dateline="VILNIUS")
    assert [a.country for a in found.actors] == [country]


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("Iraq and Turkey opened talks in Baghdad.", ()),
        ("Iraq and Turkey opened talks in Geneva.", ("third-party",)),
    ],
)
def test_talks_on_the_ground_of_a_side_are_at_no_third_partys(text, modes):
    found = resolved(
        text,
        "opened talks",
        kind="CONSULT",
        modes=("third-party",),
        actors=("Iraq", "Turkey"),
        where=text.split()[-1][:-1],
    )
    assert found.modes == modes
    assert ("own-ground-is-no-third-party" in found.rules) == (not modes)


def test_a_capital_that_only_hosts_talks_tells_nothing_of_the_government():
    text = "DAKAR - Rebels of Chad met the government at a conference in Rabat. Chad hopes for peace. Chad is poor."
    found = resolved(text, "met", kind="CONSULT", actors=("government",), dateline="DAKAR")
    assert [a.country for a in found.actors] == ["TCD"]


@pytest.mark.parametrize(
    ("text", "deed", "kind", "place"),
    [
        ("Envoys met in Amman on Monday, and the kingdom has offered a truce.", "offered", "AGREE", None),
        ("The union rejected the draft; crowds marched in Basra.", "rejected", "REJECT", None),
        ("The ministry turned down the plea, a clerk said in Basra.", "turned down", "REJECT", None),
        ("He accused the authorities in Kabul of theft.", "accused", "ACCUSE", None),
        ("In Basra, kin of a man who was shot in the spring demanded aid.", "demanded", "REQUEST", "Basrah"),
        ("Ministers will meet again in Ankara on June 20.", "meet", "AGREE", "Ankara"),
    ],
)
def test_talk_is_where_its_own_clause_tells(text, deed, kind, place):
    where = resolved(text, deed, kind=kind).where
    assert (where and where.name) == place


def test_the_agency_of_a_dateline_is_no_place():
    text = "ADI KEYH, Eritrea (Sahel Wire) - Guards shot a herder."
    assert resolved(text, "shot", where="ADI KEYH", dateline="ADI KEYH, Eritrea").where.country == "ERI"


def test_a_story_of_two_datelines_is_where_its_doers_are():
    text = "LISBON/NAIROBI (Agency) - Portuguese police beat students."
    assert resolved(text, "beat", actors=["Portuguese police"], dateline="LISBON").where.country == "PRT"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Senegal sealed its southern border, while Nigeria promised soldiers.", "southern border"),
        ("Senegal closed the border post at Xyzabad, and Nigeria promised soldiers.", "Xyzabad"),
    ],
)
def test_who_closes_a_border_is_on_his_own_side(text, where):
    deed = "sealed" if "sealed" in text else "closed"
    assert resolved(text, deed, kind="COERCE", actors=["Senegal"], where=where).where.country == "SEN"


def test_where_troops_were_flown_from_is_not_where_they_fought():
    text = "Gunmen were shot by commandos flown in from Basra."
    assert resolved(text, "shot", where="Basra").where is None


def test_what_is_decided_in_a_story_at_home_is_at_home():
    story = (
        "NAIROBI (Agency) - Kenyan unions struck. " + "Kenya's schools stayed shut and Kenyan parents were angry. " * 16
    )
    text = story + "The Kenyan parliament rejected the budget. Rwanda was silent."
    found = resolved(text, "rejected", kind="REJECT", actors=["The Kenyan parliament"], dateline="NAIROBI").where
    assert (found.country, found.rule) == ("KEN", "story-at-home")
    brief = "NAIROBI (Agency) - Kenyan unions struck. The Kenyan parliament rejected the budget."
    assert (
        resolved(brief, "rejected", kind="REJECT", actors=["The Kenyan parliament"], dateline="NAIROBI").where is None
    )


@pytest.mark.parametrize(("doer", "place"), [("Iran", None), ("Gunmen", "Washington")])
def test_one_state_does_not_strike_another_where_a_third_has_the_story_filed(doer, place):
    text = f"WASHINGTON - {doer} shelled an Iraqi base on Wednesday."
    where = resolved(text, "shelled", actors=(doer,), recipients=("Iraqi base",), dateline="WASHINGTON").where
    assert (where and where.name) == place
