"""Deeds told by words that elsewhere tell speech: "answered with fire", "called a strike", "invited him to Rome"."""

from __future__ import annotations

import re

from dragoman.coding.speech import WHEN

_OWN = r"(?:the|an?|his|her|its|their)\b"
_DEALING = frozenset(
    "answer answers answered answering counter counters countered countering reply replies replied replying respond "
    "responds responded responding retort retorts retorted retorting charge charges charged charging".split()
)
_WITH_A_DEED = re.compile(
    rf"(?:{WHEN}|\s+on [A-Z]\w+[.]? \d+|\s+(?:\w+ )?\w+ (?:later|after)|\s+(?:at|within|in) [^,;:.“]{{1,20}}?"
    rf"|\s+to (?:{_OWN}|[A-Z])[^,;:.“]{{1,40}}?|\s+\w+ly){{0,2}}?"
    r"\s+(?:with|by|in kind)\b"
)
_MOVING = frozenset("recall recalls recalled recalling dismiss dismisses dismissed dismissing".split())
_WITHDRAWING = frozenset({"withdrew"})
_UNSAID = re.compile(  # what is withdrawn by saying so
    rf"\s+(?:{_OWN}|[A-Z][\w’'-]+)\s+(?:[\w’'-]+\s+){{0,2}}?"
    r"(?:offers?|proposals?|support|objections?|remarks?|requests?|claims?|demands?|threats?|veto|backing|statement|"
    r"accusations?|allegations?|nomination|endorsement)\b"
)
_STAFF = re.compile(  # people who are sent, fetched or dismissed; not what belongs to them
    rf"\s+(?:(?:{_OWN}|all|both|some|most|\d+)\s+)?(?:(?!of\b)[\w’'-]+\s+){{0,4}}?"
    r"(?:ambassadors?|envoys?|diplomats?|consuls?|attach[ée]s?|troops|soldiers|forces|units?|peacekeepers|observers|"
    r"monitors|staff|team|delegation|mission|ministers?|commanders?|generals?|chiefs?|officers?|governors?|directors?|"
    r"judges?|heads?|predecessor|advis[eo]rs?|aides?|cabinet|government|battalions?|parliament)"
    r"(?=\s*(?:[.,;]|$)|\s+(?:from|to|in|on|for|after|over|who|and|as|with|at|by|of|last|this|late|early|\w+day|"
    r"yesterday)\b)"
)
_INVITING = frozenset("invite invites invited inviting".split())
_ORDERING = frozenset("order orders ordered ordering".split())
_CALLING = frozenset("call calls called calling".split())
_CALLED = re.compile(  # an assembly or a stoppage is called, people are called back, a group calls itself by a name
    rf"\s+(?:(?:{_OWN}|for)\s+)?(?:(?!(?:an?|the)\b)[\w’'-]+\s+){{0,3}}?"
    r"(?:strikes?|stoppage|walkout|elections?|polls?|referendum|vote|meetings?|sessions?|summit|conference|rall(?:y|ies)|"
    r"protests?|demonstrations?|marche?s?|halt|truce|ceasefire|emergency)"
    r"(?=\s*(?:[.,;]|$)|\s+(?:on|in|at|to|for|from|after|over|by|of|last|this|next|when|\w+day)\b)"
    r"|\s+(?:in|up|off|out)\s|\s+(?:it|him|her|them)sel(?:f|ves)\b"
    rf"|\s+(?:{_OWN}|[A-Z])[^,;:.“]{{1,50}}?\s(?:home|back|in|up)(?=\s*(?:[.,;]|$)|\s+(?:for|from|to|in|on|after|over)\b)"
)
_DECLARING = frozenset("declare declares declared declaring".split())
_DECLARED = re.compile(  # what is so by being declared
    r"\s+(?:(?:an?|the|its|their|his|her)\s+)?(?:[\w’'-]+\s+){0,3}?"
    r"(?:state of \w+|curfew|cease-?fire|truce|mourning|holiday|emergency|martial law|lockdown|moratorium|war on)\b"
)
_REFUSING = frozenset("refuse refuses refused refusing".split())
_GIVING = frozenset(
    "pledge pledges pledged pledging promise promises promised promising offer offers offered offering".split()
)
_SUM = re.compile(  # what is given, by its number
    r"\s+(?:no\b|(?:about|some|up to|at least|more than|nearly|almost|another|around|over|an extra|an additional)\s+)?"
    r"(?:[$€£¥]|US[$])?(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundreds?|thousands?|millions?)\b)"
)
_CLAIMING = frozenset("claim claims claimed claiming".split())
_LIVES = re.compile(r"\s+(?:[\w’'.,-]+\s+){0,5}?(?:lives|life|victims?)\b")
_TO_A_PLACE = re.compile(rf"[^,;“]*?\bto (?:{_OWN}|[A-Z])")
_TO_DO = re.compile(rf"[^,;“]*?(?:\bto (?!{_OWN})[a-z]+\b|“)")
_TO = re.compile(r"\s+(?:not )?to\b|[^,;]{0,20}“")
_ADDRESSING = frozenset(
    "complain complains complained complaining apologise apologises apologised apologising apologize apologizes "
    "apologized apologizing report reports reported reporting write writes wrote writing".split()
)
_APPEALING = frozenset("appeal appeals appealed appealing".split())
_FOR = re.compile(r"[^,;“]*?\bfor\b")
_TO_WHOM = re.compile(rf"{WHEN}*\s+to (?:{_OWN}|[A-Z]|\w+s\b)")
_AGREEING = frozenset("agree agrees agreed agreeing".split())
_AGREED = re.compile(r"\s+(?:on|upon)\s(?!\w+day\b|[A-Z])")
_PLANNING = frozenset({"planned"})
_PLANNED = re.compile(r"\s+(?:for|in|on|at)\s")
_OF_THINGS = (  # words that tell a deed with such an object
    (_DEALING, _WITH_A_DEED),
    (_MOVING, _STAFF),
    (_INVITING, _TO_A_PLACE),
    (_CALLING, _CALLED),
    (_DECLARING, _DECLARED),
    (_GIVING, _SUM),
    (_CLAIMING, _LIVES),
    (_AGREEING, _AGREED),
    (_PLANNING, _PLANNED),
)
_BUT = ((_WITHDRAWING, _UNSAID), (_ORDERING, _TO_DO), (_REFUSING, _TO))  # that tell one but with such an object


def is_deed(word: str, bare: str, end: int) -> bool:
    """Whether a word of speech that ends at a place, with no clause behind it, tells of a deed."""
    said_by = next((not form.match(bare, end) for words, form in _BUT if word in words), None)
    if said_by is not None:
        return said_by
    told = next((form for words, form in _OF_THINGS if word in words), None)
    place = word not in _INVITING or not _TO_DO.match(bare, end)
    return bool(told and told.match(bare, end) and place)


def is_addressed(word: str, bare: str, end: int) -> bool:
    """Whether the words behind one of speech say to whom: "complained to the court", but "appealed to them to stay"."""
    asks = word in _APPEALING and not (_TO_DO.match(bare, end) or _FOR.match(bare, end))
    return bool((asks or word in _ADDRESSING) and _TO_WHOM.match(bare, end))
