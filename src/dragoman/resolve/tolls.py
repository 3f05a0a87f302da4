"""How many people a sentence says were killed or injured, where the number stands or follows from the noun phrase.

"killing a farmer and his two sons" says three, "five soldiers were killed" five, "a shopkeeper died" one; "civilians
were killed" says none. Only the usual frames of news prose are read: active and passive verbs, "died", "N dead",
"N fatalities", "the killing of".
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from dragoman.records import Quantity
from dragoman.resolve.numbers import parse_quantity

LONGEST = 2000  # characters of a sentence that are read
APART = 8  # words that may describe a member of a list before the next one


class Toll(NamedTuple):
    """A count of people as the text tells it; `start` and `end` are offsets in the text that was read."""

    kind: str  # killed, injured
    start: int
    end: int
    low: float
    high: float | None
    total: bool = False  # "fatalities coded as 6": what the report counts in all


_PAST = {
    "killed": r"killed|murdered|slain|assassinated|executed|beheaded|decapitated|lynched|massacred|gunned down"
    r"|(?:shot|stabbed|hacked|beaten|burnt|burned|stoned|tortured|crushed|bludgeoned)(?:\s+\w+)?\s+(?:dead|to death)",
    "injured": r"injured|wounded|hurt|maimed",
}
_ACTIVE = {
    "killed": r"kill(?:ed|ing|s)?(?!\s+of\b)|shot dead(?!\s+(?:by|in|on|at|near|outside|after|while|when)\b)|murder(?:ed|ing|s)|assassinat(?:ed|ing|es)|execut(?:ed|ing|es)|behead(?:ed|ing|s)"
    r"|massacr(?:ed|ing|es)|lynch(?:ed|ing|es)|gunn(?:ed|ing) down|(?:claim|tak|cost)(?:ed|ing|s)?\s+the\s+li(?:fe|ves)\s+of",
    "injured": r"injur(?:ed|ing|es)|wound(?:ed|ing|s)|hurt(?:ing|s)?",
}
_NOMINAL = {
    "killed": r"dead\b(?!\s+(?:bod|sea|line))|fatalit(?:y|ies)|deaths?\b(?!\s+(?:threat|squad|penalt|sentence|row|toll))",
    "injured": r"(?:people\s+|others?\s+)?(?:injured|wounded)\b|injuries",
}
_STEMS = {  # one of these is in every frame of a kind
    "killed": (
        "kill|murder|slain|assassinat|execut|behead|decapitat|lynch|massacr|gun|shot|shoot|stab|hack|beat|burn|ston|tortur|"
        "crush|bludgeon|club|claim|tak|cost|died|perish|lost|dead|succumb|death|fatal"
    ).split("|"),
    "injured": "injur|wound|hurt|maim".split("|"),
}
_NOMINAL_HINT = {
    kind: re.compile(words, re.IGNORECASE)
    for kind, words in (("killed", "dead|fatal|death"), ("injured", "injur|wound"))
}
_NOUN_OF = {
    "killed": r"(?:killing|murder|assassination|death|execution|deaths|killings)",
    "injured": r"(?:injury|wounding)",
}
_SMALL = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty"
)
_NUMBER = rf"(?:\d[\d,.]*|an?|one|(?:{_SMALL})(?:-\w+)?|(?:a|two|several)?\s?(?:dozens?|hundreds?|scores)|both)"
_DIED = r"died|perished|lost (?:his|her|its|their) (?:life|lives)|(?:was|were) (?:found|left) dead|succumbed to (?:\w+ )?(?:wounds|injuries)"
_BE = r"(?:was|were|is|are|been|being|be|got)"
_ALSO = r"(?:(?:later|also|then|both|all|reportedly|allegedly|\w+ly)\s+)?(?:(?:\w+,\s+)*\w+,?\s+and\s+)?"
_DATIVE = (
    r"(?P<verb>shot|shooting|stabbed|stabbing|hacked|hacking|beat|beaten|beating|burned|burnt|burning|stoned|clubbed)"
)
_TO_DEATH = re.compile(rf"\b{_DATIVE}\s+(?P<who>[^.;:]{{1,90}}?)\s+(?:dead|to death)\b", re.IGNORECASE)
_PATTERNS = {
    kind: (
        re.compile(
            rf"\b{_BE}\s+{_ALSO}(?:{_PAST[kind]})\b" + (rf"|\b(?:{_DIED})\b" if kind == "killed" else ""), re.IGNORECASE
        ),
        re.compile(rf"\b(?:{_ACTIVE[kind]}|{_NOUN_OF[kind]}\s+of)\s+", re.IGNORECASE),
        re.compile(
            rf"\b(?P<number>(?:(?:at least|about|around|some|nearly|more than|up to|over)\s+)?{_NUMBER})\s+"
            rf"(?:(?:other|more|civilian|people|persons|men|reported|additional)\s+)?(?:{_NOMINAL[kind]})",
            re.IGNORECASE,
        ),
    )
    for kind in _PAST
}
_CODED = re.compile(
    r"\bfatalit\w+[^.]{0,60}\b(?:coded|recorded|counted|estimated)\s+(?:as|at|to)\s+(?P<number>\d+)", re.IGNORECASE
)
_FULL_STOP = r"(?<![A-Z])\."  # not that of an acronym
_STOP = re.compile(
    r"\s+(?:in|at|on|near|by|from|of|with|without|after|before|while|when|where|who|which|that|during|as|for|to|outside|inside"
    r"|around|along|was|were|had|has|is|are|will|would|shocked|sparked|led|caused|came|prompted|drew|triggered|between|through|over|under|since|amid|following|belonging|working|riding|travelling|traveling|aboard)\b"
    rf"|[,;:()\[\]\u2014]|{_FULL_STOP}|\s+-\s+|$",
    re.IGNORECASE,
)
_VERB = (
    r"\w+ing|was|were|had|have|has|then|later|the\s+(?:rest|others)|injured|wounded|hurt|destroyed|damaged|set|burned|burnt|looted"
    r"|abducted|kidnapped|fled|escaped|left|took|stole|robbed|(?!armed|suspected|unidentified|masked|retired|unarmed|alleged)\w+ed|many\s+others?|several\s+others?"
)
_AND = re.compile(rf"(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?=(?:{_VERB})\b)", re.IGNORECASE)
_JOIN = re.compile(r"\s*,\s*and\s+|\s*,\s*|\s+and\s+|\s+as well as\s+", re.IGNORECASE)
_CLAUSE = re.compile(
    r".*(?:^|[;:.()\u2014]|,\s|\s[-\u2013]\s|"
    r"\b(?:that|when|where|while|after|before|(?:in|during|by|after) which|said|says|but|although|because)\s)",
    re.IGNORECASE | re.DOTALL,
)
_CLOSED = re.compile(rf"[;:()\[\]\u2014]|{_FULL_STOP}|\s-\s|$")
_MANY = re.compile(
    r"\b(?:people|men|women|children|police|personnel|troops|others|civilians|(?<!\bal-)\w+[^s']s)$", re.IGNORECASE
)
_LEAD = re.compile(r"\s+(?:(?:and|but)\s+(?!\w+(?:ed|ing|en)\b))?|(?:and|but)\s+(?!\w+(?:ed|ing|en)\b)", re.IGNORECASE)
_TAIL = re.compile(r"[\s,]*(?:\b(?:and|but|while))?\s*$", re.IGNORECASE)
_ONE = re.compile(r"^(?:an?|another|one|his|her|their|its|the)\s|^(?:an?|another|(?:another )?one)$", re.IGNORECASE)
_UNKNOWN = re.compile(
    r"\b(?:unknown|unspecified|undisclosed|unclear|a number of|several|some|many|numerous|few|scores?|dozens|hundreds|no|nobody|none|or"
    r"|them|it|him|itself|themselves|himself)\b",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\b(?:cow|cattle|goat|sheep|livestock|animal|dog|horse|camel|house|vehicle|car|power|engine|process|bill|plan|hopes?|idea|deal"
    r"|attack|event|incident|battle|clash|ambush|raid|blast|explosion|violence|war|year|month|week|day)s?$",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"(?:at least |about |some |more than |nearly )?[\w,]+\s+(?:\w+\s+)?(?:rocket|missile|shell|mortar|bomb|drone|grenade|bullet|vehicle|"
    r"house|home|building|village|attack|strike|raid|explosion|blast|hour|day|week|month|year)s?"
    r"(?=$|\s(?:hit|struck|landed|exploded|fell|went|were|was|are|had|have|that|which|in|at|on|of|and|from|by|later|ago)\b)",
    re.IGNORECASE,
)
_FINITE = re.compile(rf".*\b(?:{_BE}|died|killed|killing|injured|wounded)\b.*?\band\s+", re.IGNORECASE | re.DOTALL)
_GROUP = re.compile(r"(?:an?|the)\s(?:\w+\s)?(?:number|group|handful|team|crowd|family|rest|others)$", re.IGNORECASE)
_AGE = re.compile(r"\b(?:\d+ to )?[\w-]+[- ]years?[- ]old\b\s*", re.IGNORECASE)
_HIM = re.compile(r"^(?:him|her)\b", re.IGNORECASE)
_PAIR = re.compile(r"^(?:both|the two|the couple|the pair)\b", re.IGNORECASE)


def tolls(text: str) -> list[Toll]:
    """Every count of killed and injured people that the text tells, in order."""
    found = [toll for kind in _PATTERNS for toll in _of_kind(kind, text[:LONGEST])]
    own = [toll for one in found if (toll := _own(one, found, text))]
    return sorted(dict.fromkeys(own), key=lambda t: (t.start, t.kind))


def _own(toll: Toll, among: list[Toll], text: str) -> Toll | None:
    """A toll up to where those of another kind begin: "killed one soldier, and three guards were wounded"."""
    end = min((t.start for t in among if t.kind != toll.kind and toll.start < t.start < toll.end), default=None)
    return toll if end is None else _toll(toll.kind, text, toll.start, len(_TAIL.sub("", text[:end])))


def _of_kind(kind: str, text: str) -> list[Toll]:
    small = text.lower()
    if not any(stem in small for stem in _STEMS[kind]):
        return []
    passive, active, nominal = _PATTERNS[kind]
    spans = [_before(text, match.start()) for match in passive.finditer(text)]
    spans += [_after(text, match.end()) for match in active.finditer(text) if not _is_passive(text, match.start())]
    if _NOMINAL_HINT[kind].search(text):  # the pattern begins with a number, which is slow to look for
        spans += [match.span("number") for match in nominal.finditer(text) if _people(match["number"])]
    if kind == "killed":
        spans += [match.span("who") for match in _TO_DEATH.finditer(text) if not _is_passive(text, match.start())]
    told = [toll for start, end in spans if (toll := _toll(kind, text, start, end))]
    coded = [match.span("number") for match in _CODED.finditer(text)] if kind == "killed" else []
    whole = [toll for start, end in coded if (toll := _toll(kind, text, start, end))]
    return [*told, *(toll._replace(total=True) for toll in whole)]


def _is_passive(text: str, at: int) -> bool:
    """Whether a participle belongs to a passive: what comes after it is not its object."""
    return bool(re.search(rf"\b{_BE}\s+(?:\w+\s+)?(?:\w+,?\s+and\s+)?$", text[max(0, at - 40) : at], re.IGNORECASE))


def _before(text: str, end: int) -> tuple[int, int]:
    """The subject that ends where its verb begins, back to the start of its clause; an apposition is stepped over."""
    head = text[:end].rstrip(" ,")
    opening = _CLAUSE.match(head)
    start = opening.end() if opening else 0
    if text[:end].rstrip().endswith(",") and opening:
        wider = _CLAUSE.match(text[: max(0, opening.end() - 2)])
        return (wider.end() if wider else 0, opening.end() - 2)
    if finite := _FINITE.match(text, start, len(head)):
        return finite.end(), len(head)
    return start, len(head)


def _after(text: str, start: int) -> tuple[int, int]:
    """The object that begins after its verb, to the end of its clause."""
    stop = _CLOSED.search(text[start:])
    return start, start + (stop.start() if stop else 0)


def _toll(kind: str, text: str, start: int, end: int) -> Toll | None:
    """The people of a noun phrase counted; None where nothing tells how many."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    phrase = _AND.split(text[start:end])[0]
    least, most, at, members = 0.0, 0.0, 0, 0
    while at < len(phrase):
        head = _STOP.search(phrase, at)
        member = phrase[at : head.start() if head else len(phrase)]
        parts = [p for p in _JOIN.split(member) if p.strip()]
        counted = [_people(part.strip()) for part in parts]
        if not counted or None in counted or (len(member) > 2 and member.isupper() and not text.isupper()):
            break  # in capitals: a dateline
        least += sum(c[0] for c in counted if c)
        most += sum(c[1] for c in counted if c)
        members += len(counted)
        joined = _next_member(phrase, at + len(member))
        if joined is None or "including" in phrase[at:joined].lower():
            at += len(member)
            break
        at = joined
    if not members:
        return None
    return Toll(
        kind, start, start + max(at, 1) if at else start + len(phrase), least, most if most < math.inf else None
    )


def _next_member(phrase: str, at: int) -> int | None:
    """Where the next counted member of a list begins, after the words that describe the last one."""
    more = re.compile(
        r"(?:,\s*(?:and\s+)?|\s+and\s+)(?=(?:an?|another|one|his|her|two|three|four|five|six|seven|eight|nine|ten|\d+)\s)"
    )
    for found in more.finditer(phrase, at):
        told_of = phrase[:1].isupper() and "and" not in found.group() and _ONE.match(phrase[found.end() :])
        if told_of:
            continue  # "Ali Hassan, a commander" is one
        return found.end() if len(phrase[at : found.start()].split()) <= APART else None
    return None


def _people(phrase: str) -> tuple[float, float] | None:
    """How many people a noun phrase without its modifiers says: (least, most), of "at least ten" without end."""
    if (
        not phrase
        or re.match(r"(?:and|or)\b", phrase, re.IGNORECASE)
        or _THING.search(phrase)
        or _THINGS.match(phrase)
        or _GROUP.match(phrase)
    ):
        return None
    if _PAIR.match(phrase):
        return 2.0, 2.0
    if _HIM.match(phrase):
        return 1.0, 1.0
    amount = parse_quantity(_AGE.sub("", phrase))
    if amount.low is not None and not _UNKNOWN.match(phrase):
        return amount.low, amount.high if amount.high is not None else math.inf
    if _UNKNOWN.search(phrase) or _MANY.search(phrase):
        return None
    return (1.0, 1.0) if _ONE.match(phrase) or phrase[:1].isupper() else None


def as_quantity(toll: Toll, text: str, offset: int) -> Quantity:
    """The toll as a record; `offset` is where the text that was read begins in the document."""
    words = text[toll.start : toll.end].strip()
    start = offset + toll.start
    return Quantity(text=words, start=start, end=start + len(words), low=toll.low, high=toll.high, unit="people")
