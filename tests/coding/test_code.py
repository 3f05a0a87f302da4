"""Tagged documents to records."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.coding import code
from dragoman.records import Document, Mention, Role, Sentence, Tagged, Trigger

TEXT = "The Kurdistan Democratic Party (KDP) rejected the vote."


MENTION = Mention(kind="actor", start=4, end=TEXT.index(")"))
TAGGED = Tagged(
    document=Document(doc_id="d", text=TEXT),
    sentences=(Sentence(start=0, end=len(TEXT)),),
    triggers=(
        Trigger(
            task="event",
            label="REJECT",
            start=TEXT.index("rejected"),
            end=TEXT.index("rejected") + 8,
            probability=0.9,
            roles=(Role(name="actor", mention=MENTION, probability=0.9),),
        ),
    ),
    mentions=(MENTION,),
)


def events_of(text, words, label="REJECT"):
    """How many events a text with one trigger gives."""
    at = text.index(words)
    tagged = replace(
        TAGGED,
        document=Document(doc_id="d", text=text),
        sentences=(Sentence(start=0, end=len(text)),),
        triggers=(replace(TAGGED.triggers[0], label=label, start=at, end=at + len(words), roles=()),),
    )
    return len(code(tagged, "test").events)


def test_a_span_takes_the_bracket_that_closes_it():
    (event,) = code(TAGGED, "test").events
    assert event.actors[0].text == "Kurdistan Democratic Party (KDP)"
    assert TEXT[event.actors[0].start : event.actors[0].end] == event.actors[0].text


def test_an_event_below_the_least_confidence_is_not_told():
    assert code(TAGGED, "test", least=0.9).events
    assert not code(TAGGED, "test", least=0.91).events


@pytest.mark.parametrize(("words", "events"), [("are in", 0), ("for", 0), ("would not", 1), ("out", 1)])
def test_words_without_a_deed_are_no_event(words, events):
    text = f"The rebels {words} Goma."
    assert events_of(text, words) == events


@pytest.mark.parametrize(
    ("text", "label", "events"),
    [
        ("Oslo is considering sending aid to Harare.", "AID", 0),
        ("Oslo was still weighing whether to send aid to Harare.", "AID", 0),
        ("Unions are mulling a new strike.", "PROTEST", 0),
        ("Oslo is considering a request from Harare.", "REQUEST", 1),
        ("Considering the aid it sent, Oslo expected thanks.", "AID", 1),
        ("Oslo is considering the levy that it imposed and sent aid.", "AID", 1),
    ],
)
def test_a_step_that_is_only_considered_is_no_event(text, label, events):
    words = next(w for w in ("sending aid", "send aid", "strike", "request", "sent aid", "aid") if w in text)
    assert events_of(text, words, label) == events


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Iran fired at two bases in answer to the killing of a general.", []),
        ("Iran marked the anniversary of the killing of a general.", []),
        ("The envoy spoke of a reply to Iran's killing of a general.", ["Iran"]),
        ("Iran was blamed for the killing of a general.", ["Iran"]),
    ],
)
def test_who_answers_a_deed_has_not_done_it(text, actors):
    at, who = text.index("killing"), text.index("Iran")
    mention = Mention(kind="actor", start=who, end=who + 4)
    roles = (Role(name="actor", mention=mention, probability=0.4),)
    tagged = replace(
        TAGGED,
        document=Document(doc_id="d", text=text),
        sentences=(Sentence(start=0, end=len(text)),),
        triggers=(replace(TAGGED.triggers[0], label="ASSAULT", start=at, end=at + 7, roles=roles),),
        mentions=(mention,),
    )
    assert [a.text for a in code(tagged, "test").events[0].actors] == actors
