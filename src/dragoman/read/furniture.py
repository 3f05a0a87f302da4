"""Tells the story from its furniture in text without mark-up, by the shape, place and neighbours of its lines.

A pasted page brings along its masthead, headline, byline, captions, headlines of other stories, prompts and copyright
lines. Nothing is judged to be furniture unless prose remains that is the story: a text of headlines only is all story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dragoman.read.dateline import dateline
from dragoman.read.dates import DATE, MONTH
from dragoman.records import Furniture

if TYPE_CHECKING:
    from collections.abc import Sequence

PROSE_WORDS: Final = 9  # a closed line of so many words is prose
LONG_WORDS: Final = 26  # an open line of so many words is prose all the same
BARE_WORDS: Final = 20  # a headline of another story has at most so many
LABELLED_WORDS: Final = 24  # the same, under a label such as "Related stories"
CUED_WORDS: Final = 40  # a prompt or a copyright line has at most so many
CAPTION_WORDS: Final = 60
LOOSE: Final = 0.34  # share of open lines among the long ones from which a text does not mind its full stops
WRAP_WIDTH: Final = 100  # characters; hard-wrapped lines are no longer

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_CLOSED = re.compile(r"""(?:[.!?…。]|\.{3})["'”’»)\]*]*$""")
_BULLET = re.compile(r"(?:[-–—•*·▪●◦‣>]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_OPEN_END = re.compile(r"[,;:–—-]$")

_COPYRIGHT = re.compile(
    r"""^(?:(?:©|\(c\)\s*\d|copyright\b(?=.{0,25}(?:©|\d{4}|\(c\)|by\b)))|.{0,80}\ball\s+rights\s+reserved
    |this\s+(?:material|article|story)\s+may\s+not\s+be\s+(?:published|reproduced)|no\s+part\s+of\s+this\s
    |.{0,40}\bterms\s+of\s+(?:use|service)\b.{0,60}\bprivacy\b|privacy\s+policy\b|terms\s+of\s+(?:use|service)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_COPYRIGHT_TAIL = re.compile(r"(?:©|\(c\) ?(?=\d{4})|copyright (?=©|\(c\)|(?:19|20)\d\d))[^\n]{0,200}$", re.IGNORECASE)
_PROMO = re.compile(
    r"""^(?:sign\s+(?:up|in)\b|subscribe\b|log\s+in\b|register\s+(?:now|here|for\s+free)|already\s+a\s+(?:subscriber|member)
    |follow\s+(?:us|our|@)|like\s+us\b|join\s+(?:us|our|the\s+conversation|the\s+discussion|\d|thousands)|download\s+(?:our|the)\b.{0,40}\bapp\b
    |get\s+(?:the|our|all|more|breaking|updates|news|alerts).{0,90}\b(?:inbox|newsletter|app|email|e-mail|phone|delivered|subscri\w+|alerts)\b
    |(?:advertisement|advertising|sponsored|ad|promoted|paid\s+post)\b.{0,30}$|(?:story|article)\s+continues\s+below|continue\s+reading|skip\s+(?:to|past)
    |support\s+(?:our|us|independent|quality|local)\b.{0,40}\b(?:journalism|reporting|work|news)|donate\b|click\s+here\b|tap\s+here\b
    |don['’]?t\s+miss\b|never\s+miss\b|stay\s+(?:informed|up\s+to\s+date|connected|ahead|tuned|in\s+the\s+know)\b
    |enjoy(?:ing|ed)?\s+(?:this|our|reading)|(?:we|this\s+site)\s+uses?\s+cookies|please\s+(?:enable|turn|disable|sign|log|subscribe|consider)
    |your\s+(?:email|e-mail)\s+address|enter\s+your\s+(?:email|e-mail)|(?:our|the)\s+(?:free\s+)?(?:daily|weekly|morning|evening)\s+newsletter\b
    |newsletter\b|free\s+newsletter|have\s+(?:a\s+(?:story|tip|news\s+tip)|you\s+got)|send\s+(?:us\s+)?(?:your\s+)?(?:tips|feedback|comments)
    |(?:leave|post|add|write)\s+a\s+comment|view\s+(?:all\s+)?comments|comments?\s*\(\d+\)|\d+\s+comments?$|listen\s+to\s+(?:our|this|the\s+article)|watch\s+(?:live|now)\b.{0,20}$
    |(?:this|the)\s+(?:article|story|report)\s+(?:was\s+)?(?:first|originally)\s+(?:appeared|published|ran)
    |become\s+a\s+(?:member|subscriber)|start\s+your\s+free|try\s+.{0,30}\bfree\s+for|unlimited\s+access|manage\s+(?:your\s+)?(?:cookies|preferences|subscription)
    |our\s+standards:|tell\s+us\s+what\s+you|want\s+(?:more|to\s+read\s+more)\b.{0,60}\?|for\s+more\s+(?:news|stories|updates),?\s+(?:visit|follow|see|go))""",
    re.IGNORECASE | re.VERBOSE,
)
_SHARE = re.compile(
    r"^(?:(?:share|tweet|e-?mail|print|facebook|twitter|whats\s?app|telegram|linkedin|reddit|pinterest|flipboard|copy(?:\s+link)?|link|save|bookmark"
    r"|this|article|story|on|via|to|x|more|gift|comments?|comment|listen|a|\d+|shares?|text\s+size|font\s+size)(?:[\s|•·,:/+-]+|$))+$",
    re.IGNORECASE,
)
_SECTION = (
    r"(?:home|news|world|politics|business|economy|sports?|opinion|culture|arts|entertainment|lifestyle|life|health|science|tech(?:nology)?|video"
    r"|videos|photos|pictures|podcasts?|live|weather|travel|iraq|iran|middle\s+east|asia|africa|europe|americas?|u\.?s\.?|uk|local|national|international"
    r"|security|defen[cs]e|energy|oil|markets|finance|features|analysis|about(?:\s+us)?|contact(?:\s+us)?|search|menu|latest|top\s+stories|more|archive|jobs"
    r"|sign\s+in|log\s+in|subscribe|newsletters?|rss|english|arabic|kurdish|topics|regions?|editorials?|magazine|society|education|environment|breaking(?:\s+news)?)"
)
_NAVIGATION = re.compile(rf"^{_SECTION}(?:(?:\s*[|•·>/»,]\s*|\s+){_SECTION})+$", re.IGNORECASE)
_BREADCRUMB = re.compile(r"^[\w .&'-]{2,30}(?:\s[>»›|•]\s[\w .&'-]{2,30}){2,}$")
_LABEL = re.compile(
    r"""^\W*(?:related(?:\s+(?:stories|articles|news|content|topics|coverage|posts|links))?|read\s+(?:more|next|also|on)|also\s+(?:read|on|see|in\s+this)\b.{0,30}
    |see\s+also|more\s+(?:from|on|in|about)\b.{0,40}|more\s+(?:stories|news|headlines|coverage)(?:\s+.{0,30})?|most\s+(?:read|popular|viewed|shared|recent)\b.{0,20}
    |you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested).{0,20}|recommended(?:\s+.{0,25})?|trending(?:\s+.{0,25})?|editors?['’]?s?\s+(?:picks?|choice)
    |latest\s+(?:news|stories|headlines|updates)(?:\s+.{0,25})?|(?:top|other|in\s+other|today['’]s)\s+(?:stories|news|headlines)(?:\s+.{0,25})?|popular(?:\s+stories)?|up\s+next|from\s+the\s+web
    |around\s+the\s+web|in\s+pictures|what\s+to\s+read\s+next|keep\s+reading|don['’]?t\s+miss|elsewhere|headlines)\s*[:»›>.…]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_LABELLED = re.compile(
    r"^\W*(?:(?:read|see|watch|listen)\s+(?:more|also|next|now|on)|also\s+(?:read|see)|more|related(?:\s+\w+)?|see|watch|in\s+pictures|recommended|explainer|don['’]?t\s+miss"
    r"|opinion|analysis|video|photos|gallery|live\s+updates?|you\s+may\s+also\s+like|click\s+here)\s*(?::|\||»|›|>|\s[–—-]\s)\s*\S",
    re.IGNORECASE,
)
_LABELLED_TAIL = re.compile(
    r"(?<=[.!?”\"’)])\s+[(\[]?((?:read\s+more|read\s+also|also\s+read|see\s+also|related(?:\s+(?:story|stories|article|news))?|more\s+on\s+this)\s*:\s*\S[^\n]{0,160})$",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w'’.-]*(?:[ -](?:al|el|bin|ben|de|van|von|der|[A-Z][\w'’.-]*)){0,4}"
_BYLINE = re.compile(
    rf"""^(?:[Bb][Yy]\s*:?\s+(?:[A-Z][\w'’.-]*|and|al|el|bin|de|van|in|for|with|our|the|,|\||•|·|–|—|-|/|&|staff|writers?|reporters?|correspondents?|[a-z]+[- ]based|special|to|\s)+$
    |(?i:(?:additional\s+)?reporting\s+by|writing\s+by|edited\s+by|editing\s+by|compiled\s+by|written\s+by|report(?:ed)?\s+by|words\s+by|translated\s+by|from\s+our\s+(?:own\s+)?correspondent)\b.*
    |(?i:(?:staff|agencies|newsroom|news\s+desk|web\s+desk|online\s+desk|wire\s+services?|staff\s+(?:writers?|reporters?|and\s+agencies)|(?:foreign|special|senior|our)\s+correspondent))$
    |{_NAME}(?:\s*(?:,|\||•|·|–|—|-|/)\s*|\s+)(?i:staff\s+(?:writer|reporter)|(?:[\w-]+\s){{0,3}}(?:correspondent|reporter|editor|bureau\s+chief))(?:\s*(?:,|\||•|·|–|—|-|/)\s*[A-Z][\w .'’-]*)?$
    )""",  # noqa: E501
    re.VERBOSE,
)
_CONTRIBUTED = re.compile(
    r"""\bcontributed\s+(?:to\s+(?:this|the)\s+(?:report|story|article)|reporting)\b.{0,60}$
    |^with\s+(?:reporting|files|additional\s+reporting|inputs|agency\s+inputs)\b.{0,120}$""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME = r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,5}\)?(?:[+-]\d{1,2})?)?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_DATED = re.compile(
    rf"""^\W*(?:(?:first\s+)?(?:published|posted|updated|last\s+(?:updated|modified)|created|issued|date|modified)(?:\s+(?:on|at))?\s*:?\s*)?
    (?:{_WEEKDAY},?\s*)?(?:{DATE}|{MONTH}\s+\d{{1,2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})\W*(?:(?:at|on|\||•|·|-|–|,)?\s*{_TIME})?
    (?:\W*(?:updated|last\s+updated|modified|published).{{0,60}})?(?:\W*\d+\s*min(?:ute)?s?\s*(?:read)?)?\W*$
    |^\W*(?:(?:published|updated|posted)\W+)?\d+\s+(?:min(?:ute)?s?|hours?|days?|weeks?|months?)\s+(?:ago|read)\W*$
    |^{_TIME}$""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMED_DATE = re.compile(rf"^(?:by\s+)?{_NAME}(?:,\s*[\w .'’-]{{2,40}})?\s*(?:\||•|·|–|—|-|,)\s*(?P<rest>\S.*)$", re.IGNORECASE)
_CREDIT_WORD = (
    r"(?:photos?|photograph(?:er|s)?|image|picture|pictures|pix|file|handout|courtesy|getty|afp|reuters|epa|ap|shutterstock|screengrab|screenshot|archive|via|illustration|video|graphic|map)"
)
_CREDIT = re.compile(
    rf"""^\W*(?:(?:photo|image|picture|video|graphic|illustration|map|caption|file\s+photo)(?:graph)?s?(?:\s+(?:credit|courtesy|by|source|from))?(?:\s*[:/|]|\s+by\b|\s+courtesy\b).{{0,100}}
    |(?:credit|source|courtesy|pic)\s*:.{{0,80}}|(?:file|handout|archive)\s+(?:photo|image|picture)\.?|getty\s+images|.{{1,40}}/(?:ap|afp|reuters|getty(?:\s+images)?|epa)
    |[(\[][^)\]]{{0,80}}\b{_CREDIT_WORD}\b[^)\]]{{0,60}}[)\]]\.?)$""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDITED = re.compile(
    rf"""(?:[(\[][^()\[\]]{{0,80}}\b{_CREDIT_WORD}\b[^()\[\]]{{0,80}}[)\]]|(?i:(?:[|/–—]|\.)\s*(?:photo|image|picture|file\s+photo)s?(?:\s+(?:by|credit|courtesy))?\s*[:/]?\s*[^.\n]{{0,60}})
    |(?i:\b(?:photo|image|picture)\s+(?:by|credit)\b[^.\n]{{2,60}}|\bfile\s+photo))\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETED = re.compile(r"[(\[](?!(?:UPDATE|cq)\b)(?:[A-Z©][^()\[\]]{1,60})[)\]]\.?$")
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
_ARTICLES = re.compile(r"\b(?:the|a|an|was|were|had|has|have|been|is|are|that|which|who|he|she|they|it|his|her|their|its|said|this|these)\b")
_QUESTION = re.compile(r"^(?:what|who|why|how|when|where|which|is|are|can|will|does|do|could|should|analysis|opinion|explainer|watch|live|exclusive|breaking|video)\b", re.IGNORECASE)


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
        words=len(_WORD.findall(bare)),
        closed=bool(_CLOSED.search(bare)),
        listed=listed or bool(_BULLET.match(bare)),
    )


def recognise(text: str, title: str | None = None) -> tuple[Furniture, ...]:
    """The furniture of a text without mark-up, in text order."""
    return judge(blocks_of(text), title)


def judge(blocks: Sequence[Block], title: str | None = None) -> tuple[Furniture, ...]:
    """The furniture among the blocks of a text, in text order; none unless prose remains."""
    cued = [_cue(one) for one in blocks]
    prose = [place for place, one in enumerate(blocks) if cued[place] is None and _is_prose(one)]
    if not prose:
        return ()
    kinds = cued
    if len(blocks) > 1:
        if not _is_upper(blocks):
            _judge_head(blocks, kinds, prose)
            _judge_inside(blocks, kinds, prose)
        _mark_title(blocks, kinds, title)
    found: list[Furniture] = []
    for one, kind in zip(blocks, kinds, strict=True):
        if kind == "masthead":
            found += _masthead_and_slogan(one)
        elif kind:
            found.append(Furniture(kind=kind, start=one.start, end=one.end))
        else:
            found += _glued_on(one)
    return tuple(found)


def headline_of(text: str, furniture: Sequence[Furniture]) -> str | None:
    """The first headline among the furniture."""
    return next((text[one.start : one.end] for one in furniture if one.kind == "headline"), None)


def _is_wrapped(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether lines break off inside sentences throughout, as in text of a fixed width."""
    if len(spans) < 3 or max(end - start for start, end in spans) > WRAP_WIDTH:  # noqa: PLR2004
        return False
    pairs = [(one, two) for one, two in zip(spans, spans[1:], strict=False) if two[0] - one[1] == 1]
    broken = sum(text[two[0]].islower() or text[one[1] - 1] == "," for one, two in pairs)
    return broken >= max(1, 0.25 * len(pairs))


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined = [spans[0]]
    for one, two in zip(spans, spans[1:], strict=False):
        stops = two[0] - one[1] > 1 or _BULLET.match(text[two[0] : two[1]])
        if stops:
            joined.append(two)
        else:
            joined[-1] = (joined[-1][0], two[1])
    return joined


def _is_prose(one: Block) -> bool:
    if one.closed:
        return one.words >= PROSE_WORDS or (one.words > 3 and dateline(one.text) is not None)  # noqa: PLR2004
    return one.words >= LONG_WORDS or (one.words >= PROSE_WORDS and dateline(one.text) is not None)


def _is_upper(blocks: Sequence[Block]) -> bool:
    words = [word for one in blocks for word in _WORD.findall(one.text)]
    return sum(map(str.isupper, words)) > 0.8 * len(words)  # noqa: PLR2004


def _cue(one: Block) -> str | None:
    """The kind of a line that its own words give away."""
    text, words = one.text, one.words
    if words > CAPTION_WORDS:
        return None
    if words <= CUED_WORDS:
        if _COPYRIGHT.match(text):
            return "copyright"
        if _PROMO.match(text):
            return "promo"
        if _CONTRIBUTED.search(text) or (_BYLINE.match(text) and not (one.closed and text.isupper())):
            return "byline"
    if words <= LABELLED_WORDS and (_LABEL.match(text) or _LABELLED.match(text)):
        return "related"
    if _SHARE.match(text):
        return "promo"
    if _DATED.match(text) or ((named := _NAMED_DATE.match(text)) and _DATED.match(named.group("rest"))):
        return "byline"
    if _CREDIT.match(text):
        return "credit"
    if _CREDITED.search(text) and dateline(text) is None:
        return "caption"
    if _NAVIGATION.match(text) or _BREADCRUMB.match(text):
        return "navigation"
    return None


def _judge_head(blocks: Sequence[Block], kinds: list[str | None], prose: list[int]) -> None:
    """Judges the lines above the story: masthead, slogan, headline, caption."""
    first = _first_of_story(blocks, kinds, prose)
    open_lines = [place for place in range(first) if kinds[place] is None and not blocks[place].listed]
    if not open_lines:
        return
    body = _content_words(" ".join(blocks[place].text for place in prose[:12] if place >= first))
    headline = _headline_among(blocks, open_lines, body)
    for place in open_lines:
        one = blocks[place]
        if place == headline:
            kinds[place] = "headline"
        elif headline is None:
            kinds[place] = "masthead" if _masthead_name(one) and not one.closed else None
        elif place < headline:
            kinds[place] = _kind_above(one, is_top=place == open_lines[0])
        elif _BRACKETED.search(one.text):
            kinds[place] = "caption"
        elif not one.closed:
            kinds[place] = "headline"


def _first_of_story(blocks: Sequence[Block], kinds: list[str | None], prose: list[int]) -> int:
    """The place of the first prose that is no caption: one with a bracketed credit, and with more prose after it."""
    for place, following in zip(prose, prose[1:], strict=False):
        one = blocks[place]
        is_caption = (
            place < 8  # noqa: PLR2004
            and one.words <= CAPTION_WORDS
            and _BRACKETED.search(one.text)
            and dateline(one.text) is None
            and any(not blocks[above].closed for above in range(place))
            and following
        )
        if not is_caption:
            return place
        kinds[place] = "caption"
    return prose[-1]


def _headline_among(blocks: Sequence[Block], places: list[int], body: frozenset[str]) -> int | None:
    best, most = None, 0.0
    for place in places:
        one = blocks[place]
        if one.words < 3 or (one.closed and not one.text.endswith(("?", "!"))) or _BRACKETED.search(one.text):  # noqa: PLR2004
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
    if _masthead_name(one) or (is_top and one.words <= 6 and not one.closed):  # noqa: PLR2004
        return "masthead"
    if one.words <= 3 and not one.closed:  # noqa: PLR2004
        return "navigation"
    return "slogan" if one.words <= 12 else None  # noqa: PLR2004


def _judge_inside(blocks: Sequence[Block], kinds: list[str | None], prose: list[int]) -> None:
    """Judges the bare lines between and after the paragraphs of the story."""
    loose = _minds_no_stops(blocks, kinds)
    first, last = prose[0], prose[-1]
    labelled = after_colon = False
    for place in range(first + 1, len(blocks)):
        one = blocks[place]
        if kinds[place] == "related" and _LABEL.match(one.text):
            labelled = True
            continue
        if kinds[place] is not None:
            continue
        if labelled and one.words <= LABELLED_WORDS and (not one.closed or one.text[-1] in "?!\"'”’") and not one.listed:
            kinds[place] = "related"
            continue
        after_colon = one.text.endswith(":") or (after_colon and (one.listed or not one.closed))
        labelled = labelled and one.listed
        if loose or after_colon or one.listed or not _is_bare(one, is_tail=place > last):
            continue
        if not _continues(blocks, kinds, place):
            kinds[place] = "related"


def _minds_no_stops(blocks: Sequence[Block], kinds: list[str | None]) -> bool:
    """Whether the text leaves out the full stops of its sentences, so that an open line says nothing."""
    long = [one for one, kind in zip(blocks, kinds, strict=True) if kind is None and one.words > BARE_WORDS - 6]
    return sum(not one.closed for one in long) > LOOSE * len(long)


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
    return len(long) > 1 and sum(word[0].isupper() for word in long) > 0.8 * len(long)  # noqa: PLR2004


def _continues(blocks: Sequence[Block], kinds: list[str | None], place: int) -> bool:
    """Whether a line goes on in the next, or is the rest of the one before."""
    before = next((one for one, kind in zip(blocks[place - 1 :: -1], kinds[place - 1 :: -1], strict=True) if not kind), None)
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
    rest = one.text[cut:].lstrip(" |–—•·:-.,")
    if not rest:
        return [Furniture(kind="masthead", start=one.start, end=one.end)]
    return [
        Furniture(kind="masthead", start=one.start, end=one.start + cut),
        Furniture(kind="slogan", start=one.end - len(rest), end=one.end),
    ]


def _glued_on(one: Block) -> list[Furniture]:
    """What runs on at the end of a paragraph of the story: a copyright line, a pointer to another story."""
    for kind, pattern, group in (("copyright", _COPYRIGHT_TAIL, 0), ("related", _LABELLED_TAIL, 1)):
        found = pattern.search(one.text)
        if found and found.start() > len(one.text) // 3 and _CLOSED.search(one.text[: found.start()].rstrip()):
            return [Furniture(kind=kind, start=one.start + found.start(group), end=one.start + found.end(group))]
    return []


def _content_words(text: str) -> frozenset[str]:
    """The longer words, cut to their first five letters as a rough stem."""
    return frozenset(word[:5].lower() for word in _WORD.findall(text) if len(word) > 3)  # noqa: PLR2004
