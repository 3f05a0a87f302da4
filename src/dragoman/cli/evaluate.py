"""`dragoman evaluate`: a coder against annotated texts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from dragoman.cli.tables import Form, Format, Out, print_rows, write
from dragoman.errors import SettingError

if TYPE_CHECKING:
    from dragoman.evaluate import Figure

EXAMPLES = """\b
Examples:
  dragoman evaluate annotated.txt                                (the packaged coder, on texts that you annotated)
  dragoman evaluate annotated.jsonl --predictions theirs.jsonl   (any other system, in the same figures)
  dragoman evaluate annotated.txt --errors 5 --format json --out figures.json
\b
Annotated texts are in the format of training/corpus/GUIDE.md, or JSON lines:
{"id": "1", "text": "Kenya met Uganda.", "events": [{"type": "CONSULT", "trigger": "met", "actors": ["Kenya", "Uganda"]}]}
"""


def command(
    annotated: Annotated[Path, typer.Argument(help="Annotated texts: .txt, .jsonl or a folder of .txt.")],
    predictions: Annotated[
        Path | None, typer.Option(help="Events of another system, as JSON lines of event records.")
    ] = None,
    model: Annotated[Path | None, typer.Option(help="Folder of another model.")] = None,
    errors: Annotated[int, typer.Option(min=0, help="Most errors shown of each kind.")] = 3,
    form: Format = Form.table,
    out: Out = None,
) -> None:
    """Score coded events against annotated texts, with 95 % intervals, figures by type, and the worst errors by kind."""
    from dragoman.evaluate import errors as found_errors
    from dragoman.evaluate import passages, score

    test = list(passages(annotated))
    if not test:
        raise SettingError(f"{annotated} holds no annotated text.")
    coded: Any
    facts = None
    if predictions:
        from dragoman.evaluate import predictions as read

        try:
            coded = read(predictions.read_text("utf-8").splitlines(), test)
        except (OSError, UnicodeDecodeError) as error:
            raise SettingError(f"{predictions} cannot be read: {error}.") from error
    else:
        from dragoman.run.evaluate import code_passages
        from dragoman.tag import Model

        facts = code_passages(test, Model.load(model))
        coded = [one.events for one in facts]
    figures = score(test, coded, facts)
    worst = _worst(found_errors(test, coded), errors)
    if form is Form.table:
        if out:
            raise SettingError("A table is for the screen: for a file add --format csv or json.")
        _show(figures, worst, len(test))
        return
    if form is Form.json:
        whole = {"texts": len(test), "figures": figures, "errors": worst}
        write(msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n", out)
        return
    lines = ["figure,value,low,high,support", *(",".join(_numbers(n, f, 4)) for n, f in figures.items())]
    write("\n".join([*lines, ""]).encode(), out)


def _worst(found: list[tuple[str, str, str, float]], most: int) -> dict[str, dict[str, Any]]:
    """For each kind of error how many there are, and those that the coder was surest of."""
    out: dict[str, dict[str, Any]] = {}
    for kind, text, words, sure in found:
        entry = out.setdefault(kind, {"errors": 0, "shown": []})
        entry["errors"] += 1
        if len(entry["shown"]) < most:
            entry["shown"].append({"text": text, "words": words, "confidence": round(sure, 3)})
    return out


def _numbers(name: str, figure: Figure, digits: int) -> list[str]:
    return [name, *(f"{v:.{digits}f}" for v in (figure.value, figure.low, figure.high)), str(figure.support)]


def _show(figures: dict[str, Figure], worst: dict[str, dict[str, Any]], texts: int) -> None:
    print(f"{texts:,} texts; from, to: 95 % interval of a bootstrap over texts", file=sys.stderr)
    rows = [_numbers(name, figure, 3) for name, figure in figures.items()]
    print_rows(["figure", "value", "from", "to", "counted on"], rows, "Nothing was scored.")
    for kind, entry in worst.items():
        typer.echo(f"\n{kind}: {entry['errors']}")
        for shown in entry["shown"]:
            typer.echo(f"  {shown['text']}  {shown['words']}  ({shown['confidence']:.2f})")
