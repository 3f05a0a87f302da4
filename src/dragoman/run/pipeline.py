"""Inputs -> documents -> everything they tell -> project folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Protocol

from dragoman.read import is_supported, read_documents
from dragoman.records import Coded, Document, Failure
from dragoman.store import Project

CHUNK = 64  # documents coded and stored together


class Codes(Protocol):
    """What the pipeline needs of a coder."""

    @property
    def version(self) -> str:
        """What every record carries."""

    def code(self, documents: list[Document]) -> list[Coded]:
        """Everything that the documents tell."""


@dataclass(slots=True)
class Report:
    """What a run has done so far."""

    documents: int = 0  # coded in this run
    skipped: int = 0  # coded by the same coder before
    events: int = 0
    words: int = 0
    failures: Counter[str] = field(default_factory=Counter)


def code_into(
    inputs: Iterable[str | Path],
    project: Project,
    coder: Codes,
    *,
    published: date | None = None,
    today: date | None = None,
    progress: Callable[[Report], None] = lambda _: None,
) -> Report:
    """Read, code and store; run again, it goes on where it was stopped.

    `published` is the date of the documents, before any that their words or pages tell (a record keeps its own);
    `today` finds dates in the future.
    """
    report, known = Report(), project.known()
    found = iter(read_documents(inputs, published=published, today=today))
    while chunk := list(islice(found, CHUNK)):
        failures = [item for item in chunk if isinstance(item, Failure)]
        documents = list({d.doc_id: d for d in chunk if isinstance(d, Document)}.values())
        fresh = [d for d in documents if (d.doc_id, coder.version) not in known]
        known |= {(d.doc_id, coder.version) for d in fresh}
        report.skipped += len(documents) - len(fresh)
        coded = list(code_safely(fresh, coder, failures))
        project.add(coded, failures, coder.version)
        report.documents += len(coded)
        report.events += sum(len(c.events) for c in coded)
        report.words += sum(c.document.text.count(" ") + 1 for c in coded)
        report.failures.update(f.code for f in failures)
        progress(report)
    return report


def code_safely(documents: list[Document], coder: Codes, failures: list[Failure]) -> Iterator[Coded]:
    """Code documents; one that cannot be coded becomes a failure, and one in another language is kept uncoded."""
    able = [d for d in documents if is_supported(d)]
    yield from (Coded(document=d) for d in documents if not is_supported(d))
    try:
        yield from coder.code(able)
    except Exception:  # noqa: BLE001 - whatever one document does, the others go on
        for document in able:
            try:
                yield from coder.code([document])
            except Exception as error:  # noqa: BLE001
                source = document.source or document.doc_id
                failures.append(
                    Failure(source=source, room="code", code="coder", message=f"{type(error).__name__}: {error}")
                )
