"""What a pass of the encoder says of each document as a whole: features for a classifier of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.tag.decode import sigmoid, softmax

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.tag.model import Labels

FAR = np.float32(1e4)  # beyond every state
LEAD = 50  # pieces after which the weight of an early place falls to 1/e: news tells its main event first


class Pool:
    """Collects states and judgements of the pieces of a number of documents, window by window.

    `tag` fills it on its way, so that features cost no second pass.
    """

    def __init__(self, documents: int, labels: Labels, width: int = 384) -> None:
        self._about = len(labels.about)
        judged = 1 + len(labels.labels) + len(labels.statuses) + len(labels.codes) + self._about
        self._count = np.zeros((documents, 1), dtype=np.float32)
        self._sum, self._inside = np.zeros((2, documents, width), dtype=np.float32)
        self._most = np.full((documents, width), -FAR, dtype=np.float32)
        self._least = np.full((documents, width), FAR, dtype=np.float32)
        self._lead = np.zeros((documents, width), dtype=np.float32)
        self._weight, self._early = np.zeros((2, documents, 1), dtype=np.float32)
        self._top, self._total = np.zeros((2, documents, judged), dtype=np.float32)

    def read(
        self,
        owners: NDArray[np.int64],
        rows: NDArray[np.int64],
        places: NDArray[np.int64],
        states: NDArray[np.float32],
        tags: NDArray[np.float32],
    ) -> None:
        """Take in a batch.

        Args:
            owners: (windows,) the document of each window.
            rows: (pieces,) the window of each piece.
            places: (pieces,) how many pieces of the document stand before it.
            states: (pieces, width) of the encoder.
            tags: (pieces, 3 a layer) its scores.
        """
        inside = 1 - softmax(tags[:, :3])[:, :1]  # the first layer holds the triggers of events
        early = inside * np.exp(-places[:, None].astype(np.float32) / LEAD)
        first = np.flatnonzero(np.diff(rows, prepend=-1))
        at = owners[rows[first]]
        for total, added in (
            (self._count, np.ones_like(inside)),
            (self._sum, states),
            (self._weight, inside),
            (self._inside, inside * states),
            (self._early, early),
            (self._lead, early * states),
        ):
            np.add.at(total, at, np.add.reduceat(added, first))
        np.maximum.at(self._most, at, np.maximum.reduceat(states, first))
        np.minimum.at(self._least, at, np.minimum.reduceat(states, first))

    def judge(self, owners: NDArray[np.int64], chances: NDArray[np.float32], scores: dict[str, NDArray[Any]]) -> None:
        """Take in what the heads say of triggers: `owners` (triggers,) the document of each."""
        about = softmax(scores["about"][:, : self._about])
        said = (softmax(scores["label"]), softmax(scores["status"]), sigmoid(scores["modes"]), about)
        seen = chances[:, None] * np.concatenate([np.ones((len(owners), 1), dtype=np.float32), *said], axis=1)
        np.maximum.at(self._top, owners, seen)
        np.add.at(self._total, owners, seen)

    def features(self) -> dict[str, NDArray[np.float32]]:
        """Blocks of features by name, each (documents, its width); an empty document has zeros."""
        empty = self._count[:, 0] == 0
        blocks = {
            "mean": self._sum / np.maximum(self._count, 1),
            "most": np.where(empty[:, None], 0, self._most),
            "least": np.where(empty[:, None], 0, self._least),
            "events": self._inside / np.maximum(self._weight, np.float32(1e-3)),
            "lead": self._lead / np.maximum(self._early, np.float32(1e-6)),
            "top": self._top,
            "total": np.sqrt(self._total),
        }
        return {name: np.asarray(block, dtype=np.float32) for name, block in blocks.items()}
