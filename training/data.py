"""Passages -> windows of word pieces with what is to be learned from them."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import labels
import numpy as np
from tokenizers import Tokenizer

from dragoman.evaluate import Anchor, Passage
from dragoman.tag.encode import CLS, LOWER, MASK, MAX_PIECES, PAD, SEP, UPPER, Pieces, pieces_of, windows
from dragoman.tag.sentences import sentences

IGNORE = -100
HIDING, HIDDEN = 0.6, 0.12  # share of passages that lose words, and of their word pieces that are hidden


@dataclass
class Example:
    """A passage in word pieces; ranges are [first, stop) in its own pieces."""

    passage: Passage
    pieces: Pieces
    sentences: list[tuple[int, int]]
    tags: np.ndarray  # (pieces, layers), IGNORE inside words
    anchors: list[tuple[Anchor, tuple[int, int]]]
    mentions: list[tuple[int, tuple[int, int]]]  # kind, range
    roles: dict[tuple[int, int], int]  # (anchor, mention) -> role


def parts(passage: Passage, tokenizer: Tokenizer) -> list[Passage]:
    """The passage cut as the tagger cuts a text into windows, each part with what is annotated within it."""
    pieces = pieces_of(passage.text, tokenizer)
    found = list(windows(pieces, sentences(passage.text, [(0, len(passage.text))])))
    if len(found) == 1:
        return [passage]
    return [_part(passage, int(pieces.starts[w[0].start]), int(pieces.ends[w[-1].stop - 1])) for w in found]


def _part(passage: Passage, start: int, end: int) -> Passage:
    inside = lambda span: start <= span[0] and span[1] <= end
    moved = lambda span: (span[0] - start, span[1] - start)
    anchors = [
        replace(a, span=moved(a.span), roles=[(role, moved(span)) for role, span in a.roles if inside(span)])
        for a in passage.anchors
        if inside(a.span)
    ]
    return replace(passage, text=passage.text[start:end], anchors=anchors)


def example(passage: Passage, tokenizer: Tokenizer) -> Example | None:
    """The passage in word pieces, or None where it does not fit one window."""
    pieces = pieces_of(passage.text, tokenizer)
    found = list(windows(pieces, sentences(passage.text, [(0, len(passage.text))])))
    if len(found) != 1:
        return None
    inside = lambda span: (
        int(np.searchsorted(pieces.ends, span[0], side="right")),
        int(np.searchsorted(pieces.starts, span[1])),
    )
    anchors, mentions, roles = [], {}, {}
    for anchor in passage.anchors:
        if any(inside(anchor.span) == at and anchor.task == other.task for other, at in anchors):
            continue  # two events on one trigger: the first is learned
        for role, span in anchor.roles:
            mention = (labels.KINDS.index(labels.kind_of(role)), inside(span))
            pair = len(anchors), mentions.setdefault(mention, len(mentions))
            roles.setdefault(pair, labels.ROLES.index(role))  # who is both, as those who clash, is learned as actor
        anchors.append((anchor, inside(anchor.span)))
    tags = np.zeros((len(pieces), len(labels.LAYERS)), dtype=np.int64)
    layered = [(labels.LAYERS.index(a.task), at) for a, at in anchors] + [
        (len(labels.TASKS) + kind, at) for kind, at in mentions
    ]
    for layer, (first, stop) in sorted(layered, key=lambda x: x[1][0] - x[1][1]):
        if not tags[first:stop, layer].any():
            tags[first:stop, layer] = 2
            tags[first, layer] = 1
    tags[np.flatnonzero(np.diff(pieces.words, prepend=-1) == 0)] = IGNORE
    return Example(passage, pieces, [(r.start, r.stop) for r in found[0]], tags, anchors, list(mentions), roles)


def packs(examples: list[Example], rng: random.Random, alone: float = 0.5) -> list[list[Example]]:
    """Examples shuffled and laid end to end in windows: about half of the windows hold one alone, the others several."""
    order = rng.sample(examples, len(examples))
    out: list[list[Example]] = []
    room = 0
    for one in order:
        size = len(one.pieces)
        if size <= room:
            out[-1].append(one)
            room -= size
        else:
            out.append([one])
            room = 0 if rng.random() < alone else rng.randint(60, MAX_PIECES - 2) - size
    return out


def batches(windows_: list[list[Example]], pieces: int, rng: random.Random) -> list[list[list[Example]]]:
    """Windows of like length together, at most `pieces` word pieces a batch with their padding."""
    size = lambda w: sum(len(e.pieces) for e in w) + 2
    out: list[list[list[Example]]] = [[]]
    for one in sorted(windows_, key=lambda w: size(w) + rng.random() * 8):
        if out[-1] and (len(out[-1]) + 1) * max(size(one), *map(size, out[-1])) > pieces:
            out.append([])
        out[-1].append(one)
    rng.shuffle(out)
    return out


def arrays(batch: list[list[Example]], rng: random.Random | None) -> dict[str, np.ndarray]:
    """A batch as the model takes it; with `rng`, some windows lose their letter case and some passages words.

    Spans index the states of the batch laid end to end: row * length + 1 + piece.
    """
    length = max(sum(len(e.pieces) for e in window) for window in batch) + 2
    ids = np.full((len(batch), length), PAD)
    cases, mask = np.zeros_like(ids), np.zeros(ids.shape, dtype=np.float32)
    tags = np.full((len(batch), length, len(labels.LAYERS)), IGNORE)
    out: dict[str, list] = {
        k: []
        for k in (
            "triggers",
            "around",
            "label",
            "status",
            "modes",
            "about",
            "about_modes",
            "mentions",
            "kinds",
            "sentences",
            "contexts",
        )
    }
    roles: dict[tuple[int, int], int] = {}
    for row, window in enumerate(batch):
        at = 1
        shade = rng.random() if rng else 1.0
        for e in window:
            size = len(e.pieces)
            here = slice(at, at + size)
            ids[row, here], tags[row, here] = e.pieces.ids, e.tags
            if rng and rng.random() < HIDING:  # the frame must tell, not the names
                ids[row, here] = [MASK if rng.random() < HIDDEN else piece for piece in e.pieces.ids]
            cases[row, here] = UPPER if shade < 0.12 else LOWER if shade < 0.15 else e.pieces.cases
            base = row * length + at
            shift = lambda span, base=base: (span[0] + base, span[1] + base)
            first_anchor, first_mention = len(out["triggers"]), len(out["mentions"])
            for anchor, span in e.anchors:
                out["triggers"].append(shift(span))
                out["around"].append(shift(next((s for s in e.sentences if s[0] <= span[0] < s[1]), e.sentences[-1])))
                out["label"].append(labels.LABELS.index(anchor.label))
                out["status"].append(labels.STATUSES.index(anchor.status) if anchor.task == "event" else IGNORE)
                out["modes"].append(_codes(anchor.label, anchor.modes))
                out["about"].append(labels.ABOUT.index(anchor.about or "none") if anchor.task == "event" else IGNORE)
                out["about_modes"].append(_codes(anchor.about, anchor.about_modes))
            for kind, span in e.mentions:
                out["mentions"].append(shift(span))
                out["kinds"].append(kind)
            for (a, m), role in e.roles.items():
                roles[first_anchor + a, first_mention + m] = role
            out["sentences"] += [shift(s) for s in e.sentences]
            out["contexts"] += [[float(c in e.passage.contexts) for c in labels.CONTEXTS]] * len(e.sentences)
            at += size
        ids[row, 0], ids[row, at] = CLS, SEP
        mask[row, : at + 1] = 1
    return {
        "ids": ids,
        "cases": cases,
        "mask": mask,
        "tags": tags,
        "roles": roles,
        **{k: np.array(v) for k, v in out.items()},
    }


def _codes(label: str | None, modes: tuple[str, ...]) -> list[float]:
    wanted = {f"{label}/{mode}" for mode in modes}
    return [float(code in wanted) for code in labels.CODES]
