"""JSON lines in, JSON lines out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

import msgspec

from dragoman.read import is_supported, read_documents
from dragoman.records import Document, Failure

CHUNK = 64  # documents that wait for each other


def run(
    inputs: Sequence[str],
    found_in: Callable[[Sequence[Document]], Iterable[Iterable[Any]]],
    published: datetime | None = None,
    *,
    quiet: bool = False,
) -> int:
    """Write a JSON line for everything found in the documents; failures go to standard error unless `quiet`.

    Returns the number of documents.
    """
    encoder, total = msgspec.json.Encoder(), 0
    for chunk in _chunks(read_documents(inputs, published=published.date() if published else None)):
        documents = [d for d in chunk if isinstance(d, Document)]
        for failure in (f for f in chunk if isinstance(f, Failure) and not quiet):
            print(f"dragoman: {failure.source}: {failure.message}", file=sys.stderr)
        total += len(documents)
        for records in _safely([d for d in documents if is_supported(d)], found_in):
            for record in records:
                sys.stdout.buffer.write(encoder.encode(record) + b"\n")
        sys.stdout.buffer.flush()
    return total


def _safely(
    documents: list[Document], found_in: Callable[[Sequence[Document]], Iterable[Iterable[Any]]]
) -> Iterator[Iterable[Any]]:
    """What is found in each document; one that fails is told on standard error, and the others go on."""
    try:
        yield from list(found_in(documents))
    except Exception:  # noqa: BLE001
        for document in documents:
            try:
                yield from list(found_in([document]))
            except Exception as error:  # noqa: BLE001
                print(f"dragoman: {document.doc_id}: {type(error).__name__}: {error}", file=sys.stderr)


def _chunks(items: Iterable[Document | Failure]) -> Iterator[list[Document | Failure]]:
    source = iter(items)
    while chunk := list(islice(source, CHUNK)):
        yield chunk
