"""What makes a text a Document: its id, its language, its date and publisher and where they come from."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from dragoman.read.dateline import Dateline, dateline
from dragoman.read.dates import date_of_file_name, date_of_url, find_date
from dragoman.read.naming import copyright_holder, is_paper
from dragoman.records import Document, Failure, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from dragoman.records import Furniture

ENGLISH: Final = frozenset({  # common words of English that are rare in the languages that share its letters
    "the", "of", "and", "to", "that", "with", "from", "has", "were", "are", "his", "their", "which", "who", "have",
    "not", "will", "this", "after", "been", "but", "they", "would", "its", "against", "when", "said", "between",
    "says", "kills", "killed", "wounded", "troops", "talks", "warns", "warned", "urges", "urged", "rejects", "rejected",
    "accuses", "accused", "denies", "denied", "condemned", "attacks", "attacked", "arrested", "visits", "visited",
    "threatened", "signed", "soldiers", "rebels", "gunmen", "prime", "army", "leaders", "government",
})  # fmt: skip
CLOSE: Final = 15.0  # log-likelihood: short English with foreign names is often taken for Pidgin or Aragonese by less
SAMPLE: Final = 3000  # characters that tell the language
SHORTEST: Final = 40  # letters; a shorter text is not judged
PLAINLY_ENGLISH: Final = 0.06  # share of the words above; in other languages it is next to nothing
HEAD: Final = 4  # lines of the story that may begin with the dateline

_WORD = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a text besides its words."""

    doc_id: str | None = None
    title: str | None = None
    argument: date | None = None  # the date that the caller gives
    published: date | None = None  # the date in the metadata
    publisher: str | None = None
    url: str | None = None
    file_name: str | None = None
    source: str | None = None


def identified(text: str, known: Known, furniture: Sequence[Furniture]) -> Document:
    """The document of a text: what is not known is taken from its furniture and dateline."""
    head = story_dateline(text, furniture)
    published, published_from = _published(text, known, furniture, head)
    return Document(
        doc_id=known.doc_id or document_id(text, published),
        text=text,
        title=known.title or _first(text, furniture, "headline"),
        published=published,
        published_from=published_from,
        publisher=known.publisher or masthead_in(text, furniture) or _owner(text, furniture, head),
        url=known.url,
        language=language_of(text),
        source=known.source,
        furniture=tuple(furniture),
    )


def document_id(text: str, published: date | None) -> str:
    """`d` and 16 hexadecimal digits: the hash of the text and its date."""
    day = published.isoformat() if published else ""
    return "d" + hashlib.blake2b(f"{day}\n{text}".encode(), digest_size=8).hexdigest()


def story_dateline(text: str, furniture: Sequence[Furniture] = ()) -> Dateline | None:
    """The dateline at the head of the story, past the furniture above it."""
    apart = {one.start for one in furniture}
    seen = 0
    for line in _LINE.finditer(text):
        bare = line.group().strip()
        start = line.start() + line.group().index(bare) if bare else -1
        if not bare or start in apart:
            continue
        if found := dateline(text, start):
            return found
        seen += 1
        if seen == HEAD:
            break
    return None


def datelines(text: str, furniture: Sequence[Furniture] = ()) -> list[Span]:
    """The places that a story and the further items of a round-up, which name an agency or a day, were filed from."""
    head = story_dateline(text, furniture)
    if head is None or head.place is None:
        return []
    apart = {one.start for one in furniture}
    starts = [m.start() for m in _LINE.finditer(text, head.end) if m.group().strip() and m.start() not in apart]
    later = [found for start in starts if (found := dateline(text, start))]
    return [head.place, *(line.place for line in later if line.place and (line.agency or line.dated))]


def language_of(text: str) -> str | None:
    """The language as ISO 639-1; None where the text is too short to tell."""
    words = _WORD.findall(text[:SAMPLE].lower())
    if not words:
        return None
    if sum(word in ENGLISH for word in words) >= PLAINLY_ENGLISH * len(words):
        return "en"
    if sum(map(len, words)) < SHORTEST:
        return None
    ranked = _classifier()(" ".join(words))
    likely = next(score for language, score in ranked if language == "en")
    return "en" if ranked[0][1] - likely < CLOSE else ranked[0][0]


def is_supported(document: Document) -> bool:
    """Whether the document is in English, or too short to tell."""
    return document.language in {None, "en"}


def warnings_of(document: Document, today: date | None) -> list[Failure]:
    """What a user should know of a document that was read all the same: another language, a date to come."""
    rows = []
    source = document.source or document.doc_id
    if not is_supported(document):
        message = f"the text is in {document.language!r}, not in English; it is kept but not coded"
        rows.append(Failure(source=source, room="read", code="language", message=message))
    if today and document.published and document.published > today:
        message = f"published on {document.published}, which is after {today}; it is kept"
        rows.append(Failure(source=source, room="read", code="future_date", message=message))
    return rows


def _published(
    text: str, known: Known, furniture: Sequence[Furniture], head: Dateline | None
) -> tuple[date | None, str | None]:
    byline_dates = (find_date(text[one.start : one.end]) for one in furniture if one.kind == "byline")
    found = (
        ("argument", known.argument),
        ("metadata", known.published),
        ("url", date_of_url(known.url) if known.url else None),
        ("dateline", head.date if head and head.date else next((day for day in byline_dates if day), None)),
        ("filename", date_of_file_name(known.file_name) if known.file_name else None),
    )
    return next(((day, origin) for origin, day in found if day), (None, None))


def masthead_in(text: str, furniture: Sequence[Furniture]) -> str | None:
    """The paper that a masthead names."""
    lines = (text[one.start : one.end] for one in furniture if one.kind == "masthead")
    return next((line for line in lines if is_paper(line)), None)


def _owner(text: str, furniture: Sequence[Furniture], head: Dateline | None) -> str | None:
    """Whose a story without a masthead is: the holder of its copyright, else the agency of its dateline."""
    lines = (text[one.start : one.end] for one in furniture if one.kind == "copyright")
    return next(filter(None, map(copyright_holder, lines)), head.agency if head else None)


def _first(text: str, furniture: Sequence[Furniture], kind: str) -> str | None:
    return next((text[one.start : one.end] for one in furniture if one.kind == kind), None)


@cache
def _classifier() -> Callable[[str], list[tuple[str, float]]]:
    from py3langid import rank

    return rank  # type: ignore[no-any-return]
