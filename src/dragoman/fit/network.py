"""The encoder as a torch module, only for learning: six layers that also see letter case."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from dragoman.fit.tuned import STEPS

WIDTH, DEPTH, HEADS, INNER, VOCAB, POSITIONS = 384, 6, 12, 1536, 30522, 512
HEAD = WIDTH // HEADS  # values of one head of attention
CASES = 4  # lower, title, upper and mixed
TAGS = 3  # outside, begin, inside, of each layer of triggers or mentions


class Linear(nn.Linear):
    """A linear layer that, while `rounded`, learns under the rounding of the int8 graph that is made of it.

    Inputs are rounded to 256 steps between their least and greatest value, weights to `STEPS` on either side of nought,
    of each row's greatest, as in the graph; gradients pass as if nothing was rounded (Bengio et al. 2013).
    """

    rounded = False

    def forward(self, x: Tensor) -> Tensor:
        """(..., inputs) -> (..., outputs)."""
        if not (Linear.rounded and self.training):
            return F.linear(x, self.weight, self.bias)
        with torch.no_grad():
            least, most = x.amin().clamp(max=0), x.amax().clamp(min=0)
            step = ((most - least) / 255).clamp(min=1e-8)
            moved = (x - least).div_(step).round_().mul_(step).add_(least).sub_(x)
            row = self.weight.abs().amax(1, keepdim=True) / STEPS
            bent = (self.weight / row).round_().mul_(row).sub_(self.weight)
        return F.linear(x + moved, self.weight + bent, self.bias)


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as in BERT."""

    def __init__(self, dropout: float, inner: int, heads: int) -> None:
        super().__init__()
        self.qkv = Linear(WIDTH, 3 * HEAD * heads)
        self.out = Linear(HEAD * heads, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = Linear(WIDTH, inner), Linear(inner, WIDTH)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """(rows, length, 384), and what is added to the scores of attention, in; states out."""
        x = self.attended(x, mask)
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))

    def attended(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """The first half: what each piece takes from the others."""
        return self.norm1(x + F.dropout(self.out(self.mixed(x, mask)), self.dropout, self.training))

    def mixed(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """What the heads of attention gather, side by side: (rows, length, 32 a head)."""
        rows, length, _ = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, -1, HEAD).permute(2, 0, 3, 1, 4)
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).flatten(2)


class Encoder(nn.Module):
    """Word pieces and their case, (rows, length) each -> states (rows, length, 384) and tag scores.

    `tags` is the number of layers of triggers and mentions, `inner` that of neurons between the two products of a
    layer, `heads` that of its heads of attention: those of the base, or what training/narrow.py left.
    """

    def __init__(self, tags: int, inner: int = INNER, heads: int = HEADS, dropout: float = 0.1) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(VOCAB, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(CASES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout, inner, heads) for _ in range(DEPTH))
        self.tags = Linear(WIDTH, tags * TAGS)
        self.dropout = dropout
        nn.init.normal_(self.cases.weight, std=0.01)
        self.words.requires_grad_(False)  # words that no text has stay comparable to those that some have

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """States and tag scores; `mask` (rows, length) is one where a piece stands."""
        x = F.dropout(self.embedded(ids, cases), self.dropout, self.training)
        seen = None if mask is None else hidden(mask).to(x.dtype)
        for layer in self.layers:
            x = layer(x, seen)
        return x, self.tags(x)

    def embedded(self, ids: Tensor, cases: Tensor) -> Tensor:
        """What the first layer reads: word pieces, their places and their case."""
        where = torch.arange(ids.shape[1], device=ids.device)
        return self.norm(self.words(ids) + self.places(where) + self.cases(cases))

    @classmethod
    def of(cls, weights: dict[str, Any]) -> Encoder:
        """An encoder as wide as its weights (tensors or arrays by name) are, with them."""
        tensors = {name: torch.as_tensor(values) for name, values in weights.items()}
        heads = len(tensors["layers.0.qkv.bias"]) // (3 * HEAD)
        encoder = cls(len(tensors["tags.bias"]) // TAGS, len(tensors["layers.0.up.bias"]), heads)
        encoder.load_state_dict(tensors)
        return encoder


def hidden(mask: Tensor) -> Tensor:
    """What is added to the scores of attention, so that nothing attends to a piece that is not there."""
    return ((1.0 - mask) * -1e4)[:, None, None, :]
