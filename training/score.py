"""Figures of a coder on the held-out passages of the corpus.

python training/score.py [--model FOLDER] [--floors JSON]

An event is right where its type is and its trigger shares a word with the annotated one; of events whose trigger is
found, the spans of actors and recipients (micro F1, half of the shorter one's words), the status and the modes count.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from passages import Anchor, Passage, passages

from dragoman.coding import code
from dragoman.records import Coded, Document, Event
from dragoman.tag import Model, tag

CORPUS = Path(__file__).parent / "corpus"


def held_out() -> list[Passage]:
    """The passages that no model has learned from."""
    return [p for p in passages(CORPUS) if p.held_out]


def score(test: Sequence[Passage], coded: Sequence[Coded]) -> dict[str, float]:
    """Every figure, 0 to 1; `calibration` is the expected calibration error over ten bins."""
    n: Counter[str] = Counter()
    for passage, result in zip(test, coded, strict=True):
        gold = [a for a in passage.anchors if a.task == "event"]
        pairs = _pairs(gold, result.events)
        right = [(a, e) for a, e in pairs if a.label == e.type]
        n.update(gold=len(gold), found=len(result.events), met=len(pairs), right=len(right))
        n.update(status=sum(a.status == e.status for a, e in pairs))
        for anchor, event in pairs:
            for role, actors in (("actor", event.actors), ("recipient", event.recipients)):
                want = [passage.text[a:b] for name, (a, b) in anchor.roles if name == role]
                have = [a.text for a in actors]
                n.update({f"{role} hit": _hits(want, have), f"{role} gold": len(want), f"{role} found": len(have)})
        for anchor, event in right:
            n.update(
                {
                    "mode hit": len(set(anchor.modes) & set(event.modes)),
                    "mode gold": len(anchor.modes),
                    "mode found": len(event.modes),
                }
            )
        quiet = not gold
        n.update(negatives=quiet, left=quiet and not result.events)
    return {
        "event precision": n["right"] / max(1, n["found"]),
        "event recall": n["right"] / max(1, n["gold"]),
        "event f1": _f1(n["right"], n["found"], n["gold"]),
        "trigger f1": _f1(n["met"], n["found"], n["gold"]),
        "type of found": n["right"] / max(1, n["met"]),
        "actor f1": _f1(n["actor hit"], n["actor found"], n["actor gold"]),
        "recipient f1": _f1(n["recipient hit"], n["recipient found"], n["recipient gold"]),
        "status": n["status"] / max(1, n["met"]),
        "mode f1": _f1(n["mode hit"], n["mode found"], n["mode gold"]),
        "passages without event left so": n["left"] / max(1, n["negatives"]),
        "calibration": _calibration([(e.confidence, right) for e, right in judged(test, coded)]),
    }


def _told(passage: Passage, anchor: Anchor, event: Event) -> bool:
    """Whether somebody of those who did it was found, where the passage names any: what `confidence` speaks of."""
    want = [passage.text[a:b] for name, (a, b) in anchor.roles if name == "actor"]
    return not want or _hits(want, [a.text for a in event.actors]) > 0


def judged(test: Sequence[Passage], coded: Sequence[Coded]) -> list[tuple[Event, bool]]:
    """Every coded event, and whether its type, trigger and actor are right."""
    out = []
    for passage, result in zip(test, coded, strict=True):
        pairs = _pairs([a for a in passage.anchors if a.task == "event"], result.events)
        right = {e.event_id for a, e in pairs if a.label == e.type and _told(passage, a, e)}
        out += [(e, e.event_id in right) for e in result.events]
    return out


def _pairs(gold: Sequence[Anchor], events: Sequence[Event]) -> list[tuple[Anchor, Event]]:
    """One-to-one: overlapping triggers, those of one type first."""
    meet = [
        (anchor.label != event.type, i, j)
        for i, anchor in enumerate(gold)
        for j, event in enumerate(events)
        if anchor.span[0] < event.trigger.end and event.trigger.start < anchor.span[1]
    ]
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


def _f1(hits: float, found: float, gold: float) -> float:
    return 2 * hits / (found + gold) if found + gold else 0.0


def _calibration(judged: Sequence[tuple[float, bool]]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, right in judged:
        bins.setdefault(min(9, int(chance * 10)), []).append((chance, right))
    gaps = [abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bins.values()]
    return sum(gaps) / max(1, len(judged))


def code_passages(test: Sequence[Passage], model: Model) -> list[Coded]:
    """The passages as the product codes them."""
    tagged = tag([Document(doc_id=p.name, text=p.text) for p in test], model)
    return [code(t, "score", model.floors.confidence) for t in tagged]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--model", type=Path, help="a folder with a model; the packaged one without")
    opt = args.parse_args()
    test = held_out()
    figures = score(test, code_passages(test, Model.load(opt.model)))
    print(json.dumps({"passages": len(test)} | {k: round(v, 3) for k, v in figures.items()}, indent=1))


if __name__ == "__main__":
    main()
