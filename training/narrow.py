"""A run with a narrower encoder, nearly as right as before and soon trained to be as right.

python training/narrow.py training/runs/one training/runs/two [--heads 6] [--inner 512]

A layer of the base has 12 heads of attention, and 1,536 neurons between its last two products. Those heads and neurons
are taken out whose loss is least by the measure of the optimal brain surgeon (Hassibi and Stork 1993), one head or a few
neurons at a time, and the product behind them is fitted anew by least squares to what it gave with all of them, on
passages of the corpus; each layer sees what the narrowed ones before it give.
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import data
import numpy as np
import torch
import torch.nn.functional as F
from model import base_folder
from tokenizers import Tokenizer
from torch import Tensor, nn

from dragoman.evaluate import passages
from dragoman.fit.network import HEAD, Encoder, Layer, hidden

PASSAGES, PIECES = 1500, 2000  # to fit on; word pieces in a batch
AT_ONCE, RIDGE = 64, 1e-4  # inputs taken out between two fits; share of their mean square
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


def products(states: States, values: Callable[[Tensor, Tensor], Tensor]) -> Tensor:
    """Products of the values of each two inputs of a layer's product over all pieces, the last input one of ones."""
    total = torch.zeros(())
    for x, mask in states:
        found = values(x, hidden(mask))[mask.bool()].double()
        found = torch.cat([found, found.new_ones(len(found), 1)], 1)
        total = total + found.T @ found
    return total


def chosen(squares: Tensor, product: nn.Linear, block: int, stays: int) -> tuple[Tensor, dict[str, Tensor]]:
    """The inputs of a product that stay, and the product fitted to them.

    Args:
        squares: what `products` gives of its inputs (inputs + 1, inputs + 1).
        product: the whole one.
        block: inputs that stay or go together: a neuron, or a head of attention.
        stays: blocks that stay.
    """
    whole = torch.cat([product.weight.T, product.bias[None]]).double()
    steady = squares + RIDGE * squares.diagonal()[:-1].mean() * torch.eye(len(squares), dtype=squares.dtype)
    stay, fitted = torch.arange(len(squares)), whole
    while (left := (len(stay) - 1) // block) > stays:
        inverse = torch.linalg.inv(steady[stay][:, stay])[:-1, :-1].reshape(left, block, left, block)
        own, weights = inverse.diagonal(0, 0, 2).permute(2, 0, 1), fitted[:-1].view(left, block, -1)
        loss = (weights * torch.linalg.solve(own, weights)).sum((1, 2))
        out = loss.argsort()[: min(max(1, AT_ONCE // block), left - stays)]
        keep = torch.ones(left, dtype=torch.bool)
        keep[out] = False
        stay = torch.cat([stay[:-1].view(left, block)[keep].flatten(), stay[-1:]])
        fitted = torch.linalg.solve(steady[stay][:, stay], squares[stay] @ whole)
    return stay[:-1], {"weight": fitted[:-1].T.float(), "bias": fitted[-1].float()}


def like(layer: Layer, inner: int, heads: int, parts: Sequence[str]) -> Layer:
    """A layer of another size with these parts of one."""
    new = Layer(layer.dropout, inner, heads).eval()
    for part in parts:
        getattr(new, part).load_state_dict(getattr(layer, part).state_dict())
    return new


def fewer_heads(layer: Layer, states: States, heads: int) -> Layer:
    """A layer with fewer heads of attention."""
    stay, out = chosen(products(states, layer.mixed), layer.out, HEAD, heads)
    new = like(layer, layer.up.out_features, heads, ("norm1", "up", "down", "norm2"))
    rows = (torch.arange(3)[:, None] * layer.out.in_features + stay).flatten()  # of queries, keys and values
    new.qkv.load_state_dict({"weight": layer.qkv.weight[rows], "bias": layer.qkv.bias[rows]})
    new.out.load_state_dict(out)
    return new


def fewer_neurons(layer: Layer, states: States, inner: int) -> Layer:
    """A layer with fewer neurons between its second two products."""
    neurons = lambda x, mask: F.gelu(layer.up(layer.attended(x, mask)))
    stay, down = chosen(products(states, neurons), layer.down, 1, inner)
    new = like(layer, inner, layer.out.in_features // HEAD, ("qkv", "out", "norm1", "norm2"))
    new.up.load_state_dict({"weight": layer.up.weight[stay], "bias": layer.up.bias[stay]})
    new.down.load_state_dict(down)
    return new


def narrowed(layer: Layer, states: States, heads: int, inner: int) -> tuple[Layer, States]:
    """A narrower layer, and what it gives."""
    new = fewer_neurons(fewer_heads(layer, states, heads), states, inner)
    given = [(new(x, hidden(mask)), mask) for x, mask in states]
    before = [layer(x, hidden(mask)) for x, mask in states]
    lost = [float(((x - old) ** 2).mean() / (old**2).mean()) for (x, _), old in zip(given, before, strict=True)]
    print(f"{heads} heads, {inner} neurons, relative squared error {np.mean(lost):.4f}", flush=True)
    return new, given


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("run", type=Path)
    args.add_argument("out", type=Path)
    args.add_argument("--inner", type=int, default=512, help="neurons that stay in each layer")
    args.add_argument("--heads", type=int, default=6, help="heads of attention that stay in each layer")
    opt = args.parse_args()
    weights = torch.load(opt.run / "weights.pt", weights_only=True)
    encoder = Encoder.of(weights["encoder"]).eval()
    with torch.no_grad():
        states = entering(encoder)
        for number, layer in enumerate(encoder.layers):
            encoder.layers[number], states = narrowed(layer, states, opt.heads, opt.inner)
    opt.out.mkdir(parents=True, exist_ok=True)
    torch.save({"encoder": encoder.state_dict(), "heads": weights["heads"]}, opt.out / "weights.pt")
    shutil.copy(opt.run / "run.json", opt.out / "run.json")


if __name__ == "__main__":
    main()
