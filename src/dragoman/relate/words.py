"""Words that tell one text from another."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection

_WORD = re.compile(r"[^\W_]{3,}")
STEM = 6  # letters that are compared: "bombing" and "bombings", "killed" and "killings" have the same beginning
COMMON = frozenset(
    "the and for that with from was were has have had his her its their they this these those been being will would "
    "could should may might after before when where while which who whom said says told according added also over "
    "under into out about more than some most least one two three its our your not but are can all any other "
    "another such between during near monday tuesday wednesday thursday friday saturday sunday week month year day "
    "officials official people".split()
)


def words(text: str) -> tuple[str, ...]:
    """The telling words of a text by their beginnings, each once; many texts share one string for each."""
    return tuple({sys.intern(w[:STEM]): None for w in _WORD.findall(text.lower()) if w not in COMMON})


def overlap(one: Collection[str], two: Collection[str]) -> float:
    """Shared words over those of the shorter text, 0 to 1; neither names a word twice."""
    return len(frozenset(one).intersection(two)) / min(len(one), len(two)) if one and two else 0.0
