"""Many documents a file: JSON lines of any length, a JSON array or object, and tables with a header line."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import msgspec

from dragoman.errors import InputError
from dragoman.read.encoding import BOMS, decode, encoding_of, unmarked_utf16
from dragoman.read.fields import TEXT_NAMES
from dragoman.read.sniff import delimiter_of

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD: Final = 1 << 16  # bytes that tell the encoding of a table
WRAPPERS: Final = ("articles", "documents", "records", "items", "data", "results")


def json_lines(stream: io.BufferedReader, max_bytes: int) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    """The objects of JSON lines with their line numbers; a faulty line comes as the error that it makes."""
    for number, line in enumerate(_lines(stream, max_bytes), start=1):
        if isinstance(line, InputError):
            yield number, line
        elif line.strip():
            yield number, _object(line)


def json_whole(data: bytes) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    """The objects of one JSON text, an object or an array of them, numbered from 1.

    Raises:
        InputError: `bad_json` or `encoding`.
    """
    try:
        value = msgspec.json.decode(decode(data))
    except msgspec.DecodeError as error:
        raise InputError("bad_json", f"the file is no valid JSON: {error}") from error
    if isinstance(value, dict):
        value = next((value[name] for name in WRAPPERS if isinstance(value.get(name), list)), [value])
    for number, one in enumerate(value, start=1):
        yield number, one if isinstance(one, dict) else InputError("bad_json", f"a {type(one).__name__}, not an object")


def csv_rows(stream: io.BufferedReader, max_bytes: int) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    """The rows of a table with the numbers of their last lines.

    Raises:
        InputError: `missing_text`, when no column holds the text; `bad_csv`, when the table is broken off.
    """
    csv.field_size_limit(max_bytes)
    encoding = encoding_of(stream.peek(HEAD)[:HEAD], whole=False)
    with _as_text(stream, encoding) as lines:
        header = lines.readline()
        names = next(csv.reader([header], delimiter=delimiter_of(header)), [])
        if not any(name.strip().lower().lstrip("\ufeff") in TEXT_NAMES for name in names):
            raise InputError(
                "missing_text",
                f"no column holds the text: name one of {', '.join(map(repr, names)) or 'them'} 'text'",
            )
        rows = csv.reader(lines, delimiter=delimiter_of(header))
        try:
            for row in rows:
                if row:
                    yield rows.line_num + 1, dict(zip(names, row, strict=False))
        except csv.Error as error:
            raise InputError("bad_csv", f"line {rows.line_num + 1}: {error}") from error


@contextmanager
def _as_text(stream: io.BufferedReader, encoding: str) -> Iterator[io.TextIOWrapper]:
    """The stream as text with its own line ends; it is left open, as it may be the process's standard input."""
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    try:
        yield text
    finally:
        text.detach()


def _lines(stream: io.BufferedReader, max_bytes: int) -> Iterator[bytes | str | InputError]:
    head = stream.peek(HEAD)[:HEAD]
    if head.startswith(BOMS[2][0]):
        stream.read(len(BOMS[2][0]))
    elif any(head.startswith(mark) for mark, _ in BOMS) or unmarked_utf16(head):
        with _as_text(stream, encoding_of(head, whole=False)) as lines:
            yield from lines
        return
    while line := stream.readline(max_bytes + 1):
        if len(line) <= max_bytes:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(HEAD)
        yield InputError("too_large", f"the line is longer than {max_bytes:,} bytes")


def _object(line: bytes | str) -> dict[str, Any] | InputError:
    try:
        value = msgspec.json.decode(line)
    except UnicodeDecodeError as error:
        return InputError("encoding", f"the line is not UTF-8: {error.reason} at byte {error.start}")
    except msgspec.DecodeError as error:
        return InputError("bad_json", f"the line is no valid JSON: {error}")
    return value if isinstance(value, dict) else InputError("bad_json", "the line is no JSON object")
