"""Names are exchanged, and everything else stays what it was."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from rename import SIDES, Names

from dragoman.evaluate import Anchor, Passage


def passage(text, *anchors):
    spans = lambda words: (text.index(words), text.index(words) + len(words))  # noqa: E731
    found = [
        Anchor("event", label, spans(trigger), roles=[(role, spans(words)) for role, words in roles])
        for label, trigger, *roles in anchors
    ]
    return Passage("p", "2020-01-01", "wire", text, (), found)


ARREST = passage(
    "Police in Nairobi arrested Grace Odhiambo of the teachers' union on Monday and charged her with incitement.",
    (
        "COERCE",
        "arrested",
        ("actor", "Police"),
        ("recipient", "Grace Odhiambo"),
        ("when", "Monday"),
        ("where", "Nairobi"),
    ),
    ("ACCUSE", "charged", ("actor", "Police"), ("recipient", "Grace Odhiambo")),
)
VISIT = passage(
    "Finland's president met Estonian officials in Tallinn.",
    ("CONSULT", "met", ("actor", "Finland's president"), ("actor", "Estonian officials"), ("where", "Tallinn")),
)
NAMES = Names([ARREST, VISIT])


@given(st.integers(0, 10_000))
def test_spans_move_along(seed):
    told = NAMES.renamed(ARREST, random.Random(seed), 1.0)
    for before, after in zip(ARREST.anchors, told.anchors, strict=True):
        assert told.text[slice(*after.span)] == ARREST.text[slice(*before.span)]
        for (role, old), (same, new) in zip(before.roles, after.roles, strict=True):
            words = told.text[slice(*new)]
            assert role == same
            assert words == ARREST.text[slice(*old)] or (
                role in SIDES and any(words in known for known in NAMES.known.values())
            )


def test_a_name_is_exchanged_for_one_of_the_same_build():
    told = {NAMES.renamed(ARREST, random.Random(seed), 1.0).text for seed in range(40)}
    assert any("arrested Police" in text or "Grace Odhiambo in Nairobi" in text for text in told)
    assert all("Estonian officials in Nairobi" not in text for text in told)  # a plural where a singular stood


def test_no_share_changes_nothing():
    assert NAMES.renamed(ARREST, random.Random(1), 0.0) is ARREST
