"""The coder: documents in, everything they tell out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dragoman.coding import code
from dragoman.coding.quotes import quotes
from dragoman.fit import Head
from dragoman.read import datelines
from dragoman.records import Coded, Document, Label, Tagged
from dragoman.resolve.dictionaries import Dictionary
from dragoman.resolve.document import resolve
from dragoman.resolve.resources import Resources
from dragoman.run.fit import HEAD, load_head
from dragoman.run.mentions import mentions
from dragoman.tag import Model, Pool, tag
from dragoman.version import VERSION


@dataclass(frozen=True, slots=True)
class Coder:
    """Model and tables, loaded once; every call is independent of the others.

    >>> coder = Coder.load()
    >>> coder.code([document])[0].events
    """

    model: Model
    resources: Resources
    head: Head | None = None  # gives documents classes of one's own

    @classmethod
    def load(
        cls, model: Path | None = None, threads: int | None = None, dictionaries: Sequence[Dictionary] = ()
    ) -> Coder:
        """The packaged coder.

        Args:
            model: a folder with another model, or with a head of one's own (`run.fit`) for the packaged one.
            threads: the cores that it may use, all by default.
            dictionaries: actors of one's own, before those of the package; see `run.dictionaries`.
        """
        headed = model is not None and (model / HEAD).exists()
        loaded = Model.load(None if headed else model, threads)
        return cls(loaded, Resources.load(dictionaries), load_head(model, loaded) if model and headed else None)

    @property
    def version(self) -> str:
        """Version of dragoman, hash of the model and of added dictionaries, as every record carries them."""
        added = "".join(f" actors {digest}" for digest in self.resources.added)
        head = f" head {self.head.hash}" if self.head else ""
        return f"dragoman {VERSION} model {self.model.labels.hash}{head}{added}"

    def code(self, documents: Sequence[Document]) -> list[Coded]:
        """Events, figures, relations, quotes and own labels of each document."""
        pool = Pool(len(documents), self.model.labels) if self.head else None
        coded = [self._coded(tagged) for tagged in tag(documents, self.model, pool)]
        if not self.head or not pool:
            return coded
        found = self.head.classify([d.text for d in documents], pool.features())
        return [replace(c, labels=self._labels(c.document, own)) for c, own in zip(coded, found, strict=True)]

    def _labels(self, document: Document, found: Sequence[tuple[str, float]]) -> tuple[Label, ...]:
        coder, doc_id = self.version, document.doc_id
        return tuple(
            Label(
                label_id=hashlib.blake2b(f"{doc_id}\t{label}\t{coder}".encode(), digest_size=10).hexdigest(),
                doc_id=doc_id,
                label=label,
                confidence=round(confidence, 4),
                coder=coder,
            )
            for label, confidence in found
        )

    def _coded(self, tagged: Tagged) -> Coded:
        document = tagged.document
        said = quotes(document.text, document.doc_id, tagged.sentences)
        coded = replace(code(tagged, self.version, self.model.floors.confidence, self.model.floors.doubt), quotes=said)
        filed = datelines(document.text, document.furniture)
        return resolve(coded, self.resources, filed, tagged.sentences)

    def mentions(self, documents: Sequence[Document]) -> list[list[dict[str, Any]]]:
        """Actors, places, times, quantities and quotes of each document, as they leave the house."""
        return [mentions(tagged, self.resources) for tagged in tag(documents, self.model)]
