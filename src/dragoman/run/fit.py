"""Labelled texts in, a head of one's own out: a folder that `Coder.load` takes for its model."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from dragoman.errors import SettingError
from dragoman.fit import Blocks, Figures, Head, fit
from dragoman.fit.tuned import Reader, Tuned, Tuner
from dragoman.read import read_text
from dragoman.records import Document
from dragoman.run.labels import Labelled
from dragoman.tag import Model, Pool, tag
from dragoman.tag.encode import opening
from dragoman.tag.model import session_of
from dragoman.version import VERSION

if TYPE_CHECKING:
    from numpy.typing import NDArray
CHUNK = 64  # texts that the encoder reads together
FORMAT = 2  # of head.json and head.npz; other formats are refused
CARD = """# Model card

**What it is.** A linear head over the encoder of dragoman{beside} that gives {many}. Head {kept.hash},
encoder {kept.encoder}, dragoman {kept.dragoman}.

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
GRAPH = "encoder.onnx"  # of an encoder that learned the classes


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What head.json says of a head; its numbers are in head.npz."""

    format: int
    hash: str
    encoder: str  # hash of the encoder that the head was fitted on
    dragoman: str
    data: str
    seed: int
    several: bool
    tuned: bool = False  # a copy of the encoder learned the classes
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
    encoder: bool = False,
    read: Callable[[int], None] = lambda _: None,
    told: Callable[[str], None] = lambda _: None,
) -> Kept:
    """Fit a head to labelled texts and write it into a folder, with its card; the figures come back.

    With `encoder` a copy of the encoder learns the classes too, and stands beside the head; needs the extra `train`.

    Raises:
        InputError: the labels are too few.
        SettingError: the folder holds something else, or cannot be written, or the extra is missing.
    """
    if encoder:
        _needs_torch()
    if folder.exists() and not (folder / HEAD).exists() and (folder.is_file() or any(folder.iterdir())):
        raise SettingError(f"{folder} holds something else; give a new or empty folder.")
    documents = [read_text(text) for text in labelled.texts]
    blocks = features(documents, model, read)
    classes = labelled.classes
    truth = np.array([[name in own for name in classes] for own in labelled.truth], dtype=np.float32)
    texts = [document.text for document in documents]
    several = labelled.several
    tuner = tuner_of(texts, truth, model, several=several) if encoder else None
    head, figures = fit(texts, truth, classes, blocks, several=several, seed=seed, told=told, tuner=tuner)
    kept = Kept(
        format=FORMAT,
        hash=head.hash,
        encoder=model.labels.hash,
        dragoman=VERSION,
        data=labelled.digest,
        seed=seed,
        several=several,
        tuned=head.tuned is not None,
        classes=head.classes,
        figures=figures,
    )
    try:
        _write(folder, head, kept, card(kept, labelled))
    except OSError as error:
        raise SettingError(f"{folder} cannot be written: {error.strerror or error}.") from error
    return kept


def _write(folder: Path, head: Head, kept: Kept, told: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / "head.npz", allow_pickle=False, **head.arrays())
    (folder / GRAPH).unlink(missing_ok=True)  # of a fit before
    if head.tuned:
        (folder / GRAPH).write_bytes(head.tuned.graph)
    (folder / "CARD.md").write_text(told, encoding="utf-8")
    (folder / HEAD).write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n")


def _needs_torch() -> None:
    missing = [name for name in ("torch", "onnx") if find_spec(name) is None]
    if missing:
        raise SettingError(
            f"{' and '.join(missing)} missing: an encoder of your own needs the extra train; "
            "install it with: pip install 'dragoman[train]'"
        )


def tuner_of(texts: Sequence[str], truth: NDArray[np.float32], model: Model, *, several: bool) -> Tuner:
    """What lets copies of the encoder learn classes, (texts, classes) of 0 and 1; needs the extra `train`."""
    from dragoman.fit.tuning import EncoderTuner

    return EncoderTuner(model.graph, _reader(model), texts, truth, several=several)


def _reader(model: Model) -> Reader:
    return Reader(partial(opening, tokenizer=model.tokenizer), session_of, model.threads)


def _tuned(folder: Path, model: Model, weights: NDArray[np.float32]) -> Tuned:
    """The encoder that a folder holds.

    Raises:
        ValueError: its graph is broken.
    """
    graph = (folder / GRAPH).read_bytes()
    try:
        return Tuned.of(graph, weights, _reader(model))
    except Exception as error:  # the errors of onnxruntime have no class of their own
        raise ValueError(f"{GRAPH}: {error}") from error


def load_head(folder: Path, model: Model) -> Head:
    """The head in a folder.

    Raises:
        SettingError: it is broken, or was fitted on another encoder or by a version that kept it otherwise.
    """
    broken = "The head in {} is broken ({}); fit it again.".format
    try:
        kept = msgspec.json.decode((folder / HEAD).read_bytes(), type=Kept)
    except (OSError, msgspec.DecodeError) as error:
        raise SettingError(broken(folder, error)) from error
    if kept.encoder != model.labels.hash or kept.format != FORMAT:
        raise SettingError(
            f"The head in {folder} was fitted by dragoman {kept.dragoman} on another encoder "
            "or in another format; fit it again."
        )
    try:
        with np.load(folder / "head.npz", allow_pickle=False) as arrays:
            head = Head.of(kept.classes, dict(arrays), several=kept.several, tuned=partial(_tuned, folder, model))
    except (OSError, ValueError, KeyError, zlib.error) as error:
        raise SettingError(broken(folder, error)) from error
    if head.hash != kept.hash:
        raise SettingError(f"The head in {folder} is broken: its files do not belong together; fit it again.")
    return head


def card(kept: Kept, labelled: Labelled) -> str:
    """The model card, in Markdown."""
    figures, bare = kept.figures, sum(not own for own in labelled.truth)
    means = {"accuracy": figures.accuracy, "macro-F1": figures.macro_f1, "micro-F1": figures.micro_f1}
    return CARD.format(
        kept=kept,
        figures=figures,
        labelled=labelled,
        beside=", beside a copy of that encoder which learned the classes," if kept.tuned else "",
        many="any number of classes a text" if kept.several else "one class a text",
        bare=f"; {bare:,} texts have no class" if bare else "",
        means="\n".join(f"| {name} | {f.mean:.3f} | {f.spread:.3f} |" for name, f in means.items()),
        classes="\n".join(
            f"| {c.name} | {c.texts} | {c.precision:.2f} | {c.recall:.2f} | {c.f1:.2f} |" for c in figures.classes
        ),
    )
