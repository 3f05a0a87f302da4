"""Annotated passages (see corpus/GUIDE.md) -> spans over the text, as the model learns them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from check_corpus import find, read

FIELD_ROLE = {"holder": "actor", "of": "actor", "place": "where"}  # figures and relations share the roles of events


@dataclass
class Anchor:
    """A trigger of an event or relation, or the value of a figure."""

    task: str
    label: str
    span: tuple[int, int]
    status: str = "actual"
    modes: tuple[str, ...] = ()
    about: str | None = None
    about_modes: tuple[str, ...] = ()
    roles: list[tuple[str, tuple[int, int]]] = field(default_factory=list)


@dataclass
class Passage:
    """One annotated passage."""

    name: str
    published: str
    style: str
    text: str
    contexts: tuple[str, ...]
    anchors: list[Anchor]

    @property
    def held_out(self) -> bool:
        """Whether the passage is kept for testing: one in twelve, by the hash of its name."""
        return int(hashlib.blake2b(self.name.encode(), digest_size=4).hexdigest(), 16) % 12 == 0


def passages(folder: Path) -> Iterator[Passage]:
    """All passages of a folder, in the order of file names."""
    for path in sorted(folder.glob("*.txt")):
        for _, block in read(path):
            yield _passage(block)


def _passage(block: list[tuple[str, str]]) -> Passage:
    head = dict(reversed(block))
    text = head["text"]
    contexts = tuple(c for c in re.split(r",\s*", head.get("contexts", "")) if c)
    anchors = [_anchor(key, value, text) for key, value in block if key in ("event", "figure", "relation")]
    return Passage(head["id"], head["published"], head["style"], text, contexts, anchors)


def _anchor(task: str, value: str, text: str) -> Anchor:
    code, *rest = [part.strip() for part in value.split(" | ")]
    fields = {name.strip(): val.strip() for name, _, val in (part.partition("=") for part in rest) if val.strip()}
    label, modes = _code(code)
    anchor = Anchor(task, label, _spans(text, fields.pop("value" if task == "figure" else "trigger"))[0], modes=modes)
    anchor.status = fields.pop("status", "actual")
    if "about" in fields:
        anchor.about, anchor.about_modes = _code(fields.pop("about"))
    for name, val in fields.items():
        role = FIELD_ROLE.get(name, name)
        anchor.roles += [(role, span) for span in _spans(text, val)]
    return anchor


def _code(code: str) -> tuple[str, tuple[str, ...]]:
    label, _, modes = code.partition("/")
    return label, tuple(m for m in modes.split(",") if m)


def _spans(text: str, value: str) -> list[tuple[int, int]]:
    found = [find(text, part.strip()) for part in value.split(" ; ")]
    if None in found:
        raise ValueError(f"{value!r} is not in {text!r}")
    return [span for span in found if span]
