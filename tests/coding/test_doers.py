"""Who claims an attack, says that it did something, or fights somebody is the actor."""

from __future__ import annotations

import pytest

from dragoman.coding import code
from dragoman.coding.doers import CLAIMANT, DONE_WITH
from dragoman.records import Document, Mention, Role, Sentence, Tagged, Trigger


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
    return [a.text for a in event.actors], [a.text for a in event.said_by], CLAIMANT in event.rules


@pytest.mark.parametrize(
    ("text", "deed", "who"),
    [
        ("The Red Dawn claimed responsibility for the attack in Oruro.", "attack", "Red Dawn"),
        ("A bomb killed two men in Oruro. The Red Dawn has claimed responsibility.", "killed", "Red Dawn"),
        ("A bomb killed two men. The Red Dawn, in a note sent to a radio, took credit.", "killed", "Red Dawn"),
        ("The Red Dawn, which on Monday claimed responsibility for the blast, is small.", "blast", "Red Dawn"),
        ("The Red Dawn claimed Monday's suicide bombing in Oruro.", "bombing", "Red Dawn"),
        (
            "A bomb killed two men in Oruro. The Red Dawn took responsibility on Sunday for the bombing.",
            "killed",
            "Red Dawn",
        ),
        ("A bomb killed two men. The Red Dawn said it was responsible for the attack.", "killed", "Red Dawn"),
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
        "The blast killed two. The Red Dawn took full responsibility for the failings of the police.",
        "The blast killed two. The Red Dawn took responsibility and resigned.",
        "The blast killed two. The Red Dawn took credit for the harvest.",
        "The blast killed two. The Red Dawn said it was responsible for the harvest.",
        "The blast killed two. The Red Dawn said it was not responsible for the blast.",
        "The blast killed two. The seat was claimed by the Red Dawn.",
        "The Red Dawn met. A clerk claimed responsibility for the blast.",
    ],
)
def test_nobody_claims(text):
    assert actors(text, "blast", "Red Dawn")[2] is False


def test_what_was_told_already_is_not_told_twice():
    text = "The Red Dawn claimed responsibility for the attack, and the Red Dawn claimed responsibility again."
    assert actors(text, "attack", "Red Dawn")[0] == ["Red Dawn"]


def self_told(text: str, deed: str, speaker: str, label: str = "COERCE") -> list[str]:
    """Actors of a deed whose source alone the tagger saw."""
    at, mention = (
        text.index(deed),
        Mention(kind="actor", start=text.index(speaker), end=text.index(speaker) + len(speaker)),
    )
    trigger = Trigger(
        task="event",
        label=label,
        start=at,
        end=at + len(deed),
        probability=0.9,
        roles=(Role(name="said_by", mention=mention, probability=0.9),),
    )
    tagged = Tagged(
        document=Document(doc_id="d", text=text),
        sentences=(Sentence(start=0, end=len(text)),),
        triggers=(trigger,),
        mentions=(mention,),
    )
    (event,) = code(tagged, "test").events
    assert [a.text for a in event.said_by] == [speaker]
    return [a.text for a in event.actors]


@pytest.mark.parametrize(
    ("text", "deed", "speaker", "label"),
    [
        ("Iran said it had arrested eight spies.", "arrested", "Iran", "COERCE"),
        ("Russia said on Friday that it had expelled two envoys.", "had expelled", "Russia", "SANCTION"),
        ("The Houthis also claimed that they had attacked the airport.", "had attacked", "Houthis", "ASSAULT"),
        ("Hadi says his forces have withdrawn from Aden.", "have withdrawn", "Hadi", "RETREAT"),
        ("Libya said it was ready to resume talks.", "was ready to resume", "Libya", "AGREE"),
        ("The front said it was behind the killing of a mayor.", "killing", "front", "ASSAULT"),
        ("The president said he had rejected the offer.", "rejected", "president", "REJECT"),
    ],
)
def test_who_says_that_it_did_it_is_its_actor(text, deed, speaker, label):
    assert self_told(text, deed, speaker, label) == [speaker]


@pytest.mark.parametrize(
    ("text", "deed", "speaker"),
    [
        ("Aid workers said they were arrested in Goma.", "were arrested", "Aid workers"),
        ("Officials said he had arrested two men.", "arrested", "Officials"),
        ("The spokesman said it had arrested two men.", "arrested", "spokesman"),
        ("Iran said police in Baku had arrested eight men.", "arrested", "Iran"),
        ("Turkey said Syria had admitted it had arrested eight men.", "arrested", "Turkey"),
        ("Iran said it hoped that Baku would free the men it had met before the arrest.", "arrest", "Iran"),
    ],
)
def test_who_only_tells_of_it_is_not(text, deed, speaker):
    assert self_told(text, deed, speaker) == []


def fought(text: str, deed: str, *recipients: str) -> tuple[list[str], list[str]]:
    """Actors and recipients of an attack whose sides the tagger took for recipients."""
    at = text.index(deed)
    mentions = [Mention(kind="actor", start=text.index(m), end=text.index(m) + len(m)) for m in recipients]
    roles = tuple(Role(name="recipient", mention=m, probability=0.9) for m in mentions)
    trigger = Trigger(task="event", label="ASSAULT", start=at, end=at + len(deed), probability=0.9, roles=roles)
    tagged = Tagged(
        document=Document(doc_id="d", text=text),
        sentences=(Sentence(start=0, end=len(text)),),
        triggers=(trigger,),
        mentions=tuple(mentions),
    )
    (event,) = code(tagged, "test").events
    return [a.text for a in event.actors], [a.text for a in event.recipients]


@pytest.mark.parametrize(
    ("text", "deed", "sides"),
    [
        ("Lao and Burmese soldiers clashed on Monday.", "clashed", ["Lao and Burmese soldiers"]),
        ("The two armies again traded fire.", "traded fire", ["two armies"]),
        ("Fighting raged between clansmen and soldiers.", "Fighting raged", ["clansmen", "soldiers"]),
    ],
)
def test_who_fights_is_an_actor(text, deed, sides):
    assert fought(text, deed, *sides) == (sides, [])


@pytest.mark.parametrize(
    ("text", "deed", "victims"),
    [
        ("Fighting in Aden killed 20 civilians and two nurses.", "killed", ["20 civilians", "two nurses"]),
        ("Two policemen died in clashes in Aden.", "clashes", ["Two policemen"]),
        ("Soldiers killed in clashes were buried.", "killed in clashes", ["Soldiers"]),
        ("Soldiers were bombed on Monday.", "bombed", ["Soldiers"]),
    ],
)
def test_who_dies_in_a_fight_is_none(text, deed, victims):
    assert fought(text, deed, *victims) == ([], victims)


@pytest.mark.parametrize(
    ("text", "deed", "label", "others"),
    [
        ("Palau cut its ties with Samoa on Monday.", "cut its ties", "SANCTION", ["Samoa"]),
        (
            "Palau broke off relations with the Samoa, Tonga and Fiji.",
            "broke off relations",
            "SANCTION",
            ["Samoa", "Tonga", "Fiji"],
        ),
        ("Palau pleaded with Samoa for water.", "pleaded", "REQUEST", ["Samoa"]),
        ("Palau and Samoa cut ties.", "cut ties", "SANCTION", []),
        ("Palau fought with Samoa.", "fought", "ASSAULT", []),
        ("Palau cut ties in step with Samoa.", "cut ties", "SANCTION", []),
    ],
)
def test_with_whom_ties_are_cut_is_no_doer(text, deed, label, others):
    named = [name for name in ("Palau", "Samoa", "Tonga", "Fiji") if name in text]
    mentions = [Mention(kind="actor", start=text.index(name), end=text.index(name) + len(name)) for name in named]
    roles = tuple(Role(name="actor", mention=mention, probability=0.9) for mention in mentions)
    at = text.index(deed)
    trigger = Trigger(task="event", label=label, start=at, end=at + len(deed), probability=0.9, roles=roles)
    sentences = (Sentence(start=0, end=len(text)),)
    document = Document(doc_id="d", text=text)
    (event,) = code(
        Tagged(document=document, sentences=sentences, triggers=(trigger,), mentions=tuple(mentions)), "t"
    ).events
    assert [a.text for a in event.recipients] == others
    assert [a.text for a in event.actors] == [name for name in named if name not in others]
    assert (DONE_WITH in event.rules) == bool(others)
