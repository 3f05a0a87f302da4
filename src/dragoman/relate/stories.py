"""Documents that follow one matter over time."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

from dragoman.relate.documents import Text
from dragoman.relate.words import words

# Chosen by eye on the packaged sample.
ALIKE = 0.20  # cosine of weighted words from which a document goes on with a story
SHARED = 0.25  # added where it reports an event of the story
KEYS = 12  # its weightiest words, by which a document finds stories
SILENT = timedelta(days=14)  # without a word a story has ended
TITLE = 4.0  # weight of a word of the headline
HEAD, BODY = 120, 2000  # characters of a text that stand for its headline, and for its matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Documents on one matter."""

    story_id: str
    title: str
    documents: tuple[str, ...]  # in order of publication
    publishers: Mapping[str, int]
    first_seen: date | None
    last_seen: date | None


class _Open:
    """A story that may go on."""

    def __init__(self, text: Text, vector: dict[str, float], groups: set[str], day: date) -> None:
        self.documents = [text]
        self.vector = vector
        self.size = sum(n * n for n in vector.values())  # squared length of the vector
        self.groups = groups
        self.last = day
        self.words: set[str] = set()  # by which it is found

    def add(self, text: Text, vector: Mapping[str, float], groups: set[str], day: date) -> None:
        """Take in a document."""
        self.documents.append(text)
        for word, n in vector.items():
            before = self.vector.get(word, 0.0)
            self.vector[word] = before + n
            self.size += n * (2 * before + n)
        self.groups |= groups
        self.last = max(self.last, day)


def stories(texts: Iterable[Text], groups: Mapping[str, Iterable[str]]) -> list[Story]:
    """Documents in the order of publication, each with the story it goes on with, else a story of its own.

    A story that has ended is put away, so that room and time go with the stories that run at a time.

    Args:
        texts: the documents, duplicates included.
        groups: for each document the ids of the event groups that it reports as news.
    """
    order = sorted(texts, key=lambda t: (t.published or date.max, t.doc_id))
    seen = Counter(word for text in order for word in _vector(text))
    rarity = {word: math.log(1 + len(order) / n) for word, n in seen.items()}
    running: dict[int, _Open] = {}
    by_word: dict[str, dict[int, None]] = defaultdict(dict)
    found: dict[int, Story] = {}
    today = date.min
    for at, text in enumerate(order):
        vector = {word: n * rarity[word] for word, n in _vector(text).items()}
        mine, day = set(groups.get(text.doc_id, ())), text.published or date.max
        if day > today:
            today = day
            for i in [i for i, one in running.items() if day - one.last > SILENT]:
                found[i] = _story(_ended(running.pop(i), i, by_word))
        top = heapq.nlargest(KEYS, vector, key=vector.__getitem__)
        best, likeness = _nearest(vector, mine, {i: running[i] for word in top for i in by_word[word]})
        if likeness >= ALIKE:
            running[best].add(text, vector, mine, day)
        else:
            best, running[at] = at, _Open(text, vector, mine, day)
        for word in top:
            by_word[word][best] = None
        running[best].words.update(top)
    found |= {i: _story(one) for i, one in running.items()}
    return [found[i] for i in sorted(found)]


def _nearest(vector: Mapping[str, float], groups: set[str], near: Mapping[int, _Open]) -> tuple[int, float]:
    """The story that a document is most like, the earliest of equals, and how like it is."""
    size = sum(n * n for n in vector.values())
    return max(((i, _like(vector, size, groups, near[i])) for i in sorted(near)), key=lambda x: x[1], default=(0, 0.0))


def _ended(one: _Open, at: int, by_word: dict[str, dict[int, None]]) -> _Open:
    """A story, no longer found by its words."""
    for word in one.words:
        del by_word[word][at]
    return one


def _vector(text: Text) -> dict[str, float]:
    head = words(text.title or text.text[:HEAD])
    return dict.fromkeys(words(text.text[:BODY]), 1.0) | dict.fromkeys(head, TITLE)


def _like(vector: Mapping[str, float], size: float, groups: set[str], story: _Open) -> float:
    shared = sum(n * story.vector[word] for word, n in vector.items() if word in story.vector)
    length = math.sqrt(size * story.size)
    return (shared / length if length else 0.0) + (SHARED if groups & story.groups else 0.0)


def _story(one: _Open) -> Story:
    """The story under the headline whose words are most of its own."""
    titled = [t for t in one.documents if t.title] or one.documents
    lead = max(titled, key=lambda t: sum(one.vector.get(w, 0.0) for w in words(t.title or t.text[:HEAD])))
    days = [t.published for t in one.documents if t.published]
    return Story(
        story_id="s" + blake2b(one.documents[0].doc_id.encode(), digest_size=8).hexdigest(),
        title=lead.title or lead.text[:HEAD],
        documents=tuple(t.doc_id for t in one.documents),
        publishers=dict(Counter(t.publisher or "unknown" for t in one.documents)),
        first_seen=min(days, default=None),
        last_seen=max(days, default=None),
    )
