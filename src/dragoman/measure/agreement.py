"""How far two reviewers agree on the events that both decided on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any


def agreement(decisions: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """For each two users: the events both judged, the share judged alike, and Cohen's kappa (1960) of the verdicts.

    The last verdict of a user on an event counts; kappa is null where chance alone would make them agree. Two edits are
    alike when they change the same fields to the same values.
    """
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for line in decisions:
        if line.get("kind") == "event":
            said[line["user"]][line["id"]] = _verdict(line)
    out = []
    for one, two in combinations(sorted(said), 2):
        pairs = [(said[one][i], said[two][i]) for i in said[one] if i in said[two]]
        if pairs:
            out.append({"one": one, "two": two, "events": len(pairs)} | _figures(pairs))
    return out


def _verdict(line: Mapping[str, Any]) -> str:
    changes = line.get("changes") or {}
    return str(line["action"]) + "".join(f" {k}={changes[k]!r}" for k in sorted(changes))


def _figures(pairs: list[tuple[str, str]]) -> dict[str, float | None]:
    size = len(pairs)
    alike = sum(a == b for a, b in pairs) / size
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[v] * second[v] for v in first) / size**2
    return {"alike": alike, "kappa": (alike - chance) / (1 - chance) if chance < 1 else None}
