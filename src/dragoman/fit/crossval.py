"""How well a head does on texts that it was not fitted to, and the strength and floors that do best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from dragoman.fit.sets import chances, learned, sets_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDS = 5
STRENGTHS = (0.3, 1.0, 3.0, 10.0, 30.0)
HALF = 0.5
BINS = 10  # of the calibration error


class Figure(msgspec.Struct, frozen=True):
    """A mean over the folds and its standard deviation."""

    mean: float
    spread: float


class OfClass(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of one class, over all folds."""

    name: str
    texts: int
    precision: float
    recall: float
    f1: float


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """Cross-validated figures; every choice of a fold was made on the others."""

    accuracy: Figure  # all classes of a text right
    macro_f1: Figure
    micro_f1: Figure
    calibration_error: float  # expected, of the classes that are given
    classes: tuple[OfClass, ...]
    strength: float
    floors: tuple[float, ...]
    folds: int
    texts: int


def cross_validate(
    space: NDArray[np.float32],
    truth: NDArray[np.float32],
    classes: Sequence[str],
    *,
    several: bool,
    seed: int,
    told: Callable[[str], None],
    beside: NDArray[np.float64] | None = None,
) -> Figures:
    """Figures on held-out folds, in which each class has its share.

    The strength has the least log loss; a floor is the probability from which giving the class is best for F1.
    `beside` (texts, classes) is what another classifier says, made on the same folds; its say counts for half.
    """
    fold = folds(truth, seed)
    held = np.empty((len(STRENGTHS), *truth.shape))
    for number in range(FOLDS):
        told(f"fold {number + 1} of {FOLDS}")
        rest, weights = fold != number, None
        sets = sets_of(truth[rest], several=several)
        for strength, said in zip(STRENGTHS, held, strict=True):
            weights = learned(space[rest], truth[rest], sets, strength, several=several, start=weights)
            said[~rest] = chances(space[~rest] @ weights[:-1] + weights[-1], sets, several=several)
    if beside is not None:
        held = (held + beside) / 2
    given, said = np.zeros(truth.shape, dtype=bool), np.empty(truth.shape)
    for number in range(FOLDS):
        rest, mine = fold != number, fold == number
        best = _best(held[:, rest], truth[rest])
        said[mine] = held[best][mine]
        given[mine] = _given(said[mine], floors(held[best][rest], truth[rest]), several=several)
    best = _best(held, truth)
    return Figures(
        accuracy=_each(fold, lambda part: float((given[part] == truth[part]).all(axis=1).mean())),
        macro_f1=_each(fold, lambda part: float(_f1(given[part], truth[part]).mean())),
        micro_f1=_each(fold, lambda part: float(_f1(given[part].ravel(), truth[part].ravel()))),
        calibration_error=_calibration(said[given], truth[given]),
        classes=tuple(_of_class(name, given[:, k], truth[:, k]) for k, name in enumerate(classes)),
        strength=STRENGTHS[best],
        floors=tuple(float(f) for f in floors(held[best], truth)) if several else (0.0,) * len(classes),
        folds=FOLDS,
        texts=len(truth),
    )


def folds(truth: NDArray[np.float32], seed: int) -> NDArray[np.int64]:
    """(texts,) the fold of each; texts of the same classes are spread evenly, in random order."""
    order = np.lexsort((np.random.default_rng(seed).random(len(truth)), *truth.T))
    fold = np.empty(len(truth), dtype=np.int64)
    fold[order] = np.arange(len(truth)) % FOLDS
    return fold


def floors(chances: NDArray[np.float64], truth: NDArray[np.float32]) -> NDArray[np.float64]:
    """(classes,) the least probability at which giving a class makes its F1 highest, no more than a half."""
    found = np.full(truth.shape[1], HALF)
    for k in range(truth.shape[1]):
        order = np.argsort(-chances[:, k], kind="stable")
        right = np.cumsum(truth[order, k])
        f1 = 2 * right / (np.arange(1, len(order) + 1) + max(right[-1], 1))
        found[k] = min(chances[order[int(f1.argmax())], k], HALF)
    return found


def _given(chances: NDArray[np.float64], least: NDArray[np.float64], *, several: bool) -> NDArray[np.bool_]:
    if several:
        return np.asarray(chances >= least)
    return np.asarray(np.arange(chances.shape[1]) == chances.argmax(axis=1)[:, None])


def _best(held: NDArray[np.float64], truth: NDArray[np.float32]) -> int:
    """Which strength has the least log loss."""
    right = np.clip(np.where(truth > 0, held, 1 - held), np.finfo(np.float32).tiny, 1)
    return int(np.log(right).mean(axis=(1, 2)).argmax())


def _f1(given: NDArray[np.bool_], truth: NDArray[np.float32]) -> NDArray[np.float64]:
    both = (given * truth).sum(axis=0)
    return np.asarray(2 * both / np.maximum(given.sum(axis=0) + truth.sum(axis=0), 1), dtype=np.float64)


def _each(fold: NDArray[np.int64], measure: Callable[[NDArray[np.bool_]], float]) -> Figure:
    found = [measure(fold == number) for number in range(FOLDS)]
    return Figure(float(np.mean(found)), float(np.std(found, ddof=1)))


def _of_class(name: str, given: NDArray[np.bool_], truth: NDArray[np.float32]) -> OfClass:
    both = float((given * truth).sum())
    return OfClass(
        name=name,
        texts=int(truth.sum()),
        precision=both / max(int(given.sum()), 1),
        recall=both / max(float(truth.sum()), 1),
        f1=float(_f1(given, truth)),
    )


def _calibration(chances: NDArray[np.float64], right: NDArray[np.float32]) -> float:
    """Expected calibration error (Naeini et al. 2015) in equal bins."""
    if not len(chances):
        return 0.0
    at = np.minimum((chances * BINS).astype(int), BINS - 1)
    gaps = np.abs(np.bincount(at, chances, BINS) - np.bincount(at, right, BINS))
    return float(gaps.sum() / len(chances))
