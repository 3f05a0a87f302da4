"""Plain text and records: a story as it was given, pasted or scraped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.errors import InputError
from dragoman.read.dates import published_date
from dragoman.read.encoding import settle
from dragoman.read.fields import (
    DATE_NAMES,
    ID_NAMES,
    PUBLISHER_NAMES,
    TEXT_NAMES,
    TITLE_NAMES,
    URL_NAMES,
    field,
    lowered,
)
from dragoman.read.furniture import recognise
from dragoman.read.identify import Known, identified

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dragoman.records import Document


def read_text(
    text: str, *, published: str | date | None = None, title: str | None = None, doc_id: str | None = None
) -> Document:
    """The document of a text, its characters kept one for one.

    Raises:
        InputError: `empty`, when the text is blank; `bad_date`, when `published` names no day.
    """
    return document_of(text, Known(argument=published_date(published), title=title, doc_id=doc_id))


def read_record(record: Mapping[str, Any], *, published: date | None = None, source: str | None = None) -> Document:
    """The document of a record with `text` and, where known, `id`, `published`, `title`, `url` and `publisher`.

    Args:
        record: One line of JSON or CSV; the usual other names of these fields are understood.
        published: The date of a record that gives none.
        source: Where the record stands, for messages.

    Raises:
        InputError: `missing_text`, `empty` or `bad_date`.
    """
    fields = lowered(record)
    text = field(fields, TEXT_NAMES)
    if not isinstance(text, str):
        if any(name in fields for name in TEXT_NAMES):
            raise InputError("empty", "the text of the record is empty" if text is None else "the text is no string")
        raise InputError("missing_text", f"the record has no text; its fields are: {', '.join(fields) or 'none'}")
    own_date = published_date(field(fields, DATE_NAMES))
    known = Known(
        doc_id=_string(field(fields, ID_NAMES)),
        title=_string(field(fields, TITLE_NAMES)),
        argument=None if own_date else published,
        published=own_date,
        publisher=_string(field(fields, PUBLISHER_NAMES)),
        url=_string(field(fields, URL_NAMES)),
        source=source,
    )
    return document_of(text, known)


def document_of(text: str, known: Known) -> Document:
    """The document of a text without mark-up, with its furniture set apart.

    Raises:
        InputError: `empty`, when the text is blank.
    """
    text = settle(text)
    if not text.strip():
        raise InputError("empty", "there is no text in it")
    return identified(text, known, recognise(text, known.title))


def _string(value: Any) -> str | None:
    return str(value).strip() or None if isinstance(value, (str, int, float)) else None
