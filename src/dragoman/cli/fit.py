"""`dragoman fit`: labelled texts in, a head of one's own out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.run.fit import Kept

EXAMPLES = """\b
Examples:
  dragoman fit labelled.csv --into mymodel
  dragoman fit labelled.jsonl --label topics --into mymodel
  dragoman fit labelled.csv --label topics --separator ";" --into mymodel
  dragoman fit labelled.csv --into mymodel --encoder
  dragoman fit passages.txt --into mymodel        annotated passages in the guide's format, or a folder of them
  dragoman code news/ --into project --model mymodel
\b
A row has a text and its class, or in JSON a list of classes: {"text": ..., "label": ["trade", "aid"]}.
"""


def command(
    labels: Annotated[
        Path, typer.Argument(help="CSV, JSON lines or JSON, gzipped or not; or annotated passages.", metavar="LABELS")
    ],
    into: Annotated[Path, typer.Option(help="Folder for the head and its card.", metavar="MODELDIR")],
    text: Annotated[str | None, typer.Option(help="Column of the text, where its name does not tell.")] = None,
    label: Annotated[str | None, typer.Option(help="Column of the class, where its name does not tell.")] = None,
    separator: Annotated[str | None, typer.Option(help="Sign between several classes in one cell.")] = None,
    encoder: Annotated[
        bool,
        typer.Option(
            "--encoder",
            help="Let a copy of the encoder learn too: many minutes instead of seconds; needs the extra train.",
        ),
    ] = False,
    seed: Annotated[int, typer.Option(help="Seed of the folds, and of the encoder.", min=0)] = 0,
    threads: Annotated[int | None, typer.Option(help="Cores to use; all by default.", min=1)] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no figures.")] = False,
) -> None:
    """Fit classes of your own to labelled texts, with cross-validated figures and a model card."""
    from dragoman.cli.progress import counted
    from dragoman.run.fit import fit_into
    from dragoman.run.labels import read_labels
    from dragoman.tag import Model

    labelled = read_labels(labels, text, label, separator)
    if not quiet and labelled.skipped + labelled.repeated:
        told = f"{labelled.skipped:,} rows without text or class and {labelled.repeated:,} repeated texts are left out."
        print(f"dragoman: {told}", file=sys.stderr)
    with counted(quiet, len(labelled.texts)) as (read, said):
        kept = fit_into(into, labelled, Model.load(threads=threads), seed=seed, encoder=encoder, read=read, told=said)
    if not quiet:
        print(_shown(kept, into))


def _shown(kept: Kept, folder: Path) -> str:
    figures = kept.figures
    width = max(map(len, kept.classes))
    means = {"accuracy": figures.accuracy, "macro-F1": figures.macro_f1, "micro-F1": figures.micro_f1}
    told = ", ".join(f"{name} {figure.mean:.3f} ± {figure.spread:.3f}" for name, figure in means.items())
    lines = [f"{told} ({figures.folds}-fold cross-validation on {figures.texts:,} texts)"]
    lines += [f"  {c.name:<{width}}  F1 {c.f1:.2f}  {c.texts:,} texts" for c in figures.classes]
    lines.append(f"The head is in {folder}; use it with: dragoman code INPUT --into PROJECT --model {folder}")
    return "\n".join(lines)
