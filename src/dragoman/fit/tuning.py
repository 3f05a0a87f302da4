"""The encoder learns classes of one's own; needs the extra `train`."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from dragoman.fit.graph import TABLES, weights_of, with_weights
from dragoman.fit.network import WIDTH, Encoder, Linear
from dragoman.fit.tuned import Reader, Tuned, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLS, SEP, MASK, PAD, LOWER = 101, 102, 103, 0, 0  # of the vocabulary, and the first of the letter cases
EPOCHS, LEAST = 4, 40  # passes over the texts, and more of them where these make fewer steps
PIECES = 1200  # in a batch, its padding included
RATE, TOP_RATE = 1e-4, 2e-3  # greatest learning rates of the encoder and of what stands on it
WARM = 0.1  # share of the steps in which the rates rise; then they fall to nought
HIDDEN = 0.1  # share of the word pieces that are hidden in learning
DROPPED = 0.2  # share of the pooled states left out in learning


class EncoderTuner:
    """A `Tuner` of the packaged encoder: it keeps texts and classes, of which any number can be learned from."""

    def __init__(
        self, graph: bytes, reader: Reader, texts: Sequence[str], truth: NDArray[np.float32], *, several: bool
    ) -> None:
        """`truth` is (texts, classes) of 0 and 1; `several` says whether a text may have several classes, or none."""
        self._graph = graph
        self._weights = weights_of(graph)
        self._reader = reader
        self._windows = [reader.window(text) for text in texts]
        self._truth = torch.from_numpy(truth)
        self._several = several

    def __call__(self, chosen: NDArray[np.bool_], seed: int) -> Tuned:
        """An encoder that learned from the chosen texts."""
        encoder, top = Encoder.of(self._weights).train(), nn.Linear(2 * WIDTH, self._truth.shape[1])
        for table in TABLES:  # the graph keeps them
            encoder.get_submodule(table).requires_grad_(False)
        nn.init.zeros_(top.weight), nn.init.zeros_(top.bias)
        torch.set_num_threads(self._reader.threads)
        Linear.rounded = True
        try:
            with torch.random.fork_rng(devices=[]):
                torch.manual_seed(seed)
                self._learn(encoder, top, self._steps(np.flatnonzero(chosen).tolist(), seed))
        finally:
            Linear.rounded = False
        learned = {name: values.detach().numpy() for name, values in encoder.state_dict().items()}
        weights = torch.cat([top.weight.T, top.bias[None]]).detach().numpy()
        return Tuned.of(with_weights(self._graph, learned), weights, self._reader)

    def _learn(self, encoder: Encoder, top: nn.Linear, steps: list[list[int]]) -> None:
        own = [p for p in encoder.parameters() if p.requires_grad]
        plan = torch.optim.AdamW([{"params": own, "lr": RATE}, {"params": top.parameters(), "lr": TOP_RATE}])
        rates = torch.optim.lr_scheduler.LambdaLR(plan, _rise_and_fall(len(steps)))
        for batch in steps:
            plan.zero_grad()
            self._loss(batch, encoder, top).backward()
            nn.utils.clip_grad_norm_(own, 1.0)
            plan.step()
            rates.step()

    def _steps(self, texts: list[int], seed: int) -> list[list[int]]:
        """The batches of all passes over the texts, in the order in which they are learned from."""
        rng = random.Random(seed)  # noqa: S311
        steps: list[list[int]] = []
        passes = 0
        while passes < EPOCHS or len(steps) < LEAST:
            steps += self._batches(texts, rng)
            passes += 1
        return steps

    def _batches(self, texts: list[int], rng: random.Random) -> list[list[int]]:
        """Texts of like length together, in random order."""
        size = [len(ids) for ids, _ in self._windows]
        out: list[list[int]] = [[]]
        for text in sorted(texts, key=lambda text: size[text] + 8 * rng.random()):
            if out[-1] and (len(out[-1]) + 1) * max(size[one] for one in [*out[-1], text]) > PIECES:
                out.append([])
            out[-1].append(text)
        rng.shuffle(out)
        return out

    def _loss(self, batch: list[int], encoder: Encoder, top: nn.Linear) -> Tensor:
        ids, cases, mask = map(torch.from_numpy, _padded([self._windows[text] for text in batch]))
        ids[(torch.rand(ids.shape) < HIDDEN) & (ids != CLS) & (ids != SEP) & (mask > 0)] = MASK
        states, _ = encoder(ids, cases, mask)
        scores = top(F.dropout(_pooled(states, mask), DROPPED))
        truth = self._truth[batch]
        if self._several:
            return F.binary_cross_entropy_with_logits(scores, truth) * truth.shape[1]
        return F.cross_entropy(scores, truth.argmax(dim=1))


def _padded(windows: Sequence[Window]) -> Iterator[NDArray[np.generic]]:
    """Ids, cases and mask of a batch, (texts, length) each."""
    length = max(len(ids) for ids, _ in windows)
    room = [(0, length - len(ids)) for ids, _ in windows]
    yield np.stack([np.pad(ids, r, constant_values=PAD) for (ids, _), r in zip(windows, room, strict=True)])
    yield np.stack([np.pad(cases, r, constant_values=LOWER) for (_, cases), r in zip(windows, room, strict=True)])
    yield np.stack([np.pad(np.ones(length - r[1], dtype=np.float32), r) for r in room])


def _pooled(states: Tensor, mask: Tensor) -> Tensor:
    """(texts, 2 * width): the mean of the states of each text and the greatest."""
    there = mask[..., None]
    mean = (states * there).sum(1) / there.sum(1)
    return torch.cat([mean, states.masked_fill(there == 0, -math.inf).amax(1)], 1)


def _rise_and_fall(steps: int) -> Callable[[int], float]:
    warm = max(1.0, WARM * steps)
    return lambda step: min(step / warm, 1.0) * (1 - step / steps)
