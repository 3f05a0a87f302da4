"""A coder against annotated passages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from dragoman.coding import code
from dragoman.evaluate import Passage
from dragoman.records import Coded, Document
from dragoman.tag import Model, tag


def code_passages(test: Sequence[Passage], model: Model) -> list[Coded]:
    """What each passage tells, as the product codes it."""
    tagged = tag([Document(doc_id=p.name, text=p.text) for p in test], model)
    return [code(t, "score", model.floors.confidence, model.floors.doubt) for t in tagged]


def digest(test: Sequence[Passage]) -> str:
    """A hash of the passages with all that is annotated on them."""
    return hashlib.blake2b("\n".join(map(repr, test)).encode(), digest_size=8).hexdigest()
