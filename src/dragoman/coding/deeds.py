"""Deeds told by words that elsewhere tell speech: "answered with fire", "recalled its envoy", "invited him to Rome"."""

from __future__ import annotations

import re

from dragoman.coding.speech import WHEN

_OWN = r"(?:the|an?|his|her|its|their)\b"
_DEALING = frozenset(
    "answer answers answered answering counter counters countered countering reply replies replied replying respond "
    "responds responded responding retort retorts retorted retorting charge charges charged charging".split()
)
_WITH_A_DEED = re.compile(
    rf"(?:{WHEN}|\s+(?:at|within|in) [^,;:.“]{{1,20}}?|\s+to (?:{_OWN}|[A-Z])[^,;:.“]{{1,40}}?|\s+\w+ly){{0,2}}?"
    r"\s+(?:with|by|in kind)\b"
)
_MOVING = frozenset("recall recalls recalled recalling withdrew dismiss dismisses dismissed dismissing".split())
_STAFF = re.compile(  # people who are sent, fetched or dismissed; not what belongs to them
    rf"\s+(?:(?:{_OWN}|all|both|some|most|\d+)\s+)?(?:(?!of\b)[\w’'-]+\s+){{0,4}}?"
    r"(?:ambassadors?|envoys?|diplomats?|consuls?|attach[ée]s?|troops|soldiers|forces|units?|peacekeepers|observers|"
    r"monitors|staff|team|delegation|mission|ministers?|commanders?|generals?|chiefs?|officers?|governors?|directors?|"
    r"judges?|heads?|cabinet|government|battalions?|parliament)"
    r"(?=\s*(?:[.,;]|$)|\s+(?:from|to|in|on|for|after|over|who|and|as|with|at|by|of|last|this|late|early|\w+day|"
    r"yesterday)\b)"
)
_INVITING = frozenset("invite invites invited inviting".split())
_TO_A_PLACE = re.compile(rf"[^,;“]*?\bto (?:{_OWN}|[A-Z])")
_TO_DO = re.compile(rf"[^,;“]*?(?:\bto (?!{_OWN})[a-z]+\b|“)")
_ADDRESSING = frozenset(
    "complain complains complained complaining apologise apologises apologised apologising apologize apologizes "
    "apologized apologizing report reports reported reporting write writes wrote writing".split()
)
_APPEALING = frozenset("appeal appeals appealed appealing".split())
_FOR = re.compile(r"[^,;“]*?\bfor\b")
_TO_WHOM = re.compile(rf"{WHEN}*\s+to (?:{_OWN}|[A-Z]|\w+s\b)")


def is_deed(word: str, bare: str, end: int) -> bool:
    """Whether a word of speech that ends at a place, with no clause behind it, tells of a deed."""
    if word in _DEALING:
        return bool(_WITH_A_DEED.match(bare, end))
    if word in _MOVING:
        return bool(_STAFF.match(bare, end))
    return bool(word in _INVITING and _TO_A_PLACE.match(bare, end) and not _TO_DO.match(bare, end))


def is_addressed(word: str, bare: str, end: int) -> bool:
    """Whether the words behind one of speech say to whom: "complained to the court", but "appealed to them to stay"."""
    asks = word in _APPEALING and not (_TO_DO.match(bare, end) or _FOR.match(bare, end))
    return bool((asks or word in _ADDRESSING) and _TO_WHOM.match(bare, end))
