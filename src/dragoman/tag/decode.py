"""Tag scores -> spans of whole words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities over the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


def sigmoid(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities of independent labels."""
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * scores), dtype=np.float32)  # exp of a very unlikely one would overflow


def spans(
    tags: NDArray[np.float32],
    heads: NDArray[np.int64],
    stops: NDArray[np.int64],
    breaks: NDArray[np.bool_],
    floor: float,
    split: float = 1.0,
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Spans of one layer, in text order.

    Args:
        tags: (pieces, 3) scores of outside, begin and inside.
        heads: the first piece of each word.
        stops: the piece after the last one of each word.
        breaks: (words,) whether no span may run into the word from the left (a sentence starts).
        floor: the least probability of being inside, 0 to 1.
        split: a word within a span begins another if that is more than so many times as likely as going on.

    Returns:
        (spans, 2) piece ranges [first, stop), and their mean probability.
    """
    chances = softmax(tags[heads])
    within = 1.0 - chances[:, 0]
    inside = within > floor
    before = np.concatenate([[False], inside[:-1]])
    opens = inside & (~before | breaks | (chances[:, 1] > split * chances[:, 2]))
    first = np.flatnonzero(opens)
    if not len(first):
        return np.empty((0, 2), dtype=np.int64), np.empty(0, dtype=np.float32)
    ends = np.flatnonzero(inside & ~np.concatenate([inside[1:] & ~opens[1:], [False]]))
    bounds = np.stack([first, ends + 1], axis=1).ravel()  # sums of their own: what stands before changes no digit
    mean = np.add.reduceat(np.append(within, 0), bounds)[::2] / (ends + 1 - first)
    return np.stack([heads[first], stops[ends]], axis=1), mean.astype(np.float32)


def trimmed(found: NDArray[np.int64], dangling: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Spans of names without the words that hang at their ends: "crowds in", "marines and" right before "sailors".

    Args:
        found: (spans, 2) piece ranges [first, stop).
        dangling: (pieces,) whether the piece is a word that ends no name: a conjunction, preposition or article.

    Returns:
        (spans, 2) piece ranges; those that hold such words alone are left out.
    """
    kept = np.ones(len(found), dtype=np.bool_)
    ends = found.copy()
    for i in np.flatnonzero(dangling[found[:, 1] - 1]).tolist():
        inside = dangling[found[i, 0] : found[i, 1]]
        kept[i] = not inside.all()
        ends[i, 1] -= np.argmin(inside[::-1])
    return ends[kept]
