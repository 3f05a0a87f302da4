"""The int8 graph of the encoder: the weights that it holds, and the same graph with others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import numpy_helper

from dragoman.fit.tuned import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

Weights = dict[str, "NDArray[np.float32]"]
TABLES = ("words", "places", "cases")
PARTS = ("qkv", "out", "up", "down")  # the products of a layer, in order


def weights_of(graph: bytes) -> Weights:
    """The weights of an encoder by name, as far as its rounding keeps them."""
    held = tables_of(graph)
    found = {name: values for name, values in held.items() if name.startswith(("norm.", "layers.", "tags."))}
    found |= {f"{name}.weight": held[f"{name}.weight"] for name in TABLES}
    found |= {name: held[table].T for name, table in _products(onnx.load_from_string(graph))}
    return {name: np.array(values, dtype=np.float32) for name, values in found.items()}


def tables_of(graph: bytes) -> Weights:
    """Every table of a graph as it calls it, those in int8 widened."""
    held = {t.name: numpy_helper.to_array(t) for t in onnx.load_from_string(graph).graph.initializer}

    def widened(name: str) -> NDArray[np.float32]:
        steps = held[f"{name}_quantized"].astype(np.float32) - held[f"{name}_zero_point"].astype(np.float32)
        return np.asarray(steps * held[f"{name}_scale"], dtype=np.float32)

    plain = {
        name: values for name, values in held.items() if not name.endswith(("_quantized", "_scale", "_zero_point"))
    }
    return plain | {n: widened(n) for name in held if (n := name.removesuffix("_quantized")) != name}


def with_weights(graph: bytes, weights: Weights) -> bytes:
    """The graph with the weights of another encoder of the same shape; the tables of words, places and cases stay."""
    model = onnx.load_from_string(graph)
    new = {name: weights[name] for name in weights if name.endswith(".bias") or ".norm" in name or name[:5] == "norm."}
    for name, table in _products(model):
        scale = np.abs(weights[name]).max(axis=1) / STEPS
        new[f"{table}_scale"] = scale
        new[f"{table}_quantized"] = np.round(weights[name] / scale[:, None]).T.astype(np.int8)
        new[f"{table}_zero_point"] = np.zeros(len(scale), dtype=np.int8)
    for table in model.graph.initializer:
        if table.name in new:
            table.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(new[table.name]), table.name))
    return bytes(model.SerializeToString())


def _products(model: onnx.ModelProto) -> Iterator[tuple[str, str]]:
    """The weights of the products by their names, and what the graph calls them."""
    tables = [node.input[1].removesuffix("_quantized") for node in model.graph.node if node.op_type == "MatMulInteger"]
    depth = (len(tables) - 1) // len(PARTS)
    names = [*(f"layers.{i}.{part}.weight" for i in range(depth) for part in PARTS), "tags.weight"]
    yield from zip(names, tables, strict=True)
