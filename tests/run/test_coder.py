"""What texts yield, from the words up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.read import read_text
from dragoman.records import DOUBTFUL


def events_of(coder, text, published=date(2020, 6, 12)):
    return coder.code([read_text(text, published=published)])[0].events


CASES = [
    ("Police in Nairobi arrested 12 opposition activists on Monday.", "COERCE", "KEN", None, "actual"),
    ("The United States imposed sanctions on Iran on Tuesday.", "SANCTION", "USA", "IRN", "actual"),
    ("France condemned Turkey over the drilling on Friday.", "ACCUSE", "FRA", "TUR", "actual"),
    ("Iran has freed two British sailors, the foreign ministry said.", "RETREAT", "IRN", "GBR", "actual"),
    ("Germany will provide 50 million euros in aid to Lebanon next month.", "AGREE", "DEU", "LBN", "planned"),
    ("THE GUERRILLAS KILLED FOUR SOLDIERS IN AN AMBUSH YESTERDAY.", "ASSAULT", None, None, "actual"),
    ("Russia rejected a British demand to hand over the suspects.", "REJECT", "RUS", "GBR", "actual"),
    ("China urged North Korea to return to the talks.", "REQUEST", "CHN", "PRK", "actual"),
]


@pytest.mark.parametrize(("text", "type_", "actor", "recipient", "status"), CASES)
def test_meaning(coder, text, type_, actor, recipient, status):
    found = events_of(coder, text)
    event = max((e for e in found if e.type == type_), key=lambda e: e.confidence, default=None)
    assert event, [(e.type, e.trigger.text) for e in found]
    assert event.status == status
    assert actor is None or actor in {a.country for a in event.actors}
    assert recipient is None or recipient in {a.country for a in event.recipients}


@pytest.mark.parametrize(
    "text",
    [
        "The striker fired his shot past the keeper and Arsenal won the derby.",
        "A 6.2-magnitude earthquake shook the island, toppling houses, the geological survey said.",
        "Inflation eased to 3 percent in May as fuel prices fell.",
    ],
)
def test_no_event(coder, text):
    assert events_of(coder, text) == ()


def test_every_value_points_to_its_words(coder):
    text = (
        "BAGHDAD - Militias fired rockets at the Green Zone on Wednesday, killing two soldiers, Iraqi officials said."
    )
    (coded,) = coder.code([read_text(text, published=date(2020, 6, 12))])
    for e in coded.events:
        spans = [
            e.trigger,
            e.sentence,
            *e.actors,
            *e.recipients,
            *e.said_by,
            *filter(None, (e.when, e.where)),
            *e.counts.values(),
        ]
        assert all(text[s.start : s.end] == s.text for s in spans)
        assert coder.version == e.coder


def test_counts_place_and_day(coder):
    text = "Militias fired rockets at a base near Kirkuk in northern Iraq on Wednesday, killing two soldiers."
    event = next(e for e in events_of(coder, text) if e.type == "ASSAULT" and "killed" in e.counts)
    assert event.counts["killed"].low == 2
    assert event.where and event.where.country == "IRQ"
    assert event.when and event.when.start_day == date(2020, 6, 10)


def test_what_others_came_after_was_before_the_story(coder):
    text = "Iraq's parliament voted on Sunday to expel foreign troops, two days after an American strike hit a convoy in Baghdad."
    days = {e.trigger.text: e.when.start_day for e in events_of(coder, text, date(2020, 1, 5)) if e.when}
    assert {day for trigger, day in days.items() if "strike" in trigger or trigger == "hit"} == {date(2020, 1, 3)}


def test_who_opens_a_clause_of_his_own_is_no_side(coder):
    text = "Six rockets were fired at the airport of Erbil, where American troops are based, officials said."
    fired = next(e for e in events_of(coder, text) if "fired" in e.trigger.text)
    assert not {"American troops"} & {a.text for a in (*fired.actors, *fired.recipients)}


def test_relations_that_improved_have_improved(coder):
    text = (
        "Relations between Washington and Baghdad have steadily improved since a new prime minister took office in May."
    )
    (told,) = coder.code([read_text(text)])[0].relations
    assert (told.direction, told.rule) == ("improve", "words-tell-direction")


def test_a_mention_that_joins_states_gives_an_actor_of_each(coder):
    (fired,) = events_of(coder, "Lao and Burmese soldiers clashed on the Mekong on Monday.")
    assert {(a.text, a.country) for a in fired.actors} == {("Lao and Burmese soldiers", c) for c in ("LAO", "MMR")}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Iraqis fear that the closure would be followed by American air strikes on militias.", "hypothetical"),
        ("Residents fear they could lose their homes after soldiers shelled the town on Monday.", "actual"),
    ],
)
def test_what_is_feared_has_not_happened(coder, text, status):
    assert {e.status for e in events_of(coder, text) if e.type == "ASSAULT"} == {status}


@pytest.mark.parametrize(
    ("text", "type_", "actor"),
    [
        ("Iran said it had arrested eight spies in Tehran.", "COERCE", "IRN"),
        ("Russia said on Friday it had expelled two British diplomats.", "SANCTION", "RUS"),
        (
            "The Taliban claimed responsibility for the attack, which wounded dozens of people in Kabul.",
            "ASSAULT",
            "AFG",
        ),
        ("A bomb killed five soldiers near Mosul on Sunday. Islamic State claimed responsibility.", "ASSAULT", "IMG"),
    ],
)
def test_who_says_that_it_did_it_is_the_actor(coder, text, type_, actor):
    assert any(e.type == type_ and actor in {a.country for a in e.actors} for e in events_of(coder, text))


def test_what_is_agreed_for_a_month_lies_ahead(coder):
    [agreed] = [
        e
        for e in events_of(coder, "The leaders of Greece and Turkey agreed to meet in May.", date(2015, 2, 1))
        if e.type == "AGREE"
    ]
    assert (agreed.status, agreed.when.start_day) == ("actual", date(2015, 5, 1))


def test_a_town_that_is_left_is_no_recipient(coder):
    [left] = [e for e in events_of(coder, "Houthi fighters withdrew from Aden.") if e.type == "RETREAT"]
    assert left.recipients == ()


def test_the_injured_are_not_the_killed_and_a_total_is_final(coder):
    text = "Soldiers clashed with separatists in Lalo village. Two separatists were killed. One soldier was injured."
    [clash] = [e for e in events_of(coder, text) if e.trigger.text.startswith("clashed")]
    assert {kind: count.low for kind, count in clash.counts.items()} == {"killed": 2, "injured": 1}
    text = "Tribesmen clashed with militants near Dula, leaving two militants dead. Total fatalities coded as 4."
    assert any(e.counts["killed"].low == 4 for e in events_of(coder, text) if "killed" in e.counts)


def test_force_level(coder):
    text = "About 5,200 American troops are stationed in Iraq."
    (coded,) = coder.code([read_text(text, published=date(2020, 6, 12))])
    (figure,) = coded.figures
    assert (figure.kind, figure.value.low) == ("forces", 5200)
    assert figure.where and figure.where.country == "IRQ"


def test_furniture_is_never_coded(coder):
    text = (
        "THE HARBOR LEDGER Trusted news since 1911\n\nPolice arrest dozens in capital\n\n"
        "LAGOS, June 11, 2020 - The minister opened a school on Thursday and thanked its teachers for their work over many years.\n\n"
        "Rebels attack village, killing nine\n\n"
        "He said that a second school would be built by the town within two years, if the budget allows it, and asked for patience."
    )
    document = read_text(text)
    kinds = {f.kind: text[f.start : f.end] for f in document.furniture}
    assert kinds.get("related") == "Rebels attack village, killing nine"
    assert not [
        e for e in coder.code([document])[0].events if "Rebels" in e.sentence.text or "dozens" in e.sentence.text
    ]


def test_long_documents_are_read_to_the_end(coder):
    filler = "The committee met for an hour and read the minutes of its last session without any remarks. " * 200
    found = events_of(coder, filler + "Rebels killed nine villagers in an attack near Beni on Sunday.")
    assert any(e.type == "ASSAULT" and e.trigger.start > len(filler) for e in found)


def test_alone_or_together_is_the_same(coder):
    texts = [case[0] for case in CASES]
    together = coder.code([read_text(t, published=date(2020, 6, 12)) for t in texts])
    for text, coded in zip(texts, together, strict=True):
        alone = events_of(coder, text)
        assert [(e.type, e.trigger) for e in alone] == [(e.type, e.trigger) for e in coded.events]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=400).filter(str.strip))
def test_any_text_is_coded_without_fault(coder, text):
    try:
        document = read_text(text)
    except InputError:
        return  # nothing to be seen in it
    (coded,) = coder.code([document])
    assert all(document.text[e.trigger.start : e.trigger.end] == e.trigger.text for e in coded.events)


def test_mentions(coder):
    text = "President Emmanuel Macron met officials in Beirut on Monday and promised 20 million euros."
    (found,) = coder.mentions([read_text(text, published=date(2020, 8, 8), doc_id="x")])
    assert {m["kind"] for m in found} >= {"actor", "place", "time", "quantity"}
    assert all(text[m["start"] : m["end"]] == m["text"] and m["doc_id"] == "x" for m in found)
    assert next(m for m in found if m["kind"] == "time")["value"] == "2020-08-03"


def test_a_village_is_put_where_its_district_is(coder):
    text = "Gunmen attacked a police post in Qurbaqa village, Kirkuk province, on Monday, killing a policeman."
    event = next(e for e in events_of(coder, text) if e.type == "ASSAULT")
    assert event.where and (event.where.country, event.where.lat is not None) == ("IRQ", True)


def test_what_is_long_past_is_history(coder):
    assert events_of(coder, "Police in Nairobi arrested 12 activists in March 2017.")[0].status == "historical"
    event = events_of(coder, "Police in Nairobi arrested 12 activists on March 3.")[0]
    assert (event.status, event.rules) == ("historical", ("long-past-is-historical",))


def test_a_document_is_coded_alike_in_any_company(coder):
    texts = [text for text, *_ in CASES] + [" ".join(text for text, *_ in CASES)]
    documents = [read_text(text, published=date(2020, 6, 12)) for text in texts]
    assert coder.code(documents) == [coder.code([document])[0] for document in documents]
    assert coder.code(documents[::-1])[::-1] == coder.code(documents)


def test_two_threads_code_as_one(coder):
    documents = [read_text(text, published=date(2020, 6, 12)) for text, *_ in CASES]
    assert replace(coder, model=replace(coder.model, threads=2)).code(documents) == coder.code(documents)


def test_what_is_as_likely_wrong_as_right_is_for_review(coder):
    found = [e for text, *_ in CASES for e in events_of(coder, text)]
    assert {e.review for e in found if e.confidence < DOUBTFUL} <= {True}
    assert {e.review for e in found if e.confidence >= DOUBTFUL} == {False}


def test_men_and_arms_are_counted_apart(coder):
    text = "Turkey has about 1,200 soldiers and 25 tanks at a camp near Mosul, an official said on Monday."
    (coded,) = coder.code([read_text(text, published=date(2020, 6, 12))])
    assert {(f.kind, f.value.low) for f in coded.figures} == {("forces", 1200.0), ("weapons", 25.0)}
    for figure in coded.figures:
        assert text[figure.value.start : figure.value.end] == figure.value.text


def test_what_goes_on_from_a_long_past_time_is_history(coder):
    past = "In March 2017 soldiers seized the palace. The new rulers arrested forty officials."
    assert {e.status for e in events_of(coder, past) if e.type == "COERCE"} == {"historical"}
    now = "The truce that began in March 2017 holds. Police in Nairobi arrested forty officials."
    assert {e.status for e in events_of(coder, now) if e.type == "COERCE"} == {"actual"}


def test_each_side_is_as_sure_as_its_part_in_that_event(coder):
    text = "France condemned Turkey on Monday, recalled its envoy and sent two warships. France said it would go on."
    (coded,) = coder.code([read_text(text, published=date(2020, 6, 12))])
    sides = [a for e in coded.events for a in (*e.actors, *e.recipients) if not e.rules]
    assert sides
    assert all(a.confidence is not None and 0 < a.confidence <= 1 for a in sides)
    assert all(q.speaker is None or q.speaker.confidence is None for q in coded.quotes)


def test_who_speaks_of_an_attack_has_not_done_it(coder):
    text = (
        "President Donald Trump said on the morning after the Jan. 8 strike on Ain al-Asad that nobody had been hurt."
    )
    found = [e for e in events_of(coder, text) if e.type == "ASSAULT"]
    assert found
    assert not any(a.actor_id == "person:donald-trump" for e in found for a in e.actors)


def test_the_dead_of_the_next_sentence_have_not_fired(coder):
    text = (
        "Ten rockets fell on the Taji camp on Wednesday, killing three soldiers. "
        "The dead Briton was a reservist of the Irish Guards, Lance Corporal Brian Gale, London said."
    )
    found = [e for e in events_of(coder, text) if e.type == "ASSAULT"]
    assert found
    assert not [a.text for e in found for a in e.actors if a.start > text.index("The dead")]
