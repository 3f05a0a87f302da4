"""The coder: documents in, everything they tell out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dragoman.coding import code
from dragoman.coding.quotes import quotes
from dragoman.read import story_dateline
from dragoman.records import Coded, Document, Tagged
from dragoman.resolve.dictionaries import Dictionary
from dragoman.resolve.document import Resources, resolve
from dragoman.run.mentions import mentions
from dragoman.tag import Model, tag
from dragoman.version import VERSION


@dataclass(frozen=True, slots=True)
class Coder:
    """Model and tables, loaded once; every call is independent of the others.

    >>> coder = Coder.load()
    >>> coder.code([document])[0].events
    """

    model: Model
    resources: Resources

    @classmethod
    def load(
        cls, model: Path | None = None, threads: int | None = None, dictionaries: Sequence[Dictionary] = ()
    ) -> Coder:
        """The packaged coder.

        Args:
            model: a folder with another model.
            threads: the cores that it may use, all by default.
            dictionaries: actors of one's own, before those of the package; see `run.dictionaries`.
        """
        return cls(Model.load(model, threads), Resources.load(dictionaries))

    @property
    def version(self) -> str:
        """Version of dragoman, hash of the model and of added dictionaries, as every record carries them."""
        added = "".join(f" actors {digest}" for digest in self.resources.added)
        return f"dragoman {VERSION} model {self.model.labels.hash}{added}"

    def code(self, documents: Sequence[Document]) -> list[Coded]:
        """Events, figures, relations and quotes of each document."""
        return [self._coded(tagged) for tagged in tag(documents, self.model)]

    def _coded(self, tagged: Tagged) -> Coded:
        document = tagged.document
        said = quotes(document.text, document.doc_id, tagged.sentences)
        coded = replace(code(tagged, self.version, self.model.floors.confidence), quotes=said)
        line = story_dateline(document.text, document.furniture)
        return resolve(coded, self.resources, line.place if line else None, tagged.sentences)

    def mentions(self, documents: Sequence[Document]) -> list[list[dict[str, Any]]]:
        """Actors, places, times, quantities and quotes of each document, as they leave the house."""
        return [mentions(tagged, self.resources) for tagged in tag(documents, self.model)]
