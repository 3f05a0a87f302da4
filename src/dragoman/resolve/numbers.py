"""Quantities as news writes them -> the least and the most that they say, with a unit.

"at least 12" has no upper end, "up to 30" starts at 0, and "some", "about" or "nearly" keep the number itself at both
ends, as no source says how far off it is. "More than 40" starts at 40: after these words numbers are rounded. Kinds
side by side are added ("three policemen and a civilian"), parts of a whole are not ("12 people, including a child").
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from dragoman.records import Quantity
from dragoman.resolve.dates import find_times


class Amount(NamedTuple):
    """The least and the most that the words say (`None`: open or unknown), and what is counted."""

    low: float | None
    high: float | None
    unit: str | None  # ISO 4217 code of a currency, percent, or the noun as written


# A plural names at least two of its kind, and less than the next larger word for a number that news has: somebody who
# writes "dozens" has two dozen at the least, and would write "about a hundred" beyond 99.
_VAGUE = {
    "dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999), "thousands": (2_000, 9_999),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999), "millions": (2e6, 9_999_999),
    "tens of millions": (2e7, 99_999_999), "hundreds of millions": (2e8, 999_999_999), "billions": (2e9, 9_999_999_999),
    "several hundred": (300, 900), "several thousand": (3_000, 9_000), "several million": (3e6, 9e6),
    "a few hundred": (200, 500), "a few thousand": (2_000, 5_000), "several dozen": (36, 99), "a few dozen": (24, 60),
    "tens": (20, 99), "several": (3, 9), "a few": (3, 5), "few": (3, 5), "a handful": (3, 5), "a couple": (2, 2),
    "a pair": (2, 2), "both": (2, 2),
}  # fmt: skip
_ONES = dict(zip(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"], range(1, 20), strict=True,
))  # fmt: skip
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_POWERS = {
    "hundred": 100, "thousand": 1_000, "lakh": 100_000, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12,
    "dozen": 12, "score": 20, "k": 1_000, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12,
}  # fmt: skip
_THOUSAND = 1_000  # from here on a power closes its group: two hundred thousand, five hundred
_SIGNS = {
    "us$": "USD", "a$": "AUD", "c$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "$": "USD", "£": "GBP", "€": "EUR",
    "¥": "JPY", "₹": "INR", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₦": "NGN", "₩": "KRW", "rs": "INR", "usd": "USD", "eur": "EUR",
}  # fmt: skip
_CURRENCIES = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "sterling": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY",
    "ruble": "RUB", "rouble": "RUB", "rupee": "INR", "lira": "TRY", "shekel": "ILS", "naira": "NGN", "won": "KRW",
    "rand": "ZAR", "peso": "MXN", "hryvnia": "UAH", "zloty": "PLN", "baht": "THB", "taka": "BDT", "birr": "ETB",
}  # fmt: skip
_SHARED = {  # currencies of several states, told apart by an adjective
    ("australian", "dollar"): "AUD", ("canadian", "dollar"): "CAD", ("hong kong", "dollar"): "HKD",
    ("swiss", "franc"): "CHF", ("cfa", "franc"): "XOF", ("iraqi", "dinar"): "IQD", ("kuwaiti", "dinar"): "KWD",
    ("jordanian", "dinar"): "JOD", ("libyan", "dinar"): "LYD", ("saudi", "riyal"): "SAR", ("iranian", "rial"): "IRR",
    ("pakistani", "rupee"): "PKR", ("egyptian", "pound"): "EGP", ("syrian", "pound"): "SYP", ("lebanese", "pound"): "LBP",
    ("sudanese", "pound"): "SDG", ("kenyan", "shilling"): "KES", ("somali", "shilling"): "SOS", ("norwegian", "krone"): "NOK",
    ("swedish", "krona"): "SEK", ("danish", "krone"): "DKK", ("emirati", "dirham"): "AED", ("philippine", "peso"): "PHP",
    ("argentine", "peso"): "ARS",
}  # fmt: skip
_PERSONS = (
    "man|woman|boy|girl|child|baby|infant|person|people|civilian|soldier|policeman|policewoman|officer|villager|farmer|"
    "journalist|reporter|teacher|student|protester|demonstrator|passer-by|bystander|guard|militant|rebel|gunman|fighter|"
    "commander|driver|worker|resident|activist|priest|imam|cleric|doctor|nurse|official|councillor|councilor|mayor|"
    "lawmaker|judge|prisoner|hostage|peacekeeper|shepherd|fisherman|trader|shopkeeper|youth|teenager|elder|bomber|"
    "attacker|assailant|suspect|politician|lawyer|contractor|migrant|refugee|tourist|passenger|pedestrian|herder|"
    "husband|wife|son|daughter|father|mother|brother|sister|victim|insurgent|terrorist|constable|sergeant|captain|"
    "colonel|general|lieutenant|major|serviceman|marine|pilot|sailor|vigilante|miner|candidate|minister|governor"
)

_WORD = rf"(?:{'|'.join([*_ONES, *_TENS])})"
_POWER = r"(?:hundred|thousand|lakh|million|crore|billion|trillion|dozen|score)"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SHORT = r"(?:k|mn|mln|bn|bln|tn|m)\b"
_FRACTION = (
    r"(?:half|a quarter of|three quarters of|a third of|two thirds of) an? (?:million|billion|hundred|thousand|dozen)"
)
_SPELT = (
    rf"(?:(?:{_WORD}|an?)(?:[- ](?:and )?(?:{_WORD}|{_POWER}))*(?:-and-a-half| and a half)?(?: {_POWER})?)"
    rf"|{_POWER}(?= )"
)
_NUMBER = rf"(?:{_FRACTION}|{_DIGITS}(?:(?:[- ]{_POWER})+\b| ?{_SHORT})?|{_SPELT})"
_SIGN = r"(?:(?:us|a|c|nz|hk|s)?\$|[£€¥₹₽₺₪₦₩]|rs\.? |usd |eur )"
_VAGUES = "|".join(re.escape(name) for name in sorted(_VAGUE, key=len, reverse=True))

_FROM = r"at least|no fewer than|not less than|no less than|more than|over|upwards? of|a minimum of|above|in excess of|well over|exceeding"
_TO = r"up to|as many as|as much as|at most|no more than|not more than|a maximum of|fewer than|less than|under|below"
_ABOUT = (
    r"some|about|around|roughly|approximately|an estimated|estimated|nearly|almost|close to|nearing|perhaps|only|just|exactly|"
    r"all|another|a total of|a further|an additional|the|these|those|its|his|their|other|possibly|probably"
)
_QUALIFIER = rf"(?:(?:(?P<at_least>{_FROM})|(?P<at_most>{_TO})|(?:{_ABOUT}))\s+)*"
_OPEN_END = r"(?P<more> or more|\+| or so)?"
_RANGE = (
    rf"(?:between {_SIGN}?{_NUMBER} and {_SIGN}?{_NUMBER}|(?:from )?{_SIGN}?{_NUMBER} (?:to|or) {_SIGN}?{_NUMBER}"
    rf"|{_SIGN}?{_DIGITS} ?[-–] ?{_SIGN}?{_DIGITS}(?:[- ]{_POWER}\b| ?{_SHORT})?)"
)
_ONE = rf"(?P<sign>{_SIGN})?(?P<number>{_NUMBER})"

_BOUNDS = re.compile(
    r"\b(?:(?:no|not) (?:fewer|less|more) than|(?:more|fewer|less) than|at (?:least|most)|up to|as (?:many|much) as|upwards? of|in excess of|"
    r"a (?:min|max)imum of)\s+(?=[$£€\w])",
    re.IGNORECASE,
)
BOUND = 24  # characters of words that bound a number

_QUANTITY = re.compile(
    rf"(?<![\w.,/-]){_QUALIFIER}(?:(?P<vague>{_VAGUES})\b|(?P<range>{_RANGE})|{_ONE}){_OPEN_END}(?![\w/]|[.,:]\d)",
    re.IGNORECASE,
)
_SPREAD = re.compile(
    rf"(?:between |from )?(?P<sign>{_SIGN})?(?P<low>{_NUMBER}) ?(?:-|–|to|and|or) ?{_SIGN}?(?P<high>{_NUMBER})",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"^(?:\s?%|\s+(?:percent|per cent|percentage points?)\b)", re.IGNORECASE)
_NOUN = re.compile(
    r"^\s+(?:more\s+)?(?:of\s+)?(?:the\s+|its\s+|his\s+)?(?P<noun>(?:[A-Z]\w+ and (?=[A-Z]))?[A-Za-z][\w'’-]*(?:\s+[A-Za-z][\w'’-]*){0,3})"
)
_STOP = re.compile(
    r"^(?:of|in|on|at|to|from|for|and|or|by|with|were|was|are|is|had|have|has|who|that|which|including|after|as|others?|more|during|dead|killed|"
    r"injured|wounded|said|died|this|a|an|the|into|near|per|since|will|would|could|been|be|under|against)$",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"[a-z][\w-]{2,}s")
_PART_OF_WHOLE = re.compile(
    rf"[,;(]?\s+(?:including|among them|among whom|of whom|of them|most of them|mostly|half of them|(?:all|many|some|\d+|{_WORD}) of (?:them|whom))\b.*"
    r"|\s+\((?!and).*",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY = re.compile(
    r"\b(?:no one|nobody|none|zero|nil|no (?:casualties|deaths|injuries|fatalities|victims|people|survivors|arrests|\w+s))\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\s*(?:,\s*(?:and\s+)?|\band\s+|\bas well as\s+|\balong with\s+|\bplus\s+|\btogether with\s+)", re.IGNORECASE
)
_ADDS_UP = re.compile(
    r"^(?:\s+(?!(?:killed|dead|wounded|injured|hurt|died|arrested|missing|displaced)\b)[A-Za-z][\w'-]*){1,6}$"
)
_SINGLE = re.compile(rf"^(?:the |his |her |their |another |its )?(?:[\w'’-]+ ){{0,4}}?(?:{_PERSONS})$", re.IGNORECASE)
_AGED = re.compile(r",?\s+aged \d+\b(?: (?:and|to) \d+\b)?", re.IGNORECASE)
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}\s?")  # "U.S. troops" are troops
_TELEPHONE = re.compile(r"\+?\d+(?:[- ]\d{2,}){2,}")
_AGE = re.compile(
    r"\b(?:\d+(?: to |-))?[\w]+(?:-[a-z]+)?[- ]years?[- ]old(?P<many>s?)\b(?P<noun>\s+(?!(?:and|or)\b)(?=\w))?",
    re.IGNORECASE,
)
_FAMILY = re.compile(r"\b(?:an? |the )?(?:family|group|crew|team|brigade|force|unit|party) of (?=\w)", re.IGNORECASE)
_ALL_BUT = re.compile(r"all but\s", re.IGNORECASE)  # of how many is not said


def parse_quantity(text: str) -> Amount:
    """The least, the most and the unit that a phrase such as "at least a dozen soldiers" says; all `None` if none."""
    whole = _PART_OF_WHOLE.sub("", text.strip().replace("’", "'"))
    whole = _AGE.sub(_aged, _AGED.sub("", _FAMILY.sub("", whole)))
    found = [match for match in _QUANTITY.finditer(whole) if _counts(match)]
    if _TELEPHONE.fullmatch(whole):
        return Amount(None, None, None)
    if not found or _NOBODY.match(whole) or _ALL_BUT.match(whole):
        return _without_number(whole)
    amounts = [_amount(match, whole[match.end() :]) for match in found]
    return _sum(amounts) if _adds_up(found, whole) else amounts[0]


def bounded(text: str, start: int, end: int) -> tuple[int, int]:
    """A quantity with the words that bound it, and these with their number: "no more | than 140", "as many | as 23"."""
    first = max(0, start - BOUND)
    for bound in _BOUNDS.finditer(text, first, end + BOUND):
        if bound.start() < start <= bound.end() or bound.start() == start <= end < bound.end():
            number = _QUANTITY.match(text, bound.start())
            return bound.start(), max(end, number.end() if number else end)
    return start, end


def find_quantities(text: str) -> list[Quantity]:
    """Every number of the text that is no part of a time, with its unit, in order."""
    busy = [(time.start, time.end) for time in find_times(text)]
    found = []
    for match in _QUANTITY.finditer(text):
        start, end = match.span()
        if not _counts(match) or any(start < last and first < end for first, last in busy):
            continue
        amount = _amount(match, text[end : end + 80])
        found.append(
            Quantity(text=text[start:end], start=start, end=end, low=amount.low, high=amount.high, unit=amount.unit)
        )
    return found


def _counts(match: re.Match[str]) -> bool:
    """Whether it is a count and not an article: "a" counts before persons alone, "one" and "the" never by themselves."""
    number = (match["number"] or "").lower()
    if number not in {"a", "an"} or match["sign"]:
        return bool(match["number"] or match["vague"] or match["range"])
    after = match.string[match.end() : match.end() + 60]
    noun = _NOUN.match(after)
    return bool(noun and re.search(rf"\b(?:{_PERSONS})\b", _head(noun["noun"]) or "", re.IGNORECASE))


def _aged(match: re.Match[str]) -> str:
    """What is left of "19-year-old" where people are counted: nothing before their noun, else a noun."""
    return "" if match["noun"] else "people" if match["many"] else "person"


def _without_number(text: str) -> Amount:
    if _NOBODY.search(text):
        return Amount(0.0, 0.0, None)
    if _SINGLE.match(text):
        return Amount(1.0, 1.0, text.rsplit(None, 1)[-1].lower())
    return Amount(None, None, None)


def _amount(match: re.Match[str], after: str) -> Amount:
    low, high, sign = _ends(match)
    unit = _unit(sign, _INITIALS.sub("", after))
    if match["more"]:
        high = high if match["more"] == " or so" else None
    if match["at_least"]:
        return Amount(low, None, unit)
    if match["at_most"]:
        return Amount(0.0, high, unit)
    return Amount(low, high, unit)


def _ends(match: re.Match[str]) -> tuple[float | None, float | None, str | None]:
    if match["vague"]:
        low, high = _VAGUE[match["vague"].lower()]
        return float(low), float(high), None
    if match["range"]:
        return _spread(match["range"])
    value = _value(match["number"])
    return value, value, match["sign"]


def _spread(words: str) -> tuple[float | None, float | None, str | None]:
    """Both ends of "20 to 30"; a larger number first is a score of votes, of which the first counts."""
    parts = _SPREAD.fullmatch(words)
    if parts is None:
        return None, None, None
    low, high = _value(parts["low"]), _value(parts["high"])
    if low is None or high is None:
        return low, low, parts["sign"]
    power = _last_power(parts["high"])
    if power and not _last_power(parts["low"]) and low < high:  # two to three thousand, $2-3 billion
        low *= power
    return (low, high, parts["sign"]) if low <= high else (low, low, parts["sign"])


def _last_power(words: str) -> float | None:
    last = re.split(r"[-\s]|(?<=\d)(?=[a-z])", words.lower()).pop()
    return _POWERS.get(last)


def _value(words: str) -> float | None:
    """The number that digits or words name: 1.2 million, two hundred and fifty thousand, half a million."""
    words = words.lower().strip()
    if fraction := re.match(r"(half|a quarter of|three quarters of|a third of|two thirds of) an? (\w+)", words):
        part = {"half": 1 / 2, "a quarter of": 1 / 4, "three quarters of": 3 / 4, "a third of": 1 / 3}.get(
            fraction[1], 2 / 3
        )
        return round(part * _POWERS[fraction[2]])
    half = 0.5 if words.find("and a half") >= 0 or words.find("and-a-half") >= 0 else 0.0
    words = re.sub(r"[- ]and[- ]a[- ]half", "", words)
    total, group = 0.0, None
    for word in re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", words):
        if word == "and":
            continue
        power = _POWERS.get(word)
        if power and power >= _THOUSAND:
            total, group, half = total + ((1.0 if group is None else group) + half) * power, None, 0.0
        elif power:
            group = ((1.0 if group is None else group) + half) * power
            half = 0.0
        else:
            group = (group or 0.0) + _digit(word)
    return round(total + (group or 0.0) + half, 6)


def _digit(word: str) -> float:
    if word[0].isdigit():
        return float(word.replace(",", ""))
    return float(1 if word in {"a", "an"} else _ONES.get(word) or _TENS.get(word) or 0)


def _unit(sign: str | None, after: str) -> str | None:
    if sign:
        return _SIGNS[sign.strip().rstrip(".").lower()]
    if _PERCENT.match(after):
        return "percent"
    noun = _NOUN.match(after)
    head = _head(noun["noun"]) if noun else None
    return _currency(head) if head else None


def _head(words: str) -> str | None:
    """The words up to the first that can be no part of the noun."""
    kept: list[str] = []
    for word in re.sub(r"\b[A-Z]\w+ and (?=[A-Z])", "", words).split():
        if _STOP.match(word) or (kept and _PLURAL.fullmatch(kept[-1]) and not kept[-1].endswith("ss")):
            break
        kept.append(word)
    return " ".join(kept).rstrip(".,;:'’") or None


def _currency(head: str) -> str:
    """The ISO 4217 code of a currency, else the noun as written."""
    words = head.lower().split()
    for at, word in enumerate(words):
        coin = word.removesuffix("s")
        for (adjective, name), code in _SHARED.items():
            if coin == name and " ".join(words[:at]).endswith(adjective):
                return code
        if coin in _CURRENCIES:
            return _CURRENCIES[coin]
    return words[-1]


def _adds_up(found: list[re.Match[str]], text: str) -> bool:
    """Whether the numbers are kinds side by side: only nouns and a joint stand between them."""
    if len(found) < 2:
        return False
    for first, second in pairwise(found):
        between = text[first.end() : second.start()]
        joints = list(_ADDED.finditer(between))
        if not joints or joints[-1].end() != len(between) or not _ADDS_UP.match(between[: joints[-1].start()]):
            return False
    return True


def _sum(amounts: list[Amount]) -> Amount:
    lows, highs = [amount.low for amount in amounts], [amount.high for amount in amounts]
    units = {amount.unit for amount in amounts}
    return Amount(
        sum(low for low in lows if low is not None),
        None if None in highs else sum(high for high in highs if high is not None),
        units.pop() if len(units) == 1 else None,
    )
