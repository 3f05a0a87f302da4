"""Labelled texts of a table, or of annotated passages."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from dragoman.errors import InputError
from dragoman.evaluate import passages
from dragoman.read.encoding import decode
from dragoman.read.fields import TEXT_NAMES
from dragoman.read.table import json_lines, json_whole

CLASS_NAMES = ("label", "labels", "class", "classes", "category", "categories", "topic", "topics", "events")
LONGEST = 20_000_000  # bytes of a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Texts with their classes, each text once."""

    texts: tuple[str, ...]
    truth: tuple[frozenset[str], ...]
    several: bool
    skipped: int  # rows without text or class
    repeated: int  # rows whose text came before
    digest: str  # of texts and classes

    @property
    def classes(self) -> list[str]:
        """The names of the classes, in order."""
        return sorted(set().union(*self.truth))


def read_labels(
    file: Path, text: str | None = None, label: str | None = None, separator: str | None = None
) -> Labelled:
    """Labelled texts of CSV, JSON lines or JSON, which may be gzipped, or of annotated passages (`evaluate.passages`).

    Args:
        file: a row for each text; or a file or folder of passages, whose classes are the types of their events.
        text: the column of the text, by default one with a usual name.
        label: the column of the class: a word, or in JSON a list of classes, of events with a type, or of 0 and 1 for
            each class.
        separator: what stands between several classes in one cell.

    Raises:
        InputError: the file or its columns cannot be used.
    """
    found: dict[str, frozenset[str]] = {}
    skipped = repeated = 0
    for words, value in _annotated(file) if _is_annotated(file) else _tabled(file, text, label, separator):
        if not isinstance(words, str) or not words.strip() or value is None:
            skipped += 1
        elif words.strip() in found:
            repeated += 1
        else:
            found[words.strip()] = value
    if not found:
        raise InputError("empty", f"{file}: nothing in it has both a text and a class")
    several = any(len(classes) != 1 for classes in found.values())
    told = "\n".join(
        f"{words}\t{sorted(classes)}" for words, classes in sorted(found.items(), key=lambda item: item[0])
    )
    return Labelled(
        texts=tuple(found),
        truth=tuple(found.values()),
        several=several,
        skipped=skipped,
        repeated=repeated,
        digest=hashlib.blake2b(told.encode(), digest_size=10).hexdigest(),
    )


def _is_annotated(file: Path) -> bool:
    """Whether it holds passages in the guide's format: a folder of them, or a file with a line that begins `text:`."""
    if file.is_dir():
        return True
    try:
        return file.suffix == ".txt" and re.search(rb"^text:", file.read_bytes(), re.MULTILINE) is not None
    except OSError as error:
        raise InputError("unreadable", f"{file} cannot be read: {error.strerror or error}") from error


def _annotated(file: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """The text of each passage with the types of its events."""
    for passage in passages(file):
        yield passage.text, frozenset(anchor.label for anchor in passage.anchors if anchor.task == "event")


def _tabled(
    file: Path, text: str | None, label: str | None, separator: str | None
) -> Iterator[tuple[Any, frozenset[str] | None]]:
    """The text of each row with its classes, None where it has no readable class."""
    rows = list(_rows(file))
    names = list(dict.fromkeys(name for row in rows[:1000] for name in row))
    text = _column(text, names, TEXT_NAMES, "text")
    label = _column(label, names, CLASS_NAMES, "label")
    flags = _flags([row.get(label) for row in rows])
    for row in rows:
        yield row.get(text), _classes(row.get(label), separator, flags=flags)


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    try:
        data = file.read_bytes()
        data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError("unreadable", f"{file}: the gzip file is broken: {error}") from error
    except OSError as error:
        raise InputError("unreadable", f"{file} cannot be read: {error.strerror or error}") from error
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if not start:
        raise InputError("empty", f"{file} is empty")
    if start not in {b"{", b"["}:
        yield from _table(decode(data), file)
        return
    stream = cast("io.BufferedReader", io.BufferedReader(cast("io.RawIOBase", io.BytesIO(data))))
    for number, row in json_lines(stream, LONGEST) if start == b"{" else json_whole(data):
        if isinstance(row, InputError):
            raise InputError(row.code, f"{file}:{number}: {row}")
        yield row


def _table(text: str, file: Path) -> Iterator[dict[str, Any]]:
    csv.field_size_limit(LONGEST)
    header = text.partition("\n")[0]
    mark = max(",;\t|", key=header.count)
    try:
        yield from csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
    except csv.Error as error:
        raise InputError("bad_csv", f"{file}: {error}") from error


def _column(wanted: str | None, names: Sequence[str], usual: Sequence[str], option: str) -> str:
    if wanted is not None and wanted in names:
        return wanted
    by_name = {str(name).strip().lower(): name for name in names}
    found = next((by_name[name] for name in usual if name in by_name), None)
    if wanted is None and found is not None:
        return found
    what = f"there is no column {wanted!r}" if wanted is not None else f"which column holds the {option} is not clear"
    raise InputError(f"missing_{option}", f"{what}: say --{option} and one of {', '.join(map(repr, names))}")


def _flags(values: Sequence[Any]) -> bool:
    """Whether all values are lists of 0 and 1, of one length: a column for each class."""
    lists = [value for value in values if isinstance(value, list)]
    sizes = {len(value) for value in lists}
    return len(sizes) == 1 and sizes != {1} and all(f in (0, 1) for v in lists for f in v)


def _classes(value: Any, separator: str | None, *, flags: bool) -> frozenset[str] | None:
    if isinstance(value, list):
        if flags:
            return frozenset(str(at) for at, flag in enumerate(value) if flag)
        named = [item.get("type") if isinstance(item, dict) else item for item in value]
        return frozenset(str(name).strip() for name in named) if None not in named else None
    if value is None or isinstance(value, dict):
        return None
    parts = str(value).split(separator) if separator else [str(value)]
    kept = frozenset(part.strip() for part in parts if part.strip())
    return kept or (frozenset() if separator else None)
