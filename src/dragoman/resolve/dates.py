"""Dates as news writes them -> TIMEX3 values and days: a small grammar, one scan a text.

Values follow TIMEX3 as in TempEval-3: 2020-01-03, 2020-01, 2020-W02, 2020-W02-WE, 2020-Q1, 2020-H1, 2020-SU, 199 (the
1990s), 19 (the 20th century), 2020-01-03T21:30, 2020-01-03TNI, P2D, PXM, XXXX-WXX-5, PRESENT_REF, PAST_REF, FUTURE_REF.
A range told in one breath is an ISO 8601 interval, 2020-03-27/2020-03-31. A bare weekday or date is the nearest one
behind the anchor, and the nearest one ahead where the words before it speak of the future; `rule` says which was used.
"A day later" and "that month" count from a time told before; which one that is, the document knows (`document.py`).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.records import Time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpr:
    """A time expression: where it stands, and the form of the grammar that found it."""

    start: int
    end: int
    text: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeValue:
    """What an expression means; the days are inclusive, and everything unknown is `None`."""

    value: str | None = None  # TIMEX3
    start_day: date | None = None
    end_day: date | None = None
    precision: str | None = None  # time, day, week, month, season, quarter, half, year, decade, century, vague
    basis: str | None = None  # text, publication
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clock:
    """What a relative expression is read against."""

    anchor: date | None  # publication
    reference: date | None = None  # the last day told in the text
    future: bool = False  # the words before speak of what is to come


# --- words ----------------------------------------------------------------------------------------------------------

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological, northern half, as TIMEX3 leaves it open
_PARTS = {
    "morning": "MO", "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "midmorning": "MO", "afternoon": "AF",
    "midafternoon": "AF", "lunchtime": "MI", "evening": "EV", "dusk": "EV", "sunset": "EV", "nightfall": "NI",
    "night": "NI", "overnight": "NI", "noon": "12:00", "midday": "12:00", "midnight": "24:00",
}  # fmt: skip
_UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "weekend": "W", "fortnight": "W",
    "month": "M", "quarter": "Q", "season": "Q", "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE",
}  # fmt: skip
_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4}
_VAGUE = ("several", "few", "some", "many", "couple", "recent", "coming", "numerous")
_NINETIES = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}
_HOLIDAYS = {  # fixed days, and days from Easter
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new year's day": (1, 1), "valentine's day": (2, 14), "may day": (5, 1),
}  # fmt: skip
_EASTER = {"good friday": -2, "easter sunday": 0, "easter monday": 1, "easter": 0}

_WD = rf"(?:{'|'.join(_WEEKDAYS)})"
_MON = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_Y = r"(?:1[0-9]\d\d|20\d\d)(?!\d|,\d)"
_D = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
_NUM = (
    rf"(?:\d+(?:\.\d+)?|an?|half an?|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(_SMALL[1:])}"
    r"|(?:a |one |two )?dozens?|a hundred|(?:a )?couple(?: of)?|(?:a |the )?few|several|many|some)"
)
_UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|centurie)s?"
_PART = (
    r"(?:(?:mid-?)?(?:morning|afternoon)|dawn|daybreak|sunrise|lunchtime|evening|dusk|sunset|nightfall|night|overnight"
    r"|noon|midday|midnight)"
)
_AT = r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b)|(?:[01]?\d|2[0-3])[:.][0-5]\d(?!\d)|(?:[01]\d|2[0-3])[0-5]\d(?= ?(?:GMT|UTC|hours)))"
_ZONE = r"(?: local time| (?:GMT|UTC|EST|EDT|CET|hours))?"
_SHIFT = r"(?:(?:very )?(?:early|late)(?: on| in)?(?: the)? |mid-?|midway through )"
_TIME = rf"(?:{_AT}{_ZONE}|(?:the )?{_PART})"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_EDGE = r"(?:the )?(?:end|beginning|start|middle|close|turn) of (?:the )?"

# the day itself, in any usual order
_ISO = r"\d{4}-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::\d\d)?Z?)?"
_MDY = rf"(?:{_WD},? (?:the )?)?{_MON} {_D}(?:,? {_Y})?"
_DMY = rf"(?:{_WD},? (?:the )?)?(?:the )?{_D} (?:of )?{_MON}(?:,? {_Y})?"
_SLASH = r"[0-3]?\d/[0-3]?\d/(?:(?:19|20)\d\d|\d\d)(?!\d)|[0-3]?\d\.[01]?\d\.(?:19|20)\d\d(?!\d)"
_NEAR = r"(?:(?:this|last|next|this coming|this past|the coming|the following|the previous|that|the same) )"
_WEEKDAY = rf"{_NEAR}?{_WD}(?: (?:of )?(?:last|next|this) week)?"
_RELDAY = r"the day (?:before yesterday|after tomorrow)|yesterday|today|tomorrow"
_HOLIDAY = rf"(?:{'|'.join([*_EASTER, *_HOLIDAYS])})(?: {_Y})?"
_DAY = rf"(?:{_ISO}|{_MDY}|{_DMY}|{_SLASH}|{_WEEKDAY}|{_RELDAY}|{_HOLIDAY})"

_FORMS: dict[str, str] = {
    "range": (
        rf"(?:between )?{_MON} {_D} ?(?:-|–|to|and|through|until) ?{_D}(?:,? {_Y})?(?! (?:{_MON}))"
        rf"|(?:between )?(?:the )?{_D} ?(?:-|–|to|and|through|until) ?(?:the )?{_D} (?:of )?{_MON}(?:,? {_Y})?"
    ),
    "year-range": r"(?:19|20)\d\d(?:-|–)(?:(?:19|20)?\d\d)(?![\d-])",
    "day-time": (
        rf"{_SHIFT}?{_TIME},?(?: (?:on|of))?(?: the night of)? {_SHIFT}?{_DAY}"
        rf"|{_SHIFT}?{_DAY},? (?:at |around |shortly (?:before|after) |before |after )?(?:the )?{_TIME}"
    ),
    "night-of": rf"(?:the )?(?:night|evening|morning|afternoon) of {_DAY}",
    "day": rf"{_SHIFT}?{_DAY}",
    "fiscal": rf"(?:the )?fiscal(?: year)? {_Y}|FY ?\d\d(?:\d\d)?\b",
    "quarter": (
        rf"(?:the )?(?:first|second|third|fourth|1st|2nd|3rd|4th|final)[- ](?:quarter|half)"
        rf"(?:(?: of)? (?:{_Y}|(?:this|last|next|the) year)|(?= of\b)|\b)|Q[1-4](?: (?:of )?{_Y})?|H[12] {_Y}"
    ),
    "month": (
        rf"(?:{_EDGE}|{_SHIFT})?(?:{_NEAR})?{_MON}(?:,? (?:of )?(?:{_Y}|(?:last|this|next) year))?(?![’']?\w)"
        rf"|{_EDGE}(?:(?:last|this|next) )?month"
    ),
    "season": (
        rf"(?:{_SHIFT})?(?:(?:this|last|next|the|that|the following|the previous|following|previous) )?"
        rf"(?:{_SHIFT})?{_SEASON}(?: (?:of )?{_Y})?"
    ),
    "decade": (
        rf"(?:the )?{_SHIFT}?(?:(?:1[0-9]|20)\d0s|[’']\d0s|(?:nineteen[- ])?(?:{'|'.join(_NINETIES)}))\b"
        r"|the (?:19|20)\d0s"
    ),
    "century": r"(?:the )?(?:early |late |mid-?)?(?:\d\d?(?:st|nd|rd|th)|nineteenth|twentieth|twenty-first)[- ]century",
    "ago": (
        rf"(?:(?:about|almost|nearly|around|roughly|more than|over|less than|just|only|at least|exactly) )?"
        rf"(?:{_NUM}[- ])(?:(?:more|full|whole|and a half) )?{_UNIT}(?: and {_NUM} {_UNIT})? "
        rf"(?:ago(?: (?:today|this week|this month|on {_WD}))?|earlier|later|before(?:hand)?|afterwards?|after|from now|hence|on(?= \w|,)|previously)"
        r"|(?:seconds|minutes|hours|days|weeks|months|years|decades|centuries) "
        r"(?:ago|earlier|later|before(?:hand)?|afterwards?|after|from now)"
        r"|a half[- ](?:century|hour|decade) (?:ago|earlier|later|after)"
    ),
    "adjacent": (
        r"(?:the )?(?:previous|preceding|next|following|same|very same) (?:day|night|evening|morning|afternoon|week|month|year|weekend)"
        r"|the (?:day|night|evening|morning|week|month|year) (?:before|after|earlier)(?!\w)|that (?:day|night|evening|morning|afternoon|week|month|year|weekend)"
        r"|(?:earlier|later) in the day"
    ),
    "span": (
        rf"(?:the )?(?:past|last|next|coming|previous|following|preceding|first|final) {_NUM} {_UNIT}"
        r"|(?:the )?(?:recent|coming|past|last|next|following|previous|preceding) (?:hours|days|weeks|months|years|decades|centuries)"
    ),
    "deictic": (
        rf"(?:(?:earlier|later|late|early|mid|sometime|some time)[- ])?(?:this|last|next|the coming|the current|this coming|this past) "
        rf"(?:week|month|year|weekend|quarter|decade|century|fiscal year|{_PART})"
        rf"|(?:the )?(?:end|beginning|start|middle|rest|first half|second half) of (?:the|this|last|next) (?:day|week|month|year|decade|century|weekend)"
        rf"|(?:earlier|later) in the (?:week|month|year)"
        rf"|tonight|the weekend|(?:the )?current (?:year|month|week)|the (?:past|last) (?:week|month|year|decade|century)|(?:the )?year[- ]end"
        rf"|the new year|new year\b"
    ),
    "set": (
        rf"(?:every|each) (?:(?:other|two|three|four|few) )?(?:{_UNIT}|{_WD}|{_SEASON}|{_PART}|{_MON})"
        rf"|(?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)|hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|annually|annual|yearly"
        rf"|(?:once|twice|{_NUM} times) an? (?:day|week|month|year)"
    ),
    "duration": (
        rf"(?:(?:about|almost|nearly|around|roughly|some|more than|over|less than|at least|up to|as many as|another) )?"
        rf"(?:{_NUM}(?: (?:or|to) {_NUM})?[- ](?:(?:more|full|whole|consecutive|straight|long) |and a half )?{_UNIT}(?!s?[- ]old| of (?:a |an |the )?(?:million|billion|thousand|population|vote|seats))"
        rf"(?: and (?:an? half|{_NUM} {_UNIT}))?|half an? (?:hour|day|century|decade|year)|(?:a )?half[- ](?:hour|century|decade)|(?:a )?quarter[- ]century)"
        r"|(?:for |in |within |after |over |of |, )?(?<!\w)(?:hours|days|weeks|months|years|decades|centuries)(?= (?:of|after|before|since)\b|[.,;]|$| to come| in )"
    ),
    "clock": rf"{_AT}{_ZONE}",
    "part": (
        r"(?:(?:early|late) (?:in the )?)?(?:in |at |by |before |around |until |after |about |past )(?:the )?(?:early |late )?"
        rf"{_PART}(?! (?:of|on|shift|club|watch))|overnight|midnight|noon|the (?:evening|night|morning|afternoon)(?= )"
    ),
    "ref": (
        r"(?:right |just |until |by )?now(?! that)|currently|at present|nowadays|these days|at the moment|presently"
        r"|recently|lately|of late|(?:the )?(?:recent|distant|not[- ]too[- ]distant|near) past|in the past|recent(?= \w)"
        r"|soon(?! (?:as|after))|shortly(?! (?:before|after))|(?:the )?(?:near |foreseeable |immediate |distant )?future(?! \w+s\b)|formerly|once again(?!.)"
    ),
    "year": rf"(?:{_EDGE}|{_SHIFT})?{_Y}",
}  # fmt: skip

_FIRST_WORDS = (  # those that an expression may begin with, besides figures: all others are passed over at once
    "about afternoon after almost annual annually another around as autumn before beginning between boxing "
    "centuries christmas close coming couple current currently daily dawn day daybreak days decades distant dozen dozens "
    "dusk each earlier early easter end evening every exactly fall few final first fiscal following foreseeable "
    "formerly fortnightly fourth fy future good half hourly hours immediate just last lately late later less lunchtime "
    "many may midday mid midafternoon midmorning middle midnight midway minutes months monthly more morning near nearly "
    "new next night nightfall nightly noon not now nowadays once only over overnight past preceding presently "
    "previous quarter quarterly recent recently rest right roughly same second seconds several shortly some sometime soon "
    "start spring summer sunrise sunset these third this today tomorrow tonight turn twice until up "
    "valentine's very weekly weeks winter within year yearly years yesterday"
).split()
_FIRST_WORDS += [
    *_WEEKDAYS,
    *(f"{day}s" for day in _WEEKDAYS),
    *_SMALL[1:],
    *_TENS,
    *_NINETIES,
    "nineteenth",
    "twentieth",
    "hundred",
]
_FIRST_WORDS += [
    *_MONTHS,
    "sept",
    *"january february march april june july august september october november december".split(),
]
_PARTS_OF_DAY = "mid morning afternoon dawn daybreak sunrise lunchtime evening dusk sunset night overnight noon"
_SPANS = "hours days weeks months years decades centuries"
_SECOND_WORDS = {  # after the commonest first words, what the next one begins with
    "the ": "0 1 2 3 4 5 6 7 8 9 ' ’ end beginning start middle close turn fiscal first second third fourth final coming "
    "following previous preceding same very early late nineteen twent thirt fort fift sixt sevent eight ninet spring "
    "summer autumn fall winter few next day week month year past last recent current rest new distant not near "
    f"foreseeable immediate future {_PARTS_OF_DAY}",
    "an?[- ]": "second minute hour day night week fortnight month quarter year decade centur and more full whole "
    "consecutive straight long or to times dozen hundred couple few half",
    "that ": "day night evening morning afternoon week month year very early late mid spring summer autumn fall winter "
    + " ".join((*_MONTHS, *_WEEKDAYS)),
    "(?:in|at|by) (?:the )?": f"early late past now present moment least {_PARTS_OF_DAY} {_SPANS}",
    "(?:of|for) ": f"late {_SPANS}",
}


def _one_of(words: Iterable[str]) -> str:
    """A pattern for the words, told apart by their first letter before all else."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{letter}(?:{'|'.join(map(re.escape, rests))})" for letter, rests in sorted(by_letter.items()))


_SCAN = re.compile(
    rf"(?<![\w$£€#/-])(?=[\d'’,]|[qh]\d|fy|mid|(?:{_one_of(_FIRST_WORDS)})\b"
    + "".join(f"|{first}(?:{_one_of(second.split())})" for first, second in _SECOND_WORDS.items())
    + ")(?:"
    + "|".join(f"(?P<{name.replace('-', '_')}>{form})" for name, form in _FORMS.items())
    + r")(?!\w)",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?=[wspdeubtrailn’'])(?:will|would|shall|’ll|'ll|won't|to be|(?:is|are|was|were) (?:to|due|set (?:to|for)|expected|scheduled|slated|going|planned)"
    r"|plan(?:s|ned|ning)?|due|scheduled|expected|slated|set (?:for|to)|upcoming|ahead of|until|by(?=(?:\s+(?:at|least|late|early|mid|the|end|middle|start|of|about|around))*\s*$)|deadline|takes (?:effect|place)|expires|resumes|starts|begins|ends|runs"
    r"|effective|starting|beginning|no later than|in time for|looms?|postponed (?:to|until))\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:said|says|told|announced|reported|added|warned|stated|confirmed|wrote|tweeted|according|after|since|when|who|which|"
    r"killed|died|happened|began|met|arrived)\b|[;:—]",
    re.IGNORECASE,
)
_TOLD_BY_ANOTHER = frozenset({"ago", "adjacent"})  # forms
_FROM_NOW = re.compile(r"\b(?:ago|from now|hence|on)\b|^next (?:week|weekend|month|year)$", re.IGNORECASE)
_NEXT_FROM_NOW = re.compile(
    r"\b(?:over|in|within|during|for|throughout) the next (?:week|weekend|month|year)$", re.IGNORECASE
)
_YEAR_TOLD = re.compile(rf"\b(?:{_Y}|last|past|previous|this|that|same|next|coming|following)\b")
_FINEST_FIRST = (
    "time", "day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "vague"
)  # fmt: skip
_LEAD = re.compile(
    r"^(?:(?P<word>since|until|till|by|before|after|from|within|inside|over|during|for|in|on|at|around|about|through|throughout"
    r"|as of|starting|between|to)\b\s*)+",
    re.IGNORECASE,
)
_PART_OF_MONTH = re.compile(rf"({_MON})\s+(?:{_PART})\s+(?:in|of)\s+({_Y})", re.IGNORECASE)
_FIRST_BARE_YEAR, _LAST_BARE_YEAR = 1900, 2099  # without a preposition, other numbers are seldom years
_COUNTED = (
    "troops|soldiers|people|men|women|children|police|policemen|officers|fighters|rebels|civilians|refugees|migrants|dead|"
    "tonnes|tons|tanks|dollars|euros|pounds|prisoners|detainees|families|homes|houses|votes|cases|deaths|workers|"
    "protesters|militants|members|others|villages|rounds|percent|per cent|km|kg|feet|metres|meters|miles|million|billion"
)
_NOT_A_YEAR = re.compile(rf"\s+(?:{_COUNTED})\b")
_NOT_A_BARE_YEAR = re.compile(
    r"\s+(?!(?:elections|protests|talks|sanctions|attacks|accords|riots|hostilities|is|was|has|its|as|this)\b)[a-z]+s\b"
)
_YEAR_LEAD = re.compile(
    r"(?:\b(?:in|since|by|of|from|until|till|to|before|after|during|early|mid|late|and|or|through|for|around|about|between|fiscal|year|the|its|his|"
    rf"{_MON[3:-1]})|[(,–-])\s*$",
    re.IGNORECASE,
)
_MONTH_LEAD = re.compile(
    r"\b(?:in|on|since|by|of|from|until|till|to|through|before|after|during|early|mid|late|last|next|this|around|for|and|or|between|each|every|that|end|throughout|as)[\s-]+$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"(?:\b(?:Gen|Col|Maj|Lt|Capt|Sgt|Adm|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|General|Colonel|Black|Bloody|Super|Fat|Ash|Palm|Theresa)\.?\s+)$"
)
_NAME_AFTER = re.compile(r"^\s+(?:Times|Mirror|Telegraph|Herald|Express|Tribune|Mail|Night Live)\b")
_PERSON_AFTER = re.compile(r"^\s+[A-Z][a-z]+\b")


def find_times(text: str) -> list[TimeExpr]:
    """Every time expression of the text, in order, none overlapping; prepositions stay outside."""
    return [found for match in _SCAN.finditer(text) if (found := _expression(text, match))]


@lru_cache(maxsize=256)
def _of_phrase(text: str) -> tuple[TimeExpr, ...]:
    """The time expressions of a phrase, which may need a word before it to be one; news says "on Monday" often."""
    return tuple(find_times(text) or find_times(f"in {text}") or find_times(f"the {text}"))


def resolve_time(text: str, anchor: date | None, *, before: str = "", reference: date | None = None) -> TimeValue:
    """What a phrase such as "since Monday" or "over the coming months" means, read against the anchor.

    `before` are the words that stand before it (they tell future from past), `reference` the last day told in the text,
    which "a day later" is counted from. A phrase that is no time has a value of `None`.
    """
    lead = _LEAD.match(text)
    word = lead["word"].lower() if lead else ""
    clock = _Clock(anchor=anchor, reference=reference, future=_speaks_of_future(before, word))
    text = _PART_OF_MONTH.sub(r"\1 \2", text)
    found = _of_phrase(text)
    values = [value for expression in found if (value := _read(expression, clock)).value]
    if not values:
        return TimeValue()
    value = _joined(values, text) if len(values) > 1 else values[0]
    return _led(value, word, clock)


def is_counted(text: str, before: str = "") -> bool:
    """Whether a phrase tells a time by another one told before it: "a day later", "the next day", "that month"."""
    told = any(found.form in _TOLD_BY_ANOTHER and not _FROM_NOW.search(found.text) for found in _of_phrase(text))
    return told and not _NEXT_FROM_NOW.search(f"{before.rstrip()} {text}")


def counted(text: str, told: Time) -> TimeValue:
    """What a phrase means that counts from a time told before it; from a month, it is no finer than the month."""
    if told.start_day is None or told.end_day is None:
        return TimeValue()
    first, last = (resolve_time(text, None, reference=day) for day in (told.start_day, told.end_day))
    if first.value == last.value or not first.start_day or not last.end_day:
        return first
    return replace(
        first,
        value=f"{first.start_day.isoformat()}/{last.end_day.isoformat()}",
        end_day=last.end_day,
        precision=max(first.precision or "vague", told.precision or "vague", key=_FINEST_FIRST.index),
    )


def is_part_of_day(text: str) -> bool:
    """Whether a phrase tells the time of a day and not the day: "at dawn"."""
    return all(found.form in {"clock", "part"} for found in _of_phrase(text))


def month_after(text: str, told: Time) -> TimeValue:
    """The first such month, or day of a month, after a time told before, for a phrase that names no year; else nothing."""
    words = text.lower()
    if told.start_day is None or not re.search(rf"\b{_MON}", words) or _YEAR_TOLD.search(words):
        return TimeValue()
    found = resolve_time(text, told.start_day, before="will")
    if found.precision not in {"month", "day", "time"}:
        return TimeValue()
    return replace(found, basis="text", rule=f"{found.precision} after the last told")


def times(text: str, anchor: date | None) -> list[Time]:
    """Every time expression as a record; relative ones are read against the anchor, or the last day told before them."""
    found, reference = [], None
    for expression in find_times(text):
        before = text[max(0, expression.start - 80) : expression.start]
        clock = _Clock(anchor=anchor, reference=reference, future=_speaks_of_future(before))
        value = _read(expression, clock)
        if value.precision in {"day", "time"} and value.start_day and value.basis:
            reference = value.start_day
        found.append(as_time(expression, value))
    return found


def as_time(words: TimeExpr | Time, value: TimeValue) -> Time:
    """The record of an expression with what it says."""
    return Time(
        text=words.text,
        start=words.start,
        end=words.end,
        value=value.value,
        start_day=value.start_day,
        end_day=value.end_day,
        precision=value.precision,
        basis=value.basis,
        rule=value.rule,
    )


# --- which matches are times ----------------------------------------------------------------------------------------


def _expression(text: str, match: re.Match[str]) -> TimeExpr | None:
    form = str(match.lastgroup).replace("_", "-")
    start, end = _trimmed(match, form)
    if not _is_time(text, start, end, form):
        return None
    return TimeExpr(start=start, end=end, text=text[start:end], form=form)


def _trimmed(match: re.Match[str], form: str) -> tuple[int, int]:
    """Without the preposition that the form needed to be sure."""
    start, end = match.span()
    if form in {"part", "duration"}:
        lead = re.match(
            r"(?:(?:in|at|by|before|around|until|after|about|past|for|within|over|of) |, )(?=\w)",
            match[0],
            re.IGNORECASE,
        )
        if lead and not (form == "duration" and lead[0].lower() in {"about ", "around ", "over "}):
            start += lead.end()
    return start, end


def _is_time(text: str, start: int, end: int, form: str) -> bool:
    words, before, after = text[start:end], text[max(0, start - 20) : start], text[end : end + 25]
    if _NAME_BEFORE.search(before) or _NAME_AFTER.match(after):
        return False
    if form == "month":
        return _is_month(words, before, after)
    if form == "year":
        return _is_year(words, before, after)
    if form == "season":
        return _is_season(words, before)
    if form == "duration":
        return not re.match(r"an? seconds?\b|(?:the )?second\b", words, re.IGNORECASE)
    return True


def _is_month(words: str, before: str, after: str) -> bool:
    name = re.search(rf"\b{_MON}", words, re.IGNORECASE)
    if not name:
        return True
    if name[0][0].islower():
        return False
    bare = words == name[0]
    doubtful = name[0].lower().startswith(("may", "mar")) or (
        name[0].isupper() and name[0].lower() in {"dec", "mar", "jan"}
    )
    if bare and _PERSON_AFTER.match(after) and not words.isupper() and not _MONTH_LEAD.search(before):
        return False
    return not (bare and doubtful and not _MONTH_LEAD.search(before))


def _is_year(words: str, before: str, after: str) -> bool:
    if not words[0].isdigit():
        return True
    led = bool(_YEAR_LEAD.search(before))
    if not led and (re.match(r"[-–]\w", after) or _NOT_A_BARE_YEAR.match(after)):
        return False
    return (led or _FIRST_BARE_YEAR <= int(words) <= _LAST_BARE_YEAR) and not _NOT_A_YEAR.match(after)


def _is_season(words: str, before: str) -> bool:
    if not re.fullmatch(_SEASON, words, re.IGNORECASE):
        return not re.fullmatch(r"the (?:spring|fall)", words, re.IGNORECASE) or bool(
            re.search(r"\b(?:in|of|by|until|since|during|through)\s*$", before, re.IGNORECASE)
        )
    if words.lower() in {"summer", "winter", "autumn"}:
        return bool(re.search(r"\b(?:in|of|by|until|since|during|every|each|through|for)\s*$", before, re.IGNORECASE))
    return bool(re.search(r"\b(?:in|by|until|since|during|every|each)\s*$", before, re.IGNORECASE))


def _speaks_of_future(before: str, lead: str = "") -> bool:
    """Whether the last cue before the expression points ahead, with no telling verb between."""
    if lead in {"until", "till", "by", "starting"}:
        return True
    cues = list(_FUTURE.finditer(before))
    return bool(cues) and not _TOLD.search(before, cues[-1].end())


# --- reading --------------------------------------------------------------------------------------------------------


def _read(expression: TimeExpr, clock: _Clock) -> TimeValue:
    value = _READERS[expression.form](expression.text.lower().replace("’", "'"), clock)
    return replace(value, rule=value.rule or expression.form) if value.value else value


def _joined(values: list[TimeValue], text: str) -> TimeValue:
    """Two times told as one stretch ("from 2001 to 2005"); else the most precise of them."""
    first, last = values[0], values[-1]
    if re.search(r"\b(?:and|to|until|through)\b|[-–]", text) and first.precision == last.precision and first.start_day:
        return replace(first, value=f"{first.value}/{last.value}", end_day=last.end_day, rule="stretch")
    return min(values, key=lambda value: _FINEST_FIRST.index(value.precision or "vague"))


def _led(value: TimeValue, word: str, clock: _Clock) -> TimeValue:
    """The days, as the preposition opens or closes them."""
    today, start, end = clock.anchor, value.start_day, value.end_day
    if word == "since" and start and today and start <= today:
        return replace(value, end_day=today, rule=f"{value.rule}, since")
    if word in {"until", "till", "by"} and end and today and end >= today:
        return replace(value, start_day=today, rule=f"{value.rule}, {word}")
    if word in {"within", "inside"} and today and value.value and value.value.startswith("P") and not start:
        return replace(
            value,
            start_day=today,
            end_day=_moved(today, value.value, 1),
            basis="publication",
            rule=f"{value.rule}, {word}",
        )
    return value


def _known(
    value: str, start: date, end: date, precision: str, *, basis: str = "text", rule: str | None = None
) -> TimeValue:
    return TimeValue(value=value, start_day=start, end_day=end, precision=precision, basis=basis, rule=rule)


def _bare(value: str, rule: str | None = None) -> TimeValue:
    return TimeValue(value=value, precision="vague", basis="text", rule=rule)


def _one_day(day: date, basis: str, rule: str | None = None) -> TimeValue:
    return _known(day.isoformat(), day, day, "day", basis=basis, rule=rule)


def _week(day: date, basis: str = "publication") -> TimeValue:
    year, week, _ = day.isocalendar()
    monday = day - timedelta(days=day.weekday())
    return _known(f"{year}-W{week:02}", monday, monday + timedelta(days=6), "week", basis=basis)


def _weekend(day: date, basis: str = "publication") -> TimeValue:
    year, week, _ = day.isocalendar()
    saturday = day + timedelta(days=5 - day.weekday())
    return _known(f"{year}-W{week:02}-WE", saturday, saturday + timedelta(days=1), "week", basis=basis)


def _month(year: int, month: int, basis: str = "text") -> TimeValue:
    last = calendar.monthrange(year, month)[1]
    return _known(f"{year:04}-{month:02}", date(year, month, 1), date(year, month, last), "month", basis=basis)


def _year(year: int, basis: str = "text") -> TimeValue:
    return _known(f"{year:04}", date(year, 1, 1), date(year, 12, 31), "year", basis=basis)


def _quarter(year: int, quarter: int, basis: str = "text") -> TimeValue:
    first = 3 * quarter - 2
    return _known(f"{year}-Q{quarter}", date(year, first, 1), _month_end(year, first + 2), "quarter", basis=basis)


def _half(year: int, half: int, basis: str = "text") -> TimeValue:
    first = 6 * half - 5
    return _known(f"{year}-H{half}", date(year, first, 1), _month_end(year, first + 5), "half", basis=basis)


def _season(year: int, code: str, basis: str = "text") -> TimeValue:
    first = _SEASON_START[code]
    end = _month_end(year + 1, 2) if code == "WI" else _month_end(year, first + 2)
    return _known(f"{year}-{code}", date(year, first, 1), end, "season", basis=basis)


def _decade(tens: int, basis: str = "text") -> TimeValue:
    return _known(str(tens), date(tens * 10, 1, 1), date(tens * 10 + 9, 12, 31), "decade", basis=basis)


def _century(number: int, basis: str = "text") -> TimeValue:
    first = (number - 1) * 100
    return _known(f"{number - 1:02}", date(first + 1, 1, 1), date(first + 100, 12, 31), "century", basis=basis)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _part_of(value: TimeValue, words: str) -> TimeValue:
    """Early, mid or late in a month or longer: a third of it, as TIMEX3 keeps the value and adds a modifier."""
    which = re.search(r"\b(early|mid|late|end|close|beginning|start|turn|middle|midway)", words)
    if not which or not value.start_day or not value.end_day or value.precision in {"day", "time"}:
        return value
    days = (value.end_day - value.start_day).days + 1
    third = {"early": 0, "beginning": 0, "start": 0, "turn": 0, "mid": 1, "middle": 1, "midway": 1}.get(which[1], 2)
    first = value.start_day + timedelta(days=days * third // 3)
    return replace(value, start_day=first, end_day=value.start_day + timedelta(days=days * (third + 1) // 3 - 1))


def _number(words: str) -> float | None:
    """The number that the words name; `None` for "several" and the like."""
    words = words.strip().removesuffix(" of")
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return float(words)
    if words in {"a", "an", "half a", "half an"}:
        return 0.5 if words.startswith("half") else 1.0
    if words.endswith("dozen"):
        return 12.0 * (2 if words.startswith("two") else 1)
    if words == "a hundred":
        return 100.0
    if words.endswith("couple"):
        return 2.0
    tens, _, ones = words.replace("-", " ").partition(" ")
    if tens in _TENS:
        return float(_TENS[tens] + (_SMALL.index(ones) if ones in _SMALL else 0))
    return float(_SMALL.index(words)) if words in _SMALL else None


_AMOUNT = re.compile(
    rf"(?P<number>{_NUM})(?: (?:or|to) {_NUM})?[- ](?:(?:more|full|whole|consecutive|straight|long) )?(?P<half>and a half )?(?P<unit>{_UNIT})"
)
_PLURAL = re.compile(r"\b(?P<unit>seconds|minutes|hours|days|weeks|months|years|decades|centuries)\b")


def _period(words: str) -> str | None:
    """The TIMEX3 duration that the words name: P2D, PT36H, PXM, P1Y6M."""
    if fraction := re.search(r"(?P<part>half|quarter)[- ](?:an? )?(?P<unit>hour|day|century|decade|year)", words):
        small = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}
        return "P25Y" if fraction["part"] == "quarter" else small[fraction["unit"]]
    amounts = list(_AMOUNT.finditer(words))
    if not amounts:
        many = _PLURAL.search(words)
        return _spelt("X", many["unit"]) if many else None
    first = amounts[0]
    number = _number(first["number"])
    if number is not None and (first["half"] or re.search(r" and a half", words)):
        number += 0.5
    spelt = _spelt("X" if number is None else f"{number:g}", first["unit"])
    for more in amounts[1:]:
        extra = _number(more["number"])
        spelt += _spelt("X" if extra is None else f"{extra:g}", more["unit"]).removeprefix("P")
    return spelt


def _spelt(number: str, unit: str) -> str:
    name = unit.removesuffix("s")
    code = _UNITS[name]
    if name == "fortnight":
        number = number if number == "X" else f"{2 * float(number):g}"
    if number.endswith(".5") and code == "Y":
        return f"P{number[:-2]}Y6M" if number != "0.5" else "P6M"
    return f"PT{number}{code}" if name in {"second", "minute", "hour"} else f"P{number}{code}"


_PIECE = re.compile(r"(T)?(X|\d+(?:\.\d+)?)(DE|CE|[SMHDWQY])")


def _moved(day: date, period: str, sign: int) -> date | None:
    """The day a TIMEX3 duration before (-1) or after (1); `None` where its length is unknown or beyond the calendar."""
    months, days = 0.0, 0.0
    for piece in _PIECE.finditer(period):
        if piece[2] == "X":
            return None
        number = float(piece[2])
        if piece[1]:
            days += number * {"H": 1 / 24, "M": 1 / 1440, "S": 0}[piece[3]]
        elif piece[3] in {"D", "W"}:
            days += number * (7 if piece[3] == "W" else 1)
        else:
            months += number * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[piece[3]]
    return _shifted(day, sign * round(months), sign * int(days))


def _shifted(day: date, months: int, days: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    try:
        return date(year, month + 1, min(day.day, last)) + timedelta(days=days)
    except OverflowError:
        return None


# --- one reader a form ----------------------------------------------------------------------------------------------


def _month_number(words: str) -> int:
    return _MONTHS.index(words[:3]) + 1


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _without_year(month: int, day: int, clock: _Clock) -> tuple[date, str] | None:
    """The nearest such day behind the anchor; ahead where the words say so, or where behind is ten months off."""
    if clock.anchor is None:
        return None
    near = [
        found
        for shift in (-4, -3, -2, -1, 0, 1, 2, 3, 4)
        if (found := _safe_date(clock.anchor.year + shift, month, day))
    ]
    behind = max((found for found in near if found <= clock.anchor), default=None)
    ahead = min((found for found in near if found >= clock.anchor), default=None)
    if ahead and (clock.future or behind is None or (clock.anchor - behind).days > 300):
        return ahead, "nearest ahead"
    return (behind, "nearest behind") if behind else None


_DATE_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DATE_MDY = re.compile(rf"(?P<month>{_MON}) (?P<day>{_D})(?:,? (?P<year>{_Y}))?")
_DATE_DMY = re.compile(rf"(?P<day>{_D}) (?:of )?(?P<month>{_MON})(?:,? (?P<year>{_Y}))?")
_DATE_SLASH = re.compile(r"(\d{1,2})([/.])(\d{1,2})[/.](\d{4}|\d\d)")


def _read_day(words: str, clock: _Clock) -> TimeValue:
    value = _calendar_day(words, clock) or _named_day(words, clock)
    return value or TimeValue()


def _calendar_day(words: str, clock: _Clock) -> TimeValue | None:
    if iso := _DATE_ISO.search(words):
        day = _safe_date(int(iso[1]), int(iso[2]), int(iso[3]))
        return _one_day(day, "text") if day else None
    if slash := _DATE_SLASH.search(words):
        return _slashed(slash)
    found = _DATE_MDY.search(words) or _DATE_DMY.search(words)
    if not found:
        return None
    month, number = _month_number(found["month"]), int(re.sub(r"\D", "", found["day"]))
    if found["year"]:
        day = _safe_date(int(found["year"]), month, number)
        return _one_day(day, "text") if day else None
    near = _without_year(month, number, clock)
    if near:
        return _one_day(near[0], "publication", f"day, {near[1]}")
    return TimeValue(value=f"XXXX-{month:02}-{number:02}", precision="day", basis="text")


def _slashed(slash: re.Match[str]) -> TimeValue | None:
    """Month first with strokes, as American copy has it, day first with dots or where the first number is no month."""
    first, second, year = int(slash[1]), int(slash[3]), int(slash[4])
    year += (2000 if year < 50 else 1900) if year < 100 else 0
    day_first = slash[2] == "." or first > 12
    day = _safe_date(year, second, first) if day_first else _safe_date(year, first, second)
    return _one_day(day, "text", "day, day first" if day_first else "day, month first") if day else None


def _named_day(words: str, clock: _Clock) -> TimeValue | None:
    for name, away in (
        ("day before yesterday", -2),
        ("day after tomorrow", 2),
        ("yesterday", -1),
        ("tomorrow", 1),
        ("today", 0),
    ):
        if name in words:
            return (
                _one_day(clock.anchor + timedelta(days=away), "publication")
                if clock.anchor
                else _bare("PRESENT_REF")
                if away == 0
                else TimeValue(value="XXXX-XX-XX", precision="day", basis="text")
            )
    for name in [*_EASTER, *_HOLIDAYS]:
        if name in words:
            return _holiday(name, words, clock)
    weekday = re.search(_WD, words)
    return _weekday(_WEEKDAYS.index(weekday[0]), words, clock) if weekday else None


def _holiday(name: str, words: str, clock: _Clock) -> TimeValue:
    year = re.search(_Y, words)
    if name in _HOLIDAYS and year:
        return _one_day(date(int(year[0]), *_HOLIDAYS[name]), "text")
    if name in _HOLIDAYS:
        near = _without_year(*_HOLIDAYS[name], clock)
        month, day = _HOLIDAYS[name]
        unknown = TimeValue(value=f"XXXX-{month:02}-{day:02}", precision="day", basis="text")
        return _one_day(near[0], "publication", f"day, {near[1]}") if near else unknown
    if year:
        return _one_day(_easter(int(year[0])) + timedelta(days=_EASTER[name]), "text")
    if clock.anchor is None:
        return TimeValue()
    days = [_easter(clock.anchor.year + shift) + timedelta(days=_EASTER[name]) for shift in (-1, 0, 1)]
    behind, ahead = [day for day in days if day <= clock.anchor], [day for day in days if day >= clock.anchor]
    return _one_day(ahead[0] if clock.future else behind[-1], "publication", "day, movable feast")


def _easter(year: int) -> date:
    """Western Easter (the anonymous Gregorian algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * el) // 433
    month = (h + el - 7 * m + 90) // 25
    return date(year, month, (h + el - 7 * m + 33 * month + 19) % 32)


def _weekday(number: int, words: str, clock: _Clock) -> TimeValue:
    if clock.anchor is None:
        return TimeValue(value=f"XXXX-WXX-{number + 1}", precision="day", basis="text")
    today = clock.anchor
    monday = today - timedelta(days=today.weekday())
    if week := re.search(r"\b(last|next|this) week", words):
        away = {"last": -7, "this": 0, "next": 7}[week[1]]
        return _one_day(monday + timedelta(days=away + number), "publication", "weekday of a week")
    behind, ahead = (today.weekday() - number) % 7, (number - today.weekday()) % 7
    if re.search(r"\b(?:next|coming|following)\b", words):
        return _one_day(today + timedelta(days=ahead or 7), "publication", "weekday ahead")
    if re.search(r"\b(?:last|past|previous)\b", words):
        return _one_day(today - timedelta(days=behind or 7), "publication", "weekday behind")
    if clock.future or (re.search(r"\bthis\b", words) and ahead):
        return _one_day(today + timedelta(days=ahead), "publication", "weekday, nearest ahead")
    return _one_day(today - timedelta(days=behind), "publication", "weekday, nearest behind")


_OCLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s?(a|p)\.?m\.?|(\d{1,2})[:.](\d\d)|(\d\d)(\d\d)(?= ?(?:gmt|utc|hours))")


def _time_code(words: str) -> str | None:
    """The TIMEX3 time after the T: 09:30, MO, NI."""
    if clock := _OCLOCK.search(words):
        hour = int(clock[1] or clock[4] or clock[6])
        minute = int(clock[2] or clock[5] or clock[7] or 0)
        if clock[3]:
            hour = hour % 12 + (12 if clock[3] == "p" else 0)
        return f"{hour:02}:{minute:02}"
    part = re.search(_PART, words)
    return _PARTS[part[0].replace("-", "")] if part else None


def _read_day_time(words: str, clock: _Clock) -> TimeValue:
    code = _time_code(re.sub(rf"{_DATE_SLASH.pattern}|{_ISO}", "", words))
    day = _read_day(words, clock)
    if code is None or day.value is None:
        return day
    return replace(day, value=f"{day.value}T{code}", precision="time")


def _read_time_alone(words: str, clock: _Clock) -> TimeValue:
    """A time of day without a day: of the last day told, else of the anchor."""
    code = _time_code(words)
    day = clock.reference or clock.anchor
    if code is None or day is None:
        return TimeValue(value=f"XXXX-XX-XXT{code}" if code else None, precision="time", basis="text")
    return _known(f"{day.isoformat()}T{code}", day, day, "time", basis="text" if clock.reference else "publication")


def _read_range(words: str, clock: _Clock) -> TimeValue:
    month = re.search(_MON, words)
    numbers = re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", re.sub(_Y, "", words))
    if month is None or len(numbers) < 2:
        return TimeValue()
    year = re.search(_Y, words)
    tail = f" {year[0]}" if year else ""
    first, last = (_calendar_day(f"{month[0]} {number}{tail}", clock) for number in numbers[:2])
    if not (first and last and first.start_day and last.start_day and first.start_day <= last.start_day):
        return TimeValue()
    return replace(first, value=f"{first.value}/{last.value}", end_day=last.end_day)


def _read_year_range(words: str, _: _Clock) -> TimeValue:
    first, last = re.split("[-–]", words)
    last = first[: 4 - len(last)] + last
    if int(last) < int(first):
        return TimeValue()
    return replace(_year(int(first)), value=f"{first}/{last}", end_day=date(int(last), 12, 31))


def _read_fiscal(words: str, _: _Clock) -> TimeValue:
    """A fiscal year keeps its name; its days differ from state to state and stay unknown."""
    digits = re.sub(r"\D", "", words)
    return TimeValue(value=f"FY{digits if len(digits) == 4 else f'20{digits}'}", precision="year", basis="text")


def _which_year(words: str, clock: _Clock) -> tuple[int, str] | None:
    if year := re.search(_Y, words):
        return int(year[0]), "text"
    if clock.anchor is None:
        return None
    away = -1 if "last year" in words else 1 if "next year" in words else 0
    return clock.anchor.year + away, "publication"


def _read_quarter(words: str, clock: _Clock) -> TimeValue:
    year, number = (
        _which_year(words, clock),
        re.search(r"first|second|third|fourth|1st|2nd|3rd|4th|final|(?<=q)\d|(?<=h)\d", words),
    )
    if number is None:
        return TimeValue()
    count = int(number[0]) if number[0].isdigit() else _ORDINALS[number[0]]
    half = "half" in words or words.startswith("h")
    count = min(count, 2) if half else count
    if year is None:
        return TimeValue(
            value=f"XXXX-{'H' if half else 'Q'}{count}", precision="half" if half else "quarter", basis="text"
        )
    value = _half(year[0], count, year[1]) if half else _quarter(year[0], count, year[1])
    told = re.search(r"year|\d{4}", words)
    ahead = clock.anchor and value.start_day and value.start_day > clock.anchor
    if ahead and not told and not clock.future:
        return _half(year[0] - 1, count, year[1]) if half else _quarter(year[0] - 1, count, year[1])
    return value


def _read_month(words: str, clock: _Clock) -> TimeValue:
    name = re.search(rf"\b{_MON}", words)
    if name is None:
        return _read_deictic(words, clock)
    month = _month_number(name[0])
    if re.search(_Y, words) or re.search(r"\b(?:last|this|next) year", words):
        year = _which_year(words, clock)
        return _part_of(_month(year[0], month, year[1]), words) if year else _unknown_month(month)
    if clock.anchor is None:
        return _unknown_month(month)
    return _part_of(_near_month(month, words, clock, clock.anchor), words)


def _unknown_month(month: int) -> TimeValue:
    return TimeValue(value=f"XXXX-{month:02}", precision="month", basis="text")


def _near_month(month: int, words: str, clock: _Clock, today: date) -> TimeValue:
    year, passed = today.year, month < today.month
    if re.search(r"\b(?:next|coming)\b", words):
        return replace(_month(year + (month <= today.month), month, "publication"), rule="month ahead")
    if re.search(r"\b(?:last|past|previous)\b", words):
        return replace(_month(year - (month >= today.month), month, "publication"), rule="month behind")
    if clock.future:
        return replace(_month(year + passed, month, "publication"), rule="month, nearest ahead")
    return replace(_month(year - (month > today.month), month, "publication"), rule="month, nearest behind")


def _read_season(words: str, clock: _Clock) -> TimeValue:
    found = re.search(_SEASON, words)
    if found is None:
        return TimeValue()
    code = _SEASONS[found[0]]
    if year := re.search(_Y, words):
        return _part_of(_season(int(year[0]), code), words)
    if clock.anchor is None:
        return TimeValue(value=f"XXXX-{code}", precision="season", basis="text")
    first = date(clock.anchor.year, _SEASON_START[code], 1)
    year_of_latest = clock.anchor.year - (first > clock.anchor)
    latest = _season(year_of_latest, code, "publication")
    running = latest.end_day is not None and latest.end_day >= clock.anchor
    if re.search(r"\b(?:next|coming|following)\b", words) or (clock.future and not running):
        return replace(_season(year_of_latest + 1, code, "publication"), rule="season ahead")
    if re.search(r"\bthis\b", words) and not running and first > clock.anchor:
        return replace(_season(year_of_latest + 1, code, "publication"), rule="season of this year")
    if re.search(r"\b(?:last|previous)\b", words) and running:
        return replace(_season(year_of_latest - 1, code, "publication"), rule="season behind")
    return _part_of(latest, words)


def _read_decade(words: str, _: _Clock) -> TimeValue:
    if full := re.search(r"(\d\d\d)0s", words):
        return _part_of(_decade(int(full[1])), words)
    if short := re.search(r"'(\d)0s", words):
        return _part_of(_decade(190 + int(short[1])), words)
    name = re.search("|".join(_NINETIES), words)
    return _part_of(_decade(190 + _NINETIES[name[0]]), words) if name else TimeValue()


def _read_century(words: str, _: _Clock) -> TimeValue:
    if number := re.search(r"(\d+)(?:st|nd|rd|th)", words):
        return _part_of(_century(int(number[1])), words) if 1 <= int(number[1]) <= 99 else TimeValue()
    named = {"nineteenth": 19, "twentieth": 20, "twenty-first": 21}
    return _part_of(_century(next(number for name, number in named.items() if name in words)), words)


def _read_ago(words: str, clock: _Clock) -> TimeValue:
    """So long before or after: "ago" and "from now" from the anchor, "earlier" and "later" from the last day told."""
    period = _period(words)
    if period is None:
        return TimeValue()
    backward = bool(re.search(r"\b(?:ago|earlier|before|beforehand|previously)\b", words))
    from_now = bool(re.search(r"\b(?:ago|from now|hence)\b", words))
    if re.search(r"\b(?:after|on)$", words) and clock.reference is None:
        return _bare(period, "anniversary")
    base = clock.anchor if from_now else (clock.reference or clock.anchor)
    basis = "text" if clock.reference and not from_now else "publication"
    if "X" in period and period.startswith("PT") and clock.reference and not from_now:
        return _one_day(clock.reference, basis)
    if "X" in period:
        return _bare("PAST_REF" if backward else "FUTURE_REF")
    day = _moved(base, period, -1 if backward else 1) if base else None
    return _as_precise(day, period, basis) if day else _bare(period)


def _as_precise(day: date, period: str, basis: str) -> TimeValue:
    """The day as exactly as its distance was told: years ago is a year, weeks ago a week."""
    unit = "Y" if "Y" in period else period[-1] if not period.startswith("PT") else "D"
    if period.endswith(("DE", "CE")):
        return _decade(day.year // 10, basis) if period.endswith("DE") else _century((day.year - 1) // 100 + 1, basis)
    if unit == "Y":
        return _year(day.year, basis)
    if unit in {"M", "Q"}:
        return _month(day.year, day.month, basis)
    return _week(day, basis) if unit == "W" else _one_day(day, basis)


def _read_adjacent(words: str, clock: _Clock) -> TimeValue:
    """The previous, same or next day, week ... seen from the last day told, else from the anchor."""
    base, basis = (clock.reference, "text") if clock.reference else (clock.anchor, "publication")
    if base is None:
        return TimeValue()
    away = (
        -1
        if re.search(r"previous|preceding|before|earlier(?! in)", words)
        else 1
        if re.search(r"next|following|after\b", words)
        else 0
    )
    unit = re.search(r"day|night|evening|morning|afternoon|weekend|week|month|year", words)
    if unit is None:
        return TimeValue()
    if unit[0] in _PARTS:
        day = base + timedelta(days=away)
        return _known(f"{day.isoformat()}T{_PARTS[unit[0]]}", day, day, "time", basis=basis)
    return _stepped(base, unit[0], away, basis)


def _stepped(base: date, unit: str, away: int, basis: str) -> TimeValue:
    if unit == "day":
        return _one_day(base + timedelta(days=away), basis)
    if unit in {"week", "weekend"}:
        day = base + timedelta(days=7 * away)
        return _week(day, basis) if unit == "week" else _weekend(day, basis)
    if unit == "month":
        day = _shifted(base.replace(day=1), away, 0) or base
        return _month(day.year, day.month, basis)
    if unit == "quarter":
        day = _shifted(base.replace(day=1), 3 * away, 0) or base
        return _quarter(day.year, (day.month + 2) // 3, basis)
    if unit == "decade":
        return _decade(base.year // 10 + away, basis)
    if unit == "century":
        return _century((base.year - 1) // 100 + 1 + away, basis)
    return _year(base.year + away, basis)


def _read_span(words: str, clock: _Clock) -> TimeValue:
    """A stretch that ends or begins at the anchor: "the past three years", "the coming months"."""
    backward = bool(re.search(r"\b(?:past|last|previous|preceding|recent)\b", words))
    period = _period(words)
    if period is None:
        return TimeValue()
    if re.search(r"\b(?:first|final)\b", words):
        return _bare(period)
    if "recent" in words or ("coming" in words and "X" in period):
        value = _bare("PAST_REF" if backward else "FUTURE_REF")
    else:
        value = _bare(period)
    if clock.anchor is None:
        return value
    edge = _moved(clock.anchor, period, -1 if backward else 1)
    start, end = (edge, clock.anchor) if backward else (clock.anchor, edge)
    return replace(value, start_day=start, end_day=end, basis="publication")


def _read_deictic(words: str, clock: _Clock) -> TimeValue:
    if clock.anchor is None:
        return _bare("PRESENT_REF") if re.search(r"\b(?:this|current|tonight)", words) else TimeValue()
    today = clock.anchor
    if words == "tonight":
        return _known(f"{today.isoformat()}TNI", today, today, "time", basis="publication")
    if "new year" in words and "fiscal" not in words:
        return _one_day(
            date(today.year + 1, 1, 1) if clock.future or today.month > 6 else date(today.year, 1, 1), "publication"
        )
    away = -1 if re.search(r"\b(?:last|past)\b", words) else 1 if re.search(r"\b(?:next|coming)\b", words) else 0
    if part := re.search(_PART, words):
        day = today + timedelta(days=away)
        return _known(f"{day.isoformat()}T{_PARTS[part[0]]}", day, day, "time", basis="publication")
    if "year-end" in words or "year end" in words:
        return _part_of(_year(today.year, "publication"), "end")
    return _within(_of_unit(words, away, clock, today), words, today)


def _of_unit(words: str, away: int, clock: _Clock, today: date) -> TimeValue:
    unit = re.findall(r"weekend|week|month|quarter|decade|century|year|day", words)[-1]
    if unit == "weekend" and words.endswith("the weekend"):
        # on Monday to Thursday the weekend is the one behind
        behind = not clock.future and today.weekday() < 4
        return _weekend(today - timedelta(days=7) if behind else today)
    if unit == "weekend" and "last" in words and today.weekday() > 4:
        return _weekend(today - timedelta(days=7))
    if "past" in words.split() and unit in {"week", "month", "year", "decade", "century"} and "this" not in words:
        period = _spelt("1", unit)
        return replace(_bare(period), start_day=_moved(today, period, -1), end_day=today, basis="publication")
    return _stepped(today, unit, away, "publication")


def _within(value: TimeValue, words: str, today: date) -> TimeValue:
    """Earlier or later in it: up to the anchor, or from it on."""
    start, end = value.start_day, value.end_day
    if not start or not end or not start <= today <= end:
        return _part_of(value, words)
    if re.search(r"\bearlier\b", words):
        return replace(value, end_day=today)
    if re.search(r"\b(?:later|rest)\b", words):
        return replace(value, start_day=today)
    return _part_of(value, words)


def _read_set(words: str, _: _Clock) -> TimeValue:
    """A set that comes again and again: XXXX-WXX-5, XXXX-XX-XX; its days stay open."""
    if weekday := re.search(_WD, words):
        return _bare(f"XXXX-WXX-{_WEEKDAYS.index(weekday[0]) + 1}")
    if part := re.search(rf"(?:every|each) ({_PART})|(nightly)", words):
        return _bare(f"XXXX-XX-XXT{_PARTS[part[1] or 'night']}")
    if season := re.search(_SEASON, words):
        return _bare(f"XXXX-{_SEASONS[season[0]]}")
    if month := re.search(rf"(?:every|each) ({_MON})", words):
        return _bare(f"XXXX-{_month_number(month[1]):02}")
    if several := re.search(r"\b(other|two|three|four|few)\b (\w+)", words):
        number = {"other": "2", "two": "2", "three": "3", "four": "4"}.get(several[1], "X")
        if several[2].removesuffix("s") in _UNITS:
            return _bare(_spelt(number, several[2]))
    sets = (
        (r"fortnight", "P2W"), (r"hour", "XXXX-XX-XXTXX"), (r"dail|day|night", "XXXX-XX-XX"), (r"week", "XXXX-WXX"),
        (r"month", "XXXX-XX"), (r"quarter", "XXXX-QX"), (r"annual|year", "XXXX"), (r"decade", "XXX"), (r"centur", "XX"),
    )  # fmt: skip
    return _bare(next((code for stem, code in sets if re.search(stem, words)), "PXX"))


def _read_duration(words: str, _: _Clock) -> TimeValue:
    period = _period(words)
    return _bare(period) if period else TimeValue()


def _read_ref(words: str, clock: _Clock) -> TimeValue:
    if re.search(r"now|current|present|these days|moment", words):
        value = _bare("PRESENT_REF")
        return (
            replace(value, start_day=clock.anchor, end_day=clock.anchor, basis="publication") if clock.anchor else value
        )
    return _bare("FUTURE_REF" if re.search(r"soon|shortly|future", words) else "PAST_REF")


def _read_year(words: str, _: _Clock) -> TimeValue:
    year = re.search(_Y, words)
    return _part_of(_year(int(year[0])), words) if year else TimeValue()


_READERS: dict[str, Callable[[str, _Clock], TimeValue]] = {
    "range": _read_range,
    "year-range": _read_year_range,
    "day-time": _read_day_time,
    "night-of": _read_day_time,
    "day": _read_day,
    "fiscal": _read_fiscal,
    "quarter": _read_quarter,
    "month": _read_month,
    "season": _read_season,
    "decade": _read_decade,
    "century": _read_century,
    "ago": _read_ago,
    "adjacent": _read_adjacent,
    "span": _read_span,
    "deictic": _read_deictic,
    "set": _read_set,
    "duration": _read_duration,
    "clock": _read_time_alone,
    "part": _read_time_alone,
    "ref": _read_ref,
    "year": _read_year,
}
