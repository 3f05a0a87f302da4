"""Tells the story from its furniture in text without mark-up, by the shape, place and neighbours of its lines.

A pasted page brings along its masthead, headline, byline, captions, headlines of other stories, prompts and copyright
lines. Nothing is judged to be furniture unless prose remains that is the story: a text of headlines only is all story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dragoman.read.cues import (
    BRACKETED,
    CAPTION_WORDS,
    COPYRIGHT_TAIL,
    KICKER,
    LABEL,
    LABELLED_TAIL,
    LABELLED_WORDS,
    cue,
)
from dragoman.read.dateline import dateline
from dragoman.records import Furniture

if TYPE_CHECKING:
    from collections.abc import Sequence

PROSE_WORDS: Final = 9  # a closed line of so many words is prose
SLOGAN_WORDS: Final = 12  # a slogan that is a sentence has at most so many
LONG_WORDS: Final = 26  # an open line of so many words is prose all the same
BARE_WORDS: Final = 20  # a headline of another story has at most so many
LOOSE: Final = 0.34  # share of open lines among the long ones from which a text does not mind its full stops
LONGEST_TAIL: Final = 220  # characters of a line that runs on at the end of a paragraph
UPPER: Final = 0.6  # share of lines in capitals from which capitals say nothing
WRAP_WIDTH: Final = 100  # characters; hard-wrapped lines are no longer

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_CLOSED = re.compile(r"""(?:[.!?…。]|\.{3})["'”’»)\]*]*$""")
_BULLET = re.compile(r"(?:[-–—•*·▪●◦‣>]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_OPEN_END = re.compile(r"[,;:–—-]$")

_PAPER = (
    r"(?:news(?:paper|wire|\s+agency|\s+network|\s+service)?|times|post|herald|tribune|gazette|courier|chronicle|agency|press|wire|daily|observer|monitor|journal|today|online|network"
    r"|standard|star|sun|mail|telegraph|guardian|dispatch|review|bulletin|broadcasting|tv|radio|media|independent|record|register|sentinel|examiner|globe|mirror|ledger|voice|echo|express"
    r"|eye|advocate|messenger|argus|banner|beacon|clarion|mercury|reporter|citizen|inquirer|enquirer|weekly|digest|report|channel)"
)
_MASTHEAD = re.compile(
    rf"^(?P<name>(?:the\s+)?(?:[A-Z0-9][\w'’.&-]*?\s*){{0,4}}?(?i:{_PAPER})(?:\s+(?i:agency|network|service|online|english|international|group|tv|wire|press|today)){{0,2}}(?:\.(?:com|net|org|iq|news))?)"
    r"(?=$|[^\w-]|[A-Z])"
)
_SITE = re.compile(r"^(?P<name>(?:www\.)?[\w-]+\.(?:com|net|org|news|info|co|tv|iq|ir|uk))\b", re.IGNORECASE)
_GLUE = re.compile(r"(?<=[a-z.!])(?=[A-Z][a-z]*[ ,])|(?<=[A-Z]{4})(?=[A-Z][a-z]+ )|\s+[|–—•·:-]+\s+|\s{2,}")
_ARTICLES = re.compile(
    r"\b(?:the|a|an|was|were|had|has|have|been|is|are|that|which|who|he|she|they|it|his|her|their|its|said|this|these)\b"
)
_QUESTION = re.compile(
    r"^(?:what|who|why|how|when|where|which|is|are|can|will|does|do|could|should|analysis|opinion|explainer|watch|live|exclusive|breaking|video)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or line of its own, without the blanks around it."""

    start: int
    end: int
    text: str
    words: int
    closed: bool  # ends like a sentence
    listed: bool  # an item of a list


def blocks_of(text: str) -> list[Block]:
    """The lines of a text, those of a hard-wrapped paragraph joined."""
    spans = [(found.start(), found.end()) for found in _LINE.finditer(text) if not found.group().isspace()]
    if _is_wrapped(text, spans):
        spans = _joined(text, spans)
    return [block(text, start, end) for start, end in spans]


def block(text: str, start: int, end: int, *, listed: bool = False) -> Block:
    """The block between two offsets."""
    line = text[start:end]
    bare = line.strip()
    start += len(line) - len(line.lstrip())
    return Block(
        start=start,
        end=start + len(bare),
        text=bare,
        words=len(bare.split()),
        closed=_is_closed(bare),
        listed=listed or bool(_BULLET.match(bare)),
    )


def _is_closed(line: str) -> bool:
    return _CLOSED.search(line, max(0, len(line) - 8)) is not None


def recognise(text: str, title: str | None = None) -> tuple[Furniture, ...]:
    """The furniture of a text without mark-up, in text order."""
    return judge(blocks_of(text), title)


def judge(blocks: Sequence[Block], title: str | None = None) -> tuple[Furniture, ...]:
    """The furniture among the blocks of a text, in text order; none unless prose remains."""
    cued = [cue(one.text, one.words) for one in blocks]
    prose = [place for place, one in enumerate(blocks) if cued[place] is None and _is_prose(one)]
    if not prose:
        return ()
    kinds = cued
    if len(blocks) > 1:
        _mark_title(blocks, kinds, title)
        if not _is_upper(blocks) and not _minds_no_stops(blocks, kinds):
            _judge_head(blocks, kinds, prose)
            _judge_inside(blocks, kinds, prose)
    found: list[Furniture] = []
    for one, kind in zip(blocks, kinds, strict=True):
        if kind == "masthead":
            found += _masthead_and_slogan(one)
        elif kind:
            found.append(Furniture(kind=kind, start=one.start, end=one.end))
        else:
            found += _glued_on(one)
    return tuple(found)


def _is_wrapped(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether lines break off inside sentences throughout, as in text of a fixed width."""
    if len(spans) < 3 or max(end - start for start, end in spans) > WRAP_WIDTH:  # noqa: PLR2004
        return False
    pairs = [(one, two) for one, two in pairwise(spans) if two[0] - one[1] == 1]
    broken = sum(text[two[0]].islower() or text[one[1] - 1] == "," for one, two in pairs)
    return broken >= max(1, 0.25 * len(pairs))


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined = [spans[0]]
    for one, two in pairwise(spans):
        stops = two[0] - one[1] > 1 or _BULLET.match(text[two[0] : two[1]])
        if stops:
            joined.append(two)
        else:
            joined[-1] = (joined[-1][0], two[1])
    return joined


def _is_prose(one: Block) -> bool:
    if one.closed or one.text.endswith(":"):
        return one.words >= PROSE_WORDS or (one.words > 3 and dateline(one.text) is not None)  # noqa: PLR2004
    return one.words >= LONG_WORDS or (one.words >= PROSE_WORDS and bool(dateline(one.text) or _glued_on(one)))


def _is_upper(blocks: Sequence[Block]) -> bool:
    return sum(one.text.isupper() for one in blocks) > UPPER * len(blocks)


def _judge_head(blocks: Sequence[Block], kinds: list[str | None], prose: list[int]) -> None:
    """Judges the lines above the story: masthead, slogan, headline, caption."""
    first = _first_of_story(blocks, kinds, prose)
    open_lines = [place for place in range(first) if kinds[place] is None and not blocks[place].listed]
    if not open_lines:
        return
    body = _content_words(" ".join(blocks[place].text for place in prose[:12] if place >= first))
    told = next((place for place in range(first) if kinds[place] == "headline"), None)
    headline = _headline_among(blocks, open_lines, body) if told is None else told
    labelled = False
    for place in range(first):
        one = blocks[place]
        labelled = (labelled or LABEL.match(one.text) is not None) and place != headline
        if place not in open_lines:
            continue
        if labelled and one.words <= LABELLED_WORDS:
            kinds[place] = "related"
        elif place == headline:
            kinds[place] = "headline"
        elif headline is None:
            kinds[place] = _kind_without_headline(one, heads_report=_heads_report(blocks, place))
        elif place < headline:
            kinds[place] = _kind_above(one, is_top=place == open_lines[0])
        elif BRACKETED.search(one.text):
            kinds[place] = "caption"
        elif not one.closed:
            kinds[place] = "headline"


def _kind_without_headline(one: Block, *, heads_report: bool) -> str | None:
    if KICKER.match(one.text):
        return "navigation"
    if _masthead_name(one) and not one.closed:
        return "masthead"
    return "headline" if heads_report and _is_bare(one, is_tail=True) else None


def _first_of_story(blocks: Sequence[Block], kinds: list[str | None], prose: list[int]) -> int:
    """The place of the first prose that is no caption: one with a bracketed credit, and with more prose after it."""
    for place in prose[:-1]:
        one = blocks[place]
        is_caption = (
            place < 8  # noqa: PLR2004
            and one.words <= CAPTION_WORDS
            and BRACKETED.search(one.text)
            and dateline(one.text) is None
            and any(not blocks[above].closed for above in range(place))
        )
        if not is_caption:
            return place
        kinds[place] = "caption"
    return prose[-1]


def _headline_among(blocks: Sequence[Block], places: list[int], body: frozenset[str]) -> int | None:
    best, most = None, 0.0
    for place in places:
        one = blocks[place]
        if one.words < 3 or (one.closed and not one.text.endswith(("?", "!"))) or BRACKETED.search(one.text):  # noqa: PLR2004
            continue
        named = _masthead_name(one)
        words = _content_words(one.text[len(named) :] if named else one.text)
        shared = len(words & body)
        if named and shared < 2:  # noqa: PLR2004
            continue
        score = shared + (0.5 if one.words > 4 else 0.1)  # noqa: PLR2004
        if score > most:
            best, most = place, score
    return best


def _kind_above(one: Block, *, is_top: bool) -> str | None:
    if KICKER.match(one.text):
        return "navigation"
    if _masthead_name(one) or (is_top and one.words <= 6 and not one.closed):  # noqa: PLR2004
        return "masthead"
    if one.words <= 3 and not one.closed:  # noqa: PLR2004
        return "navigation"
    return "slogan" if one.words <= (SLOGAN_WORDS if one.closed else BARE_WORDS) else None


def _judge_inside(blocks: Sequence[Block], kinds: list[str | None], prose: list[int]) -> None:
    """Judges the bare lines between and after the paragraphs of the story."""
    first, last = prose[0], prose[-1]
    labelled, after_colon = False, blocks[first].text.endswith(":")
    for place in range(first + 1, len(blocks)):
        one = blocks[place]
        if kinds[place] == "related" and LABEL.match(one.text):
            labelled = True
            continue
        if kinds[place] is not None:
            continue
        if (
            labelled
            and one.words <= LABELLED_WORDS
            and (not one.closed or one.text[-1] in "?!\"'”’")
            and not one.listed
        ):
            kinds[place] = "related"
            continue
        after_colon = one.text.endswith(":") or (after_colon and (one.listed or not one.closed))
        labelled = labelled and one.listed
        if after_colon or one.listed or place in prose or not _is_bare(one, is_tail=place > last):
            continue
        if not _continues(blocks, kinds, place):
            kinds[place] = "headline" if _heads_report(blocks, place) else "related"


def _heads_report(blocks: Sequence[Block], place: int) -> bool:
    """Whether another report begins on the next line, as on a page of short ones."""
    return place + 1 < len(blocks) and dateline(blocks[place + 1].text) is not None


def _minds_no_stops(blocks: Sequence[Block], kinds: list[str | None]) -> bool:
    """Whether the text leaves out the full stops of its sentences, so that an open line says nothing."""
    long = [one for one, kind in zip(blocks, kinds, strict=True) if kind is None and one.words > BARE_WORDS - 6]
    return sum(not one.closed for one in long) > max(1, LOOSE * len(long))


def _is_bare(one: Block, *, is_tail: bool) -> bool:
    """Whether a line has the shape of a headline: short, open, and not worded like a sentence."""
    text = one.text
    if one.closed or one.words > BARE_WORDS or one.words == 0 or _OPEN_END.search(text):
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "\"'“‘"):
        return False
    if is_tail or _QUESTION.match(text) or _is_titled(text):
        return True
    return len(_ARTICLES.findall(text)) < 3 and not re.search(r"\b(?:said|told)\b", text)  # noqa: PLR2004


def _is_titled(text: str) -> bool:
    long = [word for word in _WORD.findall(text) if len(word) > 3]  # noqa: PLR2004
    return len(long) > 1 and sum(word[0].isupper() for word in long) > 0.8 * len(long)


def _continues(blocks: Sequence[Block], kinds: list[str | None], place: int) -> bool:
    """Whether a line goes on in the next, or is the rest of the one before."""
    before = next(
        (one for one, kind in zip(blocks[place - 1 :: -1], kinds[place - 1 :: -1], strict=True) if not kind), None
    )
    after = blocks[place + 1] if place + 1 < len(blocks) else None
    return bool(
        (before is not None and before.text.endswith((",", ";", "-", "–", "—", ":")))
        or (after is not None and after.text[0].islower())
    )


def _mark_title(blocks: Sequence[Block], kinds: list[str | None], title: str | None) -> None:
    if not title:
        return
    wanted = " ".join(title.split()).casefold()
    for place, one in enumerate(blocks[:12]):
        if " ".join(one.text.split()).casefold() == wanted:
            kinds[place] = "headline"


def _masthead_name(one: Block) -> str | None:
    found = _SITE.match(one.text) or (_MASTHEAD.match(one.text) if one.words <= 20 else None)  # noqa: PLR2004
    return found.group("name") if found else None


def _masthead_and_slogan(one: Block) -> list[Furniture]:
    """The masthead of a line, and the slogan that runs on after it."""
    name = _masthead_name(one)
    glue = _GLUE.search(one.text)
    cut = len(name) if name else glue.start() if glue else one.words and len(one.text)
    return cut_masthead(one.start, one.text, cut)


def cut_masthead(start: int, line: str, cut: int) -> list[Furniture]:
    """The masthead of a line, which is so long, and the slogan that runs on after it."""
    rest = line[cut:].lstrip(" |–—•·:-.,")
    end = start + len(line)
    if not rest:
        return [Furniture(kind="masthead", start=start, end=end)]
    return [
        Furniture(kind="masthead", start=start, end=start + cut),
        Furniture(kind="slogan", start=end - len(rest), end=end),
    ]


def _glued_on(one: Block) -> list[Furniture]:
    """What runs on at the end of a paragraph of the story: a copyright line, a pointer to another story."""
    for kind, pattern, group in (("copyright", COPYRIGHT_TAIL, 0), ("related", LABELLED_TAIL, 1)):
        found = pattern.search(one.text, max(0, len(one.text) - LONGEST_TAIL))
        if found and found.start() > len(one.text) // 3 and _is_closed(one.text[: found.start()].rstrip()):
            return [Furniture(kind=kind, start=one.start + found.start(group), end=one.start + found.end(group))]
    return []


def _content_words(text: str) -> frozenset[str]:
    """The longer words, cut to their first five letters as a rough stem."""
    return frozenset(word[:5].lower() for word in _WORD.findall(text) if len(word) > 3)  # noqa: PLR2004
