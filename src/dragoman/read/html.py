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
from dragoman.read.cues import LABEL, LABELLED_WORDS, cue_outside
from dragoman.read.dates import published_date
from dragoman.read.furniture import PROSE_WORDS, Block, block, cut_masthead, judge
from dragoman.read.identify import Known, identified, masthead_in
from dragoman.read.naming import affixes, copyright_holder, headline_of, is_paper
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
LINES: Final = frozenset({"caption", "credit", "byline", "masthead", "slogan"})  # may be a part of a line, by its class
PARTS: Final = frozenset({"a", "label", "span", "time"})  # stand apart in a menu, even with no blank between them
UNBROKEN: Final = frozenset({None, "headline", "caption"})  # zones of running words
SAID: Final = {  # kinds that a line tells better than its zone does
    "credit": {"byline"}, "headline": {"related"}, "masthead": {"byline", "copyright"},
    "navigation": {"byline", "copyright", "related"}, "related": {"copyright", "promo"},
}  # fmt: skip
FEW: Final = 2  # words of a lone name of a section
MANY: Final = 50  # elements; a menu or masthead has no more in one line
NOTICE: Final = 8  # words of a heading over a prompt
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
        ("slogan", r"\b(?:slogan|tagline|motto|site-description|strapline)\b"),
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
_WORDS = re.compile(r"\w")


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
    page_title = " ".join((tree.findtext(".//head/title") or "").split())
    _drop_unseen(tree)
    article, metadata = _extracted(markup, known)
    pieces = _within_bounds(_pieces(tree))
    if not any(piece.zone is None or piece.zone in OWN for piece in pieces):
        raise InputError("html_empty", "the page shows no article; it may be built by scripts in a browser")
    lines = [piece.text for piece in pieces if piece.zone not in {"masthead", "navigation"}]
    title = known.title or headline_of(metadata.title if metadata else None, page_title, lines)
    known = _with_metadata(replace(known, title=title), metadata)
    text, blocks = _laid_out(pieces)
    is_story = _story_blocks(blocks, pieces, article)
    furniture = _furniture(blocks, pieces, is_story, known.title)
    paper = known.publisher or _paper(page_title, known, text, furniture, metadata)
    return identified(text, replace(known, publisher=paper), _with_masthead(text, furniture, paper))


def _parsed(markup: str) -> Any:
    from lxml import etree, html

    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
    try:
        tree: Any = html.document_fromstring(markup, parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, ValueError, AssertionError) as error:
        raise InputError("html_empty", f"the page has no content ({error})") from error
    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    return tree


def _drop_unseen(tree: Any) -> None:
    for element in list(tree.iter()):
        if element.getparent() is not None and (element.tag in INVISIBLE or _is_hidden(element)):
            element.drop_tree()


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
    stated = metadata.sitename
    if not stated or not is_paper(stated) or _is_host(stated) or _is_part(stated, known.title or ""):
        stated = None
    return replace(known, published=published, publisher=known.publisher or stated, url=known.url or metadata.url)


def _is_part(name: str, title: str) -> bool:
    """Whether what is given as a name is a part of the headline, as where the title of a page was cut in two."""
    return len(name.split()) > FEW and _bare(name) in _bare(title)


def _is_host(name: str) -> bool:
    return "." in name and " " not in name


def _paper(page_title: str, known: Known, text: str, furniture: Sequence[Furniture], metadata: Any) -> str | None:
    """The paper that a page names only in its title, masthead, copyright line or address."""
    outside = [text[one.start : one.end] for one in furniture]
    owned = [text[one.start : one.end] for one in furniture if one.kind in {"copyright", "masthead"}]
    shown, other = affixes(page_title, known.title, owned, outside)
    holder = next((name for name in map(copyright_holder, owned) if name), None)
    stated = metadata.sitename if metadata else None
    host = stated if stated and _is_host(stated) else None
    return shown or masthead_in(text, furniture) or other or holder or host


def _with_masthead(text: str, furniture: Sequence[Furniture], paper: str | None) -> tuple[Furniture, ...]:
    """The furniture with the name of the paper above the headline as its masthead, and what runs on as its slogan."""
    found: list[Furniture] = []
    above = True
    for one in furniture:
        above = above and one.kind != "headline"
        line = text[one.start : one.end]
        if not (paper and above and one.kind in {"navigation", "related", "slogan"}):
            found.append(one)
        elif line[: len(paper)].casefold() == paper.casefold() and not line[len(paper) :][:1].isalnum():
            found += cut_masthead(one.start, line, len(paper))
        elif one.kind == "related" and found and found[-1].kind == "masthead":
            found.append(replace(one, kind="slogan"))
        else:
            found.append(one)
    return tuple(found)


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

    own_lines = {element for element in tree.iter(*PARTS) if _is_own_line(element)}
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        flows = element.tag in FLOWING and element not in own_lines
        if event == "start":
            if not flows:
                flush()
            elif _stands_apart(element, zones[-1]):
                words.append(" ")
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


def _is_own_line(element: Any) -> bool:
    """Whether a link or span is named as a line of its own, and no running words stand around it."""
    named = _named_zone(element)
    if named not in LINES:
        return False
    around = element.getparent()
    while (
        around is not None
        and len(around) <= MANY
        and not _WORDS.search("".join((around.text or "", *(one.tail or "" for one in around))))
    ):
        if around.tag not in FLOWING:
            return named != "caption" or around.find(".//img") is not None
        around = around.getparent()
    return False


def _stands_apart(element: Any, zone: str | None) -> bool:
    """Whether a browser shows a gap between this part of a menu or masthead and the one before."""
    before = element.getprevious()
    if element.tag not in PARTS or before is None or before.tag not in PARTS or before.tail:
        return False
    return zone not in UNBROKEN or _is_menu(element.getparent())


def _is_menu(element: Any) -> bool:
    """Whether an element holds links and nothing else."""
    if len(element) > MANY or (element.text or "").strip():
        return False
    return all(one.tag == "a" and not (one.tail or "").strip() for one in element)


def _named_zone(element: Any) -> str | None:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    if not names.strip():
        return None
    return next((zone for zone, pattern in _NAMED_ZONES if pattern.search(names)), None)


def _zone(element: Any, outer: str | None) -> str | None:
    if element.tag in {"article", "main"}:
        return None
    if named := _named_zone(element):
        return named
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
    head = _heading(blocks, pieces, title)
    outside = [
        not is_story[place]
        or (pieces[place].zone in OWN and one.words <= OWN_WORDS)
        or (place < head and not (one.closed and one.words >= PROSE_WORDS))
        for place, one in enumerate(blocks)
    ]
    kinds = _kinds_outside(blocks, pieces, outside, title)
    found = [Furniture(kind=kind, start=blocks[place].start, end=blocks[place].end) for place, kind in kinds.items()]
    judged = judge([one for one, apart in zip(blocks, outside, strict=True) if not apart], title)
    places = {one.start: place for place, one in enumerate(blocks)}
    for one in judged:
        kind = one.kind
        if kind == "masthead" and "masthead" in kinds.values():  # so a short line over the headline names a section
            kind = "navigation"
        elif one.start in places and (kind == "related" or (kind == "headline" and head)):
            kind = _kind_judged(blocks[places[one.start]], pieces[places[one.start]].zone, kind)
        found.append(replace(one, kind=kind))
    return tuple(sorted(found, key=lambda one: one.start))


def _heading(blocks: Sequence[Block], pieces: Sequence[Piece], title: str | None) -> int:
    """The place of the heading above the first prose that is the title; 0 without one."""
    for place, (one, piece) in enumerate(zip(blocks, pieces, strict=True)):
        if piece.zone == "headline" and _is_title(one, title):
            return place
        if piece.zone is None and one.closed and one.words >= PROSE_WORDS:
            break
    return 0


def _is_title(one: Block, title: str | None) -> bool:
    return title is not None and _bare(one.text) == _bare(title)


def _kinds_outside(
    blocks: Sequence[Block], pieces: Sequence[Piece], outside: Sequence[bool], title: str | None
) -> dict[int, str]:
    """The kind of each block outside the article, by its place."""
    kinds: dict[int, str] = {}
    first = outside.index(False) if False in outside else len(blocks)
    heads = [place for place in range(first) if outside[place] and _is_title(blocks[place], title)]
    under = heads[-1] if heads else first
    labelled: set[str | None] = set()  # the zones of a list of other stories
    for place, (one, piece, apart) in enumerate(zip(blocks, pieces, outside, strict=True)):
        if not apart:
            labelled = set()
            continue
        if place in heads:
            kinds[place] = "headline"
            labelled = set()
            continue
        said = cue_outside(one.text, one.words)
        is_label = LABEL.match(one.text) is not None
        listed = labelled and piece.zone in labelled and not one.closed and said not in {"copyright", "promo"}
        if is_label or (listed and one.words <= LABELLED_WORDS):
            kinds[place] = "related"
            labelled = {piece.zone} if is_label else labelled
            labelled |= {pieces[place + 1].zone} if is_label and place + 1 < len(pieces) else set()
            continue
        labelled = set()
        kinds[place] = _kind_outside(one, piece.zone, said, is_standfirst=under < place < first)
        if (
            kinds[place] == "promo"
            and place - 1 > first
            and one.words > FEW
            and _heads_prompt(blocks, pieces, kinds, place - 1)
        ):
            kinds[place - 1] = "promo"
    return kinds


def _kind_outside(one: Block, zone: str | None, said: str | None, *, is_standfirst: bool) -> str:
    if zone is not None:
        return said if said and said in SAID.get(zone, ()) else zone
    if said:
        return said
    if one.words <= FEW and not one.closed:
        return "navigation"
    return "headline" if is_standfirst else "related"


def _kind_judged(one: Block, zone: str | None, kind: str) -> str:
    """The kind of a line of the article that only its shape set apart from the story."""
    if zone is not None and zone not in OWN:
        return zone
    said = cue_outside(one.text, one.words)
    return said if said in {"byline", "promo"} else kind


def _heads_prompt(blocks: Sequence[Block], pieces: Sequence[Piece], kinds: dict[int, str], place: int) -> bool:
    is_heading = pieces[place].zone in {None, "headline"} and not blocks[place].closed
    return is_heading and blocks[place].words <= NOTICE and kinds.get(place) in {"headline", "navigation", "related"}


def _bare(text: str) -> str:
    return _NOT_WORDS.sub(" ", text).strip().casefold()
