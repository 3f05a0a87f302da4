"""Texts -> counts of words, pairs of words and runs of characters, hashed so that no word of the texts is kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS = 1 << 14  # buckets of words and of pairs of words
RUNS = 1 << 15  # buckets of runs of 3 to 5 characters
LONGEST = 20_000  # characters of a text that are counted

_WORD = re.compile(r"\w+|[^\w\s]")
_BLANK = re.compile(r"\s+")


def words(text: str) -> Counter[str]:
    """Words, signs and pairs of them, in lower case."""
    found = _WORD.findall(text[:LONGEST].lower())
    return Counter(found) + Counter(f"{a} {b}" for a, b in pairwise(found))


def runs(text: str) -> Counter[str]:
    """Runs of 3 to 5 characters, in lower case."""
    plain = f" {_BLANK.sub(' ', text[:LONGEST].lower())} "
    return Counter(plain[at : at + size] for size in (3, 4, 5) for at in range(len(plain) - size + 1))


def hashed(counts: Sequence[Counter[str]], buckets: int) -> NDArray[np.float32]:
    """(texts, buckets) sublinear counts, 1 + log n; a bit of the hash gives the sign, so that clashes cancel out.

    Feature hashing: Weinberger et al. 2009.
    """
    table = np.zeros((len(counts), buckets), dtype=np.float32)
    for row, found in zip(table, counts, strict=True):
        codes = np.fromiter((crc32(key.encode()) for key in found), dtype=np.int64, count=len(found))
        values = 1 + np.log(np.fromiter(found.values(), dtype=np.float32, count=len(found)))
        np.add.at(row, codes % buckets, np.where(codes >> 31, values, -values))
    return table
