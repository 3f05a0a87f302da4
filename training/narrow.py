"""A run with fewer neurons in the layers of its encoder, nearly as right as before and soon trained to be as right.

python training/narrow.py training/runs/one training/runs/two [--inner 768]

Between the two products of a layer stand 1,536 neurons in the base. Those are taken out whose loss is least by the measure
of the optimal brain surgeon (Hassibi and Stork 1993), a few at a time, and the second product is fitted anew by least
squares to what it gave with all of them, on passages of the corpus; each layer sees what the narrowed ones before it give.
"""

from __future__ import annotations

import argparse
import random
import shutil
from pathlib import Path

import data
import numpy as np
import torch
import torch.nn.functional as F
from model import base_folder
from tokenizers import Tokenizer
from torch import Tensor

from dragoman.evaluate import passages
from dragoman.fit.network import Encoder, Layer, hidden

PASSAGES, PIECES = 1500, 2000  # to fit on; word pieces in a batch
AT_ONCE, RIDGE = 64, 1e-4  # neurons taken out between two fits; share of their mean square
States = list[tuple[Tensor, Tensor]]  # states that enter a layer, with their mask


def entering(encoder: Encoder) -> States:
    """What the first layer reads of some passages of the corpus."""
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    rng = random.Random(1)
    learn = [p for p in passages(Path(__file__).parent / "corpus") if not p.held_out]
    found = [one for p in rng.sample(learn, PASSAGES) if (one := data.example(p, tokenizer))]
    out = []
    for batch in data.batches(data.packs(found, rng), PIECES, rng):
        arrays = data.arrays(batch, None)
        ids, cases, mask = (torch.from_numpy(arrays[k]) for k in ("ids", "cases", "mask"))
        out.append((encoder.embedded(ids, cases), mask))
    return out


def chosen(squares: Tensor, second: Tensor, inner: int) -> tuple[Tensor, Tensor]:
    """The neurons that stay, and the second product fitted to them.

    Args:
        squares: products of the neurons' values over all pieces (neurons + 1, neurons + 1), the last one of ones.
        second: the second product with its bias as the last row (neurons + 1, width).
        inner: how many stay.
    """
    steady = squares + RIDGE * squares.diagonal()[:-1].mean() * torch.eye(len(squares), dtype=squares.dtype)
    stay, inverse, fitted = torch.arange(len(squares)), torch.linalg.inv(steady), second
    while len(stay) - 1 > inner:
        loss = (fitted**2).sum(1) / inverse.diagonal()
        loss[-1] = torch.inf
        out = loss.argsort()[: min(AT_ONCE, len(stay) - 1 - inner)]
        keep = torch.ones(len(stay), dtype=torch.bool)
        keep[out] = False
        stay = stay[keep]
        inverse = torch.linalg.inv(steady[stay][:, stay])
        fitted = inverse @ (squares[stay] @ second)
    return stay[:-1], fitted


def narrowed(layer: Layer, states: States, inner: int) -> tuple[Layer, States]:
    """A layer with fewer neurons, and what it gives."""
    halves = [layer.attended(x, hidden(mask)) for x, mask in states]
    size = layer.up.out_features + 1
    squares = torch.zeros(size, size, dtype=torch.float64)
    for half, (_, mask) in zip(halves, states, strict=True):
        values = F.gelu(layer.up(half))[mask.bool()].double()
        values = torch.cat([values, values.new_ones(len(values), 1)], 1)
        squares += values.T @ values
    second = torch.cat([layer.down.weight.T, layer.down.bias[None]]).double()
    stay, fitted = chosen(squares, second, inner)
    new = Layer(layer.dropout, inner).eval()
    for part in ("qkv", "out", "norm1", "norm2"):
        getattr(new, part).load_state_dict(getattr(layer, part).state_dict())
    new.up.load_state_dict({"weight": layer.up.weight[stay], "bias": layer.up.bias[stay]})
    new.down.load_state_dict({"weight": fitted[:-1].T.float(), "bias": fitted[-1].float()})
    second_half = lambda one, half: one.down(F.gelu(one.up(half)))
    lost = [((second_half(new, h) - (old := second_half(layer, h))) ** 2).mean() / (old**2).mean() for h in halves]
    print(f"{size - 1} -> {inner} neurons, relative squared error {float(np.mean(lost)):.4f}", flush=True)
    return new, [
        (new.norm2(half + second_half(new, half)), mask) for half, (_, mask) in zip(halves, states, strict=True)
    ]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("run", type=Path)
    args.add_argument("out", type=Path)
    args.add_argument("--inner", type=int, default=768, help="neurons that stay in each layer")
    opt = args.parse_args()
    weights = torch.load(opt.run / "weights.pt", weights_only=True)
    encoder = Encoder.of(weights["encoder"]).eval()
    with torch.no_grad():
        states = entering(encoder)
        for number, layer in enumerate(encoder.layers):
            encoder.layers[number], states = narrowed(layer, states, opt.inner)
    opt.out.mkdir(parents=True, exist_ok=True)
    torch.save({"encoder": encoder.state_dict(), "heads": weights["heads"]}, opt.out / "weights.pt")
    shutil.copy(opt.run / "run.json", opt.out / "run.json")


if __name__ == "__main__":
    main()
