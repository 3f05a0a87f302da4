"""Everything that an input holds, as documents and failures in the order they stand."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from dragoman.errors import InputError
from dragoman.read.encoding import declared_in_html, decode, encoding_of
from dragoman.read.folder import files_of
from dragoman.read.html import read_html
from dragoman.read.identify import Known, warnings_of
from dragoman.read.sniff import GZIP, binary_kind, format_of
from dragoman.read.table import csv_rows, json_lines, json_whole
from dragoman.read.text import document_of, read_record
from dragoman.records import Document, Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

MAX_BYTES: Final = 20_000_000  # of one document; a file of JSON lines or a table may be of any size
HEAD: Final = 1 << 16  # bytes that tell the format


def read_documents(
    inputs: Iterable[str | Path],
    *,
    published: date | None = None,
    today: date | None = None,
    max_bytes: int = MAX_BYTES,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Failure]:
    """The documents of files, folders, patterns and `-`, with a failure for each that cannot be read.

    Text, HTML, JSON lines, JSON and CSV are told by their content, and each may be gzipped. A document in another
    language or from the days to come is yielded too, followed by a failure that says so.

    Args:
        inputs: Paths of files and folders, patterns such as `news/*.html`, and `-` for standard input.
        published: The date of the documents, before any that their words or pages tell; a record keeps its own.
        today: The day after which a date lies in the future; without it no date does.
        max_bytes: The size of the largest document.
        stdin: What `-` reads; the process's own standard input by default.
    """
    for found in files_of(inputs):
        if isinstance(found, Failure):
            yield found
            continue
        for one in _read(found, stdin, _Way(published, max_bytes)):
            yield one
            if isinstance(one, Document):
                yield from warnings_of(one, today)


class _Way:
    """How a file is read: the date of all its documents, if one is given, and the size of the largest."""

    def __init__(self, published: date | None, max_bytes: int) -> None:
        self.published = published
        self.max_bytes = max_bytes


def _read(found: Path | str, stdin: BinaryIO | None, way: _Way) -> Iterator[Document | Failure]:
    name = str(found)
    try:
        if isinstance(found, str):
            yield from _read_stream(_peekable(stdin or sys.stdin.buffer), name, way)
        else:
            with found.open("rb", buffering=HEAD) as stream:
                yield from _read_stream(cast("io.BufferedReader", stream), name, way)
    except InputError as error:
        yield _failure(name, error)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Failure(source=name, room="read", code="unreadable", message=f"the gzip file is broken: {error}")
    except OSError as error:
        yield Failure(source=name, room="read", code="unreadable", message=error.strerror or str(error))


def _peekable(stream: BinaryIO) -> io.BufferedReader:
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream), HEAD)


def _read_stream(stream: io.BufferedReader, name: str, way: _Way) -> Iterator[Document | Failure]:
    head = stream.peek(HEAD)[:HEAD]
    if head.startswith(GZIP):
        with gzip.open(stream) as unpacked:
            yield from _read_stream(io.BufferedReader(cast("io.RawIOBase", unpacked), HEAD), name, way)
        return
    if not head:
        raise InputError("empty", "the file is empty")
    if kind := binary_kind(head):
        raise InputError("binary", f"no text: {kind}")
    match format_of(_text_of(head), name):
        case "jsonl":
            yield from _records(json_lines(stream, way.max_bytes), name, way)
        case "csv":
            yield from _records(csv_rows(stream, way.max_bytes), name, way)
        case "json":
            yield from _records(json_whole(_whole(stream, way.max_bytes)), name, way)
        case form:
            yield from _single(
                _whole(stream, way.max_bytes),
                form,
                Known(argument=way.published, file_name=_file_name(name), source=name),
            )


def _text_of(head: bytes) -> str:
    return head.decode(encoding_of(head, whole=False), errors="ignore")


def _file_name(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def _whole(stream: io.BufferedReader, max_bytes: int) -> bytes:
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise InputError(
            "too_large",
            f"larger than {max_bytes:,} bytes; split it, or write its documents as JSON lines",
        )
    return data


def _single(data: bytes, form: str, known: Known) -> Iterator[Document | Failure]:
    if form == "html":
        yield read_html(decode(data, declared=declared_in_html(data)), known)
        return
    text = decode(data)
    yield document_of(text, known)
    if text.endswith("\ufffd"):
        yield _failure(str(known.source), InputError("encoding", "the file breaks off inside its last character"))


def _records(
    records: Iterable[tuple[int, dict[str, Any] | InputError]], name: str, way: _Way
) -> Iterator[Document | Failure]:
    is_bare = True
    for number, record in records:
        is_bare = False
        source = f"{name}:{number}"
        try:
            if isinstance(record, InputError):
                raise record
            yield read_record(record, published=way.published, source=source)
        except InputError as error:
            yield _failure(source, error)
    if is_bare:
        raise InputError("empty", "there are no records in it")


def _failure(source: str, error: InputError) -> Failure:
    return Failure(source=source, room="read", code=error.code, message=str(error))
