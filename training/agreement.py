"""How far two people who annotated the same passages agree: the ceiling of any coder that learns from one of them.

python training/agreement.py [ONE] [TWO]

Events are one where their triggers share a word, the nearest first. Type, status and mode are compared on those both
have: share alike and Cohen's kappa (1960). Spans of roles are F1 over these events, by half of the shorter one's words.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from dragoman.evaluate import Anchor, Passage, passages

HERE = Path(__file__).parent
ROLES = ("actor", "recipient", "said_by", "when", "where")
Pairs = list[tuple[Passage, Anchor, Passage, Anchor]]


def kappa(pairs: Iterable[tuple[str, str]]) -> float:
    """Agreement beyond chance on one label each."""
    seen = list(pairs)
    alike = sum(a == b for a, b in seen) / len(seen)
    ones, twos = Counter(a for a, _ in seen), Counter(b for _, b in seen)
    chance = sum(ones[label] * twos[label] for label in ones) / len(seen) ** 2
    return (alike - chance) / (1 - chance) if chance < 1 else 1.0


def shared(one: tuple[int, int], two: tuple[int, int]) -> int:
    """Characters that two spans have in common."""
    return max(0, min(one[1], two[1]) - max(one[0], two[0]))


def paired(one: Passage, two: Passage) -> Pairs:
    """The events that both have, by their triggers."""
    events = [[a for a in p.anchors if a.task == "event"] for p in (one, two)]
    near = [(shared(a.span, b.span), i, j) for i, a in enumerate(events[0]) for j, b in enumerate(events[1])]
    taken: dict[int, int] = {}
    for common, i, j in sorted(near, key=lambda x: (-x[0], events[0][x[1]].label != events[1][x[2]].label)):
        if common and i not in taken and j not in taken.values():
            taken[i] = j
    return [(one, events[0][i], two, events[1][j]) for i, j in taken.items()]


def f1(both: int, one: int, two: int) -> float:
    """Twice what both have over all that each has."""
    return 2 * both / (one + two) if one + two else 1.0


def role_f1(pairs: Pairs, role: str) -> float:
    """F1 of the spans of a role over the events that both have."""
    both = ones = twos = 0
    for _, a, _, b in pairs:
        left, right = [s for r, s in a.roles if r == role], [s for r, s in b.roles if r == role]
        ones, twos = ones + len(left), twos + len(right)
        for span in left:
            meets = [s for s in right if 2 * shared(span, s) >= min(span[1] - span[0], s[1] - s[0])]
            if meets:
                right.remove(meets[0])
                both += 1
    return f1(both, ones, twos)


def agreement(ones: list[Passage], twos: list[Passage]) -> dict[str, float]:
    """Every figure on the passages that both hold."""
    second = {p.name: p for p in twos}
    both = [(p, second[p.name]) for p in ones if p.name in second]
    pairs = [pair for one, two in both for pair in paired(one, two)]
    count = lambda side: sum(a.task == "event" for pair in both for a in pair[side].anchors)
    quiet = [(str(not paired_with), str(not other)) for paired_with, other in (
        ([a for a in p.anchors if a.task == "event"], [a for a in q.anchors if a.task == "event"]) for p, q in both
    )]  # fmt: skip
    same = [p for p in pairs if p[1].label == p[3].label]
    return {
        "passages": len(both),
        "events of one": count(0),
        "events of two": count(1),
        "trigger f1": f1(len(pairs), count(0), count(1)),
        "event f1 (trigger and type)": f1(len(same), count(0), count(1)),
        "type alike": len(same) / len(pairs),
        "type kappa": kappa((a.label, b.label) for _, a, _, b in pairs),
        "status alike": sum(a.status == b.status for _, a, _, b in pairs) / len(pairs),
        "status kappa": kappa((a.status, b.status) for _, a, _, b in pairs),
        "modes alike, of one type": sum(set(a.modes) == set(b.modes) for _, a, _, b in same) / max(1, len(same)),
        "passage without event, kappa": kappa(quiet),
    } | {f"{role} f1": role_f1(pairs, role) for role in ROLES}


def main() -> None:
    """Print the figures."""
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("one", type=Path, nargs="?", default=HERE / "corpus")
    args.add_argument("two", type=Path, nargs="?", default=HERE / "double/second.txt")
    opt = args.parse_args()
    figures = agreement(list(passages(opt.one)), list(passages(opt.two)))
    print(json.dumps({k: round(v, 3) for k, v in figures.items()}, indent=1))


if __name__ == "__main__":
    main()
