"""An encoder of one's own beside the packaged one: what it says of the opening of each text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.fit.logistic import probabilities

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

STEPS = 64  # of a weight in int8, on either side of nought: with more, sums of two products overflow on some processors

Window = tuple["NDArray[np.int64]", "NDArray[np.int64]"]  # vocabulary ids and letter cases, with the special pieces
Tuner = Callable[["NDArray[np.bool_]", int], "Tuned"]  # which texts to learn from, and a seed -> an encoder


@dataclass(frozen=True, slots=True)
class Reader:
    """How texts become windows and graphs ready to run, and on how many cores: what the tagger lends."""

    window: Callable[[str], Window]
    session: Callable[[bytes], InferenceSession]
    threads: int = 1


@dataclass(frozen=True, slots=True)
class Tuned:
    """An encoder that learned classes, and the weights from its states to them."""

    graph: bytes
    weights: NDArray[np.float32]  # (2 * width + 1, classes): of the mean and the greatest states, and the constants
    reader: Reader
    session: InferenceSession
    hash: str  # of the graph

    @classmethod
    def of(cls, graph: bytes, weights: NDArray[np.float32], reader: Reader) -> Tuned:
        """From the graph of the encoder and the weights."""
        digest = hashlib.blake2b(graph, digest_size=6).hexdigest()
        return cls(graph, weights, reader, reader.session(graph), digest)

    def probabilities(self, texts: Sequence[str], *, several: bool) -> NDArray[np.float64]:
        """(texts, classes); together one where a text has exactly one class."""
        with ThreadPoolExecutor(self.reader.threads) as crew:
            rows = list(crew.map(self._pooled, texts))
        pooled = np.stack(rows) if rows else np.empty((0, len(self.weights) - 1), dtype=np.float32)
        scores = pooled @ self.weights[:-1] + self.weights[-1]
        return probabilities(scores.astype(np.float64), several=several)

    def _pooled(self, text: str) -> NDArray[np.float32]:
        ids, cases = self.reader.window(text)
        (states,) = self.session.run(["states"], {"ids": ids[None], "cases": cases[None]})
        return np.concatenate([states[0].mean(axis=0), states[0].max(axis=0)])
