"""On what terms a commitment stands: the condition and the deadline that its sentence gives, by the words alone.

A sentence may hold several commitments ("demanded that they go and threatened to shell the camp if they stayed"). What
follows one belongs to it up to the next; what stands before all of them, at the head, belongs to each.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

_CLAUSE = r"""((?:[^,;.!?”"“]|\.(?=\w|\s[a-z\d])|“[^”]*”|"[^"]*")+)"""
_CONDITION = re.compile(
    r"\b(?:only if|(?<!\bas )(?<!even )(?<!what )(?<!ask )(?<!asked )(?<!see )(?<!know )if|unless|only once|"
    r"(?<!at )(?<!was )(?<!were )(?<!is )once(?! (?:more|again|every|per|an? (?:day|week|month|year)))|"
    r"provid(?:ed|ing)(?: that|(?= (?:the|its|his|her|their|it|he|she|they|no|all|both) ))|on (?:the )?condition that|as long as|"
    r"so long as|as soon as|in (?:return|exchange) for|in case of|in the event (?:of|that)|"
    r"should(?= (?:the|an?|any|its|his|her|their|it|he|she|they|we|no|one|anyone|another) ))"
    r"(?! (?:possible|necessary|needed|any|not|only)\b)\s+" + _CLAUSE,
    re.IGNORECASE,
)
_TIME = (
    r"\d|the (?:end|beginning|start|middle|last|next|following|weekend|summer|autumn|winter|spring)|next|last|late|"
    r"early|mid|then|now|today|tomorrow|midnight|noon|dawn|dusk|recently|(?:this|that) |"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)\b|"
    r"January|February|March|April|August|September|October|November|December|Easter|Christmas"
)
_UNTIL = re.compile(rf"\b(?:until|while)\s+(?!{_TIME})" + _CLAUSE)  # of a refusal: what has to come first
_VERB = re.compile(  # "until land reform is on the table", not "until a later meeting"
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|could|will|would|\w{2,}(?:ed|es))\b|\w{3,}s\b"
)
_SAYS = re.compile(
    r"(?:\band|\bbut|,) (?:(?:has|had|have|then|also|he|she|it|they) )*(?:said|sa(?:ys|ying)|warn|threat|vow|add|pledg|promis|"
    r"demand|ask|urg|refus|reject)\w*"
)

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"(?P<count>\d{{1,3}}|an|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>hour|day|week|month|year)s?"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)|"
    r"Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_NAMED = re.compile(
    r"\b(?:by|before|no later than|not later than|deadline (?:of|on)|(?:gave|giv(?:e[ns]?|ing)|ha(?:s|d|ve)) [^,;.]{0,60}?until|"
    r"at(?= the end of))\s+(?:(?:midnight|noon|dawn|dusk|sunset|nightfall)(?: on)?\s+)?(?:"
    rf"(?:next )?(?P<weekday>{'|'.join(_WEEKDAYS)})\b"
    rf"|(?P<month>{_MONTH}) (?P<day>\d{{1,2}})\b(?:, (?P<year>\d{{4}}))?|(?P<day_>\d{{1,2}}) (?P<month_>{_MONTH})(?: (?P<year_>\d{{4}}))?"
    rf"|the end of (?:(?P<last>{_MONTH})(?: (?P<year__>\d{{4}}))?\b|(?:the|this) (?P<period>week|month|year)\b))",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\bwithin (?:the next |at most )?{_COUNT} {_UNIT}\b|"
    rf"\b(?:ha(?:s|d|ve)|gave|given?|giving)\b[^,;.]{{0,40}}? {_COUNT.replace('count', 'count_')} {_UNIT.replace('unit', 'unit_')} to\b|"
    rf"\b{_COUNT.replace('count', 'count__')}[ -]{_UNIT.replace('unit', 'unit__')}[ -](?:deadline|ultimatum)\b",
    re.IGNORECASE,
)


def condition(sentence: str, start: int, others: Sequence[int] = (), *, refusal: bool = False) -> str | None:
    """The condition of what is said at an offset of a sentence, where others are said at the other offsets."""
    found = [*_CONDITION.finditer(sentence)]
    if refusal:
        found += [m for m in _UNTIL.finditer(sentence) if _VERB.search(m[1])]
    behind = sorted((m for m in found if m.start() > start), key=re.Match.start)
    for match in behind[:1]:
        if _reaches(sentence, start, match.start(), others):
            return _cut(match[0])
    ahead = (m for m in found if m.start() <= start and not any(o < m.start() for o in others if o != start))
    return next((_cut(m[0]) for m in ahead), None)


def deadline(sentence: str, start: int, others: Sequence[int], said: date) -> tuple[date, str] | None:
    """The last day by which it is to be done, with its words, where they name one that lies ahead of when it was said."""
    for pattern, read in ((_NAMED, _named), (_COUNTED, _counted)):
        match = pattern.search(sentence, start)
        last = read(match, said) if match and _reaches(sentence, start, match.start(), others) else None
        if match and last and last > said:
            return last, match[0]
    return None


def _reaches(sentence: str, start: int, end: int, others: Sequence[int]) -> bool:
    """Whether nothing else is promised, asked or threatened in between."""
    return not any(start < other < end for other in others) and not _SAYS.search(sentence, start + 1, end)


def _cut(words: str) -> str:
    return words.strip().removesuffix("'").strip()


def _named(match: re.Match[str], said: date) -> date | None:
    weekday, period = match["weekday"], match["period"]
    if weekday:
        return said + timedelta(days=(_WEEKDAYS.index(weekday.lower()) - said.weekday() - 1) % 7 + 1)
    if period:
        return _last_of(period.lower(), said)
    number = _MONTHS.index((match["month"] or match["month_"] or match["last"])[:3].lower()) + 1
    given = match["year"] or match["year_"] or match["year__"]
    year = int(given) if given else said.year + (number < said.month)
    day, most = int(match["day"] or match["day_"] or 0), monthrange(year, number)[1]
    return date(year, number, day or most) if day <= most else None


def _last_of(period: str, said: date) -> date:
    if period == "week":
        return said + timedelta(days=6 - said.weekday())
    return said.replace(day=monthrange(said.year, said.month)[1]) if period == "month" else date(said.year, 12, 31)


def _counted(match: re.Match[str], said: date) -> date | None:
    count = (match["count"] or match["count_"] or match["count__"]).lower()
    unit = (match["unit"] or match["unit_"] or match["unit__"]).lower()
    number = int(count) if count.isdigit() else max(1, _NUMBERS.index(count)) if count in _NUMBERS else 1
    if unit in {"month", "year"}:
        year, month = divmod(said.year * 12 + said.month - 1 + number * (12 if unit == "year" else 1), 12)
        return date(year, month + 1, min(said.day, monthrange(year, month + 1)[1]))
    hours = {"hour": 1, "day": 24, "week": 168}[unit]
    return said + timedelta(days=-(-number * hours // 24))
