"""Weights -> the two small graphs that the product runs: encoder (int8) and heads (half), with labels and tokenizer.

python training/export.py training/runs/one [--into src/dragoman/data/model]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import labels
import numpy as np
import onnx
import torch
from model import Heads, base_folder
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from dragoman.fit.network import WIDTH, Encoder

LARGE = 1024  # values of a table


class WholeHeads(torch.nn.Module):
    """The heads with what they share computed inside, as one graph."""

    def __init__(self, heads: Heads):
        super().__init__()
        self.heads = heads

    def forward(self, states, triggers, around, mentions, kinds, pairs, sentences):
        sums = torch.cat([states.new_zeros(1, WIDTH), states.cumsum(0)])
        judged = self.heads(states, triggers, around, mentions, kinds, pairs)
        return *judged[:5], self.heads.topics(states, sums, sentences)


def graphs(encoder: Encoder, heads: Heads, folder: Path) -> None:
    """Write both graphs with float weights."""
    ids = torch.randint(999, 2000, (1, 40))
    options = {"dynamo": False, "opset_version": 17, "do_constant_folding": True}
    torch.onnx.export(
        encoder,
        (ids, ids % 4),
        folder / "encoder.onnx",
        input_names=["ids", "cases"],
        output_names=["states", "tags"],
        dynamic_axes={k: {1: "length"} for k in ("ids", "cases", "states", "tags")},
        **options,
    )
    spans = torch.tensor([[1, 3], [4, 5], [7, 9]])
    names = ["states", "triggers", "around", "mentions", "kinds", "pairs", "sentences"]
    outputs = ["label", "status", "modes", "about", "role", "contexts"]
    torch.onnx.export(
        WholeHeads(heads),
        (
            torch.randn(120, WIDTH),
            spans,
            spans,
            spans[:2],
            torch.tensor([0, 1]),
            torch.tensor([[0, 1], [2, 0], [1, 1], [1, 0]]),
            spans[:1],
        ),
        folder / "heads.onnx",
        input_names=names,
        output_names=outputs,
        dynamic_axes={k: {0: f"n_{k}"} for k in names + outputs},
        **options,
    )


def halved(source: Path, target: Path) -> None:
    """Keep the large tables of a graph in half precision; they are widened when it is loaded, and it computes in full."""
    model = onnx.load(source)
    for table in list(model.graph.initializer):
        values = onnx.numpy_helper.to_array(table)
        if values.dtype != np.float32 or values.size < LARGE:
            continue
        model.graph.initializer.remove(table)
        model.graph.initializer.append(onnx.numpy_helper.from_array(values.astype(np.float16), f"{table.name}.half"))
        widen = onnx.helper.make_node("Cast", [f"{table.name}.half"], [table.name], to=onnx.TensorProto.FLOAT)
        model.graph.node.insert(0, widen)
    onnx.save(model, target)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("run", type=Path)
    args.add_argument("--into", type=Path, default=Path(__file__).parents[1] / "src/dragoman/data/model")
    opt = args.parse_args()
    weights = torch.load(opt.run / "weights.pt", weights_only=True)
    encoder, heads = Encoder.of(weights["encoder"]).eval(), Heads().eval()
    heads.load_state_dict(weights["heads"])
    opt.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        graphs(encoder, heads, Path(folder))
        quantize_dynamic(
            Path(folder) / "encoder.onnx",
            opt.into / "encoder.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"MatMulConstBOnly": True},
        )
        halved(Path(folder) / "heads.onnx", opt.into / "heads.onnx")
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(opt.into / "tokenizer.json"), pretty=False)
    digest = hashlib.blake2b(
        b"".join((opt.into / name).read_bytes() for name in ("encoder.onnx", "heads.onnx")), digest_size=6
    ).hexdigest()
    (opt.into / "labels.json").write_text(json.dumps({"hash": digest} | labels.as_json(), indent=1) + "\n")
    shutil.copy(opt.run / "run.json", opt.into / "run.json")
    print(digest, {p.name: p.stat().st_size for p in opt.into.iterdir()})


if __name__ == "__main__":
    main()
