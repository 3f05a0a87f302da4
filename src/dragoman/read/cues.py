"""The words by which the lines of a page's furniture give themselves away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dragoman.read.dateline import dateline
from dragoman.read.dates import DATE, MONTH, find_date

if TYPE_CHECKING:
    from collections.abc import Callable

CUED_WORDS: Final = 40  # a prompt or a copyright line has at most so many
LABELLED_WORDS: Final = 24  # a pointer to another story
CAPTION_WORDS: Final = 60
DATED_WORDS: Final = 8  # a line with a day in it that is no headline has at most so many
MENU: Final = 3  # a line of so many parts, each of no more words, is a menu
LONGEST_CREDIT: Final = 180  # characters at the end of a caption


def _cues(pattern: str) -> re.Pattern[str]:
    """The compiled pattern, where a blank stands for any blanks and line ends for nothing."""
    joined = "".join(line.strip() for line in pattern.splitlines())
    return re.compile(joined.replace(" ", r"\s+"), re.IGNORECASE)


_COPYRIGHT = _cues(r"""
    ©|\(c\)\s*\d|copyright\b(?=.{0,25}(?:©|\d{4}|\(c\)|by\b))|.{0,80}\ball rights reserved
    |this (?:material|article|story) may not be (?:published|reproduced)
    |no part of this (?:article|material|publication|story|(?:web)?site)\b
    |.{0,40}\bterms of (?:use|service)\b.{0,60}\bprivacy\b|privacy policy\b|terms of (?:use|service)\b
""")
COPYRIGHT_TAIL: Final = re.compile(
    r"(?:©|\(c\) ?(?=\d{4})|copyright (?=©|\(c\)|(?:19|20)\d\d))[^\n]{0,200}$", re.IGNORECASE
)
_PROMO = _cues(r"""
    sign (?:up|in)\b|subscribe\b|log in\b|register (?:now|here|for free)|already a (?:subscriber|member)
    |follow (?:us|our|@)|like us\b|join (?:us|our|the conversation|the discussion|\d|thousands)
    |download (?:our|the)\b.{0,40}\bapp\b
    |get (?:the|our|all|more|breaking|updates|news|alerts).{0,90}
    \b(?:inbox|newsletter|app|email|e-mail|phone|delivered|subscri\w+|alerts)\b
    |advertisement\b.{0,30}$|(?:advertising|sponsored(?: content| by .{0,30})?|ad|promoted|paid post)\W*$
    |(?:story|article) continues below|continue reading|skip (?:to|past)(?! (?:main )?content| navigation)
    |an earlier version of this (?:article|story|report)\b
    |support (?:our|us|independent|quality|local)\b.{0,40}\b(?:journalism|reporting|work|news)|donate\b
    |(?:click|tap) here\b|don['’]?t miss\b|never miss\b
    |stay (?:informed|up to date|connected|ahead|tuned|in the know)\b
    |enjoy(?:ing|ed)? (?:this|our|reading)|(?:we|this site) uses? cookies
    |please (?:enable|turn|disable|sign|log|subscribe|consider)
    |your (?:email|e-mail) address|enter your (?:email|e-mail)|newsletter\b|free newsletter
    |(?:our|the) (?:free )?(?:daily|weekly|morning|evening) newsletter\b
    |have (?:a (?:story|tip|news tip)|you got)|send (?:us )?(?:your )?(?:tips|feedback|comments)
    |(?:leave|post|add|write) a comment|view (?:all )?comments|comments?\s*\(\d+\)|\d+ comments?$
    |listen to (?:our|this|the article)|watch (?:live|now)\b.{0,20}$
    |(?:this|the) (?:article|story) (?:was )?(?:first|originally) (?:appeared|published|ran)
    |become a (?:member|subscriber)|start your free|try .{0,30}\bfree for|unlimited access
    |manage (?:your )?(?:cookies|preferences|subscription)|our standards:|tell us what you
    |want (?:more|to read more)\b.{0,60}\?|for more (?:news|stories|updates),? (?:visit|follow|see|go)
""")
_SHARE = _cues(r"""
    (?:(?:share|tweet|e-?mail|print|facebook|twitter|whats\s?app|telegram|linkedin|reddit|pinterest|flipboard
    |copy(?: link)?|link|save|bookmark|this|article|story|on|via|to|x|more|gift|comments?|listen|a|\d+|shares?
    |text size|font size)(?:[\s|•·,:/+-]+|$))+$
""")
_SECTION: Final = (
    r"(?:home|news|world|politics|business|economy|sports?|opinion|culture|arts|entertainment|lifestyle|life|health"
    r"|science|tech(?:nology)?|videos?|photos|pictures|podcasts?|live|weather|travel|iraq|iran|middle east|asia|africa"
    r"|europe|americas?|u\.?s\.?|uk|local|national|international|security|defen[cs]e|energy|oil|markets|finance"
    r"|features|analysis|about(?: us)?|contact(?: us)?|search|menu|latest|top stories|more|archive|jobs|sign in|log in"
    r"|subscribe|newsletters?|rss|english|arabic|kurdish|topics|regions?|editorials?|magazine|society|education"
    r"|environment|breaking(?: news)?)"
)
SECTION: Final = _cues(rf"{_SECTION}$")
KICKER: Final = _cues(
    rf"(?:{_SECTION}|comment(?:ary)?|column|explainers?|exclusive|factbox|fact check|in depth|interview|long reads?"
    r"|profile|q&a|special report|timeline|viewpoint)\W*$"
)
_NAVIGATION = _cues(rf"skip to (?:main )?(?:content|navigation)$|{_SECTION}(?:(?:\s*[|•·>/»,]\s*| ){_SECTION})+$")
_GAP = re.compile(r"\s{2,}|\s*[|·•]\s*")
_BREADCRUMB = re.compile(r"[\w .&'-]{2,30}(?:\s[>»›]\s[\w .&'-]{2,30}){2,}$")
LABEL: Final = _cues(r"""
    \W*(?:related(?: (?:stories|articles|news|content|topics|coverage|posts|links))?|read (?:more|next|also|on)
    |also (?:read|on|see|in this)\b.{0,30}|see also|more (?:from|on|in|about)\b[^.]{0,40}
    |more (?:stories|news|headlines|coverage)(?: .{0,30})?|most (?:read|popular|viewed|shared|recent)\b.{0,20}
    |you (?:may|might) (?:also )?(?:like|be interested).{0,20}|recommended(?: .{0,25})?|trending(?: .{0,25})?
    |editors?['’]?s? (?:picks?|choice)|latest (?:news|stories|headlines|updates)(?: .{0,25})?
    |(?:top|other|in other|today['’]s) (?:stories|news|headlines)(?: .{0,25})?|popular(?: stories)?|up next
    |(?:from|around) the web|in pictures|what to read next|keep reading|don['’]?t miss|elsewhere|headlines)
    \s*(?:\.{3}|[:»›>…])*$
""")
_LABELLED = _cues(r"""
    \W*(?:(?:read|see|watch|listen) (?:more|also|next|now|on)|also (?:read|see)|more|related(?: \w+)?|see|watch
    |in pictures|recommended|explainer|don['’]?t miss|opinion|analysis|video|photos|gallery|live updates?
    |you may also like|click here)\s*(?::|\||»|›|>|\s[–—-]\s)\s*\S
""")
LABELLED_TAIL: Final = _cues(r"""
    (?<=[.!?”\"’)]) [(\[]?((?:read more|read also|also read|see also|related(?: (?:story|stories|article|news))?
    |more on this)\s*:\s*\S[^\n]{0,160})$
""")
_NAME: Final = r"[A-Z][\w'’.-]*(?:[ -](?:al|el|bin|ben|de|van|von|der|[A-Z][\w'’.-]*)){0,4}"
_JOINT: Final = r"(?:\s*(?:,|\||•|·|–|—|-|/)\s*|\s+)"
_NAMES: Final = (
    r"(?:[A-Z][\w'’.-]*|and|al|el|bin|de|van|in|for|with|by|our|the|[,;|•·–—/&.-]|staff|writers?|reporters?"
    r"|correspondents?|editing|writing|additional|reporting|[a-z]+[- ]based|special|to|\s)+$"
)
_BYLINE = re.compile(
    rf"[Bb][Yy]\s*:?\s+{_NAMES}"
    r"|(?i:(?:additional\s+)?reporting|writing|edited|editing|compiled|written|report(?:ed)?|words|translated)\s+(?i:by)\s"
    rf"{_NAMES}|(?i:from\s+our\s+(?:own\s+)?correspondent)\b.*$"
    r"|(?i:staff|agencies|newsroom|(?:news|web|online)\s+desk|wire\s+services?"
    r"|staff\s+(?:writers?|reporters?|and\s+agencies)|(?:foreign|special|senior|our)\s+correspondent)$"
    rf"|{_NAME}{_JOINT}(?i:staff\s+(?:writer|reporter)"
    rf"|(?:[\w-]+\s){{0,3}}(?:correspondent|reporter|editor|bureau\s+chief))(?:{_JOINT}[A-Z][\w .'’-]*)?$"
)
_CONTRIBUTED = _cues(r"""
    \bcontributed (?:to (?:this|the) (?:report|story|article)|reporting)\b.{0,60}$
    |^with (?:reporting|files|additional reporting|inputs|agency inputs)\b.{0,120}$
""")
_TIME: Final = r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,5}\)?(?:[+-]\d{1,2})?)?"
_DATED = _cues(rf"""
    \W*(?:(?:first )?(?:published|posted|updated|last (?:updated|modified)|created|issued|date|modified)(?: (?:on|at))?
    \s*:?\s*)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*)?
    (?:{_TIME}\W+)?(?:{DATE}|{MONTH} \d{{1,2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})
    \W*(?:(?:at|on|\||•|·|-|–|,)?\s*{_TIME})?(?:\W*(?:updated|last updated|modified|published).{{0,60}}| \| .{{0,60}})?
    (?:\W*\d+\s*min(?:ute)?s?\s*(?:read)?)?\W*$
    |\W*(?:(?:published|updated|posted)\W+)?\d+ (?:min(?:ute)?s?|hours?|days?|weeks?|months?) (?:ago|read)\W*$
    |(?:(?:published|updated|posted)\W+)?{_TIME}$
""")
_NAME_AND_DATE = re.compile(
    rf"(?:by\s+)?{_NAME}(?:(?:,|\s*[|•·])\s*[\w .'’-]{{2,40}})?\s*(?:\||•|·|–|—|-|,)\s*(?P<rest>\S.*)$", re.IGNORECASE
)
_NAMES_BY_PLACE = re.compile(rf"{_NAME} in {_NAME}(?:(?:,| and) {_NAME} in {_NAME})*$")
_BEFORE_DATE = re.compile(
    r"\s*[\s|•·,–—-]\s*(?=published|posted|updated|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s|\d)", re.IGNORECASE
)
_SIGN_UP = re.compile(
    r"\b(?:newsletters?|(?:by|one|our|free|daily|weekly) e-?mails?|inbox|mailbox|sign up|subscribe|register now"
    r"|join (?:the list|them|us))\b",
    re.IGNORECASE,
)
_PICTURE: Final = r"(?:(?:archive |file |handout )?(?:photo|photograph|image|picture))s?"
_AGENCY: Final = r"(?:ap|afp|epa|reuters|getty(?: images)?|anadolu|xinhua|shutterstock|handout|file|archive|courtesy)"
_CREDIT = _cues(rf"""
    (?:\W*(?:{_PICTURE}|video|graphic|illustration|map|caption)(?: (?:credit|courtesy|by|source|from))?
    \s*[:/|].{{0,100}}
    |\W*{_PICTURE} (?:by|courtesy)\b[^.]{{0,60}}|\W*(?:credit|source|courtesy|pic)\s*:.{{0,80}}
    |\W*(?:file|handout|archive) {_PICTURE}\.?|getty images|.{{1,40}}/\s*{_AGENCY}
    |[(\[][^()\[\]]{{0,80}}\b(?:{_PICTURE}|{_AGENCY})\b[^()\[\]]{{0,60}}[)\]]\.?)$
""")
_CREDITED = _cues(rf"""
    (?:[(\[](?:[^()\[\]]{{0,80}}
    \b(?:{_PICTURE}(?: (?:by|credit|courtesy)\b|\s*[:/])|{_AGENCY} {_PICTURE}|via {_AGENCY}|getty images)
    [^()\[\]]{{0,80}}|[^()\[\]/]{{2,60}}/\s*{_AGENCY}|{_PICTURE}|handout|courtesy [^()\[\]]{{2,60}})[)\]]
    |(?:[|/–—]|\.)\s*{_PICTURE}(?: (?:by|credit|courtesy)\b|\s*[:/])(?:[^.\n]|(?<=\b\w)\.){{0,60}}|\bfile photo)\W*$
""")
BRACKETED: Final = re.compile(r"[(\[](?:[A-Z©][^()\[\]]{1,60})[)\]]\.?$")

_BY_LENGTH: Final[tuple[tuple[int, str, Callable[[str], re.Match[str] | None]], ...]] = (
    (CUED_WORDS, "copyright", _COPYRIGHT.match),
    (CUED_WORDS, "promo", _PROMO.match),
    (CUED_WORDS, "byline", _CONTRIBUTED.search),
    (LABELLED_WORDS, "related", LABEL.match),
    (LABELLED_WORDS, "related", _LABELLED.match),
    (CUED_WORDS, "promo", _SHARE.match),
    (CUED_WORDS, "byline", _DATED.match),
    (CAPTION_WORDS, "credit", _CREDIT.match),
    (CUED_WORDS, "navigation", _NAVIGATION.match),
    (CUED_WORDS, "navigation", _BREADCRUMB.match),
)


def cue(text: str, words: int) -> str | None:
    """The kind of furniture that a line of so many words is by its own words; None for any other line."""
    if words > CAPTION_WORDS:
        return None
    for most, kind, finds in _BY_LENGTH:
        if words <= most and finds(text):
            return kind
    if words <= CUED_WORDS and _is_byline(text):
        return "byline"
    return "caption" if _CREDITED.search(text, max(0, len(text) - LONGEST_CREDIT)) and not dateline(text) else None


def cue_outside(text: str, words: int) -> str | None:
    """The kind of a line that is known to stand outside the article, by its own words."""
    if "©" not in text and not any(letter.isalpha() for letter in text):
        return None
    kind = cue(text, words)
    if kind or words > CUED_WORDS:
        return kind
    tests = (
        ("copyright", COPYRIGHT_TAIL.search(text)),
        ("caption", BRACKETED.search(text)),
        ("navigation", _is_menu(text)),
        ("promo", _SIGN_UP.search(text)),
        ("byline", _NAMES_BY_PLACE.match(text) or (words <= DATED_WORDS and find_date(text))),
    )
    return next((kind for kind, found in tests if found), None)


def _is_menu(text: str) -> bool:
    parts = _GAP.split(text)
    return len(parts) >= MENU and max(len(part.split()) for part in parts) <= MENU


def _is_byline(text: str) -> bool:
    if _BYLINE.match(text.strip("()[]")):
        return not (text.isupper() and text.endswith("."))
    found = _NAME_AND_DATE.match(text)
    if found and _DATED.match(found.group("rest")):
        return True
    return text[:3].lower() == "by " and any(
        _DATED.match(text, gap.end()) and _BYLINE.match(text[: gap.start()]) for gap in _BEFORE_DATE.finditer(text)
    )


def is_dated(text: str) -> bool:
    """Whether a line tells a day or an hour and nothing else."""
    return _DATED.match(text) is not None
