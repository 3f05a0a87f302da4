"""The headline of a web page and the paper that it stands in, by its title, its lines and its mastheads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dragoman.read.cues import SECTION, is_dated
from dragoman.read.dates import find_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_NAME: Final = 8  # words of the name of a paper
LONGEST_HEADLINE: Final = 40  # words
SHORTEST_HEADLINE: Final = 3  # words of a line that may be the headline within the title

_STRAIGHT: Final = str.maketrans("‘’“”", "''\"\"")

_SEPARATOR = re.compile(r"\s+[|–—·•»›-]\s+|\s*(?:\||::)\s*")
_BEFORE, _AFTER = r"(?:^|[|–—·•»›:]\s*|\s-\s+)", r"(?=\s*[|–—·•»›:]|\s+-|\s*$)"
_YEARS = r"\d{4}(?:\s*[-–]\s*\d{2,4})?"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HOLDER = re.compile(
    rf"(?:©|\(c\)|copyright)[\s©]*(?:\(c\)\s*)?(?:{_YEARS})?,?\s*(?:by\s+)?(?P<name>[A-Z][\w'’&. -]+?)"
    rf"(?:\s+{_YEARS})?\s*(?:[.,;|·•(]|\s[-–—]\s|$|\ball\b)",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"(?:\s+(?:media|publishing|publications|newspapers|group|holdings?|company|corporation|limited|trust"
    r"|co|corp|ltd|inc|llc|plc|bv|ag|gmbh|a/s|s\.?a)\b\.?)+\s*$",
    re.IGNORECASE,
)


def is_paper(name: str) -> bool:
    """Whether words may name a paper: no date, no section of one, no sentence."""
    return (
        any(letter.isalpha() for letter in name)
        and len(name.split()) <= LONGEST_NAME
        and find_date(name) is None
        and not is_dated(name)
        and not SECTION.match(name)
    )


def headline_of(stated: str | None, title: str, lines: Iterable[str]) -> str | None:
    """The headline: the longest line of the page that is a part of its title, where what is stated is one too."""
    if stated and _plain(stated).casefold() not in _plain(title).casefold():
        return stated
    shown = [
        line for line in lines if SHORTEST_HEADLINE <= len(line.split()) <= LONGEST_HEADLINE and _around(line, title)
    ]
    return max(shown, key=len, default=stated)


def affixes(
    title: str, headline: str | None, owned: Sequence[str], lines: Sequence[str]
) -> tuple[str | None, str | None]:
    """What may name the paper in the title of a page: a name that its lines show too, and any other.

    Args:
        title: The title of the page.
        headline: The headline, which is no name.
        owned: The mastheads and copyright lines, whose names go before those of the other lines.
        lines: All lines outside the article.
    """
    around = _around(headline, title) if headline else None
    head, tail = (title[: around[0]], title[around[1] :]) if around else ("", title)
    parts = [part.strip(" |–—·•»›:-") for whole in (tail, head) for part in reversed(_SEPARATOR.split(whole))]
    names = [part for part in parts if part and is_paper(part) and part != headline]
    told = (name for name in names if any(name.casefold() in line.casefold() for line in owned))
    shown = (name for name in names if any(_begins(line, name) for line in lines))
    return next(told, None) or next(shown, None), names[0] if names and around else None


def copyright_holder(text: str) -> str | None:
    """The paper that a copyright line names, without the words for its company."""
    found = _HOLDER.search(text) if _YEAR.search(text) else None
    name = _COMPANY.sub("", found.group("name").strip()) if found else ""
    return name if name and name[0].isupper() and is_paper(name) else None


def _around(line: str, title: str) -> tuple[int, int] | None:
    """Where a line stands in a title, if it is all of a part of it."""
    if _plain(line).casefold() not in _plain(title).casefold():
        return None
    found = re.search(rf"{_BEFORE}({re.escape(_plain(line))}){_AFTER}", _plain(title), re.IGNORECASE)
    return found.span(1) if found else None


def _begins(line: str, name: str) -> bool:
    return re.match(rf"{re.escape(_plain(name))}(?!\w)", _plain(line), re.IGNORECASE) is not None


def _plain(text: str) -> str:
    """The text with straight quotation marks, as long as it was."""
    return text.translate(_STRAIGHT)
