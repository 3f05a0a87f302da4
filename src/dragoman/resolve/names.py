"""Words of a text, and the longest known names among them.

Names are compared without case, accents, dots, apostrophes and hyphens ("Al-Qa'ida" is "al qaida"), on whole words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

_WORD = re.compile(r"[^\W_]+(?:(?:[.'’ʼʻ`]|(?<=\d),(?=\d{3}))[^\W_]+)*")  # "20,000" is one word
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_MARKS = frozenset({"'", "’"})
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ə": "a"}
)


class Word(NamedTuple):
    """A word, its comparable form and where it stands; `possessive` is true for "Iraq's"."""

    key: str
    text: str
    start: int
    end: int
    possessive: bool


class Hit(NamedTuple):
    """A known name: its key and the words `[first, last)` that spell it."""

    key: str
    first: int
    last: int


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Comparable form of one word: lower case, without accents, dots, commas and apostrophes."""
    if word.isascii():
        return re.sub(r"[.,'`]", "", word).lower()
    plain = unicodedata.normalize("NFKD", word.lower()).translate(_LETTERS)
    return "".join(letter for letter in plain if letter.isalnum())


@lru_cache(maxsize=256)
def split_words(text: str) -> tuple[Word, ...]:
    """Words of a text in order; hyphens divide, and a possessive ending is set apart.

    Kept for the texts and sentences at hand, which several tables search.
    """
    found = []
    for match in _WORD.finditer(text):
        word, (start, end) = match.group(), match.span()
        marked = text[end : end + 1] in _MARKS
        if word.isalpha() and word.isascii() and not marked:
            found.append((word.lower(), word, start, end, False))
            continue
        stem = _POSSESSIVE.sub("", word)
        key = fold(stem)
        if key:
            found.append((key, stem, start, start + len(stem), marked or stem != word))
    return tuple(map(Word._make, found))


def name_key(name: str) -> str:
    """The key under which a name is kept."""
    return " ".join(word.key for word in split_words(name))


def longest_by_first_word(keys: Collection[str]) -> dict[str, int]:
    """Number of words of the longest key that begins with a word."""
    longest: dict[str, int] = {}
    for key in keys:
        first, *rest = key.split(" ")
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return longest


def find_names(words: Sequence[Word], keys: Collection[str], longest: Mapping[str, int]) -> Iterator[Hit]:
    """Known names from left to right, the longest at each place, none overlapping."""
    free = 0
    for i in [i for i, word in enumerate(words) if word.key in longest]:
        if i < free:
            continue
        first = words[i].key
        for last in range(min(i + longest[first], len(words)), i, -1):
            key = first if last == i + 1 else " ".join([word.key for word in words[i:last]])
            if key in keys:
                yield Hit(key, i, last)
                free = last
                break
