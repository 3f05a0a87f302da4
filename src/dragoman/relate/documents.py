"""Near duplicates of documents: syndicated copies, changed headlines, shortened and updated versions.

Candidates come from MinHash over runs of three words (Broder 1997; the library rensa); what they are is decided on the
runs themselves. The earliest stays the original. Nothing is deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from rensa import RMinHash, RMinHashLSH

RUN = 3  # words in a row that are compared
PERMUTATIONS, BANDS = 128, 64  # 64 bands of 2: pairs from a likeness of about 0.2 on are looked at
HINT = 0.04  # estimated likeness below which a pair that shares a band by chance is not looked at
RECENT = 512  # texts whose runs are kept at a time
SAME = 0.9  # Jaccard likeness from which two texts are one
WITHIN = 0.8  # part of the shorter text that stands in the longer one, from which it is a version of it
UPDATE = 0.35  # Jaccard likeness from which a later text is an update
SHORTER = 0.75  # a version with fewer words than this part of the original is a shortened one
SHOWN = 5  # passages of a version that are shown as its own
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document as this room needs it."""

    doc_id: str
    text: str
    title: str | None
    published: date | None
    publisher: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A document that repeats an earlier one."""

    doc_id: str
    original: str
    kind: str  # copy, headline, shortened, update
    likeness: float  # Jaccard, 0 to 1
    added: tuple[str, ...]  # sentences that the original has not
    dropped: tuple[str, ...]  # sentences of the original that are gone


def duplicates(texts: Iterable[Text]) -> list[Duplicate]:
    """Every document that repeats an earlier one, linked to the first of them; cost grows linearly.

    Of a text only its sketch is kept; its runs are made again when another one may be like it.
    """
    order = sorted(texts, key=lambda t: (t.published or date.max, t.doc_id))
    runs = lru_cache(RECENT)(_runs)
    index = RMinHashLSH(threshold=0.2, num_perm=PERMUTATIONS, num_bands=BANDS)
    found: list[Duplicate] = []
    originals: dict[int, RMinHash] = {}
    for at, text in enumerate(order):
        own = runs(text.text)
        if not own:
            continue
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(sorted(own))
        near = (order[i] for i in index.query(sketch) if originals[i].jaccard(sketch) >= HINT)
        best = max(((_kind(text, other, own, runs(other.text)), other) for other in near), key=_likeness, default=None)
        if best and best[0]:
            kind, likeness = best[0]
            found.append(_duplicate(text, best[1], kind, likeness))
        else:
            originals[at] = sketch
            index.insert(at, sketch)
    return found


def _likeness(found: tuple[tuple[str, float] | None, Text]) -> float:
    return found[0][1] if found[0] else -1.0


def _runs(text: str) -> frozenset[str]:
    words = _WORD.findall(text.lower())
    return frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _kind(later: Text, earlier: Text, new: frozenset[str], old: frozenset[str]) -> tuple[str, float] | None:
    """What the later text is to the earlier one, and how like they are."""
    shared = len(new & old)
    jaccard = shared / len(new | old)
    if jaccard >= SAME:
        same = (later.title or "").strip().lower() == (earlier.title or "").strip().lower()
        return ("copy" if same else "headline"), jaccard
    if shared / min(len(new), len(old)) >= WITHIN and len(new) < SHORTER * len(old):
        return "shortened", jaccard
    if jaccard >= UPDATE or shared / min(len(new), len(old)) >= WITHIN:
        return "update", jaccard
    return None


def _duplicate(later: Text, earlier: Text, kind: str, likeness: float) -> Duplicate:
    new, old = _SENTENCE.split(later.text), _SENTENCE.split(earlier.text)
    return Duplicate(
        doc_id=later.doc_id,
        original=earlier.doc_id,
        kind=kind,
        likeness=round(likeness, 3),
        added=tuple(_missing(new, old)),
        dropped=tuple(_missing(old, new)),
    )


def _missing(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    """Sentences of one text that have no like in the other, the first few."""
    shown = 0
    for sentence in ours:
        if sentence.strip() and not any(_alike(sentence, other) for other in theirs):
            yield sentence.strip()
            shown += 1
            if shown == SHOWN:
                return


def _alike(one: str, two: str) -> bool:
    if one == two:
        return True
    matcher: SequenceMatcher[Any] = SequenceMatcher(None, one.split(), two.split(), autojunk=False)
    return matcher.real_quick_ratio() > SAME and matcher.quick_ratio() > SAME and matcher.ratio() > SAME
