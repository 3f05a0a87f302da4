"""Documents that follow one matter."""

from __future__ import annotations

import sys
from datetime import date, timedelta

import pytest

from dragoman.relate import Text, stories


def text(doc_id: str, title: str, words: str, day: date, publisher: str = "Wire") -> Text:
    return Text(doc_id=doc_id, text=words, title=title, published=day, publisher=publisher)


ROCKETS = [
    text(
        "a",
        "Rockets hit base near Kirkuk",
        "Rockets hit the K-1 base near Kirkuk, killing a contractor.",
        date(2019, 12, 27),
    ),
    text(
        "b",
        "Contractor killed by rockets in Kirkuk",
        "An American contractor was killed by rockets at the base near Kirkuk.",
        date(2019, 12, 28),
        "Post",
    ),
]
LEVY = text(
    "c",
    "Parliament votes on water levy",
    "Deputies approved a levy on irrigation water in the south.",
    date(2019, 12, 28),
)
MUCH_LATER = text("d", "Rockets hit base near Kirkuk", "Rockets hit the K-1 base near Kirkuk again.", date(2020, 6, 27))


def test_one_matter_is_one_story_with_its_publishers() -> None:
    first, second = sorted(stories([*ROCKETS, LEVY], {}), key=lambda s: -len(s.documents))
    assert first.documents == ("a", "b")
    assert first.publishers == {"Wire": 1, "Post": 1}
    assert (first.first_seen, first.last_seen) == (date(2019, 12, 27), date(2019, 12, 28))
    assert second.documents == ("c",)


def test_a_story_ends_when_nothing_is_heard() -> None:
    assert len(stories([ROCKETS[0], MUCH_LATER], {})) == 2


def test_a_shared_event_holds_documents_together() -> None:
    apart = text("e", "Envoy flies home", "The ambassador left for consultations.", date(2019, 12, 28))
    same = text("f", "Ambassador recalled", "The envoy was called home.", date(2019, 12, 29))
    assert len(stories([apart, same], {"e": ["g1"], "f": ["g1"]})) == 1


def test_no_documents_no_stories() -> None:
    assert stories([], {}) == []


def test_stories_that_have_ended_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    room, looked = sys.modules["dragoman.relate.stories"], []
    like = room._like
    monkeypatch.setattr(room, "_like", lambda *told: looked.append(1) or like(*told))
    monthly = [
        text(f"d{i:03d}", "Rockets hit base", "Rockets hit it.", date(2000, 1, 1) + timedelta(30 * i))
        for i in range(200)
    ]
    weekly = [
        text(f"d{i:03d}", "Rockets hit base", "Rockets hit it.", date(2000, 1, 1) + timedelta(7 * i))
        for i in range(200)
    ]
    assert (len(stories(monthly, {})), len(looked)) == (200, 0)
    assert (len(stories(weekly, {})), len(looked)) == (1, 199)


def test_an_undated_document_joins_no_dated_story() -> None:
    undated = Text(doc_id="z", text=ROCKETS[0].text, title=ROCKETS[0].title, published=None, publisher=None)
    assert sorted(s.documents for s in stories([ROCKETS[0], undated], {})) == [("a",), ("z",)]
