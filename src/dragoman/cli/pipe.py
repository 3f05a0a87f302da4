"""JSON lines in, JSON lines out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec

from dragoman.read import is_supported, read_documents
from dragoman.records import Document, Failure

CHUNK = 64  # documents that wait for each other


def run(inputs: Sequence[str], found_in: Callable[[Sequence[Document]], Iterable[Iterable[Any]]]) -> int:
    """Write a JSON line for everything found in the documents; failures go to standard error.

    Returns the number of documents.
    """
    encoder, total = msgspec.json.Encoder(), 0
    for chunk in _chunks(read_documents(inputs)):
        documents = [d for d in chunk if isinstance(d, Document)]
        for failure in (f for f in chunk if isinstance(f, Failure)):
            print(f"dragoman: {failure.source}: {failure.message}", file=sys.stderr)
        total += len(documents)
        for records in found_in([d for d in documents if is_supported(d)]):
            for record in records:
                sys.stdout.buffer.write(encoder.encode(record) + b"\n")
        sys.stdout.buffer.flush()
    return total


def _chunks(items: Iterable[Document | Failure]) -> Iterator[list[Document | Failure]]:
    source = iter(items)
    while chunk := list(islice(source, CHUNK)):
        yield chunk
