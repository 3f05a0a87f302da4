"""How many people a sentence says were killed, injured or displaced, where the number stands or follows from the noun phrase.

"killing a farmer and his two sons" says three, "five soldiers were killed" five, "a shopkeeper died" one; "civilians
were killed" says none. Only the usual frames of news prose are read: active and passive verbs, "died", "N dead",
"N fatalities", "the killing of", "cost N lives", "drove N people from their homes".
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from dragoman.records import Quantity
from dragoman.resolve.dates import find_times
from dragoman.resolve.numbers import parse_quantity

LONGEST = 2000  # characters of a sentence that are read
APART = 8  # words that may describe a member of a list before the next one


class Toll(NamedTuple):
    """A count of people as the text tells it; `start` and `end` are offsets in the text that was read."""

    kind: str  # killed, injured, displaced
    start: int
    end: int
    low: float
    high: float | None
    total: bool = False  # "fatalities coded as 6": what the report counts in all


_PAST = {
    "killed": r"killed|murdered|slain|assassinated|executed|beheaded|decapitated|lynched|massacred|gunned down"
    r"|(?:shot|stabbed|hacked|beaten|burnt|burned|stoned|tortured|crushed|bludgeoned)(?:\s+\w+)?\s+(?:dead|to death)",
    "injured": r"injured|wounded|hurt|maimed|treated\s+for\s+(?:\w+\s+)?(?:injuries|wounds|burns)"
    r"|(?:taken|brought|rushed)\s+to\s+(?:an?\s+|the\s+)?hospitals?\s+with\s+(?:\w+\s+)?(?:injuries|wounds|burns)",
    "displaced": r"displaced|uprooted|(?:driven|forced)\s+(?:from|out\s+of)\s+their|forced\s+to\s+(?:flee|leave\s+their)",
}
_ACTIVE = {
    "killed": r"kill(?:ed|ing|s)?(?!\s+of\b)|shot dead(?!\s+(?:by|in|on|at|near|outside|after|while|when)\b)|murder(?:ed|ing|s)|assassinat(?:ed|ing|es)|execut(?:ed|ing|es)|behead(?:ed|ing|s)"
    r"|massacr(?:ed|ing|es)|lynch(?:ed|ing|es)|gunn(?:ed|ing) down|(?:claim|tak|cost)(?:ed|ing|s)?\s+the\s+li(?:fe|ves)\s+of",
    "injured": r"injur(?:ed|ing|es)|wound(?:ed|ing|s)|hurt(?:ing|s)?",
    "displaced": r"displac(?:ed|ing|es)|uproot(?:ed|ing|s)",
}
_NOMINAL = {
    "killed": r"dead\b(?!\s+(?:bod|sea|line))|fatalit(?:y|ies)|deaths?\b(?!\s+(?:threat|squad|penalt|sentence|row|toll))",
    "injured": r"(?:people\s+|others?\s+)?(?:injured|wounded|hurt)\b(?!\s+(?:an?|the|\d+)\b)|injuries",
    "displaced": r"displaced\b",
}
_STEMS = {  # one of these is in every frame of a kind
    "killed": (
        "kill|murder|slain|assassinat|execut|behead|decapitat|lynch|massacr|gun|shot|shoot|stab|hack|beat|burn|ston|tortur|"
        "crush|bludgeon|club|claim|tak|took|cost|lives|loss|died|perish|lost|dead|succumb|death|fatal"
    ).split("|"),
    "injured": "injur|wound|hurt|maim|treated|hospital".split("|"),
    "displaced": "displac|uproot|driv|drove|forc|fled|flee|left|expulsion".split("|"),
}
_NOMINAL_HINT = {
    kind: re.compile(words, re.IGNORECASE)
    for kind, words in (("killed", "dead|fatal|death"), ("injured", "injur|wound|hurt"), ("displaced", "displaced"))
}
_NOUN_OF = {
    "killed": r"(?:killing|murder|assassination|death|execution|deaths|killings)",
    "injured": r"(?:injury|wounding)",
    "displaced": r"(?:displacement|expulsion)",
}
_SMALL = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty"
)
_NUMBER = rf"(?:\d[\d,.]*|an?|one|(?:{_SMALL})(?:-\w+)?|(?:a|two|several)?\s?(?:dozens?|hundreds?|scores)|both)"
_DIED = r"died|perished|lost (?:his|her|its|their) (?:life|lives)|(?:was|were) (?:found|left) dead|succumbed to (?:\w+ )?(?:wounds|injuries)"
_FLED = r"(?:fled|left)\s+(?:from\s+)?their\s+(?:homes?|houses|villages?)|fled\s+(?:abroad|across|the\s+(?:fighting|violence|clashes))"
_BY_ITSELF = {"killed": _DIED, "displaced": _FLED}  # verbs whose subject is counted
_BE = r"(?:was|were|is|are|been|being|be|got)"
_ALSO = r"(?:(?:later|also|then|both|all|reportedly|allegedly|\w+ly)\s+)?(?:(?:\w+,\s+)*\w+,?\s+and\s+)?"
_DATIVE = (
    r"(?P<verb>shot|shooting|stabbed|stabbing|hacked|hacking|beat|beaten|beating|burned|burnt|burning|stoned|clubbed)"
)
_OBJECT = r"(?P<who>(?:[^.,;:]|,(?=\d)){1,60}?)"  # words between a verb and what tells of whom it speaks
_AROUND = {  # frames that stand on both sides of the number
    "killed": re.compile(
        rf"\b(?:claim(?:ed|ing|s)?|cost(?:ing|s)?|took|tak(?:en|ing|es)|loss\s+of)\s+{_OBJECT}\s+lives\b"
        r"|\b(?:number\s+of\s+(?:the\s+)?(?:dead|deaths|fatalities)|death\s+toll|losses)\s+(?:(?:has|had|was|is|now|put|rose|rises|"
        r"risen|climbed|stood|stands|grew|grown)\s+){0,3}(?:to|at|of|as|reached)\s+"
        rf"(?P<number>(?:(?:at least|about|around|some|nearly|more than|up to|over)\s+)?{_NUMBER})(?=[\s,.;]|$)",
        re.IGNORECASE,
    ),
    "displaced": re.compile(
        rf"\b(?:dr(?:ove|iv(?:en|es|ing))|forc(?:ed|es|ing))\s+{_OBJECT}\s+(?:from\s+their|out\s+of\s+their|across\s+the\s+(?:border|"
        r"frontier)|to\s+(?:flee|leave\s+their)|into\s+(?:exile|flight))\b",
        re.IGNORECASE,
    ),
}
_TO_DEATH = re.compile(rf"\b{_DATIVE}\s+(?P<who>[^.;:]{{1,90}}?)\s+(?:dead|to death)\b", re.IGNORECASE)
_PATTERNS = {
    kind: (
        re.compile(
            rf"\b{_BE}\s+{_ALSO}(?:{_PAST[kind]})\b" + (rf"|\b(?:{_BY_ITSELF[kind]})\b" if kind in _BY_ITSELF else ""),
            re.IGNORECASE,
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
    r"|around|along|was|were|had|has|have|is|are|will|would|shocked|sparked|led|caused|came|prompted|drew|triggered|between|through|over|under|since|amid|following|belonging|working|riding|travelling|traveling|aboard"
    r"|(?:\w+ed|went|came|flew|drove)\s+(?:into|to|in|at|out|home|past|through|back))\b"
    rf"|,(?!\d{{3}})|[;:()\[\]\u2014]|{_FULL_STOP}|\s+-\s+|$",
    re.IGNORECASE,
)
_VERB = (
    r"\w+ing|was|were|had|have|has|then|later|the\s+(?:rest|others)|injured|wounded|hurt|destroyed|damaged|set|burned|burnt|looted"
    r"|abducted|kidnapped|fled|escaped|left|took|stole|robbed|lost|drove|forced|sent|made|put|cut|tore|blew|broke|threw|fell|went|came"
    r"|held|hit|struck|shot|brought|caught|gave|sank|it|they|he|she|nobody|no one|none|(?!armed|suspected|unidentified|masked|retired|unarmed|alleged)\w+ed|many\s+others?|several\s+others?"
)
_AND = re.compile(rf"(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?=(?:{_VERB})\b)", re.IGNORECASE)
_JOIN = re.compile(r"\s*,\s*and\s+|\s*,(?!\d{3})\s*|\s+and\s+|\s+as well as\s+", re.IGNORECASE)
_CLAUSE = re.compile(
    r".*(?:^|[;:.()\u2014]|,\s|\s[-\u2013]\s|"
    r"\b(?:that|when|where|while|after|before|if|unless|whether|(?:in|during|by|after) which|said|says|but|although|because)\s)",
    re.IGNORECASE | re.DOTALL,
)
_POSSIBLE = re.compile(r"\b(?:if|unless|whether|lest)\s+(?:or not\s+)?$", re.IGNORECASE)  # before a clause
_MAY = re.compile(
    r"\b(?:would|could|might|may|will|can|should|must|to|not|never)\s+$", re.IGNORECASE
)  # before a passive
_HERE = re.compile(
    r"(?:in|near|at|outside|inside|across|around)\s+(?:[A-Z][\w'’-]*\s+)+(?=\S)|(?:elsewhere|separately|meanwhile)\s+"
)
_ON = re.compile(r"(?:(?:early|late|earlier|later|in|on|at|by|during|since|over|from|the)\s+)*", re.IGNORECASE)
_NAME_AND_AGE = re.compile(r"(?<=[a-z]),\s\d{1,2}(?=,|\s+and\b|$)")
_CLOSED = re.compile(rf"[;:()\[\]\u2014]|{_FULL_STOP}|\s-\s|$")
_MANY = re.compile(
    r"\b(?:people|men|women|children|police|personnel|troops|others|civilians|(?<!\bal-)\w+[^s']s)$", re.IGNORECASE
)
_LEAD = re.compile(r"\s+(?:(?:and|but)\s+(?!\w+(?:ed|ing|en)\b))?|(?:and|but)\s+(?!\w+(?:ed|ing|en)\b)", re.IGNORECASE)
_TAIL = re.compile(r"[\s,]*(?:\b(?:and|but|while))?\s*$", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:people|persons|residents|villagers|civilians|inhabitants|men|women|children|others|refugees|[A-Z][a-z]+s)$"
)
_OF_THEM = re.compile(r"[\w-]+\s+of\s+(?:them|whom)\b|[^.;,]{1,40}\bamong\s+them\b", re.IGNORECASE)  # a part of a whole
_WHOLE = re.compile(r"\b(?:people|persons)$", re.IGNORECASE)
_ONE = re.compile(r"^(?:an?|another|one|his|her|their|its|the)\s|^(?:an?|another|(?:another )?one)$", re.IGNORECASE)
_UNKNOWN = re.compile(
    rf"\b(?:unknown|unspecified|undisclosed|unclear|a number of|several|some(?!\s+(?:\d|half\b|dozen\b|{_SMALL}))|many|numerous|few|scores?|dozens|hundreds|no|nobody|none|or"
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
_AGE = re.compile(r"\b(?:\d+ to )?[\w-]+[- ]years?[- ]old\b\s*|,?\s+aged\s+\d+\b", re.IGNORECASE)
_HIM = re.compile(r"^(?:him|her)\b", re.IGNORECASE)
_PAIR = re.compile(r"^(?:both|the two|the couple|the pair)\b", re.IGNORECASE)


def tolls(text: str) -> list[Toll]:
    """Every count of killed, injured and displaced people that the text tells, in order."""
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
    spans = [_before(text, match.start()) for match in passive.finditer(text) if not _MAY.search(text[: match.start()])]
    spans += [_after(text, match.end()) for match in active.finditer(text) if not _is_passive(text, match.start())]
    if _NOMINAL_HINT[kind].search(text):  # the pattern begins with a number, which is slow to look for
        spans += [match.span("number") for match in nominal.finditer(text) if _people(match["number"])]
    if kind in _AROUND:
        found = (match for match in _AROUND[kind].finditer(text))
        spans += [match.span(name) for match in found if (name := match.lastgroup) and _is_counted(kind, match[name])]
    if kind == "killed":
        spans += [match.span("who") for match in _TO_DEATH.finditer(text) if not _is_passive(text, match.start())]
    told = [
        toll
        for start, end in spans
        if not _POSSIBLE.search(text[:start]) and (toll := _toll(kind, text, _begun(text, start, end), end))
    ]
    coded = [match.span("number") for match in _CODED.finditer(text)] if kind == "killed" else []
    whole = [toll for start, end in coded if (toll := _toll(kind, text, start, end))]
    return [*told, *(toll._replace(total=True) for toll in whole)]


def _is_counted(kind: str, words: str) -> bool:
    """Whether words before "lives" say how many, or those that were driven out are people."""
    return bool(_people(words)) and (kind == "killed" or bool(_PEOPLE.search(words)))


def _begun(text: str, start: int, end: int) -> int:
    """Where a noun phrase begins behind a time and a place that lead it in: "Two days earlier | in Dori | three men"."""
    while True:
        start += len(text[start:end]) - len(text[start:end].lstrip(" ,"))
        lead = _ON.match(text, start, end)
        at = lead.end() if lead else start
        times = find_times(text[start:end])
        time = next((t for t in times if start + t.start <= at), None)
        place = _HERE.match(text[start : start + 1].lower() + text[start + 1 : end])
        after = start + time.end if time else start + place.end() if place else start
        if after == start or after >= end:
            return start
        start = after


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
    phrase = _NAME_AND_AGE.sub(lambda age: " " * len(age.group()), _AND.split(text[start:end])[0])
    least, most, at, last, members = 0.0, 0.0, 0, 0, 0
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
        last = at + len(member)
        joined = _next_member(phrase, at + len(member))
        if joined is None or "including" in phrase[at:joined].lower():
            break
        at = joined
    if not members:
        return None
    return Toll(kind, start, start + len(phrase[:last].rstrip()), least, most if most < math.inf else None)


def _next_member(phrase: str, at: int) -> int | None:
    """Where the next counted member of a list begins, after the words that describe the last one."""
    more = re.compile(
        r"(?:,\s+(?:and\s+)?|\s+and\s+)(?=(?:an?|another|one|his|her|two|three|four|five|six|seven|eight|nine|ten|\d+)\s)"
        r"|,\s+and\s+(?=[A-Z][\w'’-]*\s(?:(?:[A-Z]|(?:al|el)-|(?:bin|ibn|abu)\s)[\w'’-]*\s?)+(?:,|$))"
    )
    for found in more.finditer(phrase, at):
        parts = "and" not in found.group() and _WHOLE.search(phrase[: found.start()])
        if parts or _OF_THEM.match(phrase, found.end()):
            return None  # "six people, two of them children", "six people, two women and four children"
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
