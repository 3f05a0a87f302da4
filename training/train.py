"""Train the tagger on corpus/ and write its weights.

python training/train.py --out training/runs/one [--epochs 14] [--seed 1] [--start RUN]
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path

import data
import labels
import numpy as np
import torch
import torch.nn.functional as F
from model import Heads, base_folder, on_base
from rename import Names
from tokenizers import Tokenizer

from dragoman.evaluate import Passage, passages
from dragoman.fit.network import Encoder, Linear
from dragoman.tag.decode import spans

HERE = Path(__file__).parent
TRIGGERS = len(labels.TASKS)
REACH = 96  # pieces between a trigger and a mention that may belong together
WEIGHTS = {
    "tags": 2.0,
    "label": 1.0,
    "status": 0.5,
    "modes": 20.0,
    "about": 0.5,
    "about_modes": 8.0,
    "role": 1.5,
    "contexts": 2.0,
}


RENAMED, SHARE = 0.35, 0.6  # share of passages an epoch whose names are exchanged, and of their names


def drawn(learn: list[Passage], share: float, always: str, rng: random.Random) -> list[Passage]:
    """The passages of one epoch: all whose ids begin with `always`, where it is not empty, and a share of the others."""
    return [p for p in learn if (always and p.name.startswith(always)) or rng.random() < share]


def examples(learn: list[Passage], names: Names, tokenizer: Tokenizer, rng: random.Random) -> list[data.Example]:
    """The passages of one epoch in word pieces, some of them told of others."""
    told = [names.renamed(p, rng, SHARE) if rng.random() < RENAMED else p for p in learn]
    return [one for p in told for part in data.parts(p, tokenizer) if (one := data.example(part, tokenizer))]


def predicted(tags: torch.Tensor, gold: np.ndarray, layer: int, length: int) -> np.ndarray:
    """Spans that the model now sees in a layer and that meet no gold span: the negatives it needs."""
    heads = np.flatnonzero(gold.reshape(-1, gold.shape[-1])[:, layer] != data.IGNORE)
    rows = heads // length
    scores = tags.reshape(-1, tags.shape[-1])[:, 3 * layer : 3 * layer + 3].numpy()
    found, _ = spans(scores, heads, heads + 1, np.diff(rows, prepend=-1) != 0, 0.4)
    busy = gold.reshape(-1, gold.shape[-1])[:, layer] > 0
    return np.array([s for s in found if not busy[s[0] : s[1]].any()]).reshape(-1, 2)


def pairs_of(triggers: np.ndarray, mentions: np.ndarray, length: int) -> np.ndarray:
    """All pairs of a trigger and a mention of one window that are near enough."""
    if not len(triggers) or not len(mentions):
        return np.zeros((0, 2), dtype=np.int64)
    row = triggers[:, :1] // length == mentions[None, :, 0] // length
    near = np.abs(triggers[:, :1] - mentions[None, :, 0]) <= REACH
    return np.argwhere(row & near)


def losses(encoder: Encoder, heads: Heads, batch: dict[str, np.ndarray], negatives: bool) -> dict[str, torch.Tensor]:
    """Every loss of one batch, not yet weighted."""
    length = batch["ids"].shape[1]
    states, tags = encoder(
        torch.from_numpy(batch["ids"]), torch.from_numpy(batch["cases"]), torch.from_numpy(batch["mask"])
    )
    gold = torch.from_numpy(batch["tags"])
    out = {
        "tags": sum(
            F.cross_entropy(
                tags[..., 3 * i : 3 * i + 3].reshape(-1, 3), gold[..., i].reshape(-1), ignore_index=data.IGNORE
            )
            for i in range(len(labels.LAYERS))
        )
    }
    triggers, mentions, kinds = (batch[k].reshape(-1, n) for k, n in (("triggers", 2), ("mentions", 2), ("kinds", 1)))
    around, known = batch["around"].reshape(-1, 2), len(triggers)
    if negatives:
        with torch.no_grad():
            extra = np.concatenate([predicted(tags, batch["tags"], i, length) for i in range(TRIGGERS)])
            more = [predicted(tags, batch["tags"], TRIGGERS + k, length) for k in range(len(labels.KINDS))]
        sentence = (
            batch["sentences"][
                np.clip(np.searchsorted(batch["sentences"][:, 0], extra[:, 0], side="right") - 1, 0, None)
            ]
            if len(extra)
            else extra
        )
        triggers, around = np.concatenate([triggers, extra]), np.concatenate([around, sentence])
        mentions = np.concatenate([mentions, *more])
        kinds = np.concatenate([kinds, *(np.full((len(m), 1), k) for k, m in enumerate(more))])
    if not len(triggers) or not len(mentions):
        return out
    pairs = pairs_of(triggers, mentions, length)
    if not len(pairs):
        return out
    as_long = lambda a: torch.from_numpy(np.ascontiguousarray(a).astype(np.int64))
    flat = states.reshape(-1, states.shape[-1])
    label, status, modes, about, role, *first = heads(
        flat, as_long(triggers), as_long(around), as_long(mentions), as_long(kinds[:, 0]), as_long(pairs)
    )
    wanted = torch.zeros(len(triggers), dtype=torch.int64)
    wanted[:known] = as_long(batch["label"])
    both = lambda first, again, wanted: (
        sum(F.cross_entropy(x, wanted, label_smoothing=0.02) for x in (first, again)) / 2
    )
    out["label"] = both(first[0], label, wanted)
    if known:
        here = as_long(batch["status"]) >= 0
        if here.any():
            out["status"] = F.cross_entropy(status[:known][here], as_long(batch["status"])[here])
            out["about"] = F.cross_entropy(about[:known, : len(labels.ABOUT)][here], as_long(batch["about"])[here])
            out["modes"] = F.binary_cross_entropy_with_logits(
                modes[:known][here], torch.from_numpy(batch["modes"]).float()[here]
            )
            out["about_modes"] = F.binary_cross_entropy_with_logits(
                about[:known, len(labels.ABOUT) :][here], torch.from_numpy(batch["about_modes"]).float()[here]
            )
    parts = torch.tensor([batch["roles"].get((int(t), int(m)), 0) for t, m in pairs])
    out["role"] = both(first[1], role, parts)
    where = as_long(batch["sentences"])
    sums = torch.cat([flat.new_zeros(1, flat.shape[-1]), flat.cumsum(0)])
    out["contexts"] = F.binary_cross_entropy_with_logits(
        heads.topics(flat, sums, where), torch.from_numpy(batch["contexts"]).float()
    )
    return out


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--epochs", type=int, default=14)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--pieces", type=int, default=900, help="word pieces in a batch")
    args.add_argument("--rate", type=float, default=1.5e-4, help="learning rate of the encoder")
    args.add_argument(
        "--rounded", type=float, default=0.35, help="share of the epochs, the last, under the rounding of int8"
    )
    args.add_argument("--share", type=float, default=1.0, help="share of the passages that an epoch draws")
    args.add_argument("--always", default="", help="passages whose ids begin with this are in every epoch")
    args.add_argument("--start", type=Path, help="run to go on from, instead of the base weights")
    opt = args.parse_args()
    torch.manual_seed(opt.seed)
    rng = random.Random(opt.seed)
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    everything = list(passages(HERE / "corpus"))
    learn, held_out = [p for p in everything if not p.held_out], sum(p.held_out for p in everything)
    names = Names(learn)
    print(f"{len(learn)} passages to learn from, {held_out} held out", flush=True)
    heads = Heads()
    if opt.start:
        weights = torch.load(opt.start / "weights.pt")
        encoder = Encoder.of(weights["encoder"])
        heads.load_state_dict(weights["heads"])
    else:
        encoder = on_base()
    plan = torch.optim.AdamW(
        [
            {
                "params": [p for n, p in encoder.named_parameters() if not n.startswith(("tags", "cases", "words"))],
                "lr": opt.rate,
            },
            {"params": [*encoder.tags.parameters(), *encoder.cases.parameters(), *heads.parameters()], "lr": 1e-3},
        ],
        weight_decay=0.01,
        fused=True,
    )
    epochs = [
        data.batches(
            data.packs(examples(drawn(learn, opt.share, opt.always, rng), names, tokenizer, rng), rng), opt.pieces, rng
        )
        for _ in range(opt.epochs)
    ]
    learned = [p for group in plan.param_groups for p in group["params"]]
    steps, step, start = sum(map(len, epochs)), 0, time.monotonic()
    rate = torch.optim.lr_scheduler.LambdaLR(
        plan, lambda s: min(1.0, s / (0.06 * steps)) * 0.5 * (1 + math.cos(math.pi * s / steps))
    )
    average = torch.optim.swa_utils.AveragedModel(
        torch.nn.ModuleList([encoder, heads]), multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998)
    )
    for number, epoch in enumerate(epochs):
        encoder.train(), heads.train()
        Linear.rounded = number >= (1 - opt.rounded) * opt.epochs
        seen: dict[str, list[float]] = {}
        for batch in epoch:
            parts = losses(encoder, heads, data.arrays(batch, rng), negatives=number >= 2 or opt.start is not None)
            loss = sum(WEIGHTS[k] * v for k, v in parts.items())
            plan.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            plan.step()
            rate.step()
            average.update_parameters(torch.nn.ModuleList([encoder, heads]))
            step += 1
            for k, v in parts.items():
                seen.setdefault(k, []).append(float(v.detach()))
        print(
            f"epoch {number + 1:2d}  {time.monotonic() - start:6.0f} s  step {step}/{steps}  "
            + "  ".join(f"{k} {np.mean(v):.4f}" for k, v in seen.items()),
            flush=True,
        )
        opt.out.mkdir(parents=True, exist_ok=True)
        kept = {name: part.state_dict() for name, part in zip(("encoder", "heads"), average.module, strict=True)}
        torch.save(kept, opt.out / "weights.pt")  # a run that is stopped can be gone on from
    (opt.out / "run.json").write_text(
        json.dumps(
            {
                "seed": opt.seed,
                "epochs": opt.epochs,
                "passages": len(learn),
                "held_out": held_out,
                "seconds": round(time.monotonic() - start),
            }
        )
    )


if __name__ == "__main__":
    main()
