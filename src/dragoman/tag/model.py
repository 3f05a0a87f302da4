"""The trained model: two ONNX graphs (encoder and heads), its labels, and the tokenizer."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


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
    mode: float = 0.5
    context: float = 0.5
    confidence: tuple[float, float, float, float] = (0.0, 1.0, 0.0, 0.0)  # weights, see `coding.confidence`


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that tagging needs, loaded once."""

    labels: Labels
    floors: Floors
    tokenizer: Tokenizer
    encoder: InferenceSession
    heads: InferenceSession

    @classmethod
    def load(cls, folder: Path | None = None, threads: int | None = None) -> Model:
        """The packaged model, or one in a folder of one's own.

        `threads` is the number of cores one model may use, all by default.
        """
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        root: Traversable | Path = folder or files("dragoman.data").joinpath("model")
        options = SessionOptions()
        options.intra_op_num_threads = threads or os.cpu_count() or 1
        options.log_severity_level = 3

        def session(name: str) -> InferenceSession:
            with as_file(root.joinpath(name)) as path:
                return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

        return cls(
            msgspec.json.decode(root.joinpath("labels.json").read_bytes(), type=Labels),
            msgspec.json.decode(root.joinpath("floors.json").read_bytes(), type=Floors),
            Tokenizer.from_str(root.joinpath("tokenizer.json").read_text(encoding="utf-8")),
            session("encoder.onnx"),
            session("heads.onnx"),
        )

    def encode(
        self, ids: NDArray[np.int64], cases: NDArray[np.int64], mask: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """States (rows, length, 384) and tag scores (rows, length, 3 a layer) of a padded batch."""
        states, tags = self.encoder.run(["states", "tags"], {"ids": ids, "cases": cases, "mask": mask})
        return states, tags

    def judge(self, **inputs: NDArray[Any]) -> dict[str, NDArray[np.float32]]:
        """The scores of the heads by name; see training/model.py for their inputs."""
        names = ["label", "status", "modes", "about", "role", "contexts"]
        return dict(zip(names, self.heads.run(names, inputs), strict=True))
