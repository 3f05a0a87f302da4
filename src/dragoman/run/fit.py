"""Labelled texts in, a head of one's own out: a folder that `Coder.load` takes for its model."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np

from dragoman.errors import SettingError
from dragoman.fit import Blocks, Figures, Head, fit
from dragoman.read import read_text
from dragoman.records import Document
from dragoman.run.labels import Labelled
from dragoman.tag import Model, Pool, tag
from dragoman.version import VERSION

CHUNK = 64  # texts that the encoder reads together
FORMAT = 1
CARD = """# Model card

**What it is.** A linear head over the encoder of dragoman that gives {many}. Head {kept.hash}, encoder {kept.encoder},
dragoman {kept.dragoman}.

**Made from.** {figures.texts:,} texts (data {kept.data}{bare}); left out: {labelled.repeated:,} repeated texts and
{labelled.skipped:,} rows without text or class. Logistic regression of strength {figures.strength:g} on pooled states
and judgements of the encoder and on hashed words and runs of characters; seed {kept.seed}. The texts are not kept.

**Figures** of {figures.folds}-fold cross-validation; every choice for a fold was made on the others. A text counts as
right for accuracy when all its classes are. Expected calibration error of the confidence:
{figures.calibration_error:.3f}.

| figure | mean | standard deviation over folds |
| --- | --- | --- |
{means}

| class | texts | precision | recall | F1 |
| --- | --- | --- | --- | --- |
{classes}

**Limits.** It knows English texts like those it was fitted to. Figures of rare classes are uncertain.
"""
HEAD = "head.json"  # tells a folder with a head from one with another model


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What head.json says of a head; its numbers are in head.npz."""

    format: int
    hash: str
    encoder: str  # hash of the encoder that the head was fitted on
    dragoman: str
    data: str
    seed: int
    several: bool
    classes: tuple[str, ...]
    figures: Figures


def features(documents: Sequence[Document], model: Model, told: Callable[[int], None] = lambda _: None) -> Blocks:
    """What the encoder says of each document; `told` hears how many are done."""
    parts: list[Blocks] = []
    for start in range(0, len(documents), CHUNK):
        chunk = documents[start : start + CHUNK]
        pool = Pool(len(chunk), model.labels)
        tag(chunk, model, pool)
        parts.append(pool.features())
        told(start + len(chunk))
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def fit_into(
    folder: Path,
    labelled: Labelled,
    model: Model,
    *,
    seed: int = 0,
    read: Callable[[int], None] = lambda _: None,
    told: Callable[[str], None] = lambda _: None,
) -> Kept:
    """Fit a head to labelled texts and write it into a folder, with its card; the figures come back.

    Raises:
        InputError: the labels are too few.
        SettingError: the folder holds something else, or cannot be written.
    """
    if folder.exists() and not (folder / HEAD).exists() and (folder.is_file() or any(folder.iterdir())):
        raise SettingError(f"{folder} holds something else; give a new or empty folder.")
    documents = [read_text(text) for text in labelled.texts]
    blocks = features(documents, model, read)
    classes = labelled.classes
    truth = np.array([[name in own for name in classes] for own in labelled.truth], dtype=np.float32)
    head, figures = fit(
        [document.text for document in documents],
        truth,
        classes,
        blocks,
        several=labelled.several,
        seed=seed,
        told=told,
    )
    kept = Kept(
        format=FORMAT,
        hash=head.hash,
        encoder=model.labels.hash,
        dragoman=VERSION,
        data=labelled.digest,
        seed=seed,
        several=labelled.several,
        classes=head.classes,
        figures=figures,
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(folder / "head.npz", allow_pickle=False, **head.arrays())
        (folder / "CARD.md").write_text(card(kept, labelled), encoding="utf-8")
        (folder / HEAD).write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n")
    except OSError as error:
        raise SettingError(f"{folder} cannot be written: {error.strerror or error}.") from error
    return kept


def load_head(folder: Path, model: Model) -> Head:
    """The head in a folder.

    Raises:
        SettingError: it is broken, or was fitted on another encoder.
    """
    try:
        kept = msgspec.json.decode((folder / HEAD).read_bytes(), type=Kept)
        with np.load(folder / "head.npz", allow_pickle=False) as arrays:
            head = Head.of(kept.classes, dict(arrays), several=kept.several)
    except (OSError, ValueError, KeyError, zlib.error, msgspec.DecodeError) as error:
        raise SettingError(f"The head in {folder} is broken ({error}); fit it again.") from error
    if kept.encoder != model.labels.hash or kept.format != FORMAT:
        raise SettingError(
            f"The head in {folder} was fitted by dragoman {kept.dragoman} on another encoder; fit it again."
        )
    if head.hash != kept.hash:
        raise SettingError(
            f"The head in {folder} is broken: head.json and head.npz do not belong together; fit it again."
        )
    return head


def card(kept: Kept, labelled: Labelled) -> str:
    """The model card, in Markdown."""
    figures, bare = kept.figures, sum(not own for own in labelled.truth)
    means = {"accuracy": figures.accuracy, "macro-F1": figures.macro_f1, "micro-F1": figures.micro_f1}
    return CARD.format(
        kept=kept,
        figures=figures,
        labelled=labelled,
        many="any number of classes a text" if kept.several else "one class a text",
        bare=f"; {bare:,} texts have no class" if bare else "",
        means="\n".join(f"| {name} | {f.mean:.3f} | {f.spread:.3f} |" for name, f in means.items()),
        classes="\n".join(
            f"| {c.name} | {c.texts} | {c.precision:.2f} | {c.recall:.2f} | {c.f1:.2f} |" for c in figures.classes
        ),
    )
