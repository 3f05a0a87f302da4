"""Text -> sentences: sentencex, and what news needs on top of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import sentencex

Range = tuple[int, int]

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_BULLET = re.compile(r"\s[•▪◦‣]\s")
_CLOSED = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")
_WRAP = range(50, 110)  # columns at which copy is usually wrapped by hand
_TITLE = (
    "Gen|Lt|Col|Maj|Brig|Sgt|Capt|Cmdr|Adm|Gov|Sen|Rep|Pres|Sec|Amb|Rev|Hon|Prof|Dr|Mr|Mrs|Ms|St|Ste|No|Nos|vs|ca|cf"
)
_JOINED = re.compile(  # an end of sentence that is none
    rf"(?:\b(?i:{_TITLE})\.\s*$)"  # a title, whatever follows
    r"|(?:\b[A-Z]\.\s*$)",  # an initial
)
_CLOCK = re.compile(r"\b[ap]\.m\.\s*$")
_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:local|[A-Z]{2,4}T)\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\s*$")


def sentences(text: str, parts: Sequence[Range]) -> list[Range]:
    """The sentences, as (start, end) without outer blanks, of those parts of the text that are story."""
    return [
        sentence
        for start, end in parts
        for first, last in _paragraphs(text, start, end)
        for sentence in _of_paragraph(text, first, last)
    ]


def _paragraphs(text: str, start: int, end: int) -> Iterator[Range]:
    at = start
    for blank in _BLANK.finditer(text, start, end):
        yield from _lines(text, at, blank.start())
        at = blank.end()
    yield from _lines(text, at, end)


def _lines(text: str, start: int, end: int) -> Iterator[Range]:
    """Cut at line breaks and bullets, but not where a paragraph was wrapped by hand."""
    first = start
    for cut in sorted({m.start() for m in _BULLET.finditer(text, start, end)} | _breaks(text, start, end)):
        yield first, cut
        first = cut
    yield first, end


def _breaks(text: str, start: int, end: int) -> set[int]:
    found, line = set(), start
    for m in re.finditer("\n", text[start:end]):
        at = start + m.start()
        after = text[at + 1 : end].lstrip()[:1]
        wrapped = at - line in _WRAP and not _CLOSED.search(text[line:at])
        if not (after.islower() or wrapped):
            found.add(at)
        line = at + 1
    return found


def _of_paragraph(text: str, start: int, end: int) -> Iterator[Range]:
    first = start
    for _, stop in _boundaries(text[start:end]):
        cut = start + stop
        if cut < end and _continues(text[first:cut], text[cut:end]):
            continue
        if trimmed := _trim(text, first, cut):
            yield trimmed
        first = cut
    if trimmed := _trim(text, first, end):
        yield trimmed


def _boundaries(paragraph: str) -> Iterator[Range]:
    at = 0
    for piece in sentencex.segment("en", paragraph):
        yield at, at + len(piece)
        at += len(piece)


def _continues(before: str, after: str) -> bool:
    after = after.lstrip()
    if _JOINED.search(before[-12:]):
        return True
    if _CLOCK.search(before[-8:]):
        return bool(_DAY.match(after)) or after[:1].islower()
    return bool(_MONTH.search(before[-8:])) and after[:1].isdigit()


def _trim(text: str, start: int, end: int) -> Range | None:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    stripped = len(words.strip())
    return (start + left, start + left + stripped) if stripped else None
