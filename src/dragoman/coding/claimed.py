"""Who claims an attack did it: "the Taliban claimed responsibility for the attack"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.coding.rules import Draft
from dragoman.records import Mention, Role

RULE = "claimant-did-it"
REACH = 120  # characters between the claim and the noun of the deed
BACK = 3  # sentences before the claim in which the deed may have been told
_HEDGE = (
    r"(?:has|have|had|later|also|both|quickly|immediately|since|then|today|yesterday|together|jointly|publicly|falsely)"
)
_SAID = r"(?:in (?:an?|the) [\w\s-]{3,30}|on \w+|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_CLAIM = re.compile(
    r"\b(?:claim(?:s|ed)?|t(?:ake|akes|ook|aken)|assumed)\s+(?:full |sole |joint )?(?:responsibility|credit)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:was|were|been|being)\s+(?:quickly |later |also |jointly )?claimed(?: [\w\s]{2,20})? by\b|"
    r"\bresponsibility\b[^.;]{0,60}\bclaimed by\b",
    re.IGNORECASE,
)
_OWN = re.compile(  # what may stand between who claims and the claim
    rf"\s*(?:,[^,;.]{{1,90}},|\([^)]{{1,40}}\),?)?\s*(?:,?\s*(?:which|who|that))?(?:\s+(?:{_HEDGE}|{_SAID}),?)*\s*",
    re.IGNORECASE,
)
_NAME = re.compile(  # who has no part in any other event may not be among the mentions
    rf"(?P<who>(?-i:[A-Z])[\w’'-]*(?:(?:\s+(?:of|the|de|for)){{0,2}}\s+(?-i:[A-Z])[\w’'-]*){{0,7}}){_OWN.pattern}$",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\b(?:no|nobody|none|neither|not|never|nor|any|denied|yet)\b", re.IGNORECASE)


def claimed(drafts: Sequence[Draft], mentions: Sequence[Mention], text: str, starts: Sequence[int]) -> list[Draft]:
    """The drafts, with whoever claims an attack as its actor and as the one who says so.

    Args:
        drafts: events of a document in text order, before the rules of the ontology.
        mentions: all that the tagger saw.
        text: of the document.
        starts: where its sentences begin.
    """
    told = list(drafts)
    actors = [m for m in mentions if m.kind == "actor"]
    for who, start, end in _claims(actors, text, starts):
        at = _deed(told, start, end, text, starts)
        if at is not None:
            told[at] = _by(told[at], who, text)
    return told


def _claims(actors: Sequence[Mention], text: str, starts: Sequence[int]) -> Iterator[tuple[Mention, int, int]]:
    """Who claims, and where the words of the claim stand."""
    for claim in _CLAIM.finditer(text):
        begin = starts[max(bisect_right(starts, claim.start()) - 1, 0)]
        before = [m for m in actors if begin <= m.start and _OWN.fullmatch(text, m.end, claim.start())]
        who = before[-1] if before else _named(text, begin, claim.start())
        if who and not _NOBODY.search(text[max(begin, who.start - 12) : claim.start()]):
            yield who, claim.start(), claim.end()
    for claim in _BY.finditer(text):
        who = next((m for m in actors if m.start >= claim.end()), None)
        if who and text[claim.end() : who.start].strip().lower() in {"", "the", "a", "an"}:
            yield who, claim.end(), len(text)  # the deed is told before


def _named(text: str, begin: int, end: int) -> Mention | None:
    """The name right before a claim, in a text that is not all in capitals."""
    found = _NAME.search(text[:end], begin)
    if found is None or text[begin:end].isupper():
        return None
    article = re.match(r"(?:the|a|an)\s+", found["who"], re.IGNORECASE)
    start = found.start("who") + (article.end() if article else 0)
    return Mention(kind="actor", start=start, end=found.end("who")) if start < found.end("who") else None


def _deed(drafts: Sequence[Draft], start: int, end: int, text: str, starts: Sequence[int]) -> int | None:
    """The attack that the claim is for: named right behind it, else the last one told before it."""
    deeds = [
        (i, d.trigger) for i, d in enumerate(drafts) if d.trigger.label == "ASSAULT" and d.trigger.status != "negated"
    ]
    behind = [i for i, t in deeds if end <= t.start < end + REACH and not re.search(r"[.;!?]\s", text[end : t.start])]
    if behind:
        return behind[0]
    first = [s for s in starts if s <= start][-BACK - 1 :][0]
    before = [i for i, t in deeds if first <= t.start < start]
    return before[-1] if before else None


def _by(draft: Draft, who: Mention, text: str) -> Draft:
    """The draft with somebody as its actor, and as its source where it has none."""
    roles = draft.trigger.roles
    known = [r.mention for r in roles if r.name == "actor"]
    called = text[who.start : who.end]
    if any((m.start < who.end and who.start < m.end) or text[m.start : m.end] == called for m in known):
        return draft
    own = tuple(r for r in roles if not (r.name == "recipient" and r.mention == who))
    said = () if any(r.name == "said_by" for r in own) else (Role(name="said_by", mention=who, probability=1.0),)
    more = (Role(name="actor", mention=who, probability=1.0), *said)
    return Draft(replace(draft.trigger, roles=(*own, *more)), draft.sentence, (*draft.rules, RULE))
