"""The trained model: two ONNX graphs (encoder and heads), its labels, and the tokenizer."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


SLOW = "SkipLayerNormFusion"  # an optimiser of onnxruntime: its kernel takes five times as long as what it joins


class Labels(msgspec.Struct, frozen=True, kw_only=True):
    """What the model can say, in the order of its outputs, and the hash of its weights."""

    hash: str
    layers: tuple[str, ...]
    kinds: tuple[str, ...]  # the layers of mentions; those before them hold triggers
    tasks: dict[str, tuple[str, ...]]
    labels: tuple[str, ...]
    codes: tuple[str, ...]  # TYPE/mode
    statuses: tuple[str, ...]
    about: tuple[str, ...]
    roles: tuple[str, ...]
    contexts: tuple[str, ...]
    role_kinds: dict[str, str]


class Floors(msgspec.Struct, frozen=True, kw_only=True):
    """Least probabilities and weights, tuned on the held-out passages of the corpus by training/tune.py."""

    span: float = 0.35  # of a word being inside a trigger or mention, before the heads judge
    event: float = 0.35
    relation: float = 0.4
    figure: float = 0.4
    role: float = 0.4
    side: float = 0.15  # of the likeliest actor of the sentence, where none reaches the floor of roles
    apart: float = 0.3  # of the likeliest actor who is named in another sentence
    whom: float = 0.3  # of the likeliest recipient, where none does: more events have none
    mode: float = 0.5
    context: float = 0.5
    doubt: float = 0.0  # of an event being told right: its confidence
    confidence: tuple[float, float, float, float] = (0.0, 1.0, 0.0, 0.0)  # weights, see `coding.confidence`


def session_of(graph: bytes) -> InferenceSession:
    """A graph ready to run; windows are read side by side, each by one thread."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=[SLOW])


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that tagging needs, loaded once."""

    labels: Labels
    floors: Floors
    tokenizer: Tokenizer
    encoder: InferenceSession
    heads: InferenceSession
    root: Traversable | Path  # the folder that it was loaded from
    threads: int = 1

    @classmethod
    def load(cls, folder: Path | None = None, threads: int | None = None) -> Model:
        """The packaged model, or one in a folder of one's own.

        `threads` is the number of cores one model may use, all by default.
        """
        from tokenizers import Tokenizer

        root: Traversable | Path = folder or files("dragoman.data").joinpath("model")
        return cls(
            msgspec.json.decode(root.joinpath("labels.json").read_bytes(), type=Labels),
            msgspec.json.decode(root.joinpath("floors.json").read_bytes(), type=Floors),
            Tokenizer.from_str(root.joinpath("tokenizer.json").read_text(encoding="utf-8")),
            session_of(root.joinpath("encoder.onnx").read_bytes()),
            session_of(root.joinpath("heads.onnx").read_bytes()),
            root,
            threads or os.cpu_count() or 1,
        )

    @property
    def graph(self) -> bytes:
        """The graph of the encoder."""
        return self.root.joinpath("encoder.onnx").read_bytes()

    def encode(
        self, windows: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """States (pieces, 384) and tag scores (pieces, 3 a layer) of windows, given as ids and letter cases.

        The windows are laid end to end, without the special pieces at both ends of each. Each is read alone,
        so that what is beside it changes nothing: the int8 graph finds its scales anew in every run.
        """

        def one(window: tuple[NDArray[np.int64], ...]) -> tuple[NDArray[Any], NDArray[Any]]:
            states, tags = self.encoder.run(["states", "tags"], {"ids": window[0][None], "cases": window[1][None]})
            return states[0, 1:-1], tags[0, 1:-1]

        if self.threads == 1 or len(windows) == 1:
            read = [one(window) for window in windows]
        else:
            with ThreadPoolExecutor(self.threads) as crew:
                read = list(crew.map(one, windows))
        return np.concatenate([states for states, _ in read]), np.concatenate([tags for _, tags in read])

    def judge(self, **inputs: NDArray[Any]) -> dict[str, NDArray[np.float32]]:
        """The scores of the heads by name; see training/model.py for their inputs."""
        names = ["label", "status", "modes", "about", "role", "contexts"]
        return dict(zip(names, self.heads.run(names, inputs), strict=True))
