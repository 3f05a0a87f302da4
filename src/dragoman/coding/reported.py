"""The ways to read a passage as reported speech: what is said, by whom, by which word.

Words in quotation marks are blanked (“····,”), so that nothing within them is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.coding.deeds import is_addressed, is_deed
from dragoman.coding.speakers import (
    ADJUNCT,
    BE,
    FINITE,
    PRONOUN,
    Range,
    acts,
    leading,
    named,
    nearest,
    skip,
    start_of_clause,
    subject,
    with_name,
)
from dragoman.coding.speech import (
    CUES,
    MANNER,
    NOUNS,
    NOUNS_THAT,
    NOUNS_TO,
    PARTICIPLES,
    SAYING,
    STANDING,
    SURE,
    TELLING,
    WEAK,
    WHEN,
)

Reading = tuple[Range, Range | None, Range | None]  # content, speaker, cue

_SAYS = frozenset({"say", "says", "said"})
_VERBS = SAYING | STANDING | SURE
_ONLY_VERBS = SAYING - NOUNS
_SHORTEST = 2  # words of a content
_TOLD = 8  # words on to whom and where
_NEAR = 80  # characters before a cue in which its auxiliaries stand
_BESIDE = 40  # characters before a cue that tell whether it is a verb

_DID = (
    r"(?:[a-z]{2,}ed|met|left|took|went|came|gave|made|held|spoke|began|cut|put|sent|stood|won|lost|broke|led|kept|sought|"
    r"said|says|shut|set|fell|rose|flew|fled|threw|told|ran|sank|drew|hit|struck|shot|fought|got|saw|grew)"
)

# The word and what stands before it.
_WORD = re.compile(r"(?<![\w’'-])[a-z]+\b(?![’'-]\w)")
_ON_TO = (  # "went on to say", "declined to say"
    r"(?:(?:continue|decline|fail|seem|appear)[sd]?|(?:fail|seem|appear)ed|went on|goes on|going|used|likely|able|"
    r"quick|has|have|had|is|are|was|were|tried|tries|try|trying) to"
)
_AUXILIARY = re.compile(
    rf"(?:\s+(?:{_ON_TO}|{BE}|{FINITE}|can|did|do|does|not|never|neither|nor|who|which|also|earlier|now|just|hereby|began|"
    r"(?:last|this) (?:week|month|year|night)|nevertheless|nonetheless|meanwhile|instead|twice|in turn|in return|"
    r"however|too|even|"
    r"started|kept|long|first|again|since|soon|later|then|often|once|still|already|"
    r"(?!(?:family|ally|assembly|supply|monopoly|bully)\b)[a-z]{2,}ly|\w+n[’']t))+$"
)
_BEING = re.compile(rf"\b(?:{BE})\b")
_RELATIVE = re.compile(r"\b(?:who|which)\b")
_CITING = re.compile(
    r"(?:citing|quoting|saying|calling|asking|demanding|adding|warning) "
)  # "citing papers found there"
_WHO_DO = re.compile(r"\bwho\b")
_DOING = re.compile(r"\b(?:by|while|after|before|when|without|in|for|of)$")  # and a participle
_CHAINED = re.compile(r"(?:,|—|”|\b(?:and|or))$")
_COORDINATED = re.compile(r"\b(?:and|but|or|nor)$")

# Whether it is a verb.
_ONWARD = re.compile(rf"{_ON_TO} (?P<verb>[a-z]+)")
_INFINITIVE = re.compile(rf"\b{_ON_TO}\s+$")
_NO_VERB = re.compile(
    r"(?:\b(?:the|an?|of|his|her|their|its|our|my|your|in|for|on|by|with|from|at|no|any|such|every|new|as|into|about|to|be|"
    r"public|recent|(?:the|these|those|all) (?:two|three|four|five|six|seven|eight|nine|ten|\d+))|['’]s?|"
    r"(?:the|an?|his|her|their|its|['’]s) (?!(?:family|ally|assembly|supply|monopoly|bully|only)\b)[a-z]+ly)\s+$",
    re.IGNORECASE,
)
_SOME = re.compile(r"\b(?:some|most|more|all|other|others|many|this|these|those|few|both)\s+$", re.IGNORECASE)
_BEFORE_VERB = re.compile(  # "Iran plans", but "American plans"
    r"\b(?:he|she|it|they|we|I|you|who|also|not|will|would|did|does|do|"
    r"(?!(?:Two|Three|Four|Five|Six|Some|Several|Many|New|No|Other|Gulf)\b)"
    r"[A-Z][\w’'.-]+(?<![ie]an)(?<!ican)(?<!ese)(?<!ish)(?<!eli)(?<!Arab)(?<!Nordic)(?<!Baltic)(?<!Islamic)(?<![.]))\s+$"
)
_BEFORE_NOUN = re.compile(rf"\b(?:and|or|{BE})\s+$")
_HELD = re.compile(r"\b(?:\w+ed|made|gave|amid|despite|over|have|has|had)\s+$")  # "raised fears"
_OF_SOME_KIND = re.compile(r"\b(?:an?|his|her|its|their)\s+[A-Z][\w’'-]+\s+$")
_OBJECT = re.compile(
    r"\s+(?:the|an?|his|her|its|their|this|that|these|those|it|him|them|he|she|they|how|what|why|whether)\b"
)
_BEHIND_NOUN = re.compile(r"(?:,|\s+(?:in|of|at|from|by|with|over|have|has|had|were|are|was|is|said|say|will|would)\b)")

# What stands behind it.
_ADDRESSEE = re.compile(  # "told lawmakers", and that a noun phrase comes next
    r"\s+(?:(?:the|an?|his|her|its|their|this)\s+)?"
    rf"(?:[A-Z][\w’'-]*+(?:\s+[A-Z][\w’'-]*)*+(?:\s+[a-z’'-]+(?:,\s[^,“]{{2,40}},)?(?=(?:{WHEN})*\s+that\b))?"
    rf"|(?:[a-z’'-]+\s+){{0,2}}?[a-z’'-]+){WHEN}*\s+"
    r"(?:that\s+|(?=(?:the|an?|his|her|its|their|this|it|he|she|they|we|I|you|there|no|not|some|most|all|many|about|of|to|"
    r"\d+)\b|[A-Z]))"
)
_WHOM_THAT = re.compile(  # "promised the chamber in the morning that"
    rf"\s+(?:(?!(?:{FINITE}|\w+ed|to|that)\b)(?:[\w’'-]+|[A-Z][a-z]*[.](?=\s[A-Z\d]))\s+){{1,9}}?"
    rf"that\s+(?!(?:{FINITE}|{_DID})\b)"
)
_TELLING_WHOM = TELLING | frozenset({"promise", "promises", "promised", "promising"})
_TO_WORDS = re.compile(r"[^,;:.“]{0,60}?[:,]\s+(?=“)")
_TO_THAT = re.compile(
    r"(?:\s+(?:to (?=[A-Z]|(?:the|an?|his|her|their|its|him|them|me|us|\w+s)\b)|(?:on|in|at|during|after|before|with|"
    r"by|via|through|from|this|last|again|late|later|early|earlier|yesterday|today|"
    r"\w+ly|\w+day|the (?:same|next|following) day)\b)(?:[^,;:.]|[.](?=\s\d)){0,80}?)?,?\s+that\s+(?!of\b)"
)
_TO_THAT_ONE = re.compile(  # "praised that meeting", "rejected that within hours"
    r"\s+(?=that\s+(?!(?:he|she|it|they|we|you|I|all|no)\b)(?:[\w’'-]+\s+){0,3}?[\w’'-]+(?:[.;,]|\s+and\s+\w+ed\b|\s*$))"
    r"(?P<bare>that\s+(?:within|in|on|at|after|before|and)\b)?"
)
_TO_CLAUSE = re.compile(rf"{WHEN}*:?\s+(?:(?:for|on|out|to|of|about|in)\s+)?")
_OF_SURE = re.compile(r"\s+(?:that|about|of|in)\s")
_NO_CONTENT = re.compile(
    r"(?:and|or|nor|but|by|as|off|up(?! to)|back|home|down|within|against)\b|(?:him|her|it|them|one)?,"
    rf"|(?:since|until) (?:\d|then\b)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?:{FINITE})\b"
    r"|(?:\w+ ){0,3}?not (?:to )?be (?:further |publicly )?(?:named|identified|quoted)\b"
    r"|be (?:further |publicly )?(?:named|identified|quoted)(?=[,.;]|\s*$|\s(?:because|as|for|since|by|in)\b)"
    r"|(?:his|her|their) (?:full )?names? (?:not )?(?:to )?be\b|(?:remain|stay) anonymous\b"
    r"|(?:speak|talk)?[^,;]{0,40}?\banonymity\b"
    r"|(?:him|her|it|them|one|me|us|you|so|on|for|of|to|in|\w+ly)[.,]?\s*$"
)
_FULL = re.compile(  # begins as a clause, or has a finite verb that is not in a relative clause
    r"^(?:that|whether|how|what|why|who|when|where|if|no)\b|^“"
    rf"|^(?:(?!\b(?:who|which|that|whose)\b)[^“])*?(?:\b(?:{FINITE}|does|did|do)\b|n[’']t\b)"
)
_CLAUSAL = re.compile(rf"{_FULL.pattern}|\bthat\b")
_VERBAL = re.compile(rf"\b(?:{FINITE}|\w+ed)\b")
_PREDICATE = re.compile(rf"\b(?:{FINITE}|{_DID}|does|did|do|[a-z]{{3,}}s)\b|n[’']t\b")
_ASIDE = re.compile(r",\s+(?:who|which|whose|where|whom|an?|the)\b[^,]*,")

_WILLING = frozenset(  # verbs of speech that take a deed: "promised to pay", "urged them to pay"
    "ask asks asked asking demand demands demanded demanding order orders ordered ordering plead pleads pleaded "
    "pleading pledge pledges pledged pledging promise promises promised promising urge urges urged urging".split()
)
_ABOUT = re.compile(r"[^,;:.“]{1,60}?\s+(?:about|over|regarding|against)\s+(?!\w+day\b)")

_GERUND = re.compile(r"\b(?:between|from|about|against|than|into)$")
_ADDED_TO = re.compile(r"\s+to\s")
_NO_SPEECH = {  # words that are none of speech before such others
    **dict.fromkeys(("add", "adds", "added", "adding"), _ADDED_TO),
    "back": re.compile(r"\s+(?:to|in|on|at|from|into|home|by)\b"),
}
_SEEMING = re.compile(r"\b(?:seem|appear)(?:s|ed)?\b")
_NOT_YET = re.compile(r"\b(?:has|have|had) (?:not|never|yet)\b|\b(?:has|have|had)n[’']t\b")
_FUTURE = re.compile(r"\b(?:will|shall)\b")
_CONDITION = re.compile(r"\b(?:[Ii]f|unless|provided(?: that)?|providing) (?:[\w’'-]+ ){0,4}?[\w’'-]+\s*$")

# Passive verbs.
_BY = re.compile(
    r"\s+by\s+(?!(?:\w+day|next|dawn|then|now|\d+)\b)(?P<who>(?:[^,.;:“”]|(?<=\b[A-Z])[.]){2,60}?)"
    r"(?=[,.;:“]|\s+(?:on|in|at|after|for|as|over|to|during|last|that|shortly|soon|before|just|late|early|is|are|was|were|has|have|had|will|would|"
    r"and (?:began|\w+ed|is|are|was|were|has|had))\b|\s*$)"
)
_QUOTED_AS = re.compile(r"(?:\s+by [^,;“]{2,60}?)?\s+as (?:saying|telling|writing)\b")
_SAID_TO = re.compile(r"(?:\s+(?!by\b)\w+){0,3}?\s+(?:that|to)\s+")
_TO_DO = re.compile(r"(?:\s+on \w+)?\s+(?:that|to)\s+")
_TOLD_CLAUSE = re.compile(r"\s+(?=(?:the|an?|he|she|it|they|there|his|her|their) )")
_BIDDEN = frozenset(  # of whom a deed is wanted: nobody is told to have spoken
    "allowed asked chosen encouraged expected found instructed intended invited meant ordered planned pressed proposed "
    "projected shown told urged wanted warned".split()
)
_ASKED = re.compile(r"\s+(?:about|by|whether|if|how|why|what|when|where)\b[^,;]*,")
_GAP = re.compile(r"\b(?:that|which|what|who|whom|than|as)\b")
_OF_RELATIVE = re.compile(rf"(?:{FINITE})\s")
_DONE = frozenset({"called", "ordered", "declared"})
_BACKED = frozenset({"backed", "supported"})
_DEED = re.compile(r"(?:accused|suspected) of ")

# Contents before their speakers.
_BEFORE = re.compile(
    r"(?P<mark>[,.?!]”|”,?|,)\s+(?!(?:but|and|if|or|who|which|when|though|as|while|because|after|before|that|what)\b)"
    r"(?P<who>(?:(?:its|the|his|her|their|an?|[A-Z]\w+['’]s)\s(?!(?:[\w’'-]+\s+)*(?:that|who|which)\b)[^,“”]{2,50},\s+)?"
    rf"(?:(?!(?:\w+ed|{FINITE}|to|said|saying|told)\b)[\w’'.-]+\s+){{0,8}}?)$"
)
_TURNED = re.compile(r"(?P<mark>[,.?!]”|”,?|,)\s+$")
_WHO = re.compile(
    r"\s+(?!(?:from|in|on|at|to|by|for|of|with|after|that|against|over|about|and|or|but|not|whether|when|as|if|while|because|where|how|what|why)\b)(?P<who>(?:[^,;:“”—(]|,(?=\d)){2,80}?)(?=,(?!\d)|[;:—(]|[.]?\s*$|[.]?\s+“)"
)
_REST = re.compile(r"(?P<words>[^,;“]{0,140}?)(?=[.]?\s*$|[.]\s+“|;|,\s+(?!“)|,?\s+“)")
_MEANWHILE = re.compile(r"\s+(?:as|when|while|after|before)\b")
_OCCASIONAL = re.compile(
    r"\s*$|\s+(?:on|in|at|late|early|earlier|last|this|during|after|before|by|from|yesterday|today|again|\w+day|\w+ly|"
    r"to (?:the|an?|his|her|their|its|[A-Z]\w*|\w+s))\b"
)
_GOES_ON = re.compile(
    r",\s+(?!(?:but|while|although|though|as|after|before|when|who|which|citing|\w+ing)\b|“)(?=\S+\s+\S)"
)
_APPOSITION = re.compile(r",\s+(?:an?|the|who|which|whose|\w+ of)\b")
_SETTING = re.compile(
    r"(?:but |and )?(?:(?:in|on|at|after|before|during|by|under|from|for|with)(?: [\w’'-]+){1,8}|perhaps|meanwhile|"
    r"however|then|today|instead|still|later),",
    re.IGNORECASE,
)
_RESUMED = re.compile(rf"(?:{FINITE}|{_DID})\b")
_COORDINATED_CLAUSE = re.compile(r"(?:and|but|or|nor|though|although|while)\b")
_BEGUN = re.compile(r"(?:If|Unless|Once|When|While|Although|Though|Because|As|Since|Until|After|Before)\b")
_LINKED = re.compile(r"(?:^|\s)(?:which|whom|and|but|because|where|when),$")
_OPENED = re.compile(r"[,.:;?!”—–]\s*$")

# Where a content ends, and whose words go on.
_STOP = re.compile(r"; |,? according to ")
_ELLIPSIS = re.compile(r"(?:,|—)?\s*(?:\b(?:and|but|or|nor))?\s*$")
_BY_WHOM = re.compile(r"\s+by\s+(?:the |an? )?")
_MAY = re.compile(r"\b(?:will|would|can|could|may|might|should|must|to)(?: (?:not|also|[a-z]+ly))?\s+$")
_LED = re.compile(r"(?:and|but|while|though|although)\s+(?:the |an? )?")  # a reading of what another says
_NEXT = re.compile(
    r"(?:[,;]\s+(?:but|while|though|although|and)|:)\s+(?:[Tt]he |[Aa]n? )?(?:(?:[\w’'-]+\s){0,5}[\w’'-]+,\s)?$"
)
_BELOW = re.compile(r"\b(?:what|which|whom|as|when|where|after|because|since|although|until)\s+(?:the |an? )?$")
_RUN_ON = re.compile(  # "asked for a session, and Peru is expected", "asked for a session and closed its border"
    rf",\s+(?:and|but|while|whereas|though|although)\s+(?!only\b|if\b|to\b)(?!\w+ing\b)(?=(?:(?!(?!hundred\b)\w+ed\b)[\w’'.()-]+,?\s+){{1,10}}?(?:{FINITE}|{_DID})\b)"
    rf"|(?<!ed)(?<!,)\s+(?:and|but)\s+(?={_DID}\s+(?:(?:to|on|no|the|an?|its|his|her|their|it|him|them|two|three|four|five|six|\d+)\b|[$€£]))"
)
_SPLIT = re.compile(r"(?<=[,.] )“·+[,.?!]”")

# Other frames.
_ACCORDING = re.compile(
    r"\b(?P<cue>[Aa]ccording to|[Ii]n the (?:view|words|opinion|eyes) of)\s+"
    r"(?!(?:plan|size|age|schedule|need|rank|merit|taste|custom|tradition|how|whether|what)\b)"
    r"(?P<who>[^,;“]+?)(?=,|;|[.]?\s*$|\s(?:he|she|it|they|there|no|that)\s)"
)
_IN_VIEW = re.compile(
    r"(?:(?:But|And) in|In) (?:the )?(?P<who>his|her|their|[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}(?=['’]s? ))(?:['’]s?)? "
    r"(?P<cue>view|opinion|words),?\s+"
)
_RELATED = re.compile(r",\s+(?:who|which|whose|in|at|on|by|for)\b")
_ANOTHER = re.compile(r",\s+(?:and|but|while)\s")
_AND = re.compile(r"\W*(?:[Bb]ut|[Aa]nd)?[ ,]*")
_OWNER = re.compile(
    r"\b(?P<who>his|her|their|its|my|our|your|(?:[A-Z][\w’'.-]*\s)*[\w-]+(?=[’']))(?:[’']s?)?\s+"
    r"(?:(?!(?:denied|rejected|dismissed|raised|voiced|expressed|heard|confirmed|ignored)\b)[\w-]+\s+){0,2}?$"
)
_TIMES = re.compile(
    r".*\b(?:(?:second|minute|hour|day|night|week|weekend|month|year|decade|summer|winter|spring|autumn)s?|(?i:\w+day|"
    r"yesterday|January|February|March|April|May|June|July|August|September|October|November|December|time))"
)
_THAT = re.compile(  # but not "a report that ran to nine pages"
    r"(?:\s+(?:from|by|of)\s+(?P<who>[^,;.“]{2,60}?))?\s+that\s+"
    rf"(?!(?:{FINITE}|{_DID} (?:the|an?|his|her|its|their|\w+ly|to|in|on|for|by|at|from|about|two))\b)"
)
_FOR = re.compile(r"\s+(?:to|for|of|against)\s+")
_HEADLINE = re.compile(r"(?P<who>[A-Z][\w.’'&-]*(?: [\w.’'&-]+){0,3}):\s+(?=\S+\s+\S|“)")
_NO_SPEAKER = frozenset(
    "update updates breaking watch video photo photos note correction related live opinion analysis editorial "
    "exclusive explainer fact more points background result results problem reason example question answer "
    "warning verdict topics tags source sources by read here listen map graphic timeline contact phone email tel "
    "date time place".split()
)


@dataclass(frozen=True, slots=True)
class _Verb:
    """A word of speech in its passage, with the auxiliaries before it."""

    bare: str
    word: str
    head: int  # where the auxiliaries begin
    start: int
    end: int

    @property
    def at(self) -> Range:
        return self.start, self.end

    @property
    def before(self) -> str:
        return self.bare[: self.head].rstrip()

    @property
    def be(self) -> bool:
        return bool(_BEING.search(self.bare, self.head, self.start))

    @property
    def relative(self) -> bool:
        return bool(_RELATIVE.search(self.bare, self.head, self.start))

    @property
    def participle(self) -> bool:
        return self.word.endswith("ing") and not self.be

    @property
    def elliptic(self) -> bool:
        """Whether its subject stands before another verb: "X did A and said B", "X did A, saying B"."""
        before = self.before
        chained = self.participle and (_CHAINED.search(before) or _DOING.search(before))
        return bool(chained or _COORDINATED.search(before))


def readings(bare: str) -> list[Reading]:
    """The ways to read a passage, in text order of their cues."""
    found = [*_headline(bare), *_according(bare), *_in_view(bare)]
    said = found[0][1] if found else None
    done = said or (0, 0)
    for cue in _WORD.finditer(bare):
        if cue.group() not in CUES or done[0] <= cue.start() < done[1]:
            continue
        new = _nominal(bare, cue) if _is_noun(bare, cue) else _verbal(_verb(bare, cue), said, found)
        if not new:
            continue
        who = new[0][1]
        by = who and _BY_WHOM.fullmatch(bare, cue.end(), who[0])
        if by and any(c[0] <= new[0][0][0] and new[0][0][1] <= c[1] for c, _, _ in found):
            continue  # "said the guards backed by Rome had left"
        if not by:
            found = _cut(found, new[0][0][1] if new[0][0][1] <= cue.start() else _break(_verb(bare, cue), who, said))
        found = [r for r in found if not (who and r[0][0] < who[0] and _LED.fullmatch(bare, r[0][0], who[0]))]
        main = who and not _BELOW.search(bare, 0, who[0]) and not any(c[0] <= who[0] < c[1] for c, _, _ in found)
        said = who if main else said
        found += new
        done = (cue.start(), max(cue.end(), who[1] if who else 0))
    found = _joined(bare, found + _split(bare, found, said))
    return [r for r in found if not inner(r, found) or (r[2] and _is_said(bare, r[2]))]


def _is_said(bare: str, cue: Range) -> bool:
    """Whether a word within what another says tells of speech that was, not of what may be said."""
    return bare[slice(*cue)] in SAYING and not _MAY.search(bare, max(0, cue[0] - _NEAR), cue[0])


def _joined(bare: str, found: list[Reading]) -> list[Reading]:
    """Readings where a clause that its speaker interrupts is one content: "The road, she said, would open"."""
    whole: list[Reading] = []
    for content, who, cue in found:
        last = whole[-1] if whole else None
        if (
            last
            and last[1:] == (who, cue)
            and cue
            and last[0][1] <= cue[0] <= content[0]
            and _is_open(bare, last[0], content)
        ):
            whole[-1] = ((last[0][0], content[1]), who, cue)
        else:
            whole.append((content, who, cue))
    return whole


def _is_open(bare: str, first: Range, second: Range) -> bool:
    """Whether the first piece of a content, not all in quotation marks, is no clause of its own."""
    words = bare[slice(*first)].strip()
    if words.startswith("“") or not words.endswith(",") or _COORDINATED_CLAUSE.match(bare, second[0]):
        return False
    return bool(_BEGUN.match(words) or _RESUMED.match(bare, second[0]) or not _PREDICATE.search(words))


def inner(reading: Reading, found: Sequence[Reading]) -> bool:
    """Whether a content lies within what another says, where only speech is read again, no stance."""
    start, end = reading[0]
    return any(c[0] < start and end <= c[1] for c, _, _ in found)


def _verb(bare: str, cue: re.Match[str]) -> _Verb:
    end = len(bare[: cue.start()].rstrip())
    auxiliary = _AUXILIARY.search(bare, max(0, end - _NEAR), end)
    return _Verb(bare, cue.group(), auxiliary.start() if auxiliary else cue.start(), *cue.span())


def _cut(found: list[Reading], at: int) -> list[Reading]:
    """Contents that began before a place end there."""
    return [((c[0], at) if c[0] < at < c[1] else c, who, cue) for c, who, cue in found]


def _break(verb: _Verb, who: Range | None, said: Range | None) -> int:
    """Where what stands before a cue ends: ", adding", " and demanded", ", but the mayor denied"."""
    if not who:
        return 0
    ended = _ELLIPSIS.search(verb.bare, 0, verb.head) if who == said else _NEXT.search(verb.bare, 0, who[0])
    return ended.start() if ended else 0


def _is_noun(bare: str, cue: re.Match[str]) -> bool:
    """Whether a word that may be a verb of speech is none here: "the report", "United States"."""
    verb, head = cue.group(), bare[max(0, cue.start() - _BESIDE) : cue.start()]
    if verb not in _VERBS:
        return True
    doing = verb.endswith("ing") and verb in _ONLY_VERBS and _DOING.search(head.rstrip())
    said = verb in {"said", "says", "told"} and head.endswith(("’s ", "'s "))
    if _NO_VERB.search(head) and not (doing or said or _INFINITIVE.search(head)):
        return True
    has_object = bool(_OBJECT.match(bare, cue.end()))
    if verb in NOUNS:
        return _is_noun_of_two(bare, cue, has_object=has_object)
    return verb.endswith("ed") and not has_object and bool(_SOME.search(head))


def _is_noun_of_two(bare: str, cue: re.Match[str], *, has_object: bool) -> bool:
    """Whether a word that is as often a noun as a verb is the noun."""
    head = bare[max(0, cue.start() - _BESIDE) : cue.start()]
    if (
        _BEFORE_NOUN.search(head)
        or _OF_SOME_KIND.search(head)
        or (cue.group().endswith("s") and _HELD.search(head))
        or (_SOME.search(head) and not has_object)
    ):
        return True
    if _BEHIND_NOUN.match(bare, cue.end()) and not PRONOUN.search(head.rstrip()):
        return True
    return not _BEFORE_VERB.search(head) and (cue.group() == "back" or not has_object)


def _verbal(verb: _Verb, said: Range | None, found: Sequence[Reading]) -> list[Reading]:
    """What is said by a verb: before it, or behind."""
    if _is_idle(verb):
        return []
    if (passive := _passive(verb)) is not None:
        return passive
    listed = bool(said) and _is_listed(verb, found)
    if (not listed or verb.word in _SAYS) and (turned := _inverted(verb)):
        return turned
    own = None if listed else _own_speaker(verb)
    if own and not verb.participle and (front := _fronted(verb, own)):
        return front
    who = own or _same_speaker(verb, said)
    content = _content(verb) if who else None
    return [(content, who, verb.at)] if content else []


def _is_idle(verb: _Verb) -> bool:
    """Whether a word of mind says nothing ("a sure thing"), or leaves it to the next ("declined to say")."""
    onward = _ONWARD.match(verb.bare, verb.start)
    if (onward and onward["verb"] in SAYING) or _is_unsaid(verb):
        return True
    if verb.word in MANNER and not (_TO_THAT.match(verb.bare, verb.end) or "“" in verb.bare):
        return True
    return verb.word in SURE and not (verb.be and _OF_SURE.match(verb.bare, verb.end))


def _is_unsaid(verb: _Verb) -> bool:
    """Whether the words around a verb tell that nobody has spoken: "if they agree", "will discuss", "gave back to"."""
    bare, auxiliary = verb.bare, verb.bare[verb.head : verb.start]
    if verb.word in STANDING | _WILLING and (_NOT_YET.search(auxiliary) or _FUTURE.search(auxiliary)):
        return True
    if verb.participle and _GERUND.search(verb.before):
        return True
    if verb.before.endswith(",") and verb.word == "asked" and _ASKED.match(bare, verb.end):
        return True  # "the mayor, asked about it, said"
    no_speech = _NO_SPEECH.get(verb.word)
    if no_speech and no_speech.match(bare, verb.end):
        return True
    return bool(_SEEMING.search(auxiliary) or _CONDITION.search(bare, max(0, verb.head - _NEAR), verb.head))


def _is_listed(verb: _Verb, found: Sequence[Reading]) -> bool:
    """Whether a verb follows another with the same speaker: "condemns X, demands Y"."""
    before, last = verb.before, found[-1][2] if found else None
    if last is None or verb.relative or not before.endswith(","):
        return False
    return last[0] > before.rfind(", ", 0, len(before) - 1)


def _own_speaker(verb: _Verb) -> Range | None:
    """The subject of a verb, or what its participle belongs to."""
    if verb.elliptic:
        return None
    whole = subject(verb.bare, verb.head)
    of_people = verb.relative and _WHO_DO.search(verb.bare, verb.head, verb.start)  # "a clerk from the bank, who said"
    sure = verb.participle or (verb.relative and not (of_people and not acts(verb.bare, whole)))
    who = named(verb.bare, nearest(verb.bare, whole, sure=sure))
    if who and _CITING.match(verb.bare, *who):
        return None
    return with_name(verb.bare, who)


def _same_speaker(verb: _Verb, said: Range | None) -> Range | None:
    """Who spoke before in the sentence, or leads it."""
    if verb.elliptic:
        apart = said and "; " in verb.bare[said[1] : verb.head]
        return leading(verb.bare, verb.head) if apart or not said else said
    return said if verb.before.endswith(",") else None


def _passive(verb: _Verb) -> list[Reading] | None:
    """What was said of somebody or by somebody: "was quoted as saying", "is said to", "condemned by X"."""
    bare, be = verb.bare, verb.be
    if verb.word in SURE or not (verb.word.endswith("ed") or verb.word in PARTICIPLES):
        return None
    if be and (saying := _QUOTED_AS.match(bare, verb.end)):
        return _quoted(verb, saying.end())
    by = _BY.match(bare, verb.end) if be or verb.word in STANDING else None
    if by and verb.word in (_DONE if be else _BACKED):
        return []  # "a strike was called by the union", "militias backed by Iran"
    lead = _SAID_TO.match(bare, verb.end) if be else None
    if by:
        lead = _TO_DO.match(bare, by.end()) or _TO_THAT.match(bare, by.end())
    if by and not lead:
        whole = nearest(bare, subject(bare, verb.head), sure=not be)
        return [(whole, named(bare, by.span("who")), verb.at)] if whole else []
    if not be and not by:
        return [] if _DEED.match(bare, verb.start) else None
    lead = lead or (_TOLD_CLAUSE.match(bare, verb.end) if verb.word in TELLING else None)
    bidden = not by and verb.word in _BIDDEN and lead and not lead.group().rstrip().endswith("that")
    content = _ended(bare, lead.end()) if lead and not bidden else None
    return [(content, named(bare, by.span("who")) if by else None, verb.at)] if content else []


def _quoted(verb: _Verb, end: int) -> list[Reading]:
    """WHO was quoted as saying CLAUSE; CLAUSE, WHO was quoted as saying."""
    bare = verb.bare
    who, content = named(bare, subject(bare, verb.head)), _clause(bare, end)
    mark = _BEFORE.search(bare, 0, who[0]) if who and not content else None
    contents = _front(bare, mark, end) if mark else [content]
    return [(c, who, (verb.start, end)) for c in contents if c and who]


def _inverted(verb: _Verb) -> list[Reading]:
    """CLAUSE, said WHO."""
    bare = verb.bare
    mark = _TURNED.search(bare, 0, verb.start)
    who = _WHO.match(bare, verb.end) if mark and verb.word in SAYING and not verb.word.endswith("ing") else None
    if not who or not mark:
        return []
    if mark["mark"] == ",":
        ends = len(bare.rstrip()) - who.end() <= 1 or bare[who.end()] == ","
        if verb.word in TELLING or not ends or _CLAUSAL.search(who["who"]) or " to " in who["who"]:
            return []
        if not _is_told(bare, mark) or who["who"][0].isdigit():
            return []
    by = with_name(bare, named(bare, who.span("who")))
    behind = max(who.end(), by[1] if by else 0)
    fronts = _front(bare, mark, len(bare) if _APPOSITION.match(bare, behind) else behind)
    return [(c, by, verb.at) for c in fronts]


def _is_told(bare: str, mark: re.Match[str]) -> bool:
    """Whether a clause stands before an inverted verb, no noun phrase: "Peru, which sent tents, promised more"."""
    return bool(_PREDICATE.search(_ASIDE.sub(",", bare[start_of_clause(bare, mark.end()) : mark.end()])))


def _fronted(verb: _Verb, who: Range) -> list[Reading]:
    """CLAUSE, WHO said."""
    bare = verb.bare
    mark = _BEFORE.search(bare, 0, who[0])
    if not mark:
        return []
    end = verb.end
    if _is_title(verb, mark):
        return []
    if mark["mark"] not in {",”", ".”", "?”", "!”"}:  # where the stop stands within the marks, they were spoken
        rest = _REST.match(bare, end) if verb.word in SAYING else None
        if not rest or not _is_shut(rest["words"], verb) or (mark["mark"] == "," and _is_adjunct(verb, mark, rest)):
            return []
        end = rest.end()
    who = named(bare, (mark.start("who"), who[1])) or who
    return [(c, who, verb.at) for c in _front(bare, mark, end)]


def _is_title(verb: _Verb, mark: re.Match[str]) -> bool:
    """Whether the words in marks before a speaker are but named: "In a talk on “Today,” he said the road was shut"."""
    bare = verb.bare
    opened = bare.rfind("“", 0, mark.end("mark"))
    if not mark["mark"].endswith("”") or not ADJUNCT.match(bare) or _OPENED.search(bare, 0, opened):
        return False
    rest = _REST.match(bare, verb.end)
    return not (rest and _is_shut(rest["words"], verb)) and not _VERBAL.search(bare, 0, opened)


def _is_shut(rest: str, verb: _Verb) -> bool:
    """Whether the words behind a verb say only when, where and to whom."""
    if _MEANWHILE.match(rest):
        return True
    told = verb.word in TELLING and len(rest.split()) <= _TOLD
    return bool(told or _OCCASIONAL.match(rest)) and not _CLAUSAL.search(rest.lstrip())


def _is_adjunct(verb: _Verb, mark: re.Match[str], rest: re.Match[str]) -> bool:
    """Whether what stands before a speaker is no clause: "In Lima, he said", "The chief, X, said"."""
    bare = verb.bare
    if verb.before.endswith(",") and not _VERBAL.search(bare, 0, mark.start()):
        return True
    return bool(ADJUNCT.match(bare)) and "," not in bare[: mark.start()] and not _GOES_ON.match(bare, rest.end())


def _front(bare: str, mark: re.Match[str], end: int) -> list[Range]:
    """What stands before a speaker, and what goes on behind."""
    stop = mark.end("mark")
    start = start_of_clause(bare, stop)
    opened = bare.rfind("“", 0, stop) if mark["mark"].endswith("”") else 0
    if opened > 0 and _OPENED.search(bare, 0, opened):
        start = opened
    parts = [] if mark["mark"] == "," and _LINKED.search(bare, start, stop) else [(start, stop)]
    after = _GOES_ON.match(bare, end) if mark["mark"] == "," and _VERBAL.search(bare, end) else None
    whole = _VERBAL.search(bare, start, stop) and not ADJUNCT.match(bare, start)
    if after and _SETTING.fullmatch(bare, start, stop) and not _VERBAL.search(bare, start, stop):
        parts = []  # "After that, he said, the road was shut"
    if after and (not parts or not whole or bare.startswith("and ", after.end())):
        parts.append((after.end(), len(bare.rstrip())))
    return [p for p in parts if _is_enough(bare, *p)]


def _content(verb: _Verb) -> Range | None:
    """What follows a verb: a clause with or without "that", after the words on when and to whom."""
    bare = verb.bare
    told = _ADDRESSEE.match(bare, verb.end) if verb.word in TELLING else None
    one = _TO_THAT_ONE.match(bare, verb.end) if verb.word in STANDING - SAYING else None
    if one and one["bare"]:
        return None
    if not told and verb.word in _TELLING_WHOM:
        told = _WHOM_THAT.match(bare, verb.end)
    lead = told or one or _TO_THAT.match(bare, verb.end)
    if not lead and not _TO_WORDS.match(bare, verb.end):
        addressed = is_addressed(verb.word, bare, verb.end)
        lead = _ABOUT.match(bare, verb.end) if addressed else None
        if is_deed(verb.word, bare, verb.end) or (addressed and not lead):
            return None
    shortest = 1 if verb.word in STANDING or bare.startswith(" for ", verb.end) else _SHORTEST
    content = _ended(bare, lead.end(), shortest) if lead else _clause(bare, verb.end, shortest)
    if not content or not (lead or _is_object(verb, content)):
        return None
    return _shortened(verb, content, led=bool(lead))


def _is_object(verb: _Verb, content: Range) -> bool:
    """Whether what follows a verb with nothing between is what it says: "the tents that Peru pledged have arrived"."""
    bare = verb.bare
    if verb.word in MANNER:
        return "“" in bare[slice(*content)]
    if verb.word in WEAK and not _is_full(bare, content):
        return False
    gap = verb.word not in WEAK | STANDING | _WILLING and _GAP.search(verb.before)
    return bool(gap or not _OF_RELATIVE.match(bare, content[0]))


def _shortened(verb: _Verb, content: Range, *, led: bool) -> Range:
    """A content up to where the clause around it goes on: "the match that he hoped to win, was put off"."""
    bare = verb.bare
    if not led and (verb.word in STANDING or verb.word in _WILLING):
        ran_on = _RUN_ON.search(bare, *content)
        content = (content[0], ran_on.start()) if ran_on else content
    comma = bare.find(", ", *content)
    resumed = not led and verb.word not in _SAYS and _OF_RELATIVE.match(bare, comma + 2)
    return (content[0], comma) if comma > 0 and (verb.relative or resumed) else content


def _is_full(bare: str, content: Range) -> bool:
    """Whether a content is a clause or words in quotation marks, as far as it does not run on."""
    ran_on = _RUN_ON.search(bare, *content)
    return bool(_FULL.search(bare[content[0] : ran_on.start() if ran_on else content[1]]))


def _clause(bare: str, after: int, shortest: int = _SHORTEST) -> Range | None:
    lead = _TO_THAT.match(bare, after) or _TO_WORDS.match(bare, after) or _TO_CLAUSE.match(bare, after)
    return _ended(bare, lead.end(), shortest) if lead else None


def _ended(bare: str, start: int, shortest: int = _SHORTEST) -> Range | None:
    """From a place to a semicolon or the end of the passage, where there are words enough."""
    stop = _STOP.search(bare, start)
    end = stop.start() if stop else len(bare.rstrip())
    return (start, end) if _is_enough(bare, start, end, shortest) and not _NO_CONTENT.match(bare, start) else None


def _is_enough(bare: str, start: int, end: int, shortest: int = _SHORTEST) -> bool:
    return "“" in bare[start:end] or len(bare[start:end].split()) >= shortest


def _nominal(bare: str, cue: re.Match[str]) -> list[Reading]:
    """A noun of speech with its clause, or with whose it is: "the claim that", "his call for"."""
    noun, owner = cue.group(), _OWNER.search(bare, 0, cue.start())
    clause = _THAT.match(bare, cue.end()) if noun in NOUNS_THAT else None
    lead = clause or (_FOR.match(bare, cue.end()) if owner and noun in NOUNS_TO else None)
    content = _ended(bare, lead.end()) if lead else None
    if not content:
        return []
    if owner and _TIMES.fullmatch(owner["who"]):
        return []
    by = clause.span("who") if clause and clause["who"] else owner.span("who") if owner else None
    return [(content, named(bare, by), cue.span())]


def _according(bare: str) -> Iterator[Reading]:
    """According to WHO, CLAUSE; CLAUSE, according to WHO; X, according to WHO, did Y."""
    by = _ACCORDING.search(bare)
    if not by:
        return
    who = with_name(bare, named(bare, by.span("who")))
    behind = max(by.end(), who[1] if who else 0)
    begin = bare.rfind("; ", 0, by.start()) + 1
    first = not bare[begin : by.start()].strip()
    if first and _RELATED.match(bare, behind):
        behind = max(behind, bare.find(",", behind + 1))
    if bare.startswith(" that ", behind):  # "figures from Lima that its rival disputes"
        behind = max(bare.find(",", behind), 0) or len(bare.rstrip())
    told = first or not (_APPOSITION.match(bare, behind) or _ANOTHER.match(bare, behind))
    stop = bare.find("; ", behind)
    end = stop if stop >= 0 else len(bare.rstrip())
    parts = [(begin, by.start()), *([(behind + (bare[behind : behind + 1] == ","), end)] if told else [])]
    for start, end in ((skip(_AND, bare, *part), part[1]) for part in parts):
        if _is_enough(bare, start, end):
            yield (start, end), who, by.span("cue")


def _in_view(bare: str) -> Iterator[Reading]:
    """In WHOSE view CLAUSE."""
    view = _IN_VIEW.match(bare)
    content = _ended(bare, view.end()) if view else None
    if view and content:
        yield content, named(bare, view.span("who")), view.span("cue")


def _headline(bare: str) -> Iterator[Reading]:
    """WHO: CLAUSE, without a full stop or with the clause in quotation marks."""
    said = _HEADLINE.match(bare)
    who = said["who"].split() if said else []
    if (
        said
        and bare.rstrip()[-1] not in ".!?"
        and CUES.isdisjoint(who)
        and _NO_SPEAKER.isdisjoint({who[0].lower(), who[-1].lower()})
    ):
        yield (said.end(), len(bare.rstrip())), said.span("who"), None


def _split(bare: str, found: Sequence[Reading], said: Range | None) -> list[Reading]:
    """What goes on in quotation marks behind its speaker: "We will stay," he said, "until June."."""
    if said is None or not any("“" in bare[slice(*content)] for content, _, _ in found):
        return []
    parts = (part.span() for part in _SPLIT.finditer(bare))
    return [(p, said, None) for p in parts if not any(c[0] <= p[0] < c[1] for c, _, _ in found)]
