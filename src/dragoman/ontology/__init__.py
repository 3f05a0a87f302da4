"""PLOVER 2021 as data: the event types with their modes, quad classes, scores and CAMEO codes, contexts and sectors."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dragoman.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Cameo:
    """A CAMEO code, and what is lost by it: PLOVER and CAMEO cut the world differently."""

    code: str
    loses: str
    modes: tuple[str, ...] = ()  # the modes that it holds for; all, when empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """A way of doing an event type (for REQUEST, REJECT and THREATEN: what is asked, refused, threatened)."""

    name: str
    label: str
    score: float  # PLOVER scale, -10 to 10
    definition: str
    cameo: Cameo


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One of the 16 types of PLOVER."""

    name: str
    label: str
    quad: int
    score: float  # of an event without mode, PLOVER scale, -10 to 10
    needs_recipient: bool
    definition: str
    cameo: Cameo
    rules: tuple[str, ...]
    modes: Mapping[str, Mode]
    about: Mapping[str, Cameo]  # by TYPE or TYPE/mode of what is promised, asked, refused ...
    contexts: Mapping[str, Cameo]  # by context of the passage, the first that holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A named rule at the boundary of two types."""

    name: str
    looks_like: str
    coded_as: str | None  # None: not coded
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """PLOVER as dragoman reads it."""

    source: Mapping[str, str]
    decisions: Mapping[str, str]
    quads: Mapping[int, str]
    types: Mapping[str, EventType]
    rules: Mapping[str, Rule]
    contexts: Mapping[str, str]
    nonstate: Mapping[str, str]  # codes that stand where a country would
    sectors: Mapping[str, str]


@cache
def load() -> Ontology:
    """The ontology, read once from the package's `plover.toml`."""
    raw = tomllib.loads(files(__name__).joinpath("plover.toml").read_text(encoding="utf-8"))
    return Ontology(
        source=raw["source"],
        decisions=raw["decisions"],
        quads={int(number): label for number, label in raw["quads"].items()},
        types={name: _event_type(name, entry) for name, entry in raw["types"].items()},
        rules={name: _rule(name, entry) for name, entry in raw["rules"].items()},
        contexts=raw["contexts"],
        nonstate=raw["nonstate"],
        sectors=raw["sectors"],
    )


def quad(type_: str) -> int:
    """The quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    return _type(type_).quad


def score(type_: str, modes: Iterable[str] = ()) -> float:
    """The PLOVER score, -10 to 10: of the mode farthest from zero, of the type where there is no mode."""
    entry = _type(type_)
    mode = _strongest(entry, modes)
    return mode.score if mode else entry.score


def cameo(
    type_: str,
    modes: Iterable[str] = (),
    about: str | None = None,
    about_modes: Iterable[str] = (),
    contexts: Iterable[str] = (),
) -> str:
    """The nearest CAMEO code (lossy): decided by what it is about, else by the strongest mode, else by a context."""
    entry, modes = _type(type_), tuple(modes)
    mode = _strongest(entry, modes)
    found = _about(entry, modes, about, about_modes) or (mode and mode.cameo) or _context(entry, contexts)
    return (found or entry.cameo).code


def check(type_: str, modes: Iterable[str] = ()) -> None:
    """Raise `SettingError` where the type or one of its modes is not in PLOVER."""
    entry = _type(type_)
    for mode in modes:
        _mode(entry, mode)


def _type(name: str) -> EventType:
    try:
        return load().types[name]
    except KeyError:
        raise SettingError(f"{name!r} is no event type of PLOVER; there are {', '.join(load().types)}.") from None


def _mode(entry: EventType, name: str) -> Mode:
    try:
        return entry.modes[name]
    except KeyError:
        known = ", ".join(entry.modes) or "none"
        raise SettingError(f"{entry.name} has no mode {name!r}; its modes are: {known}.") from None


def _strongest(entry: EventType, modes: Iterable[str]) -> Mode | None:
    return max((_mode(entry, mode) for mode in modes), key=lambda mode: abs(mode.score), default=None)


def _about(entry: EventType, modes: Sequence[str], about: str | None, about_modes: Iterable[str]) -> Cameo | None:
    if about is None:
        return None
    strongest = _strongest(_type(about), about_modes)
    for key in (f"{about}/{strongest.name}" if strongest else about, about):
        found = entry.about.get(key)
        if found and (not found.modes or not modes or set(modes) & set(found.modes)):
            return found
    return None


def _context(entry: EventType, contexts: Iterable[str]) -> Cameo | None:
    held = set(contexts)
    return next((code for context, code in entry.contexts.items() if context in held), None)


def _event_type(name: str, entry: dict[str, Any]) -> EventType:
    return EventType(
        name=name,
        label=entry["label"],
        quad=entry["quad"],
        score=entry["score"],
        needs_recipient=entry["needs_recipient"],
        definition=entry["definition"],
        cameo=_code(entry["cameo"]),
        rules=tuple(entry["rules"]),
        modes={mode: _make_mode(mode, raw) for mode, raw in entry.get("modes", {}).items()},
        about={key: _code(raw) for key, raw in entry.get("about", {}).items()},
        contexts={key: _code(raw) for key, raw in entry.get("contexts", {}).items()},
    )


def _make_mode(name: str, raw: dict[str, Any]) -> Mode:
    return Mode(
        name=name, label=raw["label"], score=raw["score"], definition=raw["definition"], cameo=_code(raw["cameo"])
    )


def _code(raw: dict[str, Any]) -> Cameo:
    return Cameo(code=raw["code"], loses=raw["loses"], modes=tuple(raw.get("modes", ())))


def _rule(name: str, raw: dict[str, str]) -> Rule:
    return Rule(name=name, looks_like=raw["from"], coded_as=raw.get("to"), text=raw["text"], reason=raw["reason"])
