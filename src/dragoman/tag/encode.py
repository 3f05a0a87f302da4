"""Text -> word pieces with letter case, and windows of whole sentences for the encoder."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

CLS, SEP, MASK, PAD = 101, 102, 103, 0  # of the BERT vocabulary
LOWER, TITLE, UPPER, MIXED = range(4)  # what the uncased vocabulary does not see
MAX_PIECES = 192  # of a window, its two special pieces included
LONG = 20  # characters of a piece, more than any text has on the mean


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text: vocabulary ids, letter case, code point offsets, and the word each belongs to."""

    ids: NDArray[np.int64]
    cases: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    words: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, first: int, stop: int) -> Pieces:
        """The pieces `first` to `stop`, exclusive."""
        cut = slice(first, stop)
        return Pieces(self.ids[cut], self.cases[cut], self.starts[cut], self.ends[cut], self.words[cut])


def case_of(word: str) -> int:
    """The letter case of a word: lower (or no letters), title, upper (two letters or more) or mixed."""
    if word.islower():
        return LOWER
    letters = [c for c in word if c.isalpha()]
    upper = sum(map(str.isupper, letters))
    if not upper:
        return LOWER
    if upper == len(letters):
        return UPPER if upper > 1 else TITLE
    return TITLE if upper == 1 and letters[0].isupper() else MIXED


# One character for one, so that offsets stay: the model has learned from straight quotation marks and simple dashes.
PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u00b4": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
    }
)


def pieces_of(text: str, tokenizer: Tokenizer) -> Pieces:
    """Split a text of any length into word pieces; offsets count code points."""
    encoding = tokenizer.encode(text.translate(PLAIN), add_special_tokens=False)
    spans = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    words = np.array(encoding.word_ids, dtype=np.int64)
    first = np.flatnonzero(np.diff(words, prepend=-1))
    last = np.append(first[1:], len(words))[: len(first)] - 1
    bounds = zip(spans[first, 0].tolist(), spans[last, 1].tolist(), strict=True)
    by_word = [case_of(text[start:end]) for start, end in bounds]
    cases = np.repeat(np.array(by_word, dtype=np.int64), last - first + 1)
    return Pieces(np.array(encoding.ids, dtype=np.int64), cases, spans[:, 0], spans[:, 1], words)


def opening(text: str, tokenizer: Tokenizer) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first pieces of a text, as many as are read at once: ids and letter cases, with the special pieces."""
    pieces = pieces_of(text[: LONG * MAX_PIECES], tokenizer)
    first = pieces.part(0, min(len(pieces), MAX_PIECES - 2))
    return np.concatenate([[CLS], first.ids, [SEP]]), np.concatenate([[LOWER], first.cases, [LOWER]])


def windows(pieces: Pieces, sentences: Sequence[tuple[int, int]], limit: int = MAX_PIECES) -> Iterator[list[range]]:
    """Pack sentences, given as (start, end) in code points, into few windows of at most `limit` pieces, about as long.

    A window is a list of ranges of piece indices, one a sentence, without the two special pieces; a sentence that
    is longer than a window goes on in the next, at a word boundary.
    """
    room = limit - 2
    parts: list[range] = []
    for start, end in sentences:
        inside = range(int(np.searchsorted(pieces.starts, start)), int(np.searchsorted(pieces.starts, end)))
        parts += _split(inside, pieces, room)
    whole = sum(map(len, parts))
    count = math.ceil(whole / room)
    window: list[range] = []
    used = before = turn = 0
    for part in parts:
        here = int((before + len(part) / 2) * count / whole)  # the window of its middle, were all windows alike
        if window and (here > turn or used + len(part) > room):
            yield window
            window, used = [], 0
        window.append(part)
        used, before, turn = used + len(part), before + len(part), here
    if window:
        yield window


def _split(inside: range, pieces: Pieces, room: int) -> Iterator[range]:
    first = inside.start
    while inside.stop - first > room:
        cut = first + room
        while cut > first + 1 and pieces.words[cut] == pieces.words[cut - 1]:
            cut -= 1
        yield range(first, cut)
        first = cut
    if first < inside.stop:
        yield range(first, inside.stop)
