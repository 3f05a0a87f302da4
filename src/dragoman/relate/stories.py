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


@dataclass(slots=True)
class _Open:
    documents: list[Text]
    vector: dict[str, float]
    groups: set[str]
    last: date


def stories(texts: Iterable[Text], groups: Mapping[str, Iterable[str]]) -> list[Story]:
    """Documents in the order of publication, each with the story it goes on with, else a story of its own.

    Args:
        texts: the documents, duplicates included.
        groups: for each document the ids of the event groups that it reports as news.
    """
    order = sorted(texts, key=lambda t: (t.published or date.max, t.doc_id))
    vectors = [_vector(t) for t in order]
    seen = Counter(word for vector in vectors for word in vector)
    rarity = {word: math.log(1 + len(order) / n) for word, n in seen.items()}
    running: list[_Open] = []
    by_word: dict[str, set[int]] = defaultdict(set)
    for text, raw in zip(order, vectors, strict=True):
        vector = {word: n * rarity[word] for word, n in raw.items()}
        mine, day = set(groups.get(text.doc_id, ())), text.published or date.max
        top = heapq.nlargest(KEYS, vector, key=vector.__getitem__)
        near = {i for word in top for i in by_word[word] if day - running[i].last <= SILENT}
        best = max(near, key=lambda i: _like(vector, mine, running[i]), default=None)
        if best is not None and _like(vector, mine, running[best]) >= ALIKE:
            story = running[best]
            story.documents.append(text)
            for word, n in vector.items():
                story.vector[word] = story.vector.get(word, 0.0) + n
            story.groups |= mine
            story.last = max(story.last, day)
        else:
            running.append(_Open([text], dict(vector), mine, day))
            best = len(running) - 1
        for word in top:
            by_word[word].add(best)
    return [_story(one) for one in running]


def _vector(text: Text) -> dict[str, float]:
    head = words(text.title or text.text[:HEAD])
    return {word: TITLE if word in head else 1.0 for word in words(text.text[:BODY]) | head}


def _like(vector: Mapping[str, float], groups: set[str], story: _Open) -> float:
    shared = sum(n * story.vector[word] for word, n in vector.items() if word in story.vector)
    size = math.sqrt(sum(n * n for n in vector.values()) * sum(n * n for n in story.vector.values()))
    return (shared / size if size else 0.0) + (SHARED if groups & story.groups else 0.0)


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
