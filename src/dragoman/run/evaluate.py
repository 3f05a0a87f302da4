"""A coder against annotated passages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from dragoman.coding import code
from dragoman.evaluate import Passage
from dragoman.records import Document, Event
from dragoman.tag import Model, tag


def code_passages(test: Sequence[Passage], model: Model) -> list[tuple[Event, ...]]:
    """The events of each passage as the product codes them."""
    tagged = tag([Document(doc_id=p.name, text=p.text) for p in test], model)
    return [code(t, "score", model.floors.confidence, model.floors.doubt).events for t in tagged]


def digest(test: Sequence[Passage]) -> str:
    """A hash of the passages with all that is annotated on them."""
    return hashlib.blake2b("\n".join(map(repr, test)).encode(), digest_size=8).hexdigest()
