"""Passages told of others: the names of sides are exchanged for names that played a part in other passages.

What happened is told by the frame, so a coder has to find "the ministry" or "Ruto" where no passage that it learned from
had them. Only whole names that no other span touches are exchanged, each for one of the same build (see `build`).
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from dragoman.evaluate import Passage

SIDES = frozenset({"actor", "recipient", "said_by"})
LONGEST = 5  # words of a name that is lent
Span = tuple[int, int]
Build = tuple[bool, bool, bool]


def build(text: str, span: Span) -> Build:
    """Whether an article stands before a name, whether it begins with a capital, and whether it ends like a plural."""
    start, end = span
    return (
        bool(re.search(r"\b(?:the|an?)\s$", text[:start], re.IGNORECASE)),
        text[start].isupper(),
        text[end - 1] in "sS",
    )


def spans(passage: Passage) -> tuple[list[Span], list[Span]]:
    """The names of sides that may be exchanged, and every other span, in text order."""
    roles = {span: role for a in passage.anchors for role, span in a.roles}
    others = {a.span for a in passage.anchors} | {s for s, role in roles.items() if role not in SIDES}
    meets = lambda a, b: a[0] < b[1] and b[0] < a[1]
    names = [s for s in roles if s not in others and not any(meets(s, o) for o in {*others, *roles} - {s})]
    return sorted(names), sorted({*others, *roles} - set(names))


class Names:
    """Names to lend, by their build."""

    def __init__(self, passages: Iterable[Passage]):
        self.known: dict[Build, list[str]] = defaultdict(list)
        for passage in passages:
            for start, end in spans(passage)[0]:
                words = passage.text[start:end]
                if not words.isupper() and len(words.split()) <= LONGEST:
                    self.known[build(passage.text, (start, end))].append(words)

    def renamed(self, passage: Passage, rng: random.Random, share: float) -> Passage:
        """The passage with a share of its names exchanged; every span moves along."""
        cuts: list[tuple[int, int, str]] = []
        loud = passage.text.isupper()
        for span in spans(passage)[0]:
            known = self.known[build(passage.text, span)]
            if known and rng.random() < share:
                name = rng.choice(known)
                cuts.append((*span, name.upper() if loud else name))
        if not cuts:
            return passage
        text, at = "", 0
        for start, end, name in cuts:
            text, at = text + passage.text[at:start] + name, end
        text += passage.text[at:]

        def moved(span: Span) -> Span:
            """A span of the old text in the new one: behind a cut by its growth, on a cut by its new end."""
            before = sum(len(n) - (e - s) for s, e, n in cuts if e <= span[0])
            within = sum(len(n) - (e - s) for s, e, n in cuts if span[0] <= s and e <= span[1])
            return span[0] + before, span[1] + before + within

        return replace(
            passage,
            text=text,
            anchors=[
                replace(a, span=moved(a.span), roles=[(r, moved(s)) for r, s in a.roles]) for a in passage.anchors
            ],
        )
