"""An encoder of one's own beside the packaged one: what it says of the opening of each text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.fit.logistic import probabilities

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

Window = tuple["NDArray[np.int64]", "NDArray[np.int64]"]  # vocabulary ids and letter cases, with the special pieces


@dataclass(frozen=True, slots=True)
class Reader:
    """How texts become windows, and graphs ready to run: what the tagger lends."""

    window: Callable[[str], Window]
    session: Callable[[bytes], InferenceSession]


@dataclass(frozen=True, slots=True)
class Tuned:
    """An encoder that learned classes, and the weights from its states to them."""

    graph: bytes
    weights: NDArray[np.float32]  # (2 * width + 1, classes): of the mean and the greatest states, and the constants
    reader: Reader
    session: InferenceSession

    @classmethod
    def of(cls, graph: bytes, weights: NDArray[np.float32], reader: Reader) -> Tuned:
        """From the graph of the encoder and the weights."""
        return cls(graph, weights, reader, reader.session(graph))

    def probabilities(self, texts: Sequence[str], *, several: bool) -> NDArray[np.float64]:
        """(texts, classes); together one where a text has exactly one class."""
        rows = [self._pooled(self.reader.window(text)) for text in texts]
        pooled = np.stack(rows) if rows else np.empty((0, len(self.weights) - 1), dtype=np.float32)
        scores = pooled @ self.weights[:-1] + self.weights[-1]
        return probabilities(scores.astype(np.float64), several=several)

    def _pooled(self, window: Window) -> NDArray[np.float32]:
        (states,) = self.session.run(["states"], {"ids": window[0][None], "cases": window[1][None]})
        return np.concatenate([states[0].mean(axis=0), states[0].max(axis=0)])
