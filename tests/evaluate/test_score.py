"""Figures of coded events against annotated passages."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.evaluate import errors, passages, predictions, score
from dragoman.ontology import load

TEXTS = """id: p1
published: 2024-01-01
style: wire
text: Kenya met Uganda in Nairobi and condemned the attack.
event: CONSULT | trigger=met | actor=Kenya ; Uganda | status=actual
event: ACCUSE/disapprove | trigger=condemned | actor=Kenya | recipient=attack | status=actual
---
id: p2
published: 2024-01-01
style: wire
text: It rained in Nairobi.
---
"""


@pytest.fixture
def test_set(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXTS)
    return list(passages(path))


def event(doc, kind, start, end, **more):
    return json.dumps({"doc_id": doc, "type": kind, "trigger": {"start": start, "end": end}, **more})


RIGHT = [
    event("p1", "CONSULT", 6, 9, actors=[{"text": "Kenya"}, {"text": "Uganda"}]),
    event(
        "p1", "ACCUSE", 32, 41, modes=["disapprove"], actors=[{"text": "Kenya"}], recipients=[{"text": "the attack"}]
    ),
]


def scored(test_set, lines):
    coded = predictions(lines, test_set)
    return {k: f.value for k, f in score(test_set, coded).items()}, errors(test_set, coded)


def test_everything_right_is_one_everywhere(test_set):
    figures, wrong = scored(test_set, RIGHT)
    assert {k: v for k, v in figures.items() if v != 1.0} == {}
    assert "calibration" not in figures, "who gives no confidence is not judged by it"
    assert wrong == []


def test_who_is_only_alleged_counts_as_not_told(test_set):
    accused = event(
        "p1", "CONSULT", 6, 9, actors=[{"text": "Kenya"}, {"text": "Uganda"}, {"text": "x", "alleged": True}]
    )
    assert scored(test_set, [accused, RIGHT[1]])[0]["actor f1"] == 1.0


def test_nothing_found_is_no_error_of_ours(test_set):
    figures, wrong = scored(test_set, [])
    assert figures["event recall"] == figures["event f1"] == 0
    assert figures["passages without event left so"] == 1
    assert {e[0] for e in wrong} == {"missed"}


FACTS = """id: f1
published: 2024-01-01
style: wire
text: Ties between Mali and Chad soured. Mali has 900 troops there.
relation: worsen | trigger=soured | of=Mali ; Chad
figure: forces | value=900 troops | holder=Mali#2
---
"""


def told(direction="worsen", sides=("Mali", "Chad"), amounts=(("forces", 45, 55, "Mali"),)):
    """What a coder may read in the text of `FACTS`."""
    actors = lambda names: [SimpleNamespace(text=name) for name in names]  # noqa: E731
    span = lambda start, end: SimpleNamespace(start=start, end=end)  # noqa: E731
    return SimpleNamespace(
        relations=[SimpleNamespace(direction=direction, trigger=span(27, 33), sides=actors(sides))],
        figures=[SimpleNamespace(kind=k, value=span(a, b), holders=actors([who])) for k, a, b, who in amounts],
    )


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        (told(), {}),
        (told(direction="improve"), {"relation f1": 0.0, "relation direction of found": 0.0}),
        (told(sides=("Mali",)), {"relation side f1": 2 / 3}),
        (told(amounts=()), {"figure f1": 0.0, "figure kind of found": 0.0, "figure holder f1": 0.0}),
        (told(amounts=[("killed", 45, 55, "Mali")]), {"figure f1": 0.0, "figure kind of found": 0.0}),
        (told(amounts=[("forces", 45, 55, "Mali"), ("forces", 0, 4, "Mali")]), {"figure f1": 2 / 3}),
    ],
)
def test_figures_and_statements_on_relations_are_scored_too(tmp_path, facts, wrong):
    path = tmp_path / "f.txt"
    path.write_text(FACTS)
    figures = score(list(passages(path)), [()], [facts])
    found = {k: f.value for k, f in figures.items() if k.startswith(("figure ", "relation "))}
    assert len(found) == 6
    assert {k: v for k, v in found.items() if v != 1.0} == pytest.approx(wrong)


def test_what_nobody_annotated_is_not_scored(test_set):
    figures = score(test_set, [(), ()], [told(), told()])
    assert not [name for name in figures if name.startswith(("figure ", "relation "))]


def test_kinds_of_errors_are_told_apart(test_set):
    lines = [
        event("p1", "ASSAULT", 6, 9, confidence=0.9),
        event(
            "p1", "ACCUSE", 32, 41, modes=["disapprove"], status="planned", actors=[{"text": "Uganda"}], confidence=0.8
        ),
        event("p1", "ACCUSE", 35, 45, confidence=0.3),
        event("p2", "AID", 0, 2, confidence=0.4),
    ]
    figures, wrong = scored(test_set, lines)
    assert {e[0] for e in wrong} == {
        "wrong type", "wrong status", "wrong actor", "wrong recipient", "fragment of another", "on nothing",
    }  # fmt: skip
    assert figures["trigger recall"] == 1
    assert figures["event recall"] == 0.5
    assert figures["passages without event left so"] == 0
    assert 0 < figures["calibration"] < 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p1", "p2"]), st.sampled_from(sorted(load().types)), st.integers(0, 15), st.integers(1, 6)
        ),
        max_size=8,
    )
)
def test_figures_lie_in_their_intervals_and_between_0_and_1(tmp_path_factory, found):
    path = tmp_path_factory.mktemp("x") / "a.txt"
    path.write_text(TEXTS)
    test_set = list(passages(path))
    coded = predictions([event(d, t, s, s + n, confidence=0.5) for d, t, s, n in found], test_set)
    for figure in score(test_set, coded).values():
        assert 0 <= figure.low <= figure.high <= 1
        assert 0 <= figure.value <= 1


def test_json_lines_are_the_same_passages(tmp_path, test_set):
    path = tmp_path / "a.jsonl"
    events = [
        {"type": "CONSULT", "trigger": "met", "actors": ["Kenya", "Uganda"]},
        {
            "type": "ACCUSE",
            "modes": ["disapprove"],
            "trigger": "condemned",
            "actors": ["Kenya"],
            "recipients": ["attack"],
        },
    ]
    lines = [{"id": "p1", "text": test_set[0].text, "events": events}, {"id": "p2", "text": test_set[1].text}]
    path.write_text("\n".join(map(json.dumps, lines)) + "\n\n")
    same = list(passages(path))
    assert [p.anchors for p in same] == [p.anchors for p in test_set]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", "id: x\ntext: Kenya met Uganda.\nevent: CONSULT | trigger=mett\n", "a.txt:1"),
        ("a.txt", "id: x\n", "a.txt:1"),
        ("a.jsonl", '{"id": "x"}', "a.jsonl:1"),
        ("a.jsonl", '{"text": "a", "events": [{"type": "AID", "trigger": "b"}]}', "a.jsonl:1"),
    ],
)
def test_a_broken_annotation_is_named(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(InputError, match=said):
        list(passages(path))


def test_broken_predictions_are_named(test_set):
    for line in ("{", event("p9", "AID", 0, 1)):
        with pytest.raises(InputError, match="Line 1"):
            predictions([line], test_set)
