"""Tagged documents to records."""

from __future__ import annotations

from dragoman.coding import code
from dragoman.records import Document, Mention, Role, Sentence, Tagged, Trigger

TEXT = "The Kurdistan Democratic Party (KDP) rejected the vote."


def test_a_span_takes_the_bracket_that_closes_it():
    mention = Mention(kind="actor", start=4, end=TEXT.index(")"))
    trigger = Trigger(
        task="event",
        label="REJECT",
        start=TEXT.index("rejected"),
        end=TEXT.index("rejected") + 8,
        probability=0.9,
        roles=(Role(name="actor", mention=mention, probability=0.9),),
    )
    tagged = Tagged(
        document=Document(doc_id="d", text=TEXT),
        sentences=(Sentence(start=0, end=len(TEXT)),),
        triggers=(trigger,),
        mentions=(mention,),
    )
    (event,) = code(tagged, "test").events
    assert event.actors[0].text == "Kurdistan Democratic Party (KDP)"
    assert TEXT[event.actors[0].start : event.actors[0].end] == event.actors[0].text
