"""Figures of what was coded against annotated passages, with bootstrap intervals over passages.

An event is right where its type is and its trigger shares a character with the annotated one, one to one. Of events
whose trigger is found, the spans of actors and recipients (micro F1, half of the shorter one's words), the status
and, where the type is right too, the modes count. Calibration is the expected calibration error over ten bins.
A figure (a force level, a toll) is right where its kind is and its value shares a character with the annotated one, a
statement on relations where its direction is and its trigger does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from dragoman.errors import InputError
from dragoman.evaluate.passages import Anchor, Passage

DRAWS, SEED = 1000, 7
Floats = NDArray[np.float64]


class Words(Protocol):
    """Words of the text."""

    @property
    def text(self) -> str: ...


class Place(Words, Protocol):
    """Words of the text and where they stand."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Doer(Words, Protocol):
    """Words of the text for somebody; who is only alleged to have done it counts as not told."""

    @property
    def alleged(self) -> bool: ...


class Found(Protocol):
    """What is asked of a coded event; `records.Event` is one."""

    @property
    def type(self) -> str: ...
    @property
    def modes(self) -> Sequence[str]: ...
    @property
    def status(self) -> str: ...
    @property
    def trigger(self) -> Place: ...
    @property
    def actors(self) -> Sequence[Doer]: ...
    @property
    def recipients(self) -> Sequence[Words]: ...
    @property
    def confidence(self) -> float | None: ...


class Amount(Protocol):
    """What is asked of a figure; `records.Figure` is one."""

    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> Place: ...
    @property
    def holders(self) -> Sequence[Words]: ...


class Stated(Protocol):
    """What is asked of a statement on relations; `records.Relation` is one."""

    @property
    def direction(self) -> str: ...
    @property
    def trigger(self) -> Place: ...
    @property
    def sides(self) -> Sequence[Words]: ...


class Facts(Protocol):
    """What a text tells besides its events; `records.Coded` is one."""

    @property
    def figures(self) -> Sequence[Amount]: ...
    @property
    def relations(self) -> Sequence[Stated]: ...


class Told(Protocol):
    """Words of a type."""

    @property
    def type(self) -> str: ...
    @property
    def trigger(self) -> Place: ...


F = TypeVar("F", bound=Found)
T = TypeVar("T", bound=Told)


class _Fact(NamedTuple):
    """A figure or a statement on relations, with whose it is."""

    type: str
    trigger: Place
    actors: Sequence[Words]


class _Words(msgspec.Struct):
    text: str
    alleged: bool = False


class _Place(msgspec.Struct):
    start: int
    end: int
    text: str = ""


class Prediction(msgspec.Struct):
    """An event of any system: the keys of an event record that are scored."""

    doc_id: str
    type: str
    trigger: _Place
    status: str = "actual"
    modes: list[str] = []
    actors: list[_Words] = []
    recipients: list[_Words] = []
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of 0 to 1 with its 95 % interval, and how many things it was counted on."""

    value: float
    low: float
    high: float
    support: int


def predictions(lines: Iterable[str], test: Sequence[Passage]) -> list[list[Prediction]]:
    """The events of each passage, from event records as JSON lines whose `doc_id` is the passage's id.

    Raises:
        InputError: a line is no event, or speaks of a passage that is not there.
    """
    out: dict[str, list[Prediction]] = {p.name: [] for p in test}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            event = msgspec.json.decode(line, type=Prediction)
        except msgspec.MsgspecError as error:
            raise InputError("prediction", f"Line {number} of the predictions is no event: {error}.") from error
        if event.doc_id not in out:
            raise InputError("prediction", f"Line {number} of the predictions: no passage has the id {event.doc_id!r}.")
        out[event.doc_id].append(event)
    return [out[p.name] for p in test]


def score(
    test: Sequence[Passage], coded: Sequence[Sequence[Found]], facts: Sequence[Facts] | None = None
) -> dict[str, Figure]:
    """Every figure by name; those of one type are named `TYPE precision`, `TYPE recall`, `TYPE f1`.

    Args:
        test: the annotated passages.
        coded: the events of each.
        facts: its figures and statements on relations, which are scored where the passages have any annotated.
    """
    counts = [_counts(p, found) for p, found in zip(test, coded, strict=True)]
    for p, told, n in zip(test, facts or (), counts, strict=facts is not None):
        n.update(_fact_counts(p, told))
    names = sorted({name for c in counts for name in c})
    table = np.array([[c[name] for name in names] for c in counts], dtype=float).reshape(len(counts), len(names))
    draws = np.random.default_rng(SEED).multinomial(len(test), [1 / max(1, len(test))] * len(test), DRAWS)
    column = {name: i for i, name in enumerate(names)}
    sums = np.vstack([table.sum(axis=0), draws @ table])

    def one(name: str) -> Floats:
        return sums[:, column[name]] if name in column else np.zeros(len(sums))

    types = sorted({name.split()[0] for name in names if name.split()[0].isupper()})
    out = {name: _figure(top, bottom) for name, (top, bottom) in _ratios(one, types).items()}
    if all(event.confidence is not None for found in coded for event in found):
        gaps: Floats = np.abs(np.stack([one(f"bin {i}") for i in range(10)])).sum(axis=0)
        out["calibration"] = _figure(gaps, one("found"))
    ratios = _fact_ratios(one) if facts is not None else {}
    return out | {name: _figure(top, bottom) for name, (top, bottom) in ratios.items()}


def _ratios(one: Callable[[str], Floats], types: Sequence[str]) -> dict[str, tuple[Floats, Floats]]:
    out = {
        "event precision": (one("right"), one("found")),
        "event recall": (one("right"), one("gold")),
        "event f1": (2 * one("right"), one("found") + one("gold")),
        "trigger precision": (one("met"), one("found")),
        "trigger recall": (one("met"), one("gold")),
        "trigger f1": (2 * one("met"), one("found") + one("gold")),
        "type of found": (one("right"), one("met")),
        **{
            f"{part} f1": (2 * one(f"{part} hit"), one(f"{part} found") + one(f"{part} gold"))
            for part in ("actor", "recipient", "mode")
        },
        "status": (one("status"), one("met")),
        "passages without event left so": (one("left"), one("negatives")),
    }
    for type_ in types:
        hit, found, gold = (one(f"{type_} {what}") for what in ("hit", "found", "gold"))
        out |= {
            f"{type_} precision": (hit, found),
            f"{type_} recall": (hit, gold),
            f"{type_} f1": (2 * hit, found + gold),
        }
    return out


def _fact_ratios(one: Callable[[str], Floats]) -> dict[str, tuple[Floats, Floats]]:
    out: dict[str, tuple[Floats, Floats]] = {}
    for task, whose in (("figure", "holder"), ("relation", "side")):
        right, met, found, gold = (one(f"{task} {what}") for what in ("right", "met", "found", "gold"))
        if gold[0]:
            of_found = "kind" if task == "figure" else "direction"
            out |= {f"{task} f1": (2 * right, found + gold), f"{task} {of_found} of found": (right, met)}
            hit, found, gold = (one(f"{task} {whose} {what}") for what in ("hit", "found", "gold"))
            out[f"{task} {whose} f1"] = (2 * hit, found + gold)
    return out


def _figure(top: Floats, bottom: Floats) -> Figure:
    """The first row is the data, the others are draws of the bootstrap."""
    values = top / np.maximum(1, bottom)
    low, high = np.percentile(values[1:], [2.5, 97.5])
    return Figure(float(values[0]), float(low), float(high), int(bottom[0]))


def _counts(passage: Passage, found: Sequence[Found]) -> Counter[str]:
    gold = _events(passage)
    pairs = _pairs(gold, found)
    right = [(a, e) for a, e in pairs if a.label == e.type]
    n: Counter[str] = Counter(gold=len(gold), found=len(found), met=len(pairs), right=len(right))
    n.update(f"{a.label} gold" for a in gold)
    n.update(f"{e.type} found" for e in found)
    n.update(f"{a.label} hit" for a, _ in right)
    n.update(status=sum(a.status == e.status for a, e in pairs))
    for anchor, event in pairs:
        for role, have in (("actor", _doers(event)), ("recipient", event.recipients)):
            n.update(_named_counts(passage, anchor, role, have, role))
    for anchor, event in right:
        both = len(set(anchor.modes) & set(event.modes))
        n.update({"mode hit": both, "mode gold": len(anchor.modes), "mode found": len(event.modes)})
    n.update(negatives=not gold, left=not gold and not found)
    for event, sure in _judged(passage, found):
        chance = event.confidence or 0.0
        n[f"bin {min(9, int(chance * 10))}"] += chance - sure  # type: ignore[assignment]
    return n


def _fact_counts(passage: Passage, told: Facts) -> Counter[str]:
    amounts = [_Fact(f.kind, f.value, f.holders) for f in told.figures]
    statements = [_Fact(r.direction, r.trigger, r.sides) for r in told.relations]
    n: Counter[str] = Counter()
    for task, whose, found in (("figure", "holder", amounts), ("relation", "side", statements)):
        gold = [a for a in passage.anchors if a.task == task]
        pairs = _pairs(gold, found)
        right = sum(a.label == fact.type for a, fact in pairs)
        n.update(
            {f"{task} gold": len(gold), f"{task} found": len(found), f"{task} met": len(pairs), f"{task} right": right}
        )
        for anchor, fact in pairs:
            n.update(_named_counts(passage, anchor, "actor", fact.actors, f"{task} {whose}"))
    return n


def _named_counts(passage: Passage, anchor: Anchor, role: str, actors: Sequence[Words], name: str) -> dict[str, int]:
    want, have = _named(passage, anchor, role), [a.text for a in actors]
    return {f"{name} hit": _hits(want, have), f"{name} gold": len(want), f"{name} found": len(have)}


def judged(test: Sequence[Passage], coded: Sequence[Sequence[F]]) -> list[tuple[F, bool]]:
    """Every coded event, and whether its type, trigger and actor are right: what `confidence` speaks of."""
    return [pair for p, found in zip(test, coded, strict=True) for pair in _judged(p, found)]


def _judged(passage: Passage, found: Sequence[F]) -> list[tuple[F, bool]]:
    right = [e for a, e in _pairs(_events(passage), found) if a.label == e.type and _told(passage, a, e)]
    return [(e, any(e is r for r in right)) for e in found]


def errors(test: Sequence[Passage], coded: Sequence[Sequence[Found]]) -> list[tuple[str, str, str, float]]:
    """(kind, passage, words, confidence) of each error, the kinds by how often they are, the surest first in each."""
    out = [error for p, found in zip(test, coded, strict=True) for error in _errors(p, found)]
    often = Counter(kind for kind, *_ in out)
    return sorted(out, key=lambda e: (-often[e[0]], e[0], -e[3]))


def _errors(passage: Passage, found: Sequence[Found]) -> Iterable[tuple[str, str, str, float]]:
    gold = _events(passage)
    pairs = _pairs(gold, found)
    for a, e in pairs:
        sure, words = e.confidence or 0.0, passage.text[e.trigger.start : e.trigger.end]
        if a.label != e.type:
            yield "wrong type", passage.name, f"{words}: {e.type} for {a.label}", sure
        if a.status != e.status:
            yield "wrong status", passage.name, f"{words}: {e.status} for {a.status}", sure
        for role, have in (("actor", _doers(e)), ("recipient", e.recipients)):
            want, got = _named(passage, a, role), [x.text for x in have]
            if _hits(want, got) < max(len(want), len(got)):
                yield f"wrong {role}", passage.name, f"{words}: {_listed(got)} for {_listed(want)}", sure
    for e in found:
        if not any(e is paired for _, paired in pairs):
            kind = "fragment of another" if any(_meet(a, e) for a in gold) else "on nothing"
            words = passage.text[e.trigger.start : e.trigger.end]
            yield kind, passage.name, f"{words}: {e.type}", e.confidence or 0.0
    for a in gold:
        if not any(a is paired for paired, _ in pairs):
            yield "missed", passage.name, f"{passage.text[slice(*a.span)]}: {a.label}", 0.0


def _listed(names: Sequence[str]) -> str:
    return "; ".join(names) or "nobody"


def _events(passage: Passage) -> list[Anchor]:
    return [a for a in passage.anchors if a.task == "event"]


def _named(passage: Passage, anchor: Anchor, role: str) -> list[str]:
    return [passage.text[a:b] for name, (a, b) in anchor.roles if name == role]


def _told(passage: Passage, anchor: Anchor, event: Found) -> bool:
    """Whether somebody of those who did it was found, where the passage names any."""
    want = _named(passage, anchor, "actor")
    return not want or _hits(want, [a.text for a in _doers(event)]) > 0


def _doers(event: Found) -> list[Doer]:
    return [a for a in event.actors if not a.alleged]


def _meet(anchor: Anchor, event: Told) -> bool:
    return anchor.span[0] < event.trigger.end and event.trigger.start < anchor.span[1]


def _pairs(gold: Sequence[Anchor], events: Sequence[T]) -> list[tuple[Anchor, T]]:
    """One-to-one: overlapping triggers, those of one type first."""
    meet = [(a.label != e.type, i, j) for i, a in enumerate(gold) for j, e in enumerate(events) if _meet(a, e)]
    pairs: dict[int, int] = {}
    for _, i, j in sorted(meet):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], events[j]) for i, j in pairs.items()]


def _hits(want: Sequence[str], have: Sequence[str]) -> int:
    left, hits = list(have), 0
    for span in want:
        match = next((h for h in left if _same(span, h)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return hits


def _same(a: str, b: str) -> bool:
    one, two = set(a.lower().split()), set(b.lower().split())
    return len(one & two) * 2 >= min(len(one), len(two))
