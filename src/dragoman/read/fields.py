"""The names under which records of JSON and CSV keep what a document needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT_NAMES: Final = ("text", "body", "content", "story", "article", "article_text", "full_text", "maintext")
ID_NAMES: Final = ("id", "doc_id", "docid")
DATE_NAMES: Final = ("published", "date", "pub_date", "published_at", "publication_date", "date_publish", "datetime")
TITLE_NAMES: Final = ("title", "headline")
URL_NAMES: Final = ("url", "link")
PUBLISHER_NAMES: Final = ("publisher", "source", "outlet", "agency", "source_domain")


def field(record: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """The value of the first of these fields that the record has and that is not blank; None without one."""
    for name in names:
        value = record.get(name)
        if value is not None and value != "":
            return value
    return None


def lowered(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its field names in lower case and without blanks around them."""
    return {str(name).strip().lower(): value for name, value in record.items()}
