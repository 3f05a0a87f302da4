"""Who speaks: the noun phrase before a verb, without what surrounds it. Words in quotation marks are blanked."""

from __future__ import annotations

import re
from itertools import pairwise

from dragoman.coding.speech import NOUNS, SAYING

Range = tuple[int, int]

BE = "is|are|was|were|been|be|being"
FINITE = "is|are|was|were|has|have|had|will|would|can|could|may|might|must|should"
_SAYS = {verb for verb in SAYING - NOUNS if not verb.endswith(("ed", "ing"))}
_WORD = re.compile(r"\b[a-z]+ ")
_DATELINE = re.compile(r"[A-Z]{2}[^—“;:]{0,60}?\s(?:—|--|-)\s+")
ADJUNCT = re.compile(  # what begins a sentence and is no subject
    r"(?:In|On|At|After|Before|During|When|If|While|As|Since|For|By|With|Under|From|Meanwhile|However|Still|Yet|Late|Early|"
    r"Last|Earlier|Asked|Speaking|Although|Though|Because|Once|Also|Then|Instead|Had|Should|Unless|Until|Today|Yesterday|"
    r"But|And)\b"
)
_AT_TIME = (
    r"(?:(?:(?:late|early|later|earlier) )?(?:last|this|that|the same) "
    r"(?:week|month|year|night|summer|winter|spring|autumn)|"
    r"(?:\w+ )?(?:few )?(?:moments?|minutes?|hours?|days?|weeks?|months?|years?) (?:later|earlier|before|ago))"
)
_FRAME = re.compile(
    rf"\s*(?:{ADJUNCT.pattern}[^,“]{{0,80}},\s+(?:and |but )?)?(?:(?i:{_AT_TIME}),? )?(?:[Tt]he |[Aa]n? )?"
)
_VERB = (
    rf"(?:(?!hundred\b)\w+ed|{FINITE}|met|left|took|went|came|gave|made|held|spoke|began|cut|put|sent|stood|sat|ran|won|lost|found|saw|"
    r"broke|drew|led|kept|sought|said|says|quit|shut|set|hit|fell|rose|flew|fled|threw|told|struck|fought)\b"
)
_PERIOD = re.compile(r"\b(?:moments?|minutes?|hours?|days?|weeks?|months?|years?|soon|shortly|just|even|only|long)\s*$")
_ACTS = re.compile(rf"\b{_VERB}")
_AND_CLAUSE = re.compile(rf"(?:and|but|while|though|although|so)\s.*?\b{_VERB}")  # one of its own
_LEADING = re.compile(  # up to the verb or a comma, else the first words
    r"(?P<who>(?:[\w’'.-]+ ){0,9}?[\w’'.-]+)"
    rf"(?=,| {_VERB})"
    r"|(?P<first>(?:[\w’'.-]+ ){0,2}[\w’'.-]+)"
)
_LEAD = re.compile(  # words before a subject: "But", "Late on Monday", "Under the deal", "In Lima"
    r"\s*(?:(?:if|when|but|and|as|because|that|then|so|yet|while|although|though|where|after|before|still|meanwhile|"
    r"however|also)\s+)?"
    rf"(?:{_AT_TIME},?\s+)?"
    r"(?:(?:late |early |earlier )?(?:in|on|at|after|during|before|from|for|by|over|under|until|since) "
    r"(?:(?:[\w’'-]+[.]?\s+){1,3}?(?=(?-i:[A-Z])|(?:the|an?|his|her|he|she|they|it)\s)|[\w’'-]+\s+(?=[a-z])))?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\s*(?:[Tt]he |[Aa]n? )?")
_TAIL = re.compile(
    r"\s+(?:(?:meeting|gathered|speaking|\w+ed(?= by\b))\s+)?"
    r"(?:on|in|at|to|by|after|during|last|earlier|late|early|this|following|who|when|as)\b.*$"
)
_WHO = re.compile(
    r"(?!(?:by|with|to|in|on|at|for|from|of|after|under|against|over|[Tt]here|"
    rf"(?:{BE}|though|although|and|but|or|nor|if|when|while|because|whether|that|which|who|not|then|so|yet|as|than|whose)"
    r"(?=\s*$))\b)(?:[A-Z][\w'’.\-]*|[a-z]+|\d+)"
)
_BESIDE = re.compile(
    r",\s+(?!\w+day\b)[A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*(?<![.])|[A-Z][.]|al|bin|de|der|di|du|el|la|van|von))+(?=[,;.]|\s*$|\s+[“”(])"
)
_OFFICE = re.compile(
    r"\b(?!(?:and|from|with|that|near|over|after|under|against)\b)[a-z-]{3,}(?:\b(?<!s)|(?<=ss)\b)(?! and\b)"
)
_SHORT = re.compile(r"\s+\([A-Z][\w.&-]{1,9}\)$")  # "the African Union (AU)"
_STRONG = re.compile(r"(?:[;:—–“”]|\((?![A-Z][\w.&-]{1,9}\)))\s*|\s--?\s")
_COMMA = re.compile(r",(?:\s+|$)")
PRONOUN = re.compile(r"\b(?:I|[Hh]e|[Ss]he|[Ii]t|[Ww]e|[Tt]hey|[Yy]ou)$")
_SOFT = re.compile(
    r"\b(?:(?P<behind>and|but|that|when|as|while|if|because|where|whether|than|what|how|why|after|before|although|though|until|"
    r"once)|who|whom|which|whose)\s"
)
_OF = re.compile(r"\b(?:for|of|in|to|from|by|on|with|at|about|under|against)\s+$")
_BY_WHOM = re.compile(  # a subject behind "for which"
    r"(?:[A-Z][\w.’'-]*\s?)+|(?:the|an?|its|his|her|their) (?:[\w-]+ )?[\w-]+|he|she|they|it|we|I|you"
)
_ANEW = re.compile(  # "that month the two governments"
    r"(?:day|week|month|year|morning|afternoon|evening|night|time|pages|words|\d{4}) "
    r"(?=(?:the|its|his|her|their|an?|both)\s)"
)
_COORDINATED = re.compile(
    r"(?:(?:[Tt]he )?[A-Z][\w.’'-]*\s)+and (?:the )?[A-Z][\w.’'-]*"
    r"(?: (?!\w+ed\b|when\b|after\b|as\b|that\b)[\w.’'-]+){0,6}\s*"
)
_LISTED = re.compile(r"(?<![^\s“])(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}, )+(?:[Tt]he )?$")  # "Mali, Niger and Chad"
_HOLDS_VERB = re.compile(r"\b(?:was|were|is|are|has|have|had|will|would)\b")
_THAT = re.compile(  # "passed a law that"
    r"(?:.*\b(?:was|were|is|are|has|have|had|will|would|[a-z]+ed)\s)?(?P<who>[\w’'-]+ .+?)\s+that$"
)
_NEAREST = re.compile(
    r".*\b(?:was|were|is|are|has|have|had|will|would|[a-z]+ed(?: (?:on|at|in|for|into))?|"
    r"to|by|with|from|against|between)\s+(?P<who>.+)$"
)

_LAST = re.compile(r".*\b(?:of|in|at|for|on)\s+(?P<who>.+)$")


def named(bare: str, at: Range | None) -> Range | None:
    """The range without article and words on when and where, if somebody is left."""
    if at is None:
        return None
    start, end = skip(_ARTICLE, bare, *at), at[1]
    if cut := _TAIL.search(bare, start, end):
        end = cut.start()
    if short := _SHORT.search(bare, start, end):
        end = short.start()
    return (start, end) if start < end and _WHO.match(bare, start, end) else None


def with_name(bare: str, at: Range | None) -> Range | None:
    """The range, and the name that stands beside its office: "a spokesman for the army, Major Orlov"."""
    name = _BESIDE.match(bare, at[1]) if at and _OFFICE.search(bare, *at) else None
    return (at[0], name.end()) if at and name else at


def subject(bare: str, end: int) -> Range | None:
    """The noun phrase before a verb, back over appositions: "X, 54, the chief," said."""
    head = bare[:end].rstrip()
    if short := _SHORT.search(head):
        head = head[: short.start()]
    floor = max((m.end() for m in _STRONG.finditer(head)), default=0)
    cuts = [(floor, floor), *(m.span() for m in _COMMA.finditer(head, floor))]
    segments = [(a[1], b[0]) for a, b in pairwise(cuts)]
    if cuts[-1][1] < len(head) or not segments:
        return _phrase(bare, cuts[-1][1], len(head))
    last = at = len(segments) - 1
    while at > 0 and not (_AND_CLAUSE.match(bare, *segments[at]) or bare[skip(_LEAD, bare, *segments[at])].isupper()):
        at -= 1
    if at < last and ADJUNCT.match(bare, segments[at][0]):
        at += 1
    return _phrase(bare, *segments[at])


def nearest(bare: str, at: Range | None, *, sure: bool = True) -> Range | None:
    """The last noun phrase of a range that holds more; where that is not sure, of one that holds a verb."""
    if at is None or not (sure or _THAT.match(bare, *at) or _HOLDS_VERB.search(bare, *at)):
        return at
    near = _THAT.match(bare, *at) or _NEAREST.match(bare, *at) or (_LAST.match(bare, *at) if acts(bare, at) else None)
    return near.span("who") if near else at


def acts(bare: str, at: Range | None) -> bool:
    """Whether a range holds a verb, so that it is more than a noun phrase."""
    return bool(at and _ACTS.search(bare, *at))


def leading(bare: str, end: int) -> Range | None:
    """Who begins the clause that goes on at a place."""
    start = skip(_FRAME, bare, start_of_clause(bare, end), end)
    lead = _LEADING.match(bare, start, end)
    if lead and (name := _BESIDE.match(bare, lead.end())) and _OFFICE.search(bare, *lead.span()):
        return skip(_COMMA, bare, *name.span()), name.end()  # "the doctor, Karim Aziz, knelt and said"
    if lead and (pronoun := PRONOUN.search(bare, *lead.span())):
        return pronoun.span()
    return named(bare, lead.span(lead.lastgroup or 0)) if lead else None


def start_of_clause(bare: str, end: int) -> int:
    """Where a clause begins, behind a dateline and the last semicolon."""
    start = max(bare.rfind("; ", 0, end) + 1, skip(_DATELINE, bare, 0, end))
    return start + len(bare[start:end]) - len(bare[start:end].lstrip())


def skip(lead: re.Pattern[str], bare: str, start: int, end: int) -> int:
    """Where a range goes on behind words that may lead it."""
    found = lead.match(bare, start, end)
    return found.end() if found else start


def _phrase(bare: str, start: int, end: int) -> Range | None:
    """The last noun phrase of a stretch of words."""
    start = skip(_LEAD, bare, start, end)
    for soft in reversed([*_SOFT.finditer(bare, start, end)]):
        if _COORDINATED.fullmatch(bare, start, end):
            break
        if (
            soft["behind"] in {"after", "before"}
            and not _PERIOD.search(bare, start, soft.start())
            and not acts(bare, (start, end))
            and bare[start : soft.start()].strip()
        ):
            end = soft.start()  # "a statement after the talks"
            continue
        if soft["behind"] or _is_behind(bare, start, soft, end):
            start = skip(_LEAD, bare, soft.end(), end)
            break
        end = soft.start()  # "officials who were there"
    start = max([start, *(m.end() for m in _ANEW.finditer(bare, start, end))])
    said = [m.end() for m in _WORD.finditer(bare, start, end) if m.group().rstrip() in _SAYS]
    start = max([start, *said])
    if pronoun := PRONOUN.search(bare, start, end):
        return pronoun.span()
    phrase = bare[start:end].strip(" ,")
    at = bare.find(phrase, start)
    if " and " in phrase and (listed := _LISTED.search(bare, 0, at)):
        return listed.start(), at + len(phrase)
    return (at, at + len(phrase)) if phrase else None


def _is_behind(bare: str, start: int, soft: re.Match[str], end: int) -> bool:
    """Whether a subject stands behind "which": "a toll for which Lima said"."""
    return bool(_OF.search(bare, start, soft.start()) and _BY_WHOM.fullmatch(bare[soft.end() : end].rstrip()))
