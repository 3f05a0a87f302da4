"""Who is only accused of an attack is its alleged actor; who did it, where that is told, stays alone."""

from __future__ import annotations

import pytest

from dragoman.coding import code
from dragoman.coding.accused import ACCUSED
from dragoman.records import Document, Mention, Role, Sentence, Tagged, Trigger


def coded(text, deed, *named, doer=None, victim=None, charge=None, status="actual"):
    """Actors of the deed in a text with whether they are alleged; `charge`: (words, label, whom it is brought against)."""
    starts = [0, *(i + 2 for i in range(len(text)) if text.startswith(". ", i))]
    ends = [*(start - 1 for start in starts[1:]), len(text)]

    def mention(words):
        return Mention(kind="actor", start=text.index(words), end=text.index(words) + len(words))

    def trigger(words, label, **roles):
        told = tuple(Role(name=k, mention=mention(v), probability=0.9) for k, v in roles.items() if v)
        at = text.index(words)
        return Trigger(
            task="event", label=label, start=at, end=at + len(words), probability=0.9, status=status, roles=told
        )

    triggers = [trigger(deed, "ASSAULT", actor=doer, recipient=victim)]
    if charge:
        triggers.append(trigger(charge[0], charge[1], recipient=charge[2]))
    tagged = Tagged(
        document=Document(doc_id="d", text=text),
        sentences=tuple(Sentence(start=a, end=b) for a, b in zip(starts, ends, strict=True)),
        triggers=tuple(sorted(triggers, key=lambda t: t.start)),
        mentions=tuple(mention(words) for words in named),
    )
    event = next(e for e in code(tagged, "test").events if e.type == "ASSAULT")
    assert (ACCUSED in event.rules) == any(a.alleged for a in event.actors)
    return [(a.text, a.alleged) for a in event.actors]


@pytest.mark.parametrize(
    "behind",
    [
        "The army blamed the Red Dawn for the attack.",
        "The governor accused the Red Dawn of carrying out the bombing.",
        "The Red Dawn was blamed for the attack by the army.",
        "The Red Dawn, a small group, is believed to be behind the blast.",
        "The bombing was blamed on the Red Dawn.",
        "The mayor attributed the attack to the Red Dawn.",
        "He held the Red Dawn responsible for the killings.",
        "The mayor holds the Red Dawn responsible for that attack; the group denies it.",
        "Three members of the Red Dawn were charged with murder on Friday.",
        "A leader of the Red Dawn was sentenced to 20 years in prison for the bombing.",
    ],
)
def test_who_is_accused_of_an_attack_without_a_doer_is_alleged(behind):
    assert coded(f"A bomb killed two men in Oruro. {behind}", "bomb killed", "Red Dawn") == [("Red Dawn", True)]


@pytest.mark.parametrize(
    ("behind", "named"),
    [
        ("Police arrested two brothers in connection with the killing.", ["two brothers"]),
        ("The Red Dawn and its allies were blamed for the attack.", ["Red Dawn", "allies"]),
        ("Police are holding Juan Paz, who was named as a suspect in the murder.", ["Juan Paz"]),
    ],
)
def test_suspects_and_lists(behind, named):
    found = coded(f"A judge was killed in Oruro. {behind}", "was killed", *named)
    assert sorted(found) == sorted((name, True) for name in named)


def test_a_pronoun_stands_for_whom_the_charge_is_brought_against():
    text = "A judge was killed in Oruro. Juan Paz fled. Prosecutors later charged him with the murder."
    assert coded(text, "was killed", "Juan Paz", charge=("charged", "ACCUSE", "Juan Paz")) == [("Juan Paz", True)]


def test_who_backs_the_accused_is_not_accused():
    text = "Militias backed by Iran spread fear. Washington blames them for the rocket attacks on its base."
    named = ("Militias", "Iran")
    found = [coded(text, "rocket attacks", *named, charge=("blames", "ACCUSE", who)) for who in named]
    assert found == [[("Militias", True)], []]


@pytest.mark.parametrize(
    "behind",
    [
        "No one has blamed the Red Dawn for the attack.",
        "The Red Dawn was not behind the attack.",
        "The Red Dawn is accused of a 2003 bombing in Potosi.",
        "The Red Dawn was blamed for several attacks in the past.",
        "The Red Dawn was blamed for the kidnapping.",
        "The Red Dawn was blamed for the rise in prices.",
        "The Red Dawn condemned the attack.",
        "Washington blames them for the attack on the Red Dawn.",
        "The Red Dawn was responsible for the area and said that such attacks must end.",
        "The army accused the Red Dawn of plotting an attack.",
    ],
)
def test_other_deeds_and_other_verbs_accuse_nobody_of_it(behind):
    assert coded(f"A bomb killed two men in Oruro. {behind}", "bomb killed", "Red Dawn") == []


def test_a_doer_who_is_told_stays_alone():
    text = "The Blue Front killed two men in Oruro. The army blamed the Red Dawn for the attack."
    assert coded(text, "killed", "Red Dawn", doer="Blue Front") == [("Blue Front", False)]


def test_a_victim_is_not_accused_of_what_was_done_to_him():
    text = "Juan Paz was killed in Oruro. The army accused Juan Paz of the murder of a judge."
    assert coded(text, "was killed", "Juan Paz", victim="Juan Paz") == []


def test_what_did_not_happen_has_nobody_who_is_accused_of_it():
    text = "A bomb could have killed two men in Oruro. The army blamed the Red Dawn for the attack."
    assert coded(text, "killed", "Red Dawn", status="hypothetical") == []
