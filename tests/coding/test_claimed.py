"""Who claims an attack is its actor."""

from __future__ import annotations

import pytest

from dragoman.coding import code
from dragoman.coding.claimed import RULE
from dragoman.records import Document, Mention, Sentence, Tagged, Trigger


def actors(text: str, deed: str, *mentions: str) -> tuple[list[str], list[str], bool]:
    """Actors and sources of the deed in a text, and whether the rule gave them."""
    starts = [0, *(i + 2 for i in range(len(text)) if text.startswith(". ", i))]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    at = text.index(deed)
    tagged = Tagged(
        document=Document(doc_id="d", text=text),
        sentences=tuple(Sentence(start=a, end=b) for a, b in zip(starts, ends, strict=True)),
        triggers=(Trigger(task="event", label="ASSAULT", start=at, end=at + len(deed), probability=0.9),),
        mentions=tuple(
            Mention(kind="actor", start=text.index(m), end=text.index(m) + len(m)) for m in mentions if m in text
        ),
    )
    (event,) = code(tagged, "test").events
    return [a.text for a in event.actors], [a.text for a in event.said_by], RULE in event.rules


@pytest.mark.parametrize(
    ("text", "deed", "who"),
    [
        ("The Red Dawn claimed responsibility for the attack in Oruro.", "attack", "Red Dawn"),
        ("A bomb killed two men in Oruro. The Red Dawn has claimed responsibility.", "killed", "Red Dawn"),
        ("A bomb killed two men. The Red Dawn, in a note sent to a radio, took credit.", "killed", "Red Dawn"),
        ("The Red Dawn, which on Monday claimed responsibility for the blast, is small.", "blast", "Red Dawn"),
        ("The blast in Oruro was claimed by the Red Dawn.", "blast", "Red Dawn"),
        ("Responsibility for the blast was later claimed by the Red Dawn.", "blast", "Red Dawn"),
        ("THE RED DAWN TODAY CLAIMED RESPONSIBILITY FOR THE MURDER OF A JUDGE.", "MURDER", "RED DAWN"),
    ],
)
def test_who_claims_it_did_it_and_says_so(text, deed, who):
    assert actors(text, deed, who) == ([who], [who], True)


def test_a_name_that_the_tagger_did_not_see_is_found():
    text = "Gunmen shot a judge in Oruro on Monday. The Front of the Red Dawn took credit for it."
    assert actors(text, "shot") == (["Front of the Red Dawn"], ["Front of the Red Dawn"], True)


@pytest.mark.parametrize(
    "text",
    [
        "No one has claimed responsibility for the blast.",
        "A bomb went off. Neither the Red Dawn nor anybody else has claimed responsibility for the blast.",
        "The Red Dawn has not claimed responsibility for the blast.",
        "The Red Dawn claimed the land that the blast had spared.",
        "Months before the blast. The Red Dawn grew. It sang. It was loved. Then the Red Dawn took credit for the harvest.",
        "The Red Dawn met. A clerk claimed responsibility for the blast.",
    ],
)
def test_nobody_claims(text):
    assert actors(text, "blast", "Red Dawn")[2] is False


def test_what_was_told_already_is_not_told_twice():
    text = "The Red Dawn claimed responsibility for the attack, and the Red Dawn claimed responsibility again."
    assert actors(text, "attack", "Red Dawn")[0] == ["Red Dawn"]
