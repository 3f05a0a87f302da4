"""A head: from what a text is to how likely each class of the user's is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dragoman.errors import InputError
from dragoman.fit.crossval import FOLDS, Figures, cross_validate, folds
from dragoman.fit.features import Blocks, Scale
from dragoman.fit.sets import chances, learned, sets_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.fit.tuned import Tuned, Tuner

LANDMARKS = 2000  # texts that span the space; with no more texts than this the fit is exact
FLAT = 1e-6  # of the largest spread: directions below it are left out
PARTS = ("means", "spreads", "rareness")


@dataclass(frozen=True, slots=True)
class Head:
    """A linear head over the features of `Scale`, as it is kept in a file."""

    classes: tuple[str, ...]
    several: bool  # a text may have several classes, or none
    scale: Scale
    weights: NDArray[np.float32]  # (features + 1, classes + sets), the constants last
    floors: NDArray[np.float32]  # (classes,) least probability of a class that is given, where several may be
    sets: NDArray[np.float32]  # (sets, classes) of 0 and 1: classes that go together, where several may be
    tuned: Tuned | None = None  # an encoder that learned the classes, whose say counts as much as that of the weights

    @property
    def hash(self) -> str:
        """Of everything that decides what the head says."""
        parts = [" ".join(self.classes).encode(), *(a.tobytes() for _, a in sorted(self.arrays().items()))]
        parts += [self.tuned.hash.encode()] if self.tuned else []
        return hashlib.blake2b(b"".join(parts), digest_size=6).hexdigest()

    def probabilities(self, texts: Sequence[str], blocks: Blocks) -> NDArray[np.float64]:
        """(texts, classes); together one where a text has exactly one class."""
        rows = [part @ self.weights[:-1] + self.weights[-1] for part in self.scale.rows(texts, blocks)]
        scores = np.concatenate(rows) if rows else np.empty((0, self.weights.shape[1]))
        own = chances(scores.astype(np.float64), self.sets, several=self.several)
        return own if self.tuned is None else (own + self.tuned.probabilities(texts, several=self.several)) / 2

    def classify(self, texts: Sequence[str], blocks: Blocks) -> list[list[tuple[str, float]]]:
        """The classes of each text with their probability, the likeliest first."""
        said = self.probabilities(texts, blocks)
        given = said >= self.floors if self.several else said == said.max(axis=1, keepdims=True)
        return [
            [(self.classes[k], float(row[k])) for k in np.argsort(-row, kind="stable") if chosen[k]]
            for row, chosen in zip(said, given, strict=True)
        ]

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """Everything of the head that is a number, by name."""
        parts = {f"{part}.{name}": a for part in PARTS for name, a in getattr(self.scale, part).items()}
        tuned = {} if self.tuned is None else {"tuned": self.tuned.weights}
        return {"weights": self.weights, "floors": self.floors, "sets": self.sets} | parts | tuned

    @classmethod
    def of(
        cls,
        classes: Sequence[str],
        arrays: dict[str, NDArray[np.float32]],
        *,
        several: bool,
        tuned: Callable[[NDArray[np.float32]], Tuned] | None = None,
    ) -> Head:
        """The head that `arrays` came from; `tuned` makes its encoder, if it has one."""
        parts: dict[str, Blocks] = {part: {} for part in PARTS}
        for key, array in arrays.items():
            part, _, name = key.partition(".")
            if name:
                parts[part][name] = array
        encoder = tuned(arrays["tuned"]) if tuned and "tuned" in arrays else None
        weights, floors, sets = (arrays[name] for name in ("weights", "floors", "sets"))
        return cls(tuple(classes), several, Scale(**parts), weights, floors, sets, encoder)


def fit(
    texts: Sequence[str],
    truth: NDArray[np.float32],
    classes: Sequence[str],
    blocks: Blocks,
    *,
    several: bool,
    seed: int = 0,
    told: Callable[[str], None] = lambda _: None,
    tuner: Tuner | None = None,
) -> tuple[Head, Figures]:
    """A head for labelled texts, with its cross-validated figures.

    The weights are found in the space that the texts (or a sample of them: Nyström, Williams and Seeger 2001) span.

    Args:
        texts: what was labelled.
        truth: (texts, classes) of 0 and 1.
        classes: their names.
        blocks: features of the encoder, see `tag.Pool`.
        several: whether a text may have several classes, or none.
        seed: of folds and sample.
        told: hears what is being done.
        tuner: of an encoder that is to learn the classes too, from the same texts in the same order.

    Raises:
        InputError: the labels are too few to fit anything.
    """
    _enough(truth, classes)
    told("words of the texts")
    scale = Scale.of(texts, blocks)
    chosen = np.sort(np.random.default_rng(seed).permutation(len(texts))[:LANDMARKS])
    sample = np.concatenate(list(scale.rows([texts[i] for i in chosen], {n: b[chosen] for n, b in blocks.items()})))
    spread, axes = np.linalg.eigh((sample @ sample.T).astype(np.float64))
    kept = spread > FLAT * spread[-1]
    base = (axes[:, kept] / np.sqrt(spread[kept])).astype(np.float32)
    space = np.concatenate([part @ sample.T @ base for part in scale.rows(texts, blocks)])
    beside = _beside(texts, truth, tuner, several=several, seed=seed, told=told) if tuner else None
    figures = cross_validate(space, truth, classes, several=several, seed=seed, told=told, beside=beside)
    told("the head itself")
    sets = sets_of(truth, several=several)
    inner = learned(space, truth, sets, figures.strength, several=several)
    weights = np.concatenate([sample.T @ (base @ inner[:-1]), inner[-1:]]).astype(np.float32)
    if tuner:
        told("encoder, all texts")
    tuned = tuner(np.ones(len(texts), dtype=bool), seed) if tuner else None
    floors = np.array(figures.floors, dtype=np.float32)
    return Head(tuple(classes), several, scale, weights, floors, sets, tuned), figures


def _beside(
    texts: Sequence[str],
    truth: NDArray[np.float32],
    tuner: Tuner,
    *,
    several: bool,
    seed: int,
    told: Callable[[str], None],
) -> NDArray[np.float64]:
    """(texts, classes) what encoders say of texts that they did not learn from, fold by fold."""
    fold, said = folds(truth, seed), np.empty(truth.shape)
    for number in range(FOLDS):
        mine = fold == number
        told(f"encoder, fold {number + 1} of {FOLDS}")
        tuned = tuner(~mine, seed)
        said[mine] = tuned.probabilities([texts[i] for i in np.flatnonzero(mine).tolist()], several=several)
    return said


def _enough(truth: NDArray[np.float32], classes: Sequence[str], least: int = 5) -> None:
    if len(classes) < 2 and not 0 < truth.sum() < len(truth):  # noqa: PLR2004
        raise InputError("one_class", "all texts have the same class: there is nothing to tell apart")
    few = [f"{name} ({int(n)})" for name, n in zip(classes, truth.sum(axis=0), strict=True) if n < least]
    if few:
        raise InputError("few", f"too few texts of {', '.join(few)}: label {least} of each at least, or merge classes")
