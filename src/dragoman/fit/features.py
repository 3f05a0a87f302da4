"""What a text is to a head: blocks of numbers of unit length, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.fit.words import RUNS, WORDS, hashed, runs, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHUNK = 256  # texts whose counts are held at a time
FAINT = np.float32(1e-6)
SAID = np.float32(1.5)  # weight of the blocks of words beside those of the encoder

Blocks = dict[str, "NDArray[np.float32]"]  # name -> (texts, width), from the encoder


@dataclass(frozen=True, slots=True)
class Scale:
    """Means and spreads of the blocks of the encoder, and rareness of the buckets, over the texts of the user."""

    means: Blocks
    spreads: Blocks
    rareness: Blocks  # of `words` and `runs`: log inverse document frequency

    @classmethod
    def of(cls, texts: Sequence[str], blocks: Blocks) -> Scale:
        """Measured on the texts that a head is fitted to; no class is looked at."""
        seen = {"words": np.zeros(WORDS, dtype=np.float32), "runs": np.zeros(RUNS, dtype=np.float32)}
        for part in _parts(len(texts)):
            for name, counts in _counts(texts[part]).items():
                seen[name] += (counts != 0).sum(axis=0)
        return cls(
            {name: block.mean(axis=0) for name, block in blocks.items()},
            {name: block.std(axis=0) + FAINT for name, block in blocks.items()},
            {name: (np.log((1 + len(texts)) / (1 + found)) + 1).astype(np.float32) for name, found in seen.items()},
        )

    def rows(self, texts: Sequence[str], blocks: Blocks) -> Iterator[NDArray[np.float32]]:
        """(texts, features) a chunk of texts at a time."""
        for part in _parts(len(texts)):
            scaled = [(blocks[name][part] - mean) / self.spreads[name] for name, mean in self.means.items()]
            counted = [counts * self.rareness[name] for name, counts in _counts(texts[part]).items()]
            yield np.concatenate([*map(_unit, scaled), *(SAID * _unit(block) for block in counted)], axis=1)


def _parts(number: int) -> Iterator[slice]:
    yield from (slice(at, at + CHUNK) for at in range(0, number, CHUNK))


def _counts(texts: Sequence[str]) -> Blocks:
    return {
        "words": hashed([words(text) for text in texts], WORDS),
        "runs": hashed([runs(text) for text in texts], RUNS),
    }


def _unit(block: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(block / np.maximum(np.linalg.norm(block, axis=1, keepdims=True), FAINT))
