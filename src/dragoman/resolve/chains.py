"""Chains of place names, the smaller before the larger: "Rustaq district, Takhar", "San Jorge (Magdalena)", "X in Y"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.records import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = r"(?:[^\W\d_a-z][\w'’ʻ.]*\w|[^\W\d_a-z])"
_LINK = r"(?:[ ]|-|[ ]-[ ]|[ ](?:de|del|la|las|los|do|da|dos|das|di|el|al|ash|as|an|ad|az|bin|e|i)[ ]|-(?:e|i|al|el|ul|o|sur|ye)-)"
_OPENERS = r"(?!(?:In|On|At|The|Near|Around|From|Of|After|Before|When|While|Police|A|An|Between|Outside|He|She|It)\b)"
_NAME = rf"\b(?:(?:(?:al|el)[- ]|(?:as|ash|ad|an|ar|at|az|es|ed)-))?{_OPENERS}{_WORD}(?:{_LINK}{_WORD})*"
_KIND = (
    r"(?:[ ](?:village|town|city|district|province|governorate|municipality|township|county|state|region|department|area|"
    r"neighbou?rhood|locality|commune|oblast|raion|subdistrict|sub-district|upazila|tehsil|division|lga|LGA|camp|ward|suburb|"
    r"countryside|cercle|zone|woreda|canton|parish|territory|prefecture|island|local government area|colony|barangay))"
)
_TYPE = rf"{_KIND}*s?"
_ONE = rf"{_NAME}{_TYPE}"
_CHAIN = re.compile(rf"{_ONE}(?:(?:,?[ ]\(|\)?,[ ]|,?[ ](?:in|of|near|at)[ ](?:the[ ])?|[ ]-[ ]){_ONE}){{0,4}}")
_ANCHOR = re.compile(
    r"\b(?:in|near|at|of|from|around|outside|inside|towards?|between|to|on|against|along|within|across|into|off|and)\s+"
    r"(?:the\s+)?(?:(?:village|town|city|district|province|area|neighbou?rhood|outskirts|vicinity|suburb|municipality)s?\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_TYPED = re.compile(rf"{_KIND}+$")
_INNER = re.compile(r"(?:[a-z][\w-]*[ ]+){0,5}?(?=((?:al|el)[- ][^\W\d_a-z]|[^\W\d_a-z]))")
_BEFORE = 40  # characters in which a preposition stands before a name
_REACH = 120  # characters that a chain may run on


def chain_at(text: str, start: int, end: int) -> str:
    """The words from a place name on to the last name that contains it; the name itself where none follows."""
    chain = _CHAIN.match(text, start, end + _REACH)
    if chain and chain.end() > end:
        return chain.group()
    tail = re.compile(
        rf"(?:(?:{_TYPE}(?:-?\d+)?,?[ ]\(|\)?,[ ]|{_TYPE},?[ ](?:in|of)[ ](?:the[ ])?){_ONE}){{1,4}}"
    ).match(text, end, end + _REACH)
    return text[start : tail.end()] if tail else text[start:end]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the name begins and ends in "area of Inata (" and "village of Lale (Bane"; all of it where it has none."""
    name = _INNER.match(text, start, end)
    if name is None:
        return start, end
    cut = text.find("(", name.start(1), end)
    return name.start(1), start + len(text[start : end if cut < 0 else cut].rstrip(" ,(-"))


def untyped(name: str) -> str:
    """A name without the words behind it that tell its kind: "Dallas area"."""
    return _TYPED.sub("", name)


def _is_anchored(text: str, start: int, since: int = 0) -> bool:
    """Whether a preposition of place stands before a name."""
    return _ANCHOR.search(text[max(since, start - _BEFORE) : start]) is not None


def chains(text: str, within: Span, taken: Sequence[tuple[int, int]] = ()) -> list[Span]:
    """Chains behind a preposition in a stretch of a text, but no days and nothing that overlaps what is taken."""
    found = []
    for match in _CHAIN.finditer(text, within.start, within.end):
        start, end = match.span()
        if (
            _DAY.match(match.group()) or any(start < b and a < end for a, b in taken)
            or not _is_anchored(text, start, within.start)
        ):  # fmt: skip
            continue
        found.append(Span(text=match.group(), start=start, end=end))
    return found
