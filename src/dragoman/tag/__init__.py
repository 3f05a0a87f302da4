"""Documents -> sentences, triggers, mentions and the roles between them, by one pass of a small encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.records import Document, Mention, Role, Sentence, Tagged, Trigger
from dragoman.tag.decode import sigmoid, softmax, spans, trimmed
from dragoman.tag.encode import CLS, LOWER, SEP, Pieces, pieces_of, windows
from dragoman.tag.model import Floors, Labels, Model
from dragoman.tag.pool import Pool
from dragoman.tag.sentences import sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Floors", "Labels", "Model", "Pool", "story", "tag"]

BATCH = 6144  # word pieces that the heads judge together
REACH = 96  # pieces between a trigger and a mention that may belong together
TOGETHER = 4  # windows in a row of one document that the heads judge in one go
SPLIT = {"event": 5.0}  # two deeds seldom stand side by side: a word has to begin one clearly
DANGLING = (
    "and",
    "or",
    "of",
    "in",
    "at",
    "on",
    "near",
    "for",
    "with",
    "from",
    "to",
    "by",
    "who",
    "the",
    "a",
    "an",
    ",",
)
SINGLE = frozenset({"when", "where", "killed", "injured", "detained", "displaced"})  # roles that one mention plays


@dataclass(slots=True)
class _Window:
    """Sentences of one document that the encoder reads together; `parts` are ranges of its pieces."""

    owner: int
    group: tuple[int, int]  # the document, and which of its groups of windows
    pieces: Pieces
    parts: list[range]

    def __len__(self) -> int:
        return sum(map(len, self.parts)) + 2

    def inputs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Vocabulary ids and letter cases, with the special pieces."""
        at = np.concatenate([np.arange(p.start, p.stop) for p in self.parts])
        ids = np.concatenate([[CLS], self.pieces.ids[at], [SEP]])
        return ids, np.concatenate([[LOWER], self.pieces.cases[at], [LOWER]])


@dataclass(slots=True)
class _Found:
    sentences: list[Sentence]
    triggers: list[Trigger]
    mentions: list[Mention]


def story(document: Document) -> list[tuple[int, int]]:
    """The stretches of the text between the furniture."""
    parts, at = [], 0
    for piece in sorted(document.furniture, key=lambda f: f.start):
        if piece.start > at:
            parts.append((at, piece.start))
        at = max(at, piece.end)
    parts.append((at, len(document.text)))
    return parts


def tag(documents: Sequence[Document], model: Model, pool: Pool | None = None) -> list[Tagged]:
    """Tag documents of any length.

    A `pool` takes in what the encoder says of each document as a whole.
    """
    found = [_Found([], [], []) for _ in documents]
    todo: list[_Window] = []
    for owner, document in enumerate(documents):
        pieces = pieces_of(document.text, model.tokenizer)
        read = windows(pieces, sentences(document.text, story(document)))
        todo += [_Window(owner, (owner, i // TOGETHER), pieces, parts) for i, parts in enumerate(read)]
    for batch in _batches(todo):
        _read(batch, model, found, pool)
    return [_tagged(document, f) for document, f in zip(documents, found, strict=True)]


def _tagged(document: Document, found: _Found) -> Tagged:
    at = lambda item: (item.start, item.end)  # noqa: E731
    return Tagged(
        document=document,
        sentences=tuple(sorted(found.sentences, key=at)),
        triggers=tuple(sorted(found.triggers, key=at)),
        mentions=tuple(sorted(found.mentions, key=at)),
    )


def _batches(todo: list[_Window]) -> Iterator[list[_Window]]:
    """Whole groups, so that what the heads judge in one go does not depend on other documents."""
    batch: list[_Window] = []
    room = BATCH
    for window in todo:
        if batch and len(window) > room and window.group != batch[-1].group:
            yield batch
            batch, room = [], BATCH
        batch.append(window)
        room -= len(window)
    if batch:
        yield batch


@dataclass(slots=True)
class _Flat:
    """The pieces of a batch laid end to end, without special pieces."""

    ids: NDArray[np.int64]  # in the vocabulary
    rows: NDArray[np.int64]  # the window of each piece
    groups: NDArray[np.int64]  # the group of windows of each piece
    starts: NDArray[np.int64]  # code points in the piece's document
    ends: NDArray[np.int64]
    heads: NDArray[np.int64]  # the first piece of each word
    stops: NDArray[np.int64]  # the piece after the last of each word
    breaks: NDArray[np.bool_]  # words that begin a sentence
    sentences: NDArray[np.int64]  # (sentences, 2) piece ranges


def _flat(batch: list[_Window]) -> _Flat:
    parts = [window.pieces.part(part.start, part.stop) for window in batch for part in window.parts]
    sizes = np.array([len(p) for p in parts])
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    words = np.concatenate([p.words for p in parts])
    new_word = np.concatenate([[True], words[1:] != words[:-1]])
    new_word[bounds[:-1]] = True
    heads = np.flatnonzero(new_word)
    lengths = [len(w) - 2 for w in batch]
    new_group = [i > 0 and w.group != batch[i - 1].group for i, w in enumerate(batch)]
    return _Flat(
        np.concatenate([p.ids for p in parts]),
        np.repeat(np.arange(len(batch)), lengths),
        np.repeat(np.cumsum(new_group), lengths),
        np.concatenate([p.starts for p in parts]),
        np.concatenate([p.ends for p in parts]),
        heads,
        np.append(heads[1:], bounds[-1]),
        np.isin(heads, bounds[:-1]),
        np.stack([bounds[:-1], bounds[1:]], axis=1),
    )


def _read(batch: list[_Window], model: Model, found: list[_Found], pool: Pool | None) -> None:
    flat, labels, floors = _flat(batch), model.labels, model.floors
    states, tags = model.encode([window.inputs() for window in batch])
    owners = np.array([window.owner for window in batch])
    if pool:
        places = np.concatenate([part for window in batch for part in window.parts])
        pool.read(owners, flat.rows, places, states, tags)
    layers = [
        spans(tags[:, 3 * i : 3 * i + 3], flat.heads, flat.stops, flat.breaks, floors.span, SPLIT.get(layer, 1.0))
        for i, layer in enumerate(labels.layers)
    ]
    cut = len(labels.layers) - len(labels.kinds)
    triggers = np.concatenate([s for s, _ in layers[:cut]])
    named = [s for s, _ in layers[cut:]]
    who, vocabulary = labels.kinds.index("actor"), model.tokenizer.token_to_id
    named[who] = trimmed(named[who], np.isin(flat.ids, np.array([vocabulary(word) for word in DANGLING])))
    mentions = np.concatenate(named)
    kinds = np.concatenate([np.full(len(s), k) for k, s in enumerate(named)])
    records = [
        Mention(kind=labels.kinds[k], start=int(flat.starts[a]), end=int(flat.ends[b - 1]))
        for (a, b), k in zip(mentions, kinds, strict=True)
    ]
    for (a, _), mention in zip(mentions, records, strict=True):
        found[batch[flat.rows[a]].owner].mentions.append(mention)
    contexts: list[tuple[str, ...]] = [()] * len(flat.sentences)
    if len(triggers):
        tasks = np.concatenate([np.full(len(s), i) for i, (s, _) in enumerate(layers[:cut])])
        chances = np.concatenate([p for _, p in layers[:cut]])
        scores = _judge(states, flat, triggers, mentions, kinds, model)
        if pool:
            pool.judge(owners[flat.rows[triggers[:, 0]]], chances, scores)
        contexts = _labelled(sigmoid(scores["contexts"]), labels.contexts, floors.context)
        for row, trigger in _triggers(triggers, tasks, chances, scores, flat, records, model):
            found[batch[flat.rows[triggers[row, 0]]].owner].triggers.append(trigger)
    for (a, b), held in zip(flat.sentences, contexts, strict=True):
        sentence = Sentence(start=int(flat.starts[a]), end=int(flat.ends[b - 1]), contexts=held)
        found[batch[flat.rows[a]].owner].sentences.append(sentence)


def _judge(
    states: NDArray[np.float32],
    flat: _Flat,
    triggers: NDArray[np.int64],
    mentions: NDArray[np.int64],
    kinds: NDArray[np.int64],
    model: Model,
) -> dict[str, NDArray[Any]]:
    """The scores of the heads, and under `pairs` the (trigger, mention) rows that `role` belongs to.

    Each group of windows is judged alone, so that no other document changes a digit. Sentences of groups without
    triggers have no scores of contexts: they are as unlikely as can be.
    """
    groups = [flat.groups[spans[:, 0]] for spans in (triggers, mentions, flat.sentences)]
    judged: list[tuple[NDArray[np.int64], NDArray[np.int64], dict[str, NDArray[Any]]]] = []
    pairs, roles = [np.zeros((0, 2), dtype=np.int64)], [np.zeros((0, len(model.labels.roles)), dtype=np.float32)]
    for group in np.unique(groups[0]):
        mine, near, around = (np.flatnonzero(of == group) for of in groups)
        first, stop = np.searchsorted(flat.groups, (group, group + 1))
        found = _pairs(triggers[mine], mentions[near], flat.rows)
        scores = _judge_group(
            states[first:stop],
            triggers[mine] - first,
            mentions[near] - first,
            kinds[near],
            found,
            flat.sentences[around] - first,
            model,
        )
        judged.append((mine, around, scores))
        pairs.append(np.stack([mine[found[:, 0]], near[found[:, 1]]], axis=1))
        roles.append(scores["role"][: len(found)])
    out: dict[str, NDArray[Any]] = {"pairs": np.concatenate(pairs), "role": softmax(np.concatenate(roles))}
    for name, height in (
        *((n, len(triggers)) for n in ("label", "status", "modes", "about")),
        ("contexts", len(groups[2])),
    ):
        out[name] = np.full((height, judged[0][2][name].shape[1]), -np.inf, dtype=np.float32)
        for mine, around, scores in judged:
            out[name][around if name == "contexts" else mine] = scores[name]
    return out


def _pairs(triggers: NDArray[np.int64], mentions: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The pairs of a trigger and a mention that were read together and are near enough."""
    near = np.abs(triggers[:, :1] - mentions[None, :, 0]) <= REACH
    return np.argwhere(near & (rows[triggers[:, :1]] == rows[mentions[None, :, 0]]))


def _judge_group(
    states: NDArray[np.float32],
    triggers: NDArray[np.int64],
    mentions: NDArray[np.int64],
    kinds: NDArray[np.int64],
    pairs: NDArray[np.int64],
    sentences: NDArray[np.int64],
    model: Model,
) -> dict[str, NDArray[np.float32]]:
    """The scores of one group of windows."""
    blind = not len(pairs)  # some versions of onnxruntime want a pair; one of no trigger's row weighs nothing
    return model.judge(
        states=states,
        triggers=triggers,
        around=sentences[np.searchsorted(sentences[:, 0], triggers[:, 0], side="right") - 1],
        mentions=triggers[:1] if blind else mentions,
        kinds=np.zeros(1, dtype=np.int64) if blind else kinds.astype(np.int64),
        pairs=np.full((1, 2), -1) if blind else pairs,
        sentences=sentences,
    )


def _triggers(
    triggers: NDArray[np.int64],
    tasks: NDArray[np.int64],
    chances: NDArray[np.float32],
    scores: dict[str, NDArray[Any]],
    flat: _Flat,
    mentions: list[Mention],
    model: Model,
) -> Iterator[tuple[int, Trigger]]:
    labels, floors = model.labels, model.floors
    label, modes, about = softmax(scores["label"]), sigmoid(scores["modes"]), scores["about"]
    about_modes = sigmoid(about[:, len(labels.about) :])
    about_type = about[:, : len(labels.about)].argmax(axis=1)
    status = scores["status"].argmax(axis=1)
    options_of = {task: [labels.labels.index(name) for name in names] for task, names in labels.tasks.items()}
    rows = scores["pairs"][:, 0]
    order = np.argsort(rows, kind="stable")
    bounds = np.searchsorted(rows[order], np.arange(len(triggers) + 1))
    for row, (a, b) in enumerate(triggers):
        task = labels.layers[tasks[row]]
        options = options_of[task]
        best = options[int(label[row, options].argmax())]
        probability = float(chances[row] * label[row, best])
        if probability < getattr(floors, task):
            continue
        name, aim = labels.labels[best], labels.about[about_type[row]]
        event = task == "event"
        mine = order[bounds[row] : bounds[row + 1]]
        yield (
            row,
            Trigger(
                task=task,
                label=name,
                start=int(flat.starts[a]),
                end=int(flat.ends[b - 1]),
                probability=probability,
                status=labels.statuses[status[row]] if event else "actual",
                modes=_modes(name, modes[row], model) if event else (),
                about=aim if event and aim != "none" else None,
                about_modes=_modes(aim, about_modes[row], model) if event else (),
                roles=tuple(_roles(mine, _sentence(a, flat), scores, mentions, model)),
            ),
        )


def _modes(label: str, chances: NDArray[np.float32], model: Model) -> tuple[str, ...]:
    codes = (model.labels.codes[i] for i in np.flatnonzero(chances > model.floors.mode))
    return tuple(code.partition("/")[2] for code in codes if code.startswith(label + "/"))


def _sentence(piece: int, flat: _Flat) -> tuple[int, int]:
    """The characters of the sentence of a piece."""
    a, b = flat.sentences[np.searchsorted(flat.sentences[:, 0], piece, side="right") - 1]
    return int(flat.starts[a]), int(flat.ends[b - 1])


def _roles(
    mine: NDArray[np.int64],
    around: tuple[int, int],
    scores: dict[str, NDArray[Any]],
    mentions: list[Mention],
    model: Model,
) -> list[Role]:
    """The mentions that play a part for a trigger, whose pairs are given, in text order; of single roles the likeliest.

    A doubtful recipient stands in the sentence of the trigger; an actor who is named elsewhere has to be surer.
    """
    found: list[Role] = []
    chances = scores["role"][mine]
    best, named = chances.argmax(axis=1), [mentions[m] for m in scores["pairs"][mine, 1].tolist()]
    for i in np.flatnonzero((best > 0) & (chances.max(axis=1, initial=0) > model.floors.role)).tolist():
        name = model.labels.roles[best[i]]
        if model.labels.role_kinds[name] == named[i].kind:
            found.append(Role(name=name, mention=named[i], probability=float(chances[i, best[i]])))
    start, end = around
    near = mine[np.array([start <= mention.start < end for mention in named], dtype=np.bool_)]
    doubtful = (
        ("actor", mine, model.floors.apart),
        ("actor", near, model.floors.side),
        ("recipient", near, model.floors.whom),
    )
    for name, among, least in doubtful:
        if among.size and all(role.name != name for role in found):
            found += _likeliest(name, among, least, scores, mentions, found, model)
    top = {r.name: r for r in sorted(found, key=lambda r: r.probability or 0.0)}
    kept = [r for r in found if r.name not in SINGLE or top[r.name] is r]
    return sorted(kept, key=lambda r: r.mention.start)


def _likeliest(
    name: str,
    pairs: NDArray[np.int64],
    least: float,
    scores: dict[str, NDArray[Any]],
    mentions: list[Mention],
    found: list[Role],
    model: Model,
) -> list[Role]:
    """The mention that most likely is a side, if it is so with more than the `least` chance and plays no other part."""
    chances = scores["role"][pairs, model.labels.roles.index(name)]
    best = int(chances.argmax())
    mention = mentions[scores["pairs"][pairs[best], 1]]
    if chances[best] <= least or mention.kind != model.labels.role_kinds[name]:
        return []
    taken = any(role.mention is mention for role in found)
    return [] if taken else [Role(name=name, mention=mention, probability=float(chances[best]))]


def _labelled(chances: NDArray[np.float32], names: Sequence[str], floor: float) -> list[tuple[str, ...]]:
    return [tuple(n for n, c in zip(names, row, strict=True) if c > floor) for row in chances]
