"""Web pages: every visible block is kept in its place, and what is not the article is set apart.

trafilatura tells which words are the article; the page itself tells what the other blocks are.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from dragoman.errors import InputError
from dragoman.read.dates import published_date
from dragoman.read.furniture import PROSE_WORDS, Block, block, judge
from dragoman.read.identify import Known, identified
from dragoman.records import Document, Furniture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

INVISIBLE: Final = [
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "embed",
    "canvas",
    "video",
    "audio",
    "head",
    "select",
    "option",
    "datalist",
    "dialog",
    "map",
]
FLOWING: Final = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
ZONES: Final = {
    "nav": "navigation", "menu": "navigation", "header": "navigation", "footer": "navigation", "figcaption": "caption",
    "aside": "related", "form": "promo", "button": "promo", "address": "byline", "h1": "headline",
    "h2": "headline", "h3": "headline", "h4": "headline", "h5": "headline", "h6": "headline",
}  # fmt: skip
OWN: Final = frozenset({"caption", "credit", "byline", "headline"})  # zones that hold inside the article too
MOST_NAVIGATION: Final = 10_000  # characters of menus that are kept
SHORT: Final = 5  # words; a shorter block must be a line of the article, not only stand in it
OWN_WORDS: Final = 60  # a longer block is no caption or byline, whatever its class says

_NAMED_ZONES: Final = tuple(
    (zone, re.compile(names, re.IGNORECASE))
    for zone, names in (
        ("credit", r"\b(?:photo|image|media)?[-_]?credits?\b"),
        ("caption", r"caption"),
        ("byline", r"\b(?:byline|by-line|author|dateline|pub-?date|timestamp|published|posted-on)\b"),
        ("copyright", r"copyright|legal"),
        ("slogan", r"\b(?:slogan|tagline|site-description|strapline)\b"),
        ("masthead", r"\b(?:masthead|site-title|site-name|logo|brand)\b"),
        (
            "promo",
            r"newsletter|subscri|sign-?up|\bpromo|advert|\bads?\b|sponsor|social|\bshare|sharing|cookie|donat|paywall",
        ),
        (
            "related",
            r"related|recommend|most-?(?:read|popular)|more-(?:stories|news|from)|trending|read-?more|also-like|teaser",
        ),
        (
            "navigation",
            r"\b(?:nav|navbar|navigation|menu|breadcrumbs?|footer|sidebar|skip-link|topics|tags?)\b",
        ),
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\xa0]+|\xa0+")
_NOT_WORDS = re.compile(r"\W+")


@dataclass(slots=True)
class Piece:
    """A visible block of the page, and the part of the page that it stands in."""

    text: str
    zone: str | None
    listed: bool


def read_html(markup: str, known: Known) -> Document:
    """The document of a page; what is known beforehand goes before the page's own metadata.

    Raises:
        InputError: `html_empty`, when the page shows no text besides menus.
    """
    tree = _parsed(markup)
    article, metadata = _extracted(markup, known)
    pieces = _within_bounds(_pieces(tree))
    if not any(piece.zone is None or piece.zone in OWN for piece in pieces):
        raise InputError("html_empty", "the page shows no article; it may be built by scripts in a browser")
    known = _with_metadata(known, metadata)
    text, blocks = _laid_out(pieces)
    is_story = _story_blocks(blocks, pieces, article)
    furniture = _furniture(blocks, pieces, is_story, known.title)
    return identified(text, known, furniture)


def _parsed(markup: str) -> Any:
    from lxml import etree, html

    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
    try:
        tree: Any = html.document_fromstring(markup, parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, ValueError, AssertionError) as error:
        raise InputError("html_empty", f"the page has no content ({error})") from error
    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for element in list(tree.iter()):
        if element.getparent() is not None and (element.tag in INVISIBLE or _is_hidden(element)):
            element.drop_tree()
    return tree


def _is_hidden(element: Any) -> bool:
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


@cache
def _trafilatura() -> Any:
    import trafilatura

    # What it cannot extract is read all the same, so its complaints would only confuse.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return trafilatura


def _extracted(markup: str, known: Known) -> tuple[str, Any]:
    """The text of the article as trafilatura sees it (empty where it sees none), and the page's metadata."""
    library = _trafilatura()
    tree = library.load_html(markup)
    if tree is None:
        return "", None
    # Without bounds of our own, dates after the machine's today would be thrown away unseen.
    dates = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
    metadata = library.extract_metadata(tree, default_url=known.url, date_config=dates)
    found = library.bare_extraction(library.load_html(markup), include_comments=False)
    return (found.text or "") if found else "", metadata


def _with_metadata(known: Known, metadata: Any) -> Known:
    if metadata is None:
        return known
    try:
        published = known.published or published_date(metadata.date)
    except InputError:
        published = None
    return replace(
        known,
        title=known.title or metadata.title,
        published=published,
        publisher=known.publisher or metadata.sitename,
        url=known.url or metadata.url,
    )


def _pieces(tree: Any) -> list[Piece]:
    """The visible blocks of the page in order."""
    from lxml import etree

    pieces: list[Piece] = []
    zones: list[str | None] = [None]
    lists = 0
    words: list[str] = []

    def flush() -> None:
        line = _BLANKS.sub(" ", "".join(words)).strip()
        words.clear()
        if line:
            pieces.append(Piece(line, zones[-1], lists > 0))

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        flows = element.tag in FLOWING
        if event == "start":
            if not flows:
                flush()
            zones.append(zones[-1] if flows or element.tag in {"html", "body"} else _zone(element, zones[-1]))
            lists += element.tag == "li"
            words.append(element.text or "")
        else:
            if not flows:
                flush()
            zones.pop()
            lists -= element.tag == "li"
            words.append(element.tail or "")
    flush()
    return pieces


def _zone(element: Any, outer: str | None) -> str | None:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    if element.tag in {"article", "main"}:
        return None
    if names.strip():
        for zone, pattern in _NAMED_ZONES:
            if pattern.search(names):
                return zone
    own = ZONES.get(element.tag)
    if own == "headline" and outer is not None:
        return outer
    if element.tag == "header" and next(element.iterancestors("article", "main"), None) is not None:
        return outer
    return own or outer


def _within_bounds(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces without the menus beyond what anyone would look at."""
    kept, menus = [], 0
    for piece in pieces:
        if piece.zone == "navigation":
            menus += len(piece.text)
        if piece.zone != "navigation" or menus <= MOST_NAVIGATION:
            kept.append(piece)
    return kept


def _laid_out(pieces: Sequence[Piece]) -> tuple[str, list[Block]]:
    """The text with a blank line between the pieces, and their blocks."""
    text = "\n\n".join(piece.text for piece in pieces)
    blocks, start = [], 0
    for piece in pieces:
        blocks.append(block(text, start, start + len(piece.text), listed=piece.listed))
        start += len(piece.text) + 2
    return text, blocks


def _story_blocks(blocks: Sequence[Block], pieces: Sequence[Piece], article: str) -> list[bool]:
    """For each block whether it is part of the article."""
    lines = {_bare(line) for line in article.splitlines()}
    whole = f" {_bare(article)} "
    kept = [
        bool(words := _bare(one.text)) and (words in lines or (one.words >= SHORT and f" {words} " in whole))
        for one in blocks
    ]
    if not any(kept):
        return [piece.zone is None for piece in pieces]
    first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
    # A paragraph among those of the article belongs to it, even where trafilatura lost it.
    return [
        kept[place] or (first < place < last and pieces[place].zone is None and one.closed and one.words >= PROSE_WORDS)
        for place, one in enumerate(blocks)
    ]


def _furniture(
    blocks: Sequence[Block], pieces: Sequence[Piece], is_story: Sequence[bool], title: str | None
) -> tuple[Furniture, ...]:
    """What the page sets apart, and what the lines of the article give away besides."""
    story, found = [], []
    for one, piece, kept in zip(blocks, pieces, is_story, strict=True):
        own = piece.zone in OWN and one.words <= OWN_WORDS
        if kept and not own:
            story.append(one)
        else:
            found.append(Furniture(kind=piece.zone or _kind_outside(one, title), start=one.start, end=one.end))
    return tuple(sorted((*found, *judge(story, title)), key=lambda one: one.start))


def _kind_outside(one: Block, title: str | None) -> str:
    return "headline" if title and _bare(one.text) == _bare(title) else "related"


def _bare(text: str) -> str:
    return _NOT_WORDS.sub(" ", text).strip().casefold()
