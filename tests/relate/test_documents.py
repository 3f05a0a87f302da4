"""Near duplicates of documents."""

from __future__ import annotations

import random
from datetime import date, timedelta
from importlib.resources import files

import pytest

from dragoman.read import read_text
from dragoman.relate import Text, documents, duplicates

DAY = date(2020, 1, 1)


def sample() -> list[str]:
    folder = files("dragoman.data").joinpath("sample")
    stories = sorted(f.name for f in folder.iterdir() if f.name.endswith(".txt"))
    return [read_text(folder.joinpath(name).read_text(encoding="utf-8")).text for name in stories[:40]]


STORIES = sample()


def text(doc_id: str, words: str, day: int, title: str | None = "A headline") -> Text:
    return Text(doc_id=doc_id, text=words, title=title, published=DAY + timedelta(days=day), publisher="paper")


def sentences(words: str) -> list[str]:
    return words.replace("\n", " ").split(". ")


VARIANTS = {
    "copy": lambda t: t,
    "shortened": lambda t: ". ".join(sentences(t)[: max(3, len(sentences(t)) // 2)]) + ".",
    "update": lambda t: (
        t + " The ministry said later that it would answer questions on the matter on Friday morning.\n" * 1
    ),
}


def test_no_story_of_the_sample_is_taken_for_another() -> None:
    assert duplicates([text(f"d{i}", words, i) for i, words in enumerate(STORIES)]) == []


@pytest.mark.parametrize("kind", VARIANTS)
def test_variants_are_linked_to_the_earliest(kind: str) -> None:
    originals = [text(f"a{i:02d}", words, i) for i, words in enumerate(STORIES)]
    later = [text(f"b{i:02d}", VARIANTS[kind](words), 100 + i) for i, words in enumerate(STORIES)]
    found = {d.doc_id: d for d in duplicates([*later, *originals])}
    linked = [d for d in found.values() if d.original == "a" + d.doc_id[1:]]
    assert len(linked) == len(found) >= 0.95 * len(STORIES)
    assert sum(d.kind == kind for d in linked) >= 0.8 * len(linked) or kind == "update"


def test_a_changed_headline_is_told() -> None:
    (found,) = duplicates([text("a", STORIES[0], 0, "One"), text("b", STORIES[0], 1, "Another")])
    assert (found.kind, found.original, found.likeness) == ("headline", "a", 1.0)


def test_differences_are_shown() -> None:
    longer = STORIES[1] + " A second soldier died of his wounds on Sunday, the army said."
    (found,) = duplicates([text("a", STORIES[1], 0), text("b", longer, 1)])
    assert any("second soldier" in sentence for sentence in found.added)
    assert found.dropped == ()


def test_empty_and_tiny_texts_are_nobodys_copy() -> None:
    assert duplicates([text("a", "", 0), text("b", "", 1), text("c", "Two words", 2)]) == []


def test_texts_that_only_share_a_few_words_in_a_row_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    rng, looked, kind = random.Random(3), [], documents._kind
    monkeypatch.setattr(documents, "_kind", lambda *texts: looked.append(1) or kind(*texts))
    unlike = [text(f"d{i}", " ".join(rng.choices("abcdefghijklmnopqrst", k=100)), i) for i in range(400)]
    assert duplicates(unlike) == []
    assert len(looked) < 20  # of 79,800 pairs; well over a hundred share a band by chance
