"""Annotated passages -> spans over the text: the guide's format (training/corpus/GUIDE.md) and JSON lines.

A line of JSON is {"id", "text", "published", "events": [{"type", "trigger", "status", "modes", "actors",
"recipients"}]}.
Spans are the words themselves (`words#2` for their second occurrence); only text, type and trigger are required.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from dragoman.errors import InputError

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


class _Line(msgspec.Struct):
    type: str
    trigger: str
    status: str = "actual"
    modes: list[str] = []
    actors: list[str] = []
    recipients: list[str] = []


class _Record(msgspec.Struct):
    text: str
    id: str = ""
    published: str = ""
    events: list[_Line] = []


def passages(path: Path) -> Iterator[Passage]:
    """All passages of a file, or of the .txt files of a folder in the order of their names.

    Raises:
        InputError: a file is not in one of the two formats, or a span is not in its text.
    """
    for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
        try:
            lines = file.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError("unreadable", f"{file} cannot be read: {error}.") from error
        found = _json_lines(lines) if file.suffix == ".jsonl" else blocks(lines)
        for number, item in found:
            try:
                yield _from_json(item, number) if isinstance(item, str) else _passage(item)
            except (KeyError, ValueError, msgspec.MsgspecError) as error:
                raise InputError("annotation", f"{file}:{number}: not an annotated passage: {error}.") from error


def _json_lines(lines: list[str]) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def blocks(lines: Iterable[str]) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """The number of the first line and the keys with their values, for each passage of the guide's format."""
    block: list[tuple[str, str]] = []
    first = 1
    for number, line in enumerate([*lines, "---"], 1):
        if line.strip() == "---":
            if block:
                yield first, block
            block, first = [], number + 1
        elif line.strip():
            key, _, value = line.partition(":")
            block.append((key.strip(), value.strip()))


def find(text: str, span: str) -> tuple[int, int] | None:
    """[start, end) of a span such as `talks#2` in the text."""
    match = re.fullmatch(r"(.*)#(\d+)", span)
    words, nth = (match[1], int(match[2])) if match else (span, 1)
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0 or not words:
            return None
    return at, at + len(words)


def _from_json(line: str, number: int) -> Passage:
    record = msgspec.json.decode(line, type=_Record)
    anchors = []
    for event in record.events:
        anchor = Anchor("event", event.type, _spans(record.text, event.trigger)[0], event.status, tuple(event.modes))
        for role, named in (("actor", event.actors), ("recipient", event.recipients)):
            anchor.roles += [(role, span) for words in named for span in _spans(record.text, words)]
        anchors.append(anchor)
    return Passage(record.id or str(number), record.published, "wire", record.text, (), anchors)


def _passage(block: list[tuple[str, str]]) -> Passage:
    head = dict(reversed(block))
    text = head["text"]
    contexts = tuple(c for c in re.split(r",\s*", head.get("contexts", "")) if c)
    anchors = [_anchor(key, value, text) for key, value in block if key in ("event", "figure", "relation")]
    return Passage(head["id"], head.get("published", ""), head.get("style", "wire"), text, contexts, anchors)


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
