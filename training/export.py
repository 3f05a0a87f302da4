"""Weights -> the two small int8 graphs that the product runs, encoder and heads, with labels and tokenizer.

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
import torch
from model import Heads, base_folder
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from dragoman.fit.network import WIDTH, Encoder


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


def rounded(source: Path, target: Path) -> None:
    """A graph with its weights in int8, a scale for each row."""
    quantize_dynamic(
        source,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={"MatMulConstBOnly": True},
    )


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
        for name in ("encoder.onnx", "heads.onnx"):
            rounded(Path(folder) / name, opt.into / name)
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
